import { LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import type { Trend } from "#contract/policy/compliance.ts";
import { actualOf, plansOf, spreadOut, yearsOf } from "../../../plan/entry/trend.ts";

use([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

const INK = "#22303C";
const ACTUAL = "#0B5D50";

/** Targets and values of one indicator by year, labelled at their ends. Years without a value stay gaps in the line. */
export function TrendChart(props: {
  readonly trend: Trend;
  /** Of the value and the targets. */
  readonly unit: string;
  readonly actual: string;
  /** What a target is called by those who set it. */
  readonly planOf: (documents: readonly string[]) => string;
  /** Of the axes, pixels. */
  readonly fontSize: number;
}) {
  const { trend, unit, actual, planOf, fontSize } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current === null) return undefined;
    const chart = init(box.current, undefined, { renderer: "svg" });
    const years = yearsOf(trend);
    const values = actualOf(trend, years);
    const last = values.findLastIndex((value) => value !== null);
    const axisLabel = { color: "#4C5865", fontSize };
    const plans = plansOf(trend);
    /** `moves` are pixels by which the label at the end of each plan, and of the value, is moved down. */
    const drawn = (moves: readonly number[]) => ({
      animation: false,
      textStyle: { fontFamily: "inherit" },
      grid: { left: 8, right: fontSize * 15, top: 36, bottom: 8, containLabel: true },
      tooltip: { trigger: "axis" as const, valueFormatter: (value: unknown) => said(value) },
      xAxis: { type: "category" as const, data: years.map(String), axisLabel },
      yAxis: {
        type: "value" as const,
        name: unit,
        nameTextStyle: { ...axisLabel, align: "left" as const },
        // Shares start at nought and may go beyond a hundred.
        min: 0,
        ...(unit === "%" && { max: ({ max }: { max: number }) => Math.max(100, max) }),
        axisLabel,
        splitLine: { lineStyle: { color: "#E6EAEE" } },
      },
      series: [
        ...plans.map((plan, p) => ({
          type: "line" as const,
          name: planOf(plan.documents),
          color: INK,
          symbol: "rect",
          symbolSize: [18, 2],
          lineStyle: { width: 1, type: "dashed" as const },
          data: years.map((year) =>
            year > plan.year
              ? null
              : {
                  value: plan.value,
                  ...(year === plan.year
                    ? { label: endLabel(planOf(plan.documents), plan.value, moves[p]) }
                    : { symbolSize: 0 }),
                },
          ),
        })),
        {
          type: "line" as const,
          name: actual,
          color: ACTUAL,
          symbol: "circle",
          symbolSize: 8,
          lineStyle: { width: 2.2 },
          data: values.map((value, i) =>
            value === null
              ? null
              : {
                  value,
                  label:
                    i === last
                      ? {
                          ...endLabel(actual, value, moves[plans.length]),
                          distance: 10,
                          fontWeight: 600 as const,
                        }
                      : { ...endLabel("", value), position: "top" as const },
                },
          ),
        },
      ],
    });
    // Labels of nearly the same height are moved apart once it is known where they stand.
    const ends = [
      ...plans.map(({ year, value }) => [years.indexOf(year), value] as const),
      [last, values[last] ?? 0] as const,
    ];
    const draw = () => {
      chart.setOption(drawn([]));
      const heights = ends.map(([x, y]) => {
        const [, height] = chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [x, y]);
        return height ?? 0;
      });
      const placed = spreadOut(heights, fontSize + 6);
      chart.setOption(drawn(placed.map((height, i) => height - (heights[i] ?? 0))));
    };
    draw();
    const resized = new ResizeObserver(() => {
      chart.resize();
      draw();
    });
    resized.observe(box.current);
    return () => {
      resized.disconnect();
      chart.dispose();
    };

    function endLabel(name: string, value: number, move = 0) {
      return {
        show: true,
        offset: [0, move] as [number, number],
        textBorderColor: "#fff",
        textBorderWidth: 3,
        position: "right" as const,
        fontSize: fontSize + 1,
        formatter: `${name} ${said(value)}`.trim(),
      };
    }
  }, [trend, unit, actual, planOf, fontSize]);
  return <div ref={box} className="trend-chart" aria-hidden="true" />;
}

function said(value: unknown): string {
  return typeof value === "number" ? value.toLocaleString("en", { maximumFractionDigits: 2 }) : "—";
}
