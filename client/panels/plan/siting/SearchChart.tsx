import { LineChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useContext, useEffect, useRef } from "react";
import type { SearchPoint } from "#contract/siting.ts";
import { searchLines, type StepLine } from "../../../plan/siting/search-line.ts";
import { LargeType } from "../../session.tsx";
import { useSitingWords } from "./words.ts";

use([LineChart, GridComponent, SVGRenderer]);

const BEST = "#0B5D50";
const BOUND = "#8A5A00";
/** Share of the height that two labels need between them. */
const CLOSE = 0.2;

/** The best plan and what none can beat, over the seconds of the search, as steps. */
export function SearchChart(props: {
  readonly trace: readonly SearchPoint[];
  /** Seconds to where the lines are drawn. */
  readonly end: number;
  readonly sense: "most" | "least";
}) {
  const { trace, end, sense } = props;
  const text = useSitingWords();
  const large = useContext(LargeType);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current === null) return undefined;
    const chart = init(box.current, undefined, { renderer: "svg" });
    const fontSize = large ? 15 : 11;
    const axisLabel = { color: "#4C5865", fontSize };
    const { best, bound } = searchLines(trace, end);
    // Where both end at nearly the same height, one label stands for the two.
    const [top, bottom] = spanOf([...best, ...bound]);
    const apart = Math.abs(endOf(best) - endOf(bound)) > CLOSE * (top - bottom);
    const line = (name: string, data: StepLine, color: string, dashed: boolean) => ({
      type: "line" as const,
      name,
      step: "end" as const,
      symbol: "none",
      data: data.map(([x, y]) => [x, y]),
      lineStyle: {
        color,
        width: dashed ? 1.8 : 2.2,
        type: dashed ? ("dashed" as const) : ("solid" as const),
      },
      endLabel: { show: apart || !dashed, formatter: name, color, fontSize },
    });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: "inherit" },
      grid: { left: 4, right: 8 + fontSize * 7, top: 10, bottom: 4, containLabel: true },
      xAxis: {
        type: "value" as const,
        min: 0,
        max: end > 0 ? end : 1,
        axisLabel: {
          ...axisLabel,
          hideOverlap: true,
          formatter: (value: number) => `${Number(value.toFixed(1))} ${text.secondsUnit}`,
        },
        splitLine: { show: false },
      },
      yAxis: {
        type: "value" as const,
        scale: true,
        axisLabel: {
          ...axisLabel,
          formatter: (value: number) => value.toLocaleString("en", { maximumFractionDigits: 1 }),
        },
        splitNumber: 3,
        splitLine: { lineStyle: { color: "#E6EAEE" } },
      },
      series: [
        line(sense === "most" ? text.bound : text.floorBound, bound, BOUND, true),
        line(endOf(best) === endOf(bound) ? text.both[sense] : text.best, best, BEST, false),
      ],
    });
    const resized = new ResizeObserver(() => chart.resize());
    resized.observe(box.current);
    return () => {
      resized.disconnect();
      chart.dispose();
    };
  }, [trace, end, sense, text, large]);
  return <div ref={box} className="search-chart" aria-hidden="true" />;
}

function endOf(line: StepLine): number {
  return line.at(-1)?.[1] ?? Number.NaN;
}

function spanOf(line: StepLine): readonly [top: number, bottom: number] {
  const values = line.map(([, value]) => value);
  return [Math.max(...values), Math.min(...values)];
}
