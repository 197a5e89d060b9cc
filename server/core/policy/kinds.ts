import type { FacilityKind } from "#contract/policy/measure.ts";
import type { Facility } from "../catchment/facility.ts";
import type { Service } from "../vocabulary.ts";
import type { PlacedFacility } from "./input.ts";

/** Facilities by service and kind, by index. */
export interface Kinds {
  /** Indexes of all facilities of a service, of any of the kinds, anywhere in the study. */
  readonly serving: (service: Service, kinds?: readonly string[]) => ReadonlySet<number>;
  /** Those of a service whose kind their names do not tell. */
  readonly unnamed: (service: Service) => ReadonlySet<number>;
}

export function kindsOf(
  facilities: readonly PlacedFacility[],
  kinds: readonly FacilityKind[],
): Kinds {
  const byKind = new Map<string, Set<number>>();
  const add = (key: string, f: number) => {
    const there = byKind.get(key);
    if (there === undefined) byKind.set(key, new Set([f]));
    else there.add(f);
  };
  facilities.forEach(({ facility }, f) => {
    for (const service of new Set(facility.services)) {
      add(service, f);
      add(`${service} ${kindWithin(facility, service, kinds) ?? ""}`, f);
    }
  });
  const of = (key: string): ReadonlySet<number> => byKind.get(key) ?? new Set();
  return {
    serving: (service, wanted) => {
      const key = wanted === undefined ? service : `${service} ${wanted.join(" ")}`;
      const known = byKind.get(key);
      if (known !== undefined || wanted === undefined) return of(key);
      const together = new Set(wanted.flatMap((kind) => [...of(`${service} ${kind}`)]));
      byKind.set(key, together);
      return together;
    },
    unnamed: (service) => of(`${service} `),
  };
}

/** The first kind whose words its name holds, or whose attribute it states; null where none fits. */
function kindWithin(
  { name, attributes }: Facility,
  service: Service,
  kinds: readonly FacilityKind[],
): string | null {
  const fitting = kinds.find(
    (kind) =>
      kind.service === service &&
      (kind.words.some((word) => name.includes(word)) ||
        (kind.attribute !== undefined && attributes?.[kind.attribute] !== undefined)),
  );
  return fitting?.id ?? null;
}
