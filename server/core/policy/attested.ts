import type { Origin } from "#contract/policy/compliance.ts";
import type { KeptAttestation } from "#contract/policy/stock.ts";
import type { Said } from "../vocabulary.ts";
import { sameDivision } from "./codes.ts";
import type { Ground } from "./ground.ts";
import { judgeable, lacking, type Ratio } from "./judge.ts";
import { noRise, notAttested, twoYears } from "./missing.ts";
import { judged, type Outcome, type Question } from "./outcome.ts";

/** A value that an office states of exactly the scope: of the year, else the newest before it; the last one said counts. */
export function attested(
  { formula, unit }: { readonly formula: Said; readonly unit: Said },
  question: Question,
  ground: Ground,
): Outcome {
  const years = attestationsOf(question.entry, ground).filter(({ value }) => value !== null);
  const last = years.at(-1);
  const rises = question.numbers.some(({ operator }) => operator === "trend-up");
  const first = rises ? baseOf(years, question.base) : undefined;
  const ratio = last === undefined ? null : single(last);
  const risen = rises && last !== undefined && first !== undefined && first.year < last.year;
  const bounds = judgeable(question.numbers);
  const outcome = judged(
    {
      ratio,
      unit,
      lacks: unit,
      readings: [{ id: "attested", label: { zh: "填报值", en: "as stated" }, ratio, chosen: true }],
      missing: last === undefined ? [notAttested()] : [],
      trace: {
        formula,
        terms: [...(first === undefined || first === last ? [] : [first]), last].map((each) => ({
          label:
            each === undefined
              ? { zh: "填报值", en: "as stated" }
              : { zh: `${each.year} 年填报值`, en: `as stated for ${each.year}` },
          value: each?.value ?? null,
          unit,
          origins: each === undefined ? [] : [originOf(each)],
        })),
        per: null,
      },
      units: [],
      advice: null,
    },
    question,
  );
  if (!rises) return { ...outcome, shortfall: stated(outcome, ratio, bounds, question, unit) };
  if (!risen || ratio === null)
    return { ...outcome, missing: last === undefined ? outcome.missing : [twoYears()] };
  const verdict = Number(last.value) > Number(first.value) ? "met" : "not-met";
  return {
    ...outcome,
    verdict,
    readings: outcome.readings.map((reading) => ({ ...reading, verdict })),
    missing: verdict === "met" ? [] : [noRise(first.year)],
  };
}

/** What was stated of an entry for the scope, up to the year: one per year, in order. */
export function attestationsOf(entry: string, { input, self }: Ground): KeptAttestation[] {
  if (self === null) return [];
  const years = new Map<number, KeptAttestation>();
  for (const each of input.attestations) {
    if (each.entry !== entry || each.year > input.settings.year) continue;
    if (!sameDivision(each.unit, self.code)) continue;
    if (each.value !== null && !Number.isFinite(each.value)) continue;
    const before = years.get(each.year);
    if (before === undefined || each.seq > before.seq) years.set(each.year, each);
  }
  return [...years.values()].sort((a, b) => a.year - b.year);
}

function baseOf(
  years: readonly KeptAttestation[],
  base: number | undefined,
): KeptAttestation | undefined {
  return base === undefined ? years[0] : years.find(({ year }) => year === base);
}

/** As it is: an amount that is stated is not built in whole things. In points for shares. */
function stated(
  { verdict }: Outcome,
  ratio: Ratio | null,
  bounds: Parameters<typeof lacking>[1],
  { tolerance }: Question,
  unit: Said,
): Outcome["shortfall"] {
  if (ratio === null || verdict !== "not-met") return null;
  const missed = lacking(ratio, bounds, tolerance);
  const amount = Number(Math.abs(missed).toPrecision(6));
  const said = unit.zh === "%" ? { zh: "个百分点", en: "points" } : unit;
  return missed > 0
    ? { amount, unit: said }
    : { amount, unit: { zh: `${said.zh}（超出）`, en: `${said.en} too many` } };
}

function single({ value }: KeptAttestation): Ratio {
  return { numerator: Number(value), denominator: 1, per: 1 };
}

function originOf({ year, seq, evidence, file }: KeptAttestation): Origin {
  const name = file === null ? evidence.document : `${evidence.document}（${file.name}）`;
  return {
    kind: "attestation",
    said: { zh: `佐证：${name}，${evidence.date}`, en: `Evidence: ${name}, ${evidence.date}` },
    date: String(year),
    versions: [String(seq)],
    used: 1,
    lacking: [],
  };
}
