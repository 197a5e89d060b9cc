import { memo } from "react";

/** One part of a bar. `hatch` is for what is unknown, and for nothing else. */
export interface BarPart {
  readonly tone: "reach" | "gap" | "hatch";
  readonly value: number;
}

/** Parts of a whole, side by side. A bar of nothing is an empty track. */
export const StackBar = memo(function StackBar(props: {
  readonly parts: readonly BarPart[];
  readonly label: string;
}) {
  const all = props.parts.reduce((sum, part) => sum + part.value, 0);
  return (
    <span className="bar" role="img" aria-label={props.label} title={props.label}>
      {all > 0 &&
        props.parts.map(
          (part) =>
            part.value > 0 && (
              <span
                key={part.tone}
                className={`bar-${part.tone}`}
                style={{ width: `${(part.value / all) * 100}%` }}
              />
            ),
        )}
    </span>
  );
});
