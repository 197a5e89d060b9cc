import type { Facility } from "#core/catchment/facility.ts";
import { capacityColumn } from "../columns.ts";
import { SERVICES } from "#core/vocabulary.ts";

/** Facilities as the GeoJSON that `readFacilities` reads back without loss; one feature a line, so that it can be compared. */
export function writeFacilities(facilities: readonly Facility[]): string {
  const features = facilities.map((facility) => JSON.stringify(featureOf(facility)));
  return `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`;
}

function featureOf(facility: Facility): object {
  const { id, name, services, lng, lat, capacity, capacities = {}, attributes = {} } = facility;
  return {
    type: "Feature",
    properties: {
      id,
      name,
      service: services.join(";"),
      capacity,
      ...Object.fromEntries(
        SERVICES.flatMap((service) => {
          const own = capacities[service];
          return own === undefined ? [] : [[capacityColumn(service), own]];
        }),
      ),
      ...attributes,
    },
    geometry: { type: "Point", coordinates: [lng, lat] },
  };
}
