import { LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef, useState } from "react";
import type { Trend } from "#contract/policy/compliance.ts";
import type { EntryWords } from "../../../text/entry-zh.ts";
import type { Language } from "../../../text/language.ts";
import { MISSING } from "../../../text/numbers.ts";
import { Choice } from "../../../ui/Choice.tsx";

use([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

/** Targets and values of one indicator by year, drawn or as a table. Years without a value stay gaps in the line. */
export default function TrendChart(props: {
  readonly trend: Trend;
  readonly language: Language;
  readonly words: EntryWords;
}) {
  const { trend, language } = props;
  const text = props.words.snapshots;
  const [shown, setShown] = useState<"chart" | "data">("chart");
  const box = useRef<HTMLDivElement>(null);
  const years = yearsOf(trend);
  useEffect(() => {
    if (shown !== "chart" || box.current === null) return undefined;
    const chart: EChartsType = init(box.current, undefined, { renderer: "svg" });
    const at = (rows: readonly { year: number; value: number | null }[]) =>
      yearsOf(trend).map((year) => rows.findLast((row) => row.year === year)?.value ?? null);
    const documents = [...new Set(trend.plan.map(({ document }) => document))];
    chart.setOption({
      animation: false,
      grid: { left: 56, right: 90, top: 28, bottom: 28 },
      tooltip: { trigger: "axis" },
      xAxis: {
        type: "category",
        data: yearsOf(trend).map(String),
        axisLabel: { color: "#4C5865", fontSize: 11 },
      },
      yAxis: {
        type: "value",
        name: trend.unit[language],
        // Shares start at nought and may go beyond a hundred.
        min: 0,
        ...(trend.unit.zh === "%" && { max: ({ max }: { max: number }) => Math.max(100, max) }),
        axisLabel: { color: "#4C5865", fontSize: 11 },
        splitLine: { lineStyle: { color: "#E6EAEE" } },
      },
      series: [
        {
          type: "line",
          name: text.actual,
          data: at(trend.actual),
          color: "#0B5D50",
          lineStyle: { width: 2.2 },
          endLabel: { show: true, formatter: text.actual },
        },
        ...documents.map((document) => ({
          type: "line" as const,
          name: `${text.plan} ${document}`,
          data: at(trend.plan.filter((one) => one.document === document)),
          color: "#22303C",
          symbol: "rect",
          symbolSize: [14, 3],
          lineStyle: { width: 1, type: "dashed" as const },
        })),
      ],
    });
    const resized = new ResizeObserver(() => chart.resize());
    resized.observe(box.current);
    return () => {
      resized.disconnect();
      chart.dispose();
    };
  }, [trend, shown, language, text]);
  return (
    <>
      <Choice
        label={text.trend}
        value={shown}
        options={[
          { value: "chart", label: text.chart },
          { value: "data", label: text.data },
        ]}
        onChange={setShown}
      />
      {shown === "chart" ? (
        <div ref={box} className="trend-chart" role="img" aria-label={trend.name[language]} />
      ) : (
        <table className="dense">
          <thead>
            <tr>
              <td />
              <th scope="col" className="end">
                {text.plan}
              </th>
              <th scope="col" className="end">
                {text.actual}
              </th>
            </tr>
          </thead>
          <tbody>
            {years.map((year) => (
              <tr key={year}>
                <th scope="row">{year}</th>
                <td className="end">{listed(trend.plan, year)}</td>
                <td className="end">{listed(trend.actual, year)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function yearsOf({ plan, actual }: Trend): number[] {
  return [...new Set([...plan, ...actual].map(({ year }) => year))].toSorted((a, b) => a - b);
}

function listed(rows: readonly { year: number; value: number | null }[], year: number): string {
  const values = rows.flatMap((row) =>
    row.year === year && row.value !== null ? [Number(row.value.toFixed(2))] : [],
  );
  return values.length === 0 ? MISSING : [...new Set(values)].join(" / ");
}
