import type { CSSProperties } from "react";
import type { Indicator } from "#contract/policy/compliance.ts";
import type { UnitState, Verdict } from "#contract/vocabulary.ts";
import { UNIT_PAINTS } from "../../map/unit-paints.ts";
import type { Words } from "../../text/zh.ts";
import { useSpeech } from "../session.tsx";

/** A verdict as glyph and word, never by colour alone. */
export function VerdictTag({ verdict }: { verdict: Verdict }) {
  const { words } = useSpeech();
  return (
    <span className="verdict" data-verdict={verdict}>
      <VerdictGlyph verdict={verdict} />
      {words.policy.verdict[verdict]}
    </span>
  );
}

/** How an indicator stands: judged, striven for (which is no failure), or a condition (which is never judged). */
export function StandingTag({ indicator }: { indicator: Indicator }) {
  const { words } = useSpeech();
  const text = words.policy.verdict;
  if (indicator.strength === "condition") return <span className="quiet">{text.condition}</span>;
  if (indicator.strength !== "strive") return <VerdictTag verdict={indicator.verdict} />;
  return (
    <span className="striving" data-verdict={indicator.verdict}>
      <span>{text.strive}</span>
      <b>
        <VerdictGlyph verdict={indicator.verdict === "not-met" ? "not-yet" : indicator.verdict} />
        {striveState(indicator.verdict, words)}
      </b>
    </span>
  );
}

export function striveState(verdict: Verdict, words: Words): string {
  const text = words.policy.verdict;
  switch (verdict) {
    case "met":
      return text.reached;
    case "not-met":
      return text.notReached;
    case "not-assessable":
      return text["not-assessable"];
  }
}

/** "not-yet" is for what is striven for: a ring, not a cross. */
export function VerdictGlyph({ verdict }: { verdict: Verdict | "not-yet" }) {
  return (
    <svg className="verdict-glyph" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {verdict === "met" && <path d="M2 6.4l2.7 2.7L10 3.4" />}
      {verdict === "not-met" && <path d="M2.6 2.6l6.8 6.8M9.4 2.6L2.6 9.4" />}
      {verdict === "not-yet" && <circle cx="6" cy="6" r="3.4" />}
      {verdict === "not-assessable" && (
        <path d="M4 4.2a2 2 0 1 1 3 1.8c-.7.4-1 .8-1 1.6M6 9.6v.4" />
      )}
    </svg>
  );
}

const GLYPHS: Readonly<Record<UnitState, Verdict | "not-yet">> = {
  met: "met",
  nearly: "not-yet",
  "not-met": "not-met",
  unknown: "not-assessable",
};

/** The state of one unit: its swatch as on the map, with a glyph in it. */
export function UnitStateMark({ state }: { state: UnitState }) {
  return (
    <span className="unit-mark" data-state={state} style={paintOf(state)}>
      <VerdictGlyph verdict={GLYPHS[state]} />
    </span>
  );
}

/** The colour of a state as on the map; what is unknown has none and is hatched by the style sheet. */
export function paintOf(state: UnitState): CSSProperties {
  return state === "unknown" ? {} : { background: UNIT_PAINTS[state].fill };
}
