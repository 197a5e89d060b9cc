import type { Comparison } from "#contract/policy/compliance.ts";
import { changeShown } from "../../plan/entry/changes.ts";
import { count } from "../../text/numbers.ts";
import { VerdictTag } from "../policy/VerdictTag.tsx";
import { useSpeech } from "../session.tsx";
import { useReportWords } from "./words.ts";

/** Figures that stand otherwise than in the last report of the same scope, and why. */
export function Changes({ rows }: { rows: Comparison["rows"] }) {
  const { language } = useSpeech();
  const text = useReportWords();
  if (rows.length === 0) return null;
  return (
    <details className="report-changes" data-testid="report-changes">
      <summary>{text.changed(count(rows.length))}</summary>
      <ul>
        {rows.map(({ id, name, unit, before, after, because }) => {
          const shown = changeShown(before?.value, after?.value, unit[language], language);
          return (
            <li key={id}>
              <b>{name[language]}</b> {shown.before}{" "}
              {before && <VerdictTag verdict={before.verdict} />}
              {" → "}
              {shown.after} {after && <VerdictTag verdict={after.verdict} />}{" "}
              <span className="quiet">{because.map((one) => one[language]).join("；")}</span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
