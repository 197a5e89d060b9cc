import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import { baseLayers } from "./base-style.ts";
import { baseSource } from "./base-tiles.ts";
import { inLayerOrder } from "./layer-order.ts";
import { sceneLayers } from "./scene-layers.ts";
import { SCENE } from "./scene.ts";

/** The style a study's map opens with: its tiles, the scene's sources still empty, every layer but the cells. */
export function mapStyle(origin: string, studyId: string, large: boolean): StyleSpecification {
  const layers = inLayerOrder([...baseLayers(), ...sceneLayers()]);
  return {
    version: 8,
    sources: {
      base: baseSource(origin, studyId),
      ...Object.fromEntries(SCENE.map(({ source }) => [source, EMPTY_SOURCE])),
    },
    layers: large ? layers.map(withLargeType) : layers,
  };
}

/** How much larger the words of the map are for readers who need bigger type. */
const LARGER = 1.35;

function withLargeType(layer: LayerSpecification): LayerSpecification {
  if (layer.type !== "symbol" || layer.layout?.["text-size"] === undefined) return layer;
  const size = layer.layout["text-size"];
  const larger: ExpressionSpecification | number =
    typeof size === "number" ? size * LARGER : ["*", LARGER, size as ExpressionSpecification];
  return { ...layer, layout: { ...layer.layout, "text-size": larger } };
}

const EMPTY_SOURCE = {
  type: "geojson",
  data: { type: "FeatureCollection", features: [] },
  tolerance: 0.2,
} as const;
