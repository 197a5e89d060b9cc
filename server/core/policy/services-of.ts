import type { Measure, Quantity } from "#contract/policy/measure.ts";
import { SERVICES, type Service } from "../vocabulary.ts";

/** The services whose facilities a measure counts: a new one of them may change what it tells. */
export function servicesOf(measure: Measure | undefined): Service[] {
  const counted = new Set(countedBy(measure));
  return SERVICES.filter((service) => counted.has(service));
}

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
