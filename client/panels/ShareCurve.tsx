import { memo, useDeferredValue, useMemo, useState } from "react";
import type { Ground } from "../plan/tally.ts";
import { shareByMinute } from "../plan/tally.ts";
import { MAX_LIMIT_MINUTES } from "../plan/view.ts";
import { csv } from "../text/csv.ts";
import { MISSING, share, speed, wholeMinutes } from "../text/numbers.ts";
import { saveFile } from "../ui/save.ts";
import { useSpeech, useView } from "./session.tsx";
import { speedRange, type Shown } from "./shown.ts";

type Shares = readonly (number | null)[];

const WIDTH = 340;
const HEIGHT = 148;
const LEFT = 34;
const RIGHT = 10;
const TOP = 14;
const BOTTOM = 20;
const MINUTES = [0, 5, 10, 15, 20, 25, 30];
const LEVELS = [0, 0.25, 0.5, 0.75, 1];

/** The share within reach at every minute, between slower and faster walkers, with the limit in force marked. */
export const ShareCurve = memo(function ShareCurve(props: {
  readonly shown: Shown;
  readonly slow: Ground | undefined;
  readonly fast: Ground | undefined;
}) {
  const { words } = useSpeech();
  const { shown } = props;
  const limit = useDeferredValue(useView((it) => it.limitMinutes));
  const own = useShares(shown.ground);
  const slow = useShares(props.slow);
  const fast = useShares(props.fast);
  const [asTable, setAsTable] = useState(false);
  const name = `${shown.study.name} ${words.service[shown.question.service]} ${words.curve.file}`;
  if (own === undefined) return null;
  return (
    <section className="block curve" aria-labelledby="curve-title">
      <header className="block-head">
        <h3 id="curve-title">{words.curve.title}</h3>
        <span className="block-tools">
          <button type="button" className="linklike" onClick={() => setAsTable(!asTable)}>
            {asTable ? words.act.asChart : words.act.asTable}
          </button>
          <button
            type="button"
            className="linklike"
            onClick={() => saveFile(`${name}.csv`, table(own, slow, fast), "text/csv")}
          >
            CSV
          </button>
          <button
            type="button"
            className="linklike"
            disabled={asTable}
            onClick={(event) => {
              const svg = event.currentTarget.closest("section")?.querySelector(".curve-drawing");
              if (!svg) return;
              const text = new XMLSerializer().serializeToString(svg);
              saveFile(`${name}.svg`, text, "image/svg+xml");
            }}
          >
            SVG
          </button>
        </span>
      </header>
      {asTable ? (
        <CurveTable own={own} slow={slow} fast={fast} shown={shown} />
      ) : (
        <Drawing own={own} slow={slow} fast={fast} limit={limit} shown={shown} />
      )}
    </section>
  );

  function table(at: Shares, less: Shares | undefined, more: Shares | undefined): string {
    const { slow: slower, fast: faster } = speedRange(shown.question);
    return csv(
      [words.curve.minutes, ...[shown.ground.surface.speed, slower, faster].map((v) => `${v} m/s`)],
      at.map((value, i) => [String(i + 1), ...[value, less?.[i], more?.[i]].map(plain)]),
    );
  }
});

function Drawing(props: {
  readonly own: Shares;
  readonly slow: Shares | undefined;
  readonly fast: Shares | undefined;
  readonly limit: number;
  readonly shown: Shown;
}) {
  const { language, words } = useSpeech();
  const { own, slow, fast, limit, shown } = props;
  const now = own[limit - 1] ?? null;
  const range = speedRange(shown.question);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="curve-drawing"
      role="img"
      aria-label={words.curve.at(wholeMinutes(limit, language), share(now))}
      fontFamily="sans-serif"
      fontSize="11"
      fill="#4C5865"
    >
      {LEVELS.map((level) => (
        <g key={level}>
          <path d={`M${LEFT} ${y(level)}H${WIDTH - RIGHT}`} stroke="#E6EAEE" />
          {level % 0.5 === 0 && (
            <text x={LEFT - 5} y={y(level) + 4} textAnchor="end">
              {level * 100}%
            </text>
          )}
        </g>
      ))}
      {MINUTES.map((minute) => (
        <text key={minute} x={x(minute)} y={HEIGHT - 5} textAnchor="middle">
          {minute}
        </text>
      ))}
      {slow && fast && <path d={band(slow, fast)} fill="#4E93BD" fillOpacity="0.18" />}
      <path d={line(own)} fill="none" stroke="#1B5E8C" strokeWidth="2.2" strokeLinejoin="round" />
      {slow && fast && (
        <text x={WIDTH - RIGHT} y={HEIGHT - BOTTOM - 6} textAnchor="end" fill="#66717E" {...HALO}>
          {words.curve.band(range.slow.toFixed(1), speed(range.fast, language))}
        </text>
      )}
      <path
        d={`M${x(limit)} ${TOP - 6}V${HEIGHT - BOTTOM}`}
        stroke="#22303C"
        strokeDasharray="3 3"
      />
      {now !== null && (
        <>
          <circle
            cx={x(limit)}
            cy={y(now)}
            r="3.6"
            fill="#1B5E8C"
            stroke="#fff"
            strokeWidth="1.4"
          />
          <text {...beside(limit, now)} fontSize="13" fontWeight="600" fill="#1B2530" {...HALO}>
            {share(now)}
          </text>
        </>
      )}
    </svg>
  );
}

function CurveTable(props: {
  readonly own: Shares;
  readonly slow: Shares | undefined;
  readonly fast: Shares | undefined;
  readonly shown: Shown;
}) {
  const { language, words } = useSpeech();
  const range = speedRange(props.shown.question);
  return (
    <div className="curve-table">
      <table className="dense">
        <thead>
          <tr>
            <th scope="col">{words.curve.minutes}</th>
            <th scope="col" className="end">
              {words.curve.slow(speed(range.slow, language))}
            </th>
            <th scope="col" className="end">
              {words.curve.share}
            </th>
            <th scope="col" className="end">
              {words.curve.fast(speed(range.fast, language))}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.own.map((value, i) => (
            <tr key={i}>
              <th scope="row">{i + 1}</th>
              <td className="end">{share(props.slow?.[i])}</td>
              <td className="end">{share(value)}</td>
              <td className="end">{share(props.fast?.[i])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const HALO = { stroke: "#fff", strokeWidth: 3, paintOrder: "stroke" } as const;

/** Beside a point of a curve that rises: below it to the right, or above it to the left where it is low. */
function beside(minute: number, level: number) {
  if (level < 0.2) {
    const room = minute > 5;
    return {
      x: x(minute) + (room ? -7 : 7),
      y: y(level) - 9,
      textAnchor: room ? ("end" as const) : ("start" as const),
    };
  }
  const end = minute > 24;
  return {
    x: x(minute) + (end ? -7 : 7),
    y: y(level) + 19,
    textAnchor: end ? ("end" as const) : ("start" as const),
  };
}

function useShares(ground: Ground | undefined): Shares | undefined {
  return useMemo(() => ground && shareByMinute(ground), [ground]);
}

function x(minute: number): number {
  return LEFT + (minute / MAX_LIMIT_MINUTES) * (WIDTH - LEFT - RIGHT);
}

function y(level: number): number {
  return TOP + (1 - level) * (HEIGHT - TOP - BOTTOM);
}

/** Only the minutes at which somebody can be judged. */
function points(shares: Shares): string[] {
  return shares.flatMap((value, i) =>
    value === null ? [] : [`${x(i + 1).toFixed(1)} ${y(value).toFixed(1)}`],
  );
}

function line(shares: Shares): string {
  const at = points(shares);
  return at.length === 0 ? "" : `M${at.join("L")}`;
}

function band(slow: Shares, fast: Shares): string {
  const [low, high] = [points(slow), points(fast)];
  return low.length === 0 || high.length === 0
    ? ""
    : `M${low.join("L")}L${high.toReversed().join("L")}Z`;
}

function plain(value: number | null | undefined): string {
  return value === null || value === undefined ? MISSING : value.toFixed(6);
}
