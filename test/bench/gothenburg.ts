import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { FeatureCollection, LineString } from "geojson";
import type { OsmElements } from "../fixtures/osm-file.ts";

export type TaggedLines = FeatureCollection<LineString, Record<string, string>>;

/** The street network that geojson-path-finder ships for its own tests: Gothenburg, © OpenStreetMap contributors. */
export function gothenburgLines(): TaggedLines {
  const path = createRequire(import.meta.url).resolve(
    "geojson-path-finder/test/large-network.json",
  );
  const { features } = JSON.parse(readFileSync(path, "utf8")) as TaggedLines;
  return {
    type: "FeatureCollection",
    features: features.filter(({ geometry }) => geometry.type === "LineString"),
  };
}

/** Lines as an extract: every distinct coordinate is a node, every line a way with its tags. */
export function extractOfLines({ features }: TaggedLines): OsmElements {
  const nodes: { id: number; lng: number; lat: number }[] = [];
  const idAt = new Map<string, number>();
  const ways = features.map(({ geometry, properties }, i) => ({
    id: i + 1,
    tags: properties,
    refs: geometry.coordinates.map(([lng, lat]) => {
      const key = `${lng},${lat}`;
      const known = idAt.get(key);
      if (known !== undefined) return known;
      nodes.push({ id: nodes.length + 1, lng: lng!, lat: lat! });
      idAt.set(key, nodes.length);
      return nodes.length;
    }),
  }));
  return { nodes, ways };
}
