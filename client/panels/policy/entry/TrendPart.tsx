import { lazy, Suspense, useCallback, useContext, useRef, useState } from "react";
import type { Trend } from "#contract/policy/compliance.ts";
import { useTrends } from "../../../api/policy-entry.ts";
import { useDocuments } from "../../../api/policy.ts";
import { actualOf, yearsOf } from "../../../plan/entry/trend.ts";
import { csv } from "../../../text/csv.ts";
import { MISSING } from "../../../text/numbers.ts";
import { Choice } from "../../../ui/Choice.tsx";
import { DownloadIcon } from "../../../ui/icons.tsx";
import { saveFile } from "../../../ui/save.ts";
import { ProblemBand } from "../../ProblemBand.tsx";
import { LargeType, useSpeech } from "../../session.tsx";
import { useEntryWords } from "./words.ts";

/** The chart library is large and seldom wanted. */
const TrendChart = lazy(async () => {
  const { TrendChart: chart } = await import("./TrendChart.tsx");
  return { default: chart };
});

/** Plan and actual of one indicator over the years. */
export function TrendPart(props: {
  readonly study: string;
  readonly indicator: string | undefined;
  readonly synthetic: boolean;
}) {
  const { language } = useSpeech();
  const text = useEntryWords().snapshots;
  const { data, error, refetch } = useTrends(props.study);
  const [id, setId] = useState(props.indicator);
  const drawn = data?.filter(({ actual }) => actual.some(({ value }) => value !== null)) ?? [];
  const longest = drawn.toSorted((a, b) => b.actual.length - a.actual.length)[0];
  const trend = drawn.find((one) => one.id === id) ?? longest;
  if (error) return <ProblemBand error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  return (
    <section data-testid="trends">
      <h3>{text.trend}</h3>
      {trend === undefined ? (
        <p className="quiet">{text.trendNone}</p>
      ) : (
        <>
          <label className="entry-field">
            <span className="field-label">{text.indicator}</span>
            <select
              className="pick"
              value={trend.id}
              data-testid="trend-indicator"
              onChange={({ target }) => setId(target.value)}
            >
              {drawn.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name[language]}
                </option>
              ))}
            </select>
          </label>
          <Shown trend={trend} synthetic={props.synthetic} />
        </>
      )}
    </section>
  );
}

function Shown({ trend, synthetic }: { trend: Trend; synthetic: boolean }) {
  const { language } = useSpeech();
  const text = useEntryWords().snapshots;
  const isLarge = useContext(LargeType);
  const documents = useDocuments().data;
  const [shown, setShown] = useState<"chart" | "data">("chart");
  const drawing = useRef<HTMLDivElement>(null);
  const planOf = useCallback(
    (ids: readonly string[]) =>
      text.planOf(
        ids
          .map((id) => documents?.find((one) => one.id === id)?.short[language] ?? id)
          .join(language === "zh" ? "、" : ", "),
      ),
    [documents, language, text],
  );
  const rows = rowsOf(trend);
  const head = [
    text.year,
    ...rows.documents.map((id) => planOf([id])),
    `${text.actual}（${trend.unit[language]}）`,
  ];
  const file = text.file(trend.name[language], synthetic);
  const saveSvg = () => {
    const svg = drawing.current?.querySelector("svg");
    if (svg) saveFile(`${file}.svg`, new XMLSerializer().serializeToString(svg), "image/svg+xml");
  };
  return (
    <>
      <p className="entry-end trend-tools">
        <Choice
          label={text.trend}
          value={shown}
          options={[
            { value: "chart", label: text.chart },
            { value: "data", label: text.data, testId: "trend-data" },
          ]}
          onChange={setShown}
        />
        <button
          type="button"
          className="button"
          data-testid="trend-csv"
          onClick={() => saveFile(`${file}.csv`, csv(head, rows.cells), "text/csv")}
        >
          <DownloadIcon />
          {text.csv}
        </button>
        {shown === "chart" && (
          <button type="button" className="button" onClick={saveSvg}>
            <DownloadIcon />
            {text.svg}
          </button>
        )}
        {rows.told === 1 && <span className="quiet">{text.oneYear}</span>}
      </p>
      {shown === "chart" ? (
        <div
          ref={drawing}
          role="img"
          aria-label={`${trend.name[language]}：${rows.cells.map((cells) => cells.map((cell, i) => `${head[i] ?? ""} ${cell}`).join("，")).join("；")}`}
        >
          <Suspense fallback={<div className="trend-chart" />}>
            <TrendChart
              trend={trend}
              unit={trend.unit[language]}
              actual={text.actual}
              planOf={planOf}
              fontSize={isLarge ? 15 : 11}
            />
          </Suspense>
        </div>
      ) : (
        <table className="dense">
          <thead>
            <tr>
              {head.map((title, i) => (
                <th key={title} scope="col" className={i === 0 ? undefined : "end"}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.cells.map(([year = "", ...values]) => (
              <tr key={year}>
                <th scope="row">{year}</th>
                {values.map((value, i) => (
                  <td key={head[i + 1]} className="end">
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** The trend as a table: a row a year, a column for every document that sets a target, the value last. */
function rowsOf(trend: Trend) {
  const years = yearsOf(trend);
  const documents = [...new Set(trend.plan.map(({ document }) => document))];
  const actual = actualOf(trend, years);
  const cells = years.map((year, i) => [
    String(year),
    ...documents.map((document) =>
      written(trend.plan.find((one) => one.document === document && one.year === year)?.value),
    ),
    written(actual[i]),
  ]);
  return { documents, cells, told: actual.filter((value) => value !== null).length };
}

function written(value: number | null | undefined): string {
  return typeof value === "number" ? String(Number(value.toFixed(2))) : MISSING;
}
