import type { Measure } from "#contract/policy/measure.ts";
import { unitsOf, type Ground } from "./ground.ts";
import { judgeable, lacking, verdictOf, wholeThings, type Ratio } from "./judge.ts";
import { noUnits, notReported } from "./missing.ts";
import { together } from "./origins.ts";
import { judged, type Outcome, type Question } from "./outcome.ts";
import { amountsOf, told } from "./quantity.ts";
import { strangersIn } from "./strangers.ts";
import { countedBy } from "./words.ts";

type CountPerUnit = Extract<Measure, { kind: "count-per-unit" }>;

/** The lowest count of any unit: each must have enough by itself. What is missing is added up over the units. */
export function countPerUnit(measure: CountPerUnit, question: Question, ground: Ground): Outcome {
  const { counted } = unitsOf(measure.units, ground);
  const bounds = judgeable(question.numbers);
  const counts = counted.map((place) => ({
    place,
    amount: told(amountsOf(measure.count, ground.areaOf(place), ground, new Set())),
  }));
  const units = counts.map(({ place, amount }) => {
    const own = amount.value === null ? null : single(amount.value);
    const verdict = verdictOf(own, bounds, question.tolerance);
    return {
      code: ground.divisions[place]!.code,
      state: verdict === "not-assessable" ? ("unknown" as const) : verdict,
      value: amount.value,
      lacks:
        own === null || verdict !== "not-met"
          ? null
          : wholeThings(lacking(own, bounds, question.tolerance)),
    };
  });
  const known = counts.flatMap(({ amount }) => amount.value ?? []);
  const ratio =
    known.length > 0 && known.length === counts.length ? single(Math.min(...known)) : null;
  const silent = counts.filter(({ amount }) => amount.value === null);
  return judged(
    {
      ratio,
      unit: measure.count.unit,
      lacks: measure.shortfall,
      amount: units.reduce((sum, { lacks }) => sum + (lacks ?? 0), 0),
      readings: [{ id: "lowest", label: lowest(measure), ratio, chosen: true }],
      missing: [
        ...(counted.length === 0 ? [noUnits(measure.units.label)] : []),
        ...(known.length > 0 && silent.length > 0
          ? [notReported(silent.length, countedBy(measure.units), measure.count.label)]
          : (silent[0]?.amount.missing ?? [])),
        ...strangersIn(
          measure.count.sources.flat().map((part) => (part.of === "stock" ? part.item : undefined)),
          ground,
        ),
      ],
      trace: {
        formula: measure.formula,
        terms: [
          {
            label: lowest(measure),
            value: ratio?.numerator ?? null,
            unit: measure.count.unit,
            origins: together(counts.flatMap(({ amount }) => amount.origins)),
          },
          {
            label: measure.units.label,
            value: counted.length,
            unit: countedBy(measure.units),
            origins: [],
          },
        ],
        per: null,
      },
      units,
      advice: null,
    },
    question,
  );
}

function single(count: number): Ratio {
  return { numerator: count, denominator: 1, per: 1 };
}

function lowest({ units, count }: CountPerUnit) {
  return {
    zh: `各${units.label.zh}中最少的${count.label.zh}数`,
    en: `${count.label.en} where there are fewest`,
  };
}
