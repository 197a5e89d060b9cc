import type { Entry } from "#contract/policy/document.ts";
import type { Measure, Quantity } from "#contract/policy/measure.ts";
import { ownValue } from "../own-value.ts";
import type { Service } from "../vocabulary.ts";
import type { PolicyInput } from "./input.ts";
import { URBAN_CODE } from "./land.ts";
import { servicesOf } from "./services-of.ts";
import { setsById } from "./targets.ts";

/**
 * The input with only those entries that count facilities of a service: what a site of the service may change. Each
 * indicator comes out of it as it does out of the whole.
 */
export function narrowed(input: PolicyInput, service: Service): PolicyInput {
  const measureOf = ({ measure }: Entry) => ownValue(input.measures, measure);
  const counting = [...setsById(input.documents)].filter(([, sets]) =>
    sets.some(({ entry }) => servicesOf(measureOf(entry)).includes(service)),
  );
  const ids = new Set(counting.map(([id]) => id));
  const items = new Set([URBAN_CODE]);
  for (const [, sets] of counting)
    for (const { entry } of sets) for (const item of itemsOf(measureOf(entry))) items.add(item);
  return {
    ...input,
    documents: input.documents.map((document) => ({
      ...document,
      entries: document.entries.filter(({ id }) => ids.has(id)),
    })),
    later: [],
    stock: input.stock.filter(({ item }) => items.has(item)),
  };
}

/** Items of the figures that a measure of facilities also asks for. */
function itemsOf(measure: Measure | undefined): string[] {
  switch (measure?.kind) {
    case "units-served":
      return [...measure.needs.map(({ item }) => item), measure.units.among].flatMap(
        (item) => item ?? [],
      );
    case "rate":
      return [
        ...summedItems(measure.numerator),
        ...summedItems(measure.denominator),
        ...(measure.each?.among === undefined ? [] : [measure.each.among]),
      ];
    case "count-per-unit":
      return [
        ...summedItems(measure.count),
        ...(measure.units.among === undefined ? [] : [measure.units.among]),
      ];
    case "projects":
    case "attested":
    case undefined:
      return [];
  }
}

function summedItems({ sources }: Quantity): string[] {
  return sources.flat().flatMap((source) => (source.of === "stock" ? source.item : []));
}

/** The services whose facilities an assessment of the input counts. */
export function countedIn({ documents, measures }: PolicyInput): ReadonlySet<Service> {
  return new Set(
    documents.flatMap(({ entries }) =>
      entries.flatMap(({ measure }) => servicesOf(ownValue(measures, measure))),
    ),
  );
}

/** The services of which an assessment of the input looks at walks, by the calibers chosen. */
export function walkedTo(input: PolicyInput): readonly Service[] {
  const walked = new Set<Service>();
  for (const { entries } of input.documents)
    for (const { id, measure: key } of entries) {
      const measure = ownValue(input.measures, key);
      if (measure?.kind !== "units-served") continue;
      const caliber = ownValue(input.settings.calibers, id) ?? measure.caliber;
      if (caliber === "reach") for (const service of servicesOf(measure)) walked.add(service);
    }
  return [...walked];
}
