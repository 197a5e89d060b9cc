import type { StyleSpecification } from "maplibre-gl";
import { baseLayers } from "./base-style.ts";
import { baseSource } from "./base-tiles.ts";
import { inLayerOrder } from "./layer-order.ts";
import { sceneLayers } from "./scene-layers.ts";
import { SCENE } from "./scene.ts";

/** The style a study's map opens with: its tiles, the scene's sources still empty, every layer but the cells. */
export function mapStyle(origin: string, studyId: string): StyleSpecification {
  return {
    version: 8,
    sources: {
      base: baseSource(origin, studyId),
      ...Object.fromEntries(SCENE.map(({ source }) => [source, EMPTY_SOURCE])),
    },
    layers: inLayerOrder([...baseLayers(), ...sceneLayers()]),
  };
}

const EMPTY_SOURCE = {
  type: "geojson",
  data: { type: "FeatureCollection", features: [] },
  tolerance: 0.2,
} as const;
