import type { Missing, UnitVerdict } from "#contract/policy/compliance.ts";
import type { Measure, Quantity } from "#contract/policy/measure.ts";
import type { Said } from "../vocabulary.ts";
import { adviseToConvert } from "./advice.ts";
import { unitsOf, type Area, type Ground } from "./ground.ts";
import { judgeable, lacking, valueOf, verdictOf, wholeThings, type Ratio } from "./judge.ts";
import { zeroDenominator } from "./missing.ts";
import { judged, type Outcome, type Question, type Read } from "./outcome.ts";
import { amountsOf, told, type Amount } from "./quantity.ts";
import { strangersIn } from "./strangers.ts";
import { same } from "./words.ts";

type Rate = Extract<Measure, { kind: "rate" }>;

/**
 * One quantity per another. What is missing is told in what must be added to the numerator with the denominator as
 * it is: for a share of a stock, in what must be converted. Shares above 100 % stay as they are.
 */
export function rate(measure: Rate, question: Question, ground: Ground): Outcome {
  const { numerator: upper, denominator: lower, per, formula, shortfall } = measure;
  const sides = sidesOf(measure, ground.scope, ground);
  const { numerator, denominator } = toldPair(sides, measure);
  const ratio = ratioOf(numerator, denominator, per);
  const bounds = judgeable(question.numbers);
  const each = eachOf(measure, question, ground);
  return judged(
    {
      ratio,
      unit: per === 100 ? same("%") : quotientUnit(upper.unit, per, lower.unit),
      lacks: shortfall,
      readings: [
        {
          id: "told",
          label: quotientOf(numerator, denominator),
          ratio,
          chosen: true,
        },
        ...otherSources(sides, { numerator, denominator }, per),
        ...oneByOne(measure, each),
      ],
      missing: [
        ...missingOf(numerator, denominator, lower.label),
        ...(ratio === null ? [] : [...numerator.notes, ...denominator.notes]),
        ...strangersIn(itemsOf(measure), ground),
      ],
      trace: {
        formula,
        terms: [
          { quantity: upper, amount: numerator },
          { quantity: lower, amount: denominator },
        ].map(({ quantity, amount }) => ({
          label: quantity.label,
          value: amount.value,
          unit: quantity.unit,
          origins: [...amount.origins],
        })),
        per,
      },
      units: each,
      advice:
        ratio !== null && isShareOfFacilities(measure)
          ? adviseToConvert(ratio, bounds, shortfall)
          : null,
    },
    question,
  );
}

interface Sides {
  readonly numerators: readonly Amount[];
  readonly denominators: readonly Amount[];
}

interface Pair {
  readonly numerator: Amount;
  readonly denominator: Amount;
}

/** A facility that does not state its part of one side is left out of both, so that they stay comparable. */
function sidesOf(measure: Rate, area: Area, ground: Ground): Sides {
  const look = (leftOut: ReadonlySet<number>) => ({
    numerators: amountsOf(measure.numerator, area, ground, leftOut),
    denominators: amountsOf(measure.denominator, area, ground, leftOut),
  });
  const first = look(new Set());
  const { numerator, denominator } = toldPair(first, measure);
  const silent = new Set([...numerator.silent, ...denominator.silent]);
  return silent.size === 0 ? first : look(silent);
}

/** Each side by its first source that is known; part and whole of the same facilities by the same one, if possible. */
function toldPair({ numerators, denominators }: Sides, measure: Rate): Pair {
  const alike = isShareOfFacilities(measure)
    ? numerators.flatMap((numerator) => {
        const denominator = denominators.find(({ family }) => family === numerator.family);
        const known = numerator.value !== null && (denominator?.value ?? null) !== null;
        return known && denominator !== undefined ? [{ numerator, denominator }] : [];
      })
    : [];
  return alike[0] ?? { numerator: told(numerators), denominator: told(denominators) };
}

function ratioOf(numerator: Amount, denominator: Amount, per: number): Ratio | null {
  if (numerator.value === null || denominator.value === null || denominator.value <= 0) return null;
  return { numerator: numerator.value, denominator: denominator.value, per };
}

function missingOf(numerator: Amount, denominator: Amount, label: Said): Missing[] {
  const all = [...numerator.missing, ...denominator.missing];
  if (denominator.value !== null && denominator.value <= 0) all.push(zeroDenominator(label));
  return all;
}

/** What comes out when figures, registers or layers of people are taken instead wherever they are known. */
function otherSources({ numerators, denominators }: Sides, taken: Pair, per: number): Read[] {
  return (["stock", "facilities", "people"] as const).flatMap((family) => {
    const from = (amounts: readonly Amount[], otherwise: Amount) =>
      otherwise.family === family
        ? otherwise
        : (amounts.find((each) => each.family === family && each.value !== null) ?? otherwise);
    const numerator = from(numerators, taken.numerator);
    const denominator = from(denominators, taken.denominator);
    const ratio = ratioOf(numerator, denominator, per);
    if (ratio === null) return [];
    if (numerator === taken.numerator && denominator === taken.denominator) return [];
    return [{ id: family, label: quotientOf(numerator, denominator), ratio, chosen: false }];
  });
}

function quotientOf({ said: upper }: Amount, { said: lower }: Amount): Said {
  return { zh: `${upper.zh} ÷ ${lower.zh}`, en: `${upper.en} ÷ ${lower.en}` };
}

function eachOf(measure: Rate, question: Question, ground: Ground): UnitVerdict[] {
  if (measure.each === undefined) return [];
  const bounds = judgeable(question.numbers);
  return unitsOf(measure.each, ground).counted.map((place) => {
    const pair = toldPair(sidesOf(measure, ground.areaOf(place), ground), measure);
    const ratio = ratioOf(pair.numerator, pair.denominator, measure.per);
    const verdict = verdictOf(ratio, bounds, question.tolerance);
    return {
      code: ground.divisions[place]!.code,
      state: verdict === "not-assessable" ? "unknown" : verdict,
      value: ratio === null ? null : valueOf(ratio),
      lacks:
        ratio === null || verdict !== "not-met"
          ? null
          : Math.max(0, wholeThings(lacking(ratio, bounds, question.tolerance))),
    };
  });
}

/** Says how many reach it by themselves; a count is no value of the indicator and decides nothing. */
function oneByOne({ each }: Rate, units: readonly UnitVerdict[]): Read[] {
  const known = units.filter(({ state }) => state !== "unknown");
  if (each === undefined || units.length < 2 || known.length === 0) return [];
  const met = known.filter(({ state }) => state === "met").length;
  return [
    {
      id: "one-by-one",
      label: {
        zh: `逐个看：${each.label.zh} ${units.length} 个中 ${met} 个达到${known.length < units.length ? `，${units.length - known.length} 个未知` : ""}`,
        en: `one by one: ${met} of ${units.length} ${each.label.en} reach it${known.length < units.length ? `, ${units.length - known.length} unknown` : ""}`,
      },
      ratio: null,
      chosen: false,
    },
  ];
}

function itemsOf({ numerator, denominator }: Rate): string[] {
  return [numerator, denominator].flatMap(({ sources }) =>
    sources.flat().flatMap((part) => (part.of === "stock" ? [part.item] : [])),
  );
}

/** Part and whole are both sums over the same facilities. */
function isShareOfFacilities({ numerator, denominator, per }: Rate): boolean {
  const service = ({ sources }: Quantity) => {
    const part = sources.flat().find(({ of }) => of === "facilities");
    return part?.of === "facilities" ? part.service : null;
  };
  return per === 100 && service(numerator) !== null && service(numerator) === service(denominator);
}

function quotientUnit(upper: Said, per: number, lower: Said): Said {
  const by = per === 1 ? "" : `${per} `;
  return { zh: `${upper.zh}/${by}${lower.zh}`, en: `${upper.en} per ${by}${lower.en}` };
}
