import type { Missing } from "#contract/policy/compliance.ts";
import type { Entry } from "#contract/policy/document.ts";
import type { Said } from "../vocabulary.ts";
import { attested } from "./attested.ts";
import { countPerUnit } from "./count-per-unit.ts";
import type { Ground } from "./ground.ts";
import { neverJudged, provinceReference, totalNotDivided, twoYears } from "./missing.ts";
import type { Outcome, Question } from "./outcome.ts";
import { ownValue } from "../own-value.ts";
import { projects } from "./projects.ts";
import { rate } from "./rate.ts";
import { served } from "./served.ts";
import { isMeasured, type SetTarget } from "./targets.ts";
import { same, targetUnit } from "./words.ts";

/**
 * Our value held against the numbers of one target. It is worked out by the measure of the entry that decides, so
 * that all targets of an indicator are held against the same value. Totals of a larger jurisdiction are never
 * divided, and conditions never judged.
 */
export function outcomeOf(
  { document, entry }: SetTarget,
  deciding: Entry,
  ground: Ground,
): Outcome {
  const formula = formulaOf(deciding, ground);
  if (entry.strength === "condition") return unjudged(formula, deciding, [neverJudged()]);
  if (!isMeasured(entry)) return unjudged(formula, deciding, []);
  const whole = ground.isWhole(document.jurisdiction);
  if (entry.total === true && !whole)
    return unjudged(formula, deciding, [totalNotDivided(document.tier)]);
  const { numbers, tolerance, base } = entry;
  const question = { entry: entry.id, numbers, tolerance, base };
  const outcome = measured(deciding, question, formula, ground);
  const rises = numbers.some(({ operator }) => operator === "trend-up");
  const extra = [
    ...(entry.level === "province" && !whole ? [provinceReference()] : []),
    ...(rises && outcome.verdict === "not-assessable" && outcome.missing.length === 0
      ? [twoYears()]
      : []),
  ];
  return extra.length === 0 ? outcome : { ...outcome, missing: [...outcome.missing, ...extra] };
}

function measured(deciding: Entry, question: Question, formula: Said, ground: Ground): Outcome {
  const measure = ownValue(ground.input.measures, deciding.measure);
  switch (measure?.kind) {
    case "units-served":
      return served(measure, question, ground);
    case "rate":
      return rate(measure, question, ground);
    case "count-per-unit":
      return countPerUnit(measure, question, ground);
    case "projects":
      return projects(measure, question, ground);
    case "attested":
      return attested(measure, question, ground);
    case undefined:
      return attested({ formula, unit: unitOf(deciding) }, question, ground);
  }
}

function formulaOf({ measure, strength }: Entry, { input }: Ground): Said {
  if (strength === "condition")
    return { zh: "政策条件，不计算", en: "a condition, not worked out" };
  return (
    ownValue(input.measures, measure)?.formula ?? {
      zh: "按部门填报的数",
      en: "as stated by the department",
    }
  );
}

function unitOf({ numbers }: Entry): Said {
  const unit = numbers.find((number) => number.unit !== null)?.unit;
  return unit === undefined || unit === null ? same("") : targetUnit(unit);
}

function unjudged(formula: Said, deciding: Entry, missing: Missing[]): Outcome {
  return {
    value: null,
    unit: unitOf(deciding),
    verdict: "not-assessable",
    shortfall: null,
    behind: 0,
    readings: [],
    missing,
    trace: { formula, terms: [], per: null },
    units: [],
    advice: null,
  };
}
