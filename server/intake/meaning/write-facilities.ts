import type { Facility } from "#core/catchment/facility.ts";
import { capacityColumn } from "../columns.ts";
import { SERVICES } from "#core/vocabulary.ts";

/**
 * Facilities as the GeoJSON that `readFacilities` reads back without loss; one feature a line, so that it can be
 * compared. In UTF-8 as it grows: as one text, Chinese makes 200,000 of them four times as large.
 */
export function writeFacilities(facilities: readonly Facility[]): Uint8Array {
  const pieces: Buffer[] = [];
  for (let from = 0; from < facilities.length; from += AT_ONCE) {
    const features = facilities
      .slice(from, from + AT_ONCE)
      .map((facility) => JSON.stringify(featureOf(facility)));
    pieces.push(Buffer.from(`${from === 0 ? "" : ","}\n${features.join(",\n")}`));
  }
  return Buffer.concat([Buffer.from(HEAD), ...pieces, Buffer.from("\n]}\n")]);
}

const HEAD = '{"type":"FeatureCollection","features":[';
const AT_ONCE = 1000;

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
