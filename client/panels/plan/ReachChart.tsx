import { LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { share } from "../../text/numbers.ts";

use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

const TODAY = "#66717E";
const PLAN = "#0B5D50";

/** The share reached within every minute, before and after, with the limit in force marked. */
export function ReachChart(props: {
  readonly before: readonly (number | null)[];
  readonly after: readonly (number | null)[];
  readonly names: readonly [string, string];
  readonly limit: number;
  readonly fontSize: number;
}) {
  const { before, after, limit, fontSize } = props;
  const [nameBefore, nameAfter] = props.names;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current === null) return undefined;
    const chart = init(box.current, undefined, { renderer: "svg" });
    const axisLabel = { color: "#4C5865", fontSize };
    const line = (
      name: string,
      values: readonly (number | null)[],
      color: string,
      style: { width: number; type: "solid" | "dashed" },
      labelled: "top" | "bottom",
    ) => ({
      type: "line" as const,
      name,
      symbol: "circle",
      symbolSize: 0,
      color,
      lineStyle: { color, ...style },
      data: [[0, 0], ...values.map((value, i) => [i + 1, value === null ? null : value * 100])].map(
        ([x, y]) => ({
          value: [x, y],
          // Where the two are seldom close to the frame or to each other.
          label: {
            show: x === 22,
            position: labelled,
            formatter: name,
            color,
            fontSize: fontSize + 1,
            fontWeight: 600 as const,
            textBorderColor: "#fff",
            textBorderWidth: 3,
          },
        }),
      ),
    });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: "inherit" },
      grid: { left: fontSize > 12 ? 12 : 2, right: 8, top: 10, bottom: 2, containLabel: true },
      tooltip: {
        trigger: "axis" as const,
        confine: true,
        valueFormatter: (value: unknown) =>
          share(typeof value === "number" ? value / 100 : undefined),
      },
      xAxis: {
        type: "value" as const,
        min: 0,
        max: 30,
        interval: 5,
        axisLabel,
        splitLine: { show: false },
      },
      yAxis: {
        type: "value" as const,
        min: 0,
        max: 100,
        interval: 50,
        axisLabel: { ...axisLabel, formatter: "{value}%" },
        splitLine: { lineStyle: { color: "#E6EAEE" } },
      },
      series: [
        {
          ...line(nameBefore, before, TODAY, { width: 1.8, type: "dashed" }, "bottom"),
          markLine: {
            silent: true,
            symbol: "none",
            label: { show: false },
            lineStyle: { color: "#22303C", width: 1, type: "dashed" as const },
            data: [{ xAxis: limit }],
          },
        },
        line(nameAfter, after, PLAN, { width: 2.2, type: "solid" }, "top"),
      ],
    });
    const resized = new ResizeObserver(() => chart.resize());
    resized.observe(box.current);
    return () => {
      resized.disconnect();
      chart.dispose();
    };
  }, [before, after, nameBefore, nameAfter, limit, fontSize]);
  return <div ref={box} className="reach-chart" aria-hidden="true" />;
}
