import type { Indicator } from "#contract/policy/compliance.ts";
import { barOf } from "../../../plan/policy/target-bar.ts";
import type { Library } from "../../../plan/policy/targets.ts";
import { targetLines } from "../../../text/target.ts";
import { useSpeech } from "../../session.tsx";
import { valueText } from "../said.ts";

/** The value as a bar with a tick for each document's target; nothing where neither is a number. */
export function TargetBar({ indicator, library }: { indicator: Indicator; library: Library }) {
  const { language, words } = useSpeech();
  const bar = barOf(indicator, (document) => library.get(document)?.tier);
  if (bar === undefined) return null;
  const text = words.policy.drawer;
  const ticks = bar.ticks.map(({ targets, tiers, at, side }) => {
    const [target] = targets;
    const numbers = target ? targetLines(target, indicator.unit, language, words) : [];
    const names = words.list(tiers.map((tier) => words.policy.tier[tier]));
    const said = `${names} ${words.list(numbers)}`;
    return { said, at, side, inForce: target?.inForce ?? false };
  });
  return (
    <div
      className="target-bar"
      role="img"
      aria-label={text.bar(
        valueText(indicator, language),
        words.list(ticks.map(({ said }) => said)),
      )}
    >
      <div className="target-track" data-unknown={bar.value === undefined}>
        {bar.value !== undefined && (
          <span
            className="target-fill"
            data-verdict={indicator.strength === "strive" ? "strive" : indicator.verdict}
            style={{ width: `${bar.value}%` }}
          />
        )}
        {ticks.map(({ inForce, at }) => (
          <span
            key={at}
            className="target-tick"
            data-in-force={inForce}
            style={{ left: `${at}%` }}
          />
        ))}
      </div>
      <div className="target-labels">
        {ticks.map(({ said, inForce, at, side }) => (
          <span
            key={at}
            data-in-force={inForce}
            style={side === "left" ? { right: `${100 - at}%` } : { left: `${at}%` }}
          >
            {said}
          </span>
        ))}
      </div>
    </div>
  );
}
