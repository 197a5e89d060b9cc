import { useMemo } from "react";
import type { Study } from "#contract/study.ts";
import { changedUnits } from "../../plan/scenario/outcome.ts";
import { csv } from "../../text/csv.ts";
import { peopleChange, pointsChange } from "../../text/change.ts";
import { MISSING, peopleCount, share } from "../../text/numbers.ts";
import { DownloadIcon } from "../../ui/icons.tsx";
import { saveFile } from "../../ui/save.ts";
import { useSpeech } from "../session.tsx";
import type { Sides } from "./sides.ts";
import { usePlanWords } from "./words.ts";

/** 分社区表: every unit before and after, those that change first. */
export function UnitTable({ study, sides }: { study: Study; sides: Sides }) {
  const { language, words } = useSpeech();
  const plan = usePlanWords();
  const text = plan.compare;
  const { before, after } = sides;
  const changed = useMemo(
    () => changedUnits(before.outcome, after.outcome),
    [before.outcome, after.outcome],
  );
  if (study.units.length === 0) return <p className="unit-changes quiet">{text.noUnits}</p>;
  const file = plan.file(study.name, `${after.name} ${text.unitsTitle}`, study.synthetic);
  const head = [
    text.unit,
    before.name,
    after.name,
    text.change,
    `${words.spatial.columns.share} ${before.name}`,
    `${words.spatial.columns.share} ${after.name}`,
    text.change,
  ];
  const save = () =>
    saveFile(
      `${file}.csv`,
      csv(
        head,
        changed.map((one) => [
          study.units[one.unit]?.name ?? "",
          ...[one.before.covered, one.after.covered, one.after.covered - one.before.covered].map(
            String,
          ),
          String(one.before.share ?? ""),
          String(one.after.share ?? ""),
          one.before.share === null || one.after.share === null
            ? ""
            : String(one.after.share - one.before.share),
        ]),
      ),
      "text/csv",
    );
  return (
    <section className="unit-changes" aria-labelledby="unit-changes-title">
      <header className="block-head">
        <h2 id="unit-changes-title">{text.unitsTitle}</h2>
        <span className="quiet">{text.sorted}</span>
        <button type="button" className="button" onClick={save}>
          <DownloadIcon />
          CSV
        </button>
      </header>
      {changed.length === 0 ? (
        <p className="quiet">{text.allSame}</p>
      ) : (
        <div className="unit-changes-scroll">
          <table className="dense" data-testid="unit-changes">
            <thead>
              <tr>
                {head.map((name, i) => (
                  <th key={`${i} ${name}`} scope="col" className={i === 0 ? undefined : "end"}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {changed.map((one) => (
                <tr key={one.unit}>
                  <th scope="row">{study.units[one.unit]?.name ?? MISSING}</th>
                  <td className="end">{peopleCount(one.before.covered)}</td>
                  <td className="end strong">{peopleCount(one.after.covered)}</td>
                  <td className="end">{peopleChange(one.after.covered - one.before.covered)}</td>
                  <td className="end">{share(one.before.share)}</td>
                  <td className="end strong">{share(one.after.share)}</td>
                  <td className="end">
                    {pointsChange(one.before.share, one.after.share, language)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
