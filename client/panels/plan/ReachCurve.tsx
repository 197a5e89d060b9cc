import { lazy, Suspense, useContext, useRef, useState } from "react";
import type { Study } from "#contract/study.ts";
import { csv } from "../../text/csv.ts";
import { share, wholeMinutes } from "../../text/numbers.ts";
import { saveFile } from "../../ui/save.ts";
import { LargeType, useSpeech, useView } from "../session.tsx";
import type { Sides } from "./sides.ts";
import { usePlanWords } from "./words.ts";

/** The chart library is large, and the page can be used before it is there. */
const ReachChart = lazy(async () => {
  const { ReachChart: chart } = await import("./ReachChart.tsx");
  return { default: chart };
});

/** 累计可达人口: the share reached within every minute, as a chart or as the numbers. */
export function ReachCurve({ study, sides }: { study: Study; sides: Sides }) {
  const { language } = useSpeech();
  const text = usePlanWords();
  const large = useContext(LargeType);
  const limit = useView((it) => it.limitMinutes);
  const [asTable, setAsTable] = useState(false);
  const drawing = useRef<HTMLDivElement>(null);
  const { before, after } = sides;
  const names = [before.name, after.name] as const;
  const file = text.file(study.name, `${after.name} ${text.curve.file}`, study.synthetic);
  const saveSvg = () => {
    const svg = drawing.current?.querySelector("svg");
    if (svg) saveFile(`${file}.svg`, new XMLSerializer().serializeToString(svg), "image/svg+xml");
  };
  const rows = after.curve.map((value, i) => [String(i + 1), share(before.curve[i]), share(value)]);
  return (
    <section className="block reach-curve" aria-labelledby="curve-title">
      <header className="block-head">
        <h2 id="curve-title">{text.curve.title}</h2>
        <span className="quiet">{text.curve.note}</span>
      </header>
      {asTable ? (
        <div className="scroll-table">
          <table className="dense" data-testid="curve-table">
            <thead>
              <tr>
                <th scope="col">{text.curve.minutes}</th>
                {names.map((name, i) => (
                  <th key={i === 0 ? "before" : "after"} scope="col" className="end">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([minute, was, is]) => (
                <tr key={minute}>
                  <th scope="row">{minute}</th>
                  <td className="end">{was}</td>
                  <td className="end">{is}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <div
          ref={drawing}
          role="img"
          aria-label={text.curve.at(
            wholeMinutes(limit, language),
            share(before.curve[limit - 1]),
            share(after.curve[limit - 1]),
          )}
        >
          <Suspense fallback={<div className="reach-chart" />}>
            <ReachChart
              before={before.curve}
              after={after.curve}
              names={names}
              limit={limit}
              fontSize={large ? 15 : 11}
            />
          </Suspense>
        </div>
      )}
      <p className="block-tools">
        <button
          type="button"
          className="linklike"
          data-testid="curve-data"
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? text.curve.chart : text.curve.data}
        </button>
        <button
          type="button"
          className="linklike"
          onClick={() =>
            saveFile(
              `${file}.csv`,
              csv(
                [text.curve.minutes, ...names],
                after.curve.map((value, i) => [
                  String(i + 1),
                  plain(before.curve[i]),
                  plain(value),
                ]),
              ),
              "text/csv",
            )
          }
        >
          {text.curve.csv}
        </button>
        <button type="button" className="linklike" disabled={asTable} onClick={saveSvg}>
          {text.curve.svg}
        </button>
      </p>
    </section>
  );
}

function plain(value: number | null | undefined): string {
  return typeof value === "number" ? String(value) : "";
}
