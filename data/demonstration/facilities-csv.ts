import { ATTRIBUTES, SERVICES } from "#core/vocabulary.ts";
import type { Facility } from "./facility.ts";
import { toGround, toLngLat } from "./ground.ts";

/** One row for each facility. `capacity` is that of its first service, `capacity_…` of each. */
export function writeFacilities(facilities: readonly Facility[]): string {
  const rows = facilities.map(({ name, services, at, capacities, attributes }, index) => {
    const [lng, lat] = toLngLat(toGround(at));
    const [first] = services;
    return [
      `F${String(index + 1).padStart(4, "0")}`,
      name,
      services.join(";"),
      lng.toFixed(6),
      lat.toFixed(6),
      (first === undefined ? undefined : capacities[first]) ?? "",
      ...SERVICES.map((service) => capacities[service] ?? ""),
      ...ATTRIBUTES.map((attribute) => attributes[attribute] ?? ""),
    ].join(",");
  });
  const header = [
    "id,name,service,lng,lat,capacity",
    ...SERVICES.map((service) => `capacity_${service}`),
    ...ATTRIBUTES,
  ].join(",");
  return [header, ...rows, ""].join("\n");
}
