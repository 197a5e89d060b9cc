import { useCallback, useMemo, useState } from "react";
import type { Indicator, UnitVerdict } from "#contract/policy/compliance.ts";
import { useUnits } from "../../../api/queries.ts";
import { boundsOf } from "../../../plan/bounds.ts";
import { isCaliber } from "../../../plan/policy/readings.ts";
import { rankedUnits, statesOfUnits, stateCounts } from "../../../plan/policy/unit-states.ts";
import { select } from "../../../plan/view.ts";
import { figure } from "../../../text/amount.ts";
import { count, MISSING } from "../../../text/numbers.ts";
import { useSession, useSpeech } from "../../session.tsx";
import type { Told } from "../told.ts";
import { UnitStateMark } from "../VerdictTag.tsx";
import { UnitsMap } from "./UnitsMap.tsx";

/** The units under an indicator: a map by state, and the list from the worst. */
export function UnitsBlock(props: {
  readonly result: string;
  readonly told: Told;
  readonly indicator: Indicator;
}) {
  const { language, words } = useSpeech();
  const { view, flight } = useSession();
  const { told, indicator } = props;
  const { places } = told.assessment;
  const shapes = useUnits(props.result);
  const [chosen, setChosen] = useState<string>();
  const text = words.policy.drawer.units;
  const ranked = useMemo(() => rankedUnits(indicator), [indicator]);
  const units = shapes.data?.features.length ?? 0;
  const states = useMemo(
    () => statesOfUnits(indicator.units, places, units),
    [indicator, places, units],
  );
  const byCode = useMemo(() => new Map(places.map((place) => [place.code, place])), [places]);
  const nameOf = useCallback((code: string) => byCode.get(code)?.name ?? code, [byCode]);
  // A county's own rate is told above already; there is nothing to compare it with.
  const [only, ...others] = indicator.units;
  if (only === undefined) return null;
  if (others.length === 0 && byCode.get(only.code)?.level === "county") return null;
  const stateNames = indicator.readings.some(isCaliber)
    ? words.policy.unitServed
    : words.policy.unitState;
  const isMapped = states.some((state) => state !== undefined);
  const isCounted = indicator.units.some(({ value }) => value !== null);
  const isLacking = indicator.units.some(({ lacks }) => lacks !== null && lacks > 0);
  return (
    <section className="drawer-block drawer-units" data-testid="units">
      <header className="block-head">
        <h3>{text.title}</h3>
        <span className="quiet">
          {words.join([text.count(count(indicator.units.length)), text.rank])}
        </span>
      </header>
      {isMapped && shapes.data && (
        <UnitsMap
          name={indicator.name[language]}
          stateNames={stateNames}
          shapes={shapes.data}
          states={states}
          nameOf={nameOf}
          counts={stateCounts(indicator.units)}
          chosen={chosen}
          synthetic={told.assessment.synthetic}
          onChoose={setChosen}
        />
      )}
      {isMapped && shapes.error && <p className="quiet">{text.noShapes}</p>}
      <div className="unit-list">
        <table className="dense" aria-label={text.list}>
          {(isCounted || isLacking) && (
            <thead>
              <tr>
                <td colSpan={2} />
                {isCounted && (
                  <th scope="col" className="end">
                    {text.value}
                  </th>
                )}
                {isLacking && (
                  <th scope="col" className="end">
                    {text.lacks}
                  </th>
                )}
                <td />
              </tr>
            </thead>
          )}
          <tbody>{ranked.map(row)}</tbody>
        </table>
      </div>
    </section>
  );

  function row(verdict: UnitVerdict) {
    const place = byCode.get(verdict.code);
    const name = nameOf(verdict.code);
    const state = stateNames[verdict.state];
    const unit = place?.unit;
    return (
      <tr
        key={verdict.code}
        data-chosen={chosen === verdict.code}
        data-testid={`unit-${verdict.code}`}
        onClick={() => setChosen(verdict.code)}
      >
        <td className="unit-state" title={state}>
          <UnitStateMark state={verdict.state} />
          <span className="visually-hidden">{state}</span>
        </td>
        <th scope="row">
          <button type="button" aria-pressed={chosen === verdict.code} title={state}>
            {name}
          </button>
        </th>
        {isCounted && <td className="end">{figure(verdict.value)}</td>}
        {isLacking && (
          <td className="end lacking">
            {verdict.lacks === null ? MISSING : verdict.lacks > 0 ? figure(verdict.lacks) : ""}
          </td>
        )}
        <td className="end">
          {chosen === verdict.code && typeof unit === "number" && (
            <button
              type="button"
              className="linklike"
              data-testid="unit-on-map"
              onClick={() => openOnMap(unit)}
            >
              {text.onMap}
            </button>
          )}
        </td>
      </tr>
    );
  }

  function openOnMap(index: number) {
    const shape = shapes.data?.features[index];
    if (shape === undefined) return;
    const { id } = shape.properties;
    view.set((it) => ({ ...select(it, { kind: "unit", id }), page: "overview" }));
    const bounds = boundsOf(shape.geometry.coordinates);
    if (bounds) flight.set(() => ({ bounds }));
  }
}
