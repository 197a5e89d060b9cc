import { memo, useMemo, useState } from "react";
import type { UnitVerdict } from "#contract/policy/compliance.ts";
import type { UnitShapes } from "#contract/units.ts";
import type { UnitState } from "#contract/vocabulary.ts";
import { UNIT_PAINTS } from "../../../map/unit-paints.ts";
import { drawUnits } from "../../../plan/policy/unit-drawing.ts";
import { count } from "../../../text/numbers.ts";
import { useSize } from "../../../ui/size.ts";
import { useSpeech } from "../../session.tsx";
import { paintOf } from "../VerdictTag.tsx";

/** As the frame of the style sheet. */
const ASPECT = 19 / 25;

/** The units by state, drawn without tiles; unknown ones are hatched, those not counted are plain grey. */
export const UnitsMap = memo(function UnitsMap(props: {
  readonly name: string;
  /** What the states are called. */
  readonly stateNames: Readonly<Record<UnitState, string>>;
  readonly shapes: UnitShapes;
  /** In the order of the shapes; undefined for units that are not counted. */
  readonly states: readonly (UnitVerdict | undefined)[];
  /** Of what a verdict is told, by its code. */
  readonly nameOf: (code: string) => string;
  readonly counts: readonly (readonly [UnitState, number])[];
  readonly chosen: string | undefined;
  readonly synthetic: boolean;
  readonly onChoose: (code: string) => void;
}) {
  const { words } = useSpeech();
  const { shapes, states, nameOf } = props;
  const [element, size] = useSize<HTMLDivElement>();
  const [where, setWhere] = useState<"all" | "close">("close");
  const drawing = useMemo(() => {
    if (size === undefined) return undefined;
    const { width } = size;
    const frame = { width, height: Math.round(width * ASPECT) };
    return drawUnits(shapes, states, nameOf, frame, where);
  }, [shapes, states, nameOf, size, where]);
  const text = words.policy.drawer.units;
  return (
    <figure className="units-map" data-testid="units-map">
      <div className="units-frame" ref={element}>
        {drawing && (
          <svg
            width={drawing.width}
            height={drawing.height}
            role="img"
            aria-label={text.map(props.name)}
          >
            <defs>
              <pattern
                id="unit-hatch"
                width="6"
                height="6"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width="6" height="6" fill={UNIT_PAINTS.unknown.fill} />
                <path d="M1 0v6" stroke={UNIT_PAINTS.unknown.line} strokeWidth="2" />
              </pattern>
            </defs>
            <rect width={drawing.width} height={drawing.height} className="units-ground" />
            <g className="unit-fills">
              {drawing.shapes.map(({ path, verdict }, i) => (
                <path
                  key={i}
                  d={path}
                  className={verdict ? "unit-shape" : "unit-other"}
                  {...(verdict && {
                    fill: fillOf(verdict.state),
                    stroke: verdict.state === "unknown" ? "none" : fillOf(verdict.state),
                    onClick: () => props.onChoose(verdict.code),
                  })}
                />
              ))}
            </g>
            <path
              className="unit-lines"
              d={drawing.shapes.map(({ outline }) => outline).join("")}
            />
            {drawing.shapes
              .filter(({ verdict }) => verdict !== undefined && verdict.code === props.chosen)
              .map(({ outline }, i) => (
                <g key={i} className="unit-chosen">
                  <path d={outline} />
                  <path d={outline} />
                </g>
              ))}
            {drawing.names.map(({ name, at: [x, y] }) => (
              <text key={name} x={x} y={y + 4}>
                {name}
              </text>
            ))}
          </svg>
        )}
        {drawing && (drawing.outside > 0 || where === "all") && (
          <button
            type="button"
            className="units-where"
            aria-pressed={where === "all"}
            onClick={() => setWhere(where === "all" ? "close" : "all")}
          >
            {where === "all" ? text.close : text.outside(count(drawing.outside))}
          </button>
        )}
        {props.synthetic && <span className="units-synthetic">{words.header.synthetic}</span>}
      </div>
      <figcaption>
        {props.counts.map(([state, n]) => (
          <span key={state}>
            <i className="unit-mark" data-state={state} style={paintOf(state)} />
            {props.stateNames[state]} {count(n)}
          </span>
        ))}
        {states.some((state) => state === undefined) && (
          <span className="quiet">{text.others}</span>
        )}
      </figcaption>
    </figure>
  );
});

function fillOf(state: UnitState): string {
  return state === "unknown" ? "url(#unit-hatch)" : UNIT_PAINTS[state].fill;
}
