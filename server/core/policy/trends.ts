import type { Indicator, Origin, Trend } from "#contract/policy/compliance.ts";
import { assess } from "./assess.ts";
import type { PolicyInput } from "./input.ts";

/**
 * Plan and actual by year. The year of the assessment is told as assessed; an earlier one only where everything in
 * the value was reported by offices and something of it for that very year: registers and layers of people are of
 * today and tell nothing of then.
 */
export function trends(input: PolicyInput): Trend[] {
  const { year } = input.settings;
  const assessed = [...yearsOf(input), year].map((each) => ({
    year: each,
    indicators: new Map(
      assess({ ...input, settings: { ...input.settings, year: each } }).indicators.map(
        (indicator) => [indicator.id, indicator],
      ),
    ),
  }));
  const now = assessed.at(-1)?.indicators ?? new Map<string, Indicator>();
  return [...now.values()].map(({ id, name, unit, targets, next }) => ({
    id,
    name,
    unit,
    plan: [...targets, ...next].map((target) => ({
      document: target.document,
      year: target.year,
      // A number in another unit, such as the area that each project must have, is not the plan of this value.
      value:
        target.numbers.find((number) => number.unit === null || number.unit === unit.zh)?.value ??
        null,
    })),
    actual: assessed.flatMap((then) => {
      const indicator = then.indicators.get(id);
      if (indicator === undefined || (then.year !== year && !tells(indicator, then.year)))
        return [];
      return [{ year: then.year, value: indicator.value, verdict: indicator.verdict }];
    }),
  }));
}

/** Before that of the assessment, in order. */
function yearsOf({ stock, attestations, settings }: PolicyInput): number[] {
  const years = new Set([...stock, ...attestations].map(({ year }) => year));
  return [...years].filter((year) => year < settings.year).sort((a, b) => a - b);
}

function tells({ value, trace }: Indicator, year: number): boolean {
  const origins = trace.terms.flatMap((term) => term.origins);
  return (
    value !== null &&
    origins.every(({ kind }) => REPORTED.has(kind)) &&
    origins.some(({ kind, date }) => kind !== "units" && (date?.endsWith(String(year)) ?? false))
  );
}

const REPORTED: ReadonlySet<Origin["kind"]> = new Set(["stock", "attestation", "units"]);
