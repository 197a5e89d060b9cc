import type { LayerSpecification } from "maplibre-gl";
import { MAP_FONTS, TEXT_HALO } from "./base-labels.ts";
import { PLAN_CLASSES } from "./difference.ts";
import type { LayerId } from "./layer-order.ts";
import type { SceneSource } from "./scene.ts";

/** How a scenario is drawn: areas, streets, what it changes, a way walked, and its sites. */
export function planLayers(): LayerSpecification[] {
  return [...changeLayers(), ...areaLayers(), ...streetLayers(), ...routeLayers(), ...siteLayers()];
}

/** The layers the legend can switch off, by the key of their class. */
export const PLAN_LAYER_CLASSES: Readonly<Partial<Record<LayerId, string>>> = {
  "gained-casing": PLAN_CLASSES.gained.key,
  "gained-line": PLAN_CLASSES.gained.key,
  "lost-casing": PLAN_CLASSES.lost.key,
  "lost-line": PLAN_CLASSES.lost.key,
  site: PLAN_CLASSES.site.key,
  "site-card": PLAN_CLASSES.site.key,
  "site-possible": PLAN_CLASSES.possible.key,
  "site-forbidden": PLAN_CLASSES.forbidden.key,
  "site-proposed": PLAN_CLASSES.proposed.key,
};

/** The layers a click on means the street or area it belongs to; sites are found by their shape. */
export const PLAN_MARK_LAYERS: readonly LayerId[] = [
  "street-sign",
  "street-made",
  "street-closed",
  "street-failed",
  "area-name",
  "search-edge",
  "exclusion-edge",
];

const GREEN = PLAN_CLASSES.site.color;
const SLATE = PLAN_CLASSES.forbidden.color;
const RUST = "#B5351C";
const BLUE = "#1B5E8C";

function changeLayers(): LayerSpecification[] {
  return (["lost", "gained"] as const).flatMap((kind) => [
    stroke(`${kind}-casing`, "plan-change", kind, "#FFFFFF", 5),
    stroke(`${kind}-line`, "plan-change", kind, PLAN_CLASSES[kind].color, 2.6),
  ]);
}

function areaLayers(): LayerSpecification[] {
  return [
    {
      id: "search-fill" satisfies LayerId,
      ...from("plan-shapes", "search"),
      type: "fill",
      paint: { "fill-color": GREEN, "fill-opacity": 0.06, "fill-antialias": false },
    },
    {
      id: "search-edge" satisfies LayerId,
      ...from("plan-shapes", "search"),
      type: "line",
      layout: { "line-join": "round" },
      paint: { "line-color": GREEN, "line-width": ["case", ["get", "selected"], 3, 1.5] },
    },
    {
      id: "exclusion-hatch" satisfies LayerId,
      ...from("plan-shapes", "exclusion"),
      type: "fill",
      paint: { "fill-pattern": ["get", "image"], "fill-antialias": false },
    },
    {
      id: "exclusion-edge" satisfies LayerId,
      ...from("plan-shapes", "exclusion"),
      type: "line",
      paint: {
        "line-color": SLATE,
        "line-width": ["case", ["get", "selected"], 3, 1.5],
        "line-dasharray": [5, 3],
      },
    },
    {
      id: "area-name" satisfies LayerId,
      source: "plan-points" satisfies SceneSource,
      filter: ["in", ["get", "kind"], ["literal", ["search-name", "exclusion-name"]]],
      type: "symbol",
      layout: {
        "text-field": ["get", "name"],
        "text-font": MAP_FONTS,
        "text-size": 12,
        "text-padding": 4,
        "text-max-width": 10,
        "text-variable-anchor": ["center", "bottom", "top", "left", "right"],
        "text-radial-offset": 2.4,
      },
      paint: {
        "text-color": ["match", ["get", "kind"], "search-name", GREEN, "#3F4A55"],
        "text-halo-color": TEXT_HALO,
        "text-halo-width": 2.6,
      },
    },
  ];
}

function streetLayers(): LayerSpecification[] {
  return [
    {
      id: "street-change-casing" satisfies LayerId,
      source: "plan-shapes" satisfies SceneSource,
      filter: [
        "in",
        ["get", "kind"],
        ["literal", ["street-made", "street-closed", "street-failed"]],
      ],
      type: "line",
      layout: { "line-cap": "round" },
      paint: { "line-color": "#FFFFFF", "line-width": 7 },
    },
    stroke("street-made", "plan-shapes", "street-made", GREEN, 3.6),
    dashed("street-closed", "street-closed", SLATE),
    dashed("street-failed", "street-failed", RUST),
    symbols("street-sign", "street"),
  ];
}

function routeLayers(): LayerSpecification[] {
  return [
    stroke("route-casing", "plan-shapes", "route", "#FFFFFF", 6.4),
    stroke("route-line", "plan-shapes", "route", BLUE, 3.4),
    {
      id: "route-start" satisfies LayerId,
      ...from("plan-points", "route-start"),
      type: "circle",
      paint: {
        "circle-radius": 5,
        "circle-color": "#FFFFFF",
        "circle-stroke-color": BLUE,
        "circle-stroke-width": 2.6,
      },
    },
    {
      id: "route-end" satisfies LayerId,
      ...from("plan-points", "route-end"),
      type: "circle",
      paint: {
        "circle-radius": 5.5,
        "circle-color": BLUE,
        "circle-stroke-color": "#FFFFFF",
        "circle-stroke-width": 2,
      },
    },
  ];
}

function siteLayers(): LayerSpecification[] {
  return [
    symbols("site-possible", "site-possible"),
    symbols("site-forbidden", "site-forbidden"),
    symbols("site-proposed", "site-proposed"),
    symbols("site", "site"),
    symbols("site-card", "site-card"),
  ];
}

function stroke(
  id: LayerId,
  source: SceneSource,
  kind: string,
  color: string,
  width: number,
): LayerSpecification {
  return {
    id,
    ...from(source, kind),
    type: "line",
    layout: { "line-join": "round", "line-cap": "round" },
    paint: { "line-color": color, "line-width": width },
  };
}

function dashed(id: LayerId, kind: string, color: string): LayerSpecification {
  return {
    id,
    ...from("plan-shapes", kind),
    type: "line",
    paint: { "line-color": color, "line-width": 3, "line-dasharray": [2, 1.4] },
  };
}

/** Marks that always show, drawn in the order of the source and centred on their place. */
function symbols(id: LayerId, kind: string): LayerSpecification {
  return {
    id,
    ...from("plan-points", kind),
    type: "symbol",
    layout: {
      "icon-image": ["get", "image"],
      "icon-allow-overlap": true,
      "icon-padding": 0,
      "symbol-z-order": "source",
    },
  };
}

function from(
  source: SceneSource,
  kind: string,
): { source: SceneSource; filter: ["==", ["get", "kind"], string] } {
  return { source, filter: ["==", ["get", "kind"], kind] };
}
