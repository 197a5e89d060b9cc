import type { Facility } from "#core/catchment/facility.ts";

/** Premises as the GeoJSON that `readPremises` reads back without loss; one feature a line, so that it can be compared. */
export function writePremises(premises: readonly Facility[]): string {
  const features = premises.map(({ id, name, lng, lat, attributes = {} }) =>
    JSON.stringify({
      type: "Feature",
      properties: { id, name, ...attributes },
      geometry: { type: "Point", coordinates: [lng, lat] },
    }),
  );
  return `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`;
}
