import type { LayerSpecification } from "maplibre-gl";
import { MARK_CLASSES } from "./bands.ts";
import { MAP_FONTS, TEXT_HALO } from "./base-labels.ts";
import type { LayerId } from "./layer-order.ts";
import { PLAN_LAYER_CLASSES, planLayers } from "./plan-layers.ts";
import type { SceneSource } from "./scene.ts";

/**
 * Zoom below which a facility is a dot. The design's z12 counts in 256 px tiles (28 m to a pixel in the
 * north of China), which is zoom 11 here.
 */
const DOT_ZOOM = 11;

/** Whether the reader switched a layer off in the legend, by the key of its class. */
export function isHidden(layer: string, hidden: ReadonlySet<string>): boolean {
  if (GAP_LAYERS.has(layer)) return hidden.has(MARK_CLASSES.gapOutline.key);
  const planned = Object.entries(PLAN_LAYER_CLASSES).find(([id]) => id === layer)?.[1];
  if (planned !== undefined) return hidden.has(planned);
  return FACILITY_LAYERS.has(layer) && hidden.has(MARK_CLASSES.facility.key);
}

/** How the sources of the scene are drawn. */
export function sceneLayers(): LayerSpecification[] {
  return [
    ...edgeLayers(),
    ...unitLayers(),
    ...gapLayers(),
    ...reachLayers(),
    ...cellLayers(),
    ...facilityLayers(),
    ...planLayers(),
  ];
}

/** The layers that draw a source. */
export function layersOf(source: SceneSource): readonly string[] {
  return sceneLayers()
    .filter((layer) => "source" in layer && layer.source === source)
    .map(({ id }) => id);
}

function edgeLayers(): LayerSpecification[] {
  return [
    {
      id: "veil",
      ...from("study", "veil"),
      type: "fill",
      paint: { "fill-color": "#EEF0F2", "fill-opacity": 0.72, "fill-antialias": false },
    },
    {
      id: "extract-edge",
      ...from("study", "edge"),
      type: "line",
      paint: { "line-color": "#5F6B78", "line-width": 1.2, "line-dasharray": [6.7, 3.3, 1.7, 3.3] },
    },
    {
      id: "extract-edge-label",
      ...from("study", "edge"),
      type: "symbol",
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 420,
        "text-field": ["get", "text"],
        "text-font": MAP_FONTS,
        "text-size": 11.5,
        "text-letter-spacing": 0.1,
        "text-max-angle": 30,
        "text-padding": 12,
      },
      paint: { "text-color": "#5F6B78", "text-halo-color": TEXT_HALO, "text-halo-width": 2.6 },
    },
  ];
}

function unitLayers(): LayerSpecification[] {
  return [
    line("unit-casing", "study", "unit", "#FFFFFF", 2.2, 0.6),
    line("unit-line", "study", "unit", "#66717E", 0.8, 0.6),
    {
      id: "unit-selected-fill",
      ...from("selection", "unit"),
      type: "fill",
      paint: { "fill-color": INK, "fill-opacity": 0.07 },
    },
    line("unit-selected-casing", "selection", "unit", "#FFFFFF", 5.5, 0.9),
    line("unit-selected-line", "selection", "unit", INK, 2.6),
  ];
}

function gapLayers(): LayerSpecification[] {
  return [
    gapLine("gap-casing", "#FFFFFF", 5, 6.4),
    gapLine("gap-line", MARK_CLASSES.gapOutline.color, 2.6, 3.6),
    {
      id: "gap-label",
      ...from("gap-labels"),
      type: "symbol",
      layout: {
        "icon-image": ["get", "image"],
        "icon-allow-overlap": true,
        "icon-padding": 4,
        "symbol-sort-key": ["-", 0, ["get", "rank"]],
      },
    },
  ];
}

function reachLayers(): LayerSpecification[] {
  return [
    {
      id: "reach-fill",
      ...from("selection", "outline"),
      type: "fill",
      paint: { "fill-color": REACH, "fill-opacity": 0.1 },
    },
    line("reach-casing", "selection", "outline", "#FFFFFF", 4.4, 0.85),
    line("reach-line", "selection", "outline", REACH, 2.2),
    {
      id: "snap-line",
      ...from("selection", "snap"),
      type: "line",
      paint: { "line-color": REACH, "line-width": 1.4, "line-dasharray": [2.4, 1.8] },
    },
    {
      id: "reach-origin",
      ...from("selection", "origin"),
      type: "symbol",
      layout: {
        "icon-image": ["get", "image"],
        "icon-anchor": "bottom",
        "icon-allow-overlap": true,
      },
    },
  ];
}

function cellLayers(): LayerSpecification[] {
  return [
    line("cell-selected-casing", "selection", "cell", "#FFFFFF", 4.6),
    line("cell-selected-line", "selection", "cell", "#1B2530", 2),
  ];
}

function facilityLayers(): LayerSpecification[] {
  return [
    {
      id: "facility-dot",
      ...from("facilities"),
      type: "circle",
      maxzoom: DOT_ZOOM,
      paint: {
        "circle-radius": 3,
        "circle-color": INK,
        "circle-stroke-color": "#FFFFFF",
        "circle-stroke-width": 1,
      },
    },
    {
      id: "facility-ring",
      ...from("facility-selected"),
      type: "circle",
      paint: {
        "circle-radius": ["step", ["zoom"], 5, DOT_ZOOM, 13.5],
        "circle-color": "#FFFFFF",
        "circle-stroke-color": REACH,
        "circle-stroke-width": 3,
      },
    },
    {
      id: "facility",
      ...from("facilities"),
      type: "symbol",
      minzoom: DOT_ZOOM,
      layout: {
        "icon-image": ["get", "image"],
        "icon-allow-overlap": true,
        "icon-padding": 0,
        "symbol-z-order": "source",
      },
    },
  ];
}

const GAP_LAYERS: ReadonlySet<string> = new Set<LayerId>(["gap-casing", "gap-line", "gap-label"]);
const FACILITY_LAYERS: ReadonlySet<string> = new Set<LayerId>([
  "facility-dot",
  "facility-ring",
  "facility",
]);

const INK = MARK_CLASSES.facility.color;
const REACH = "#1B5E8C";

function line(
  id: LayerId,
  source: SceneSource,
  kind: string,
  color: string,
  width: number,
  opacity = 1,
): LayerSpecification {
  return {
    id,
    ...from(source, kind),
    type: "line",
    layout: { "line-join": "round", "line-cap": "round" },
    paint: { "line-color": color, "line-width": width, "line-opacity": opacity },
  };
}

function gapLine(id: LayerId, color: string, width: number, selected: number): LayerSpecification {
  return {
    id,
    source: "gaps" satisfies SceneSource,
    type: "line",
    layout: { "line-join": "round" },
    paint: { "line-color": color, "line-width": ["case", ["get", "selected"], selected, width] },
  };
}

function from(source: SceneSource): { source: SceneSource };
function from(
  source: SceneSource,
  kind: string,
): { source: SceneSource; filter: ["==", ["get", "kind"], string] };
function from(source: SceneSource, kind?: string) {
  return kind === undefined ? { source } : { source, filter: ["==", ["get", "kind"], kind] };
}
