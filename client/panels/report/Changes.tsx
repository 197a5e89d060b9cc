import type { Comparison } from "#contract/policy/compliance.ts";
import { count, MISSING } from "../../text/numbers.ts";
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
        {rows.map(({ id, name, unit, before, after, because }) => (
          <li key={id}>
            <b>{name[language]}</b>{" "}
            {text.changedRow(
              said(before?.value, unit[language]),
              said(after?.value, unit[language]),
            )}{" "}
            <span className="quiet">{because.map((one) => one[language]).join("；")}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function said(value: number | null | undefined, unit: string): string {
  return typeof value === "number" ? `${Number(value.toFixed(2))}${unit}` : MISSING;
}
