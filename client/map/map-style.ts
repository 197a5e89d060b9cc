import type { StyleSpecification } from "maplibre-gl";
import { baseLayers } from "./base-style.ts";
import { baseSource } from "./base-tiles.ts";
import { enlarged } from "./large-type.ts";
import { inLayerOrder } from "./layer-order.ts";
import { sceneLayers } from "./scene-layers.ts";
import { SCENE } from "./scene.ts";

/** The style a study's map opens with: its tiles, the scene's sources still empty, every layer but the cells. */
export function mapStyle(origin: string, studyId: string, large: boolean): StyleSpecification {
  const base = baseLayers();
  const scene = sceneLayers();
  const layers = large
    ? [...base.map((it) => enlarged(it, true)), ...scene.map((it) => enlarged(it, false))]
    : [...base, ...scene];
  return {
    version: 8,
    sources: {
      base: baseSource(origin, studyId),
      ...Object.fromEntries(SCENE.map(({ source }) => [source, EMPTY_SOURCE])),
    },
    layers: inLayerOrder(layers),
  };
}

const EMPTY_SOURCE = {
  type: "geojson",
  data: { type: "FeatureCollection", features: [] },
  tolerance: 0.2,
} as const;
