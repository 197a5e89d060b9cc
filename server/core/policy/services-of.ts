import type { Measure, Quantity } from "#contract/policy/measure.ts";
import { SERVICES, type Service } from "../vocabulary.ts";

/** The services whose facilities a measure counts: a new one of them may change what it tells. */
export function servicesOf(measure: Measure | undefined): Service[] {
  const counted = new Set(countedBy(measure));
  return SERVICES.filter((service) => counted.has(service));
}

/**
 * The services of which new sites can meet what a measure tells: a rate only by what a planned site states of itself,
 * how many there are and what they hold; who is enrolled or which beds are for nursing it does not.
 */
export function sitedBy(measure: Measure | undefined): Service[] {
  if (measure?.kind !== "rate") return servicesOf(measure);
  const counted = new Set(
    measure.numerator.sources
      .flat()
      .flatMap((source) =>
        source.of === "facilities" && STATED.has(source.sum) ? source.service : [],
      ),
  );
  return SERVICES.filter((service) => counted.has(service));
}

/** As `plannedFacility` has it. */
const STATED: ReadonlySet<string> = new Set([
  "count",
  "capacity",
  "childcare-places",
  "meal-seats",
  "floor-area",
]);

function countedBy(measure: Measure | undefined): Service[] {
  switch (measure?.kind) {
    case "units-served":
      return measure.needs.flatMap(({ service }) => service ?? []);
    case "rate":
      return [...summed(measure.numerator), ...summed(measure.denominator)];
    case "count-per-unit":
      return summed(measure.count);
    case "projects":
    case "attested":
    case undefined:
      return [];
  }
}

function summed({ sources }: Quantity): Service[] {
  return sources.flat().flatMap((source) => (source.of === "facilities" ? source.service : []));
}
