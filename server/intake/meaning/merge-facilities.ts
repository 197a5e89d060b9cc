import type { Attributes, Capacities, Facility } from "#core/catchment/facility.ts";
import { ATTRIBUTES, PREMISES_ATTRIBUTES, SERVICES } from "#core/vocabulary.ts";

/** Two values of one field that differed, and which was kept. */
export interface Difference {
  readonly field: string;
  readonly kept: string;
  readonly other: string;
}

/**
 * Two facilities as one: the services of both, each with its capacity, and every value either states. Where both
 * state one and they differ, that of the later year counts, else that of the first. Id, name and place are the
 * first's.
 */
export function mergeFacilities(
  first: Facility,
  second: Facility,
): { readonly facility: Facility; readonly differences: readonly Difference[] } {
  const secondIsNewer =
    (second.attributes?.year ?? -Infinity) > (first.attributes?.year ?? Infinity);
  const [strong, weak] = secondIsNewer ? [second, first] : [first, second];
  const capacities: Capacities = { ...stated(weak), ...stated(strong) };
  const attributes: Attributes = { ...weak.attributes, ...strong.attributes };
  const services = [...new Set([...first.services, ...second.services])];
  const isOneService = services.length === 1;
  const { id, name, lng, lat } = first;
  const facility: Facility = {
    id,
    name,
    services,
    lng,
    lat,
    capacity: isOneService ? (strong.capacity ?? weak.capacity) : sameOrNull(strong, weak),
    ...(Object.keys(capacities).length > 0 && { capacities }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  };
  return { facility, differences: differencesOf(strong, weak) };
}

/** Capacities by service; that of a facility with one service is that service's. */
function stated({ services: [only, ...more], capacity, capacities }: Facility): Capacities {
  const own =
    only !== undefined && more.length === 0 && capacity !== null ? { [only]: capacity } : {};
  return { ...own, ...capacities };
}

/** Of a place with several services there is a capacity of the whole only where one of the two states it as such. */
function sameOrNull(strong: Facility, weak: Facility): number | null {
  for (const { services, capacity } of [strong, weak]) {
    if (services.length > 1 && capacity !== null) return capacity;
  }
  return null;
}

type Stated = number | boolean | string | undefined;

function differencesOf(strong: Facility, weak: Facility): Difference[] {
  const [kept, other] = [stated(strong), stated(weak)];
  const differences: Difference[] = [];
  const compare = (field: string, a: Stated, b: Stated) => {
    if (a === undefined || b === undefined || a === b) return;
    differences.push({ field, kept: `${a}`, other: `${b}` });
  };
  for (const service of SERVICES) compare(`capacity_${service}`, kept[service], other[service]);
  for (const name of [...ATTRIBUTES, ...PREMISES_ATTRIBUTES])
    compare(name, strong.attributes?.[name], weak.attributes?.[name]);
  return differences;
}
