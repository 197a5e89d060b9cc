import { memo, useDeferredValue, useEffect, useMemo, useRef } from "react";
import type { Study } from "#contract/study.ts";
import type { Ground } from "../plan/tally.ts";
import { rankUnits, type RankedUnit } from "../plan/ranking.ts";
import { count, MISSING, peopleCount, share } from "../text/numbers.ts";
import { StackBar } from "../ui/StackBar.tsx";
import { useStore } from "../ui/store.ts";
import { useSession, useSpeech, useView } from "./session.tsx";
import { useCoverage } from "./shown.ts";
import { barParts } from "./SpatialPanel.tsx";

/** The units from the lowest share up; pointing at a row shows it on the map, and the other way round. */
export const UnitPanel = memo(function UnitPanel(props: {
  readonly study: Study;
  readonly ground: Ground;
  readonly onChoose: (index: number) => void;
}) {
  const { words } = useSpeech();
  const { study, ground } = props;
  const limit = useDeferredValue(useView((it) => it.limitMinutes));
  const coverage = useCoverage(ground, limit);
  const ranked = useMemo(
    () =>
      coverage && rankUnits(coverage.units, (index) => study.units[index]?.withoutPeople === true),
    [coverage, study.units],
  );
  const unknown = study.units.filter(({ withoutPeople }) => withoutPeople).length;
  const selected = useView((it) => (it.selection.kind === "unit" ? it.selection.id : undefined));
  const rows = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    if (selected === undefined) return;
    rows.current?.querySelector("[data-chosen=true]")?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  return (
    <section className="block units" aria-labelledby="units-title">
      <header className="block-head">
        <h3 id="units-title">{words.units.title}</h3>
        <span className="quiet">{words.units.order}</span>
      </header>
      {study.units.length === 0 ? (
        <p className="quiet">{words.units.none}</p>
      ) : (
        <div className="unit-scroll">
          <table className="unit-table">
            <thead>
              <tr>
                <th scope="col">{words.units.columns.unit}</th>
                <td />
                <th scope="col" className="end">
                  {words.units.columns.share}
                </th>
                <th scope="col" className="end">
                  {words.units.columns.gap}
                </th>
              </tr>
            </thead>
            <tbody ref={rows}>
              {ranked?.map((unit) => (
                <UnitRow
                  key={unit.index}
                  unit={unit}
                  name={study.units[unit.index]?.name ?? ""}
                  withoutPeople={study.units[unit.index]?.withoutPeople === true}
                  ground={ground}
                  chosen={study.units[unit.index]?.id === selected}
                  onChoose={props.onChoose}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {study.units.length > 0 && (
        <p className="quiet foot">
          {words.join([
            words.units.foot(count(study.units.length)),
            ...(unknown > 0 ? [words.units.notCounted(count(unknown))] : []),
          ])}
        </p>
      )}
    </section>
  );
});

const UnitRow = memo(
  function UnitRow(props: {
    readonly unit: RankedUnit;
    readonly name: string;
    readonly withoutPeople: boolean;
    readonly ground: Ground;
    readonly chosen: boolean;
    readonly onChoose: (index: number) => void;
  }) {
    const { words } = useSpeech();
    const { pointed, unitPointed } = useSession();
    const { index, tally, ranked } = props.unit;
    const units = props.ground.cells.unit;
    const under = useStore(pointed, (cell) => cell !== undefined && units[cell] === index);
    const point = (at: number | undefined) => unitPointed.set(() => at);
    const [covered, gap, unknown] = [tally.covered, tally.gap, tally.unknown].map(peopleCount);
    return (
      <tr
        data-testid={`unit-row-${index}`}
        data-chosen={props.chosen}
        data-under={under}
        onClick={() => props.onChoose(index)}
        onPointerEnter={() => point(index)}
        onPointerLeave={() => point(undefined)}
      >
        <th scope="row">
          <button
            type="button"
            aria-pressed={props.chosen}
            title={props.name}
            onFocus={() => point(index)}
            onBlur={() => point(undefined)}
          >
            {props.name}
          </button>
        </th>
        <td>
          {!props.withoutPeople && (
            <StackBar
              parts={barParts(tally)}
              label={words.spatial.bar(covered ?? "", gap ?? "", unknown ?? "")}
            />
          )}
        </td>
        {ranked ? (
          <>
            <td className="end">{share(tally.share)}</td>
            <td className="end lacking">{peopleCount(tally.gap)}</td>
          </>
        ) : (
          <td className="end quiet" colSpan={2}>
            {props.withoutPeople
              ? `${MISSING} ${words.units.withoutPeople}`
              : tally.people > 0
                ? words.units.unranked(share(tally.unknown / tally.people))
                : words.units.empty}
          </td>
        )}
      </tr>
    );
  },
  (a, b) =>
    a.chosen === b.chosen &&
    a.name === b.name &&
    a.withoutPeople === b.withoutPeople &&
    a.ground === b.ground &&
    a.onChoose === b.onChoose &&
    a.unit.index === b.unit.index &&
    a.unit.ranked === b.unit.ranked &&
    sameTally(a.unit.tally, b.unit.tally),
);

function sameTally(a: RankedUnit["tally"], b: RankedUnit["tally"]): boolean {
  return a.covered === b.covered && a.gap === b.gap && a.unknown === b.unknown;
}
