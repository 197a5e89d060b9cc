import type { Indicator } from "#contract/policy/compliance.ts";
import { barOf } from "../../../plan/policy/target-bar.ts";
import type { Library } from "../../../plan/policy/targets.ts";
import { targetText } from "../../../text/target.ts";
import { useSpeech } from "../../session.tsx";
import { valueText } from "../said.ts";

/** The value as a bar with a tick for each document's target; nothing where neither is a number. */
export function TargetBar({ indicator, library }: { indicator: Indicator; library: Library }) {
  const { language, words } = useSpeech();
  const bar = barOf(indicator, (document) => library.get(document)?.tier);
  if (bar === undefined) return null;
  const text = words.policy.drawer;
  const said = bar.ticks.map(({ target, tier }) => {
    const name = tier === undefined ? target.document : words.policy.tier[tier];
    return `${name} ${targetText(target, indicator.unit, language, words)}`;
  });
  return (
    <div
      className="target-bar"
      role="img"
      aria-label={text.bar(valueText(indicator, language), words.list(said))}
    >
      <div className="target-track" data-unknown={bar.value === undefined}>
        {bar.value !== undefined && (
          <span
            className="target-fill"
            data-verdict={indicator.strength === "strive" ? "strive" : indicator.verdict}
            style={{ width: `${bar.value}%` }}
          />
        )}
        {bar.ticks.map(({ target, at }, i) => (
          <span
            key={i}
            className="target-tick"
            data-in-force={target.inForce}
            style={{ left: `${at}%` }}
          />
        ))}
      </div>
      <div className="target-labels">
        {bar.ticks.map(({ target, at, side }, i) => (
          <span
            key={i}
            data-in-force={target.inForce}
            data-side={side}
            style={side === "left" ? { right: `${100 - at}%` } : { left: `${at}%` }}
          >
            {said[i]}
          </span>
        ))}
      </div>
    </div>
  );
}
