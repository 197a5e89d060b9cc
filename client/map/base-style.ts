import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
} from "maplibre-gl";
import { baseLabels } from "./base-labels.ts";
import { byZoom, choose, from, MAJOR_STREETS, PATHS, STREET_RANK } from "./base-tiles.ts";

/** The base map: what lies under the cells, and what is drawn again over them. */
export function baseLayers(): LayerSpecification[] {
  return [...ground(), ...streets(), ...overCells(), ...baseLabels()];
}

function ground(): LayerSpecification[] {
  return [
    { id: "background", type: "background", paint: { "background-color": "#F5F3EE" } },
    {
      id: "land",
      ...from("land"),
      type: "fill",
      layout: {
        "fill-sort-key": choose("kind", { residential: 0, industry: 0, campus: 1, farm: 1 }, 2),
      },
      paint: {
        "fill-color": choose(
          "kind",
          {
            residential: "#EFECE4",
            industry: "#EBE8E6",
            campus: "#EDE9DF",
            square: "#F1EEE7",
            park: "#DCE7CF",
            forest: "#D3E0C6",
            farm: "#ECEFDD",
            wetland: "#D9E6DA",
            sand: "#EFE8D3",
          },
          "#F5F3EE",
        ),
      },
    },
    {
      id: "building",
      ...from("building"),
      type: "fill",
      minzoom: 12,
      paint: { "fill-color": "#DCD6CA" },
    },
    {
      id: "barrier",
      ...from("barrier"),
      type: "line",
      minzoom: 13,
      paint: { "line-color": "#C9C1B2", "line-width": 0.7 },
    },
  ];
}

function streets(): LayerSpecification[] {
  const drawn: FilterSpecification = ["!", ["in", ["get", "class"], ["literal", PATHS]]];
  return [
    {
      id: "path",
      ...from("street"),
      type: "line",
      minzoom: 12.5,
      filter: ["in", ["get", "class"], ["literal", PATHS]],
      layout: { "line-cap": "round" },
      paint: { "line-color": "#FBFAF7", "line-width": streetWidth(0) },
    },
    {
      id: "street-casing",
      ...from("street"),
      type: "line",
      minzoom: 9,
      filter: ["all", drawn, ["!", ["in", ["get", "class"], ["literal", ["service"]]]]],
      layout: { "line-cap": "butt", "line-join": "round", "line-sort-key": STREET_RANK },
      paint: {
        "line-color": choose(
          "class",
          {
            motorway: "#C9C1B0",
            trunk: "#C9C1B0",
            primary: "#C9C1B0",
            secondary: "#D3CCBE",
            tertiary: "#DAD4C8",
          },
          "#E0DBD0",
        ),
        "line-width": streetWidth(1.1),
        "line-opacity": TUNNEL_FADE,
      },
    },
    {
      id: "street",
      ...from("street"),
      type: "line",
      filter: drawn,
      layout: { "line-cap": "round", "line-join": "round", "line-sort-key": STREET_RANK },
      paint: {
        "line-color": choose("class", { service: "#FBFAF7", pedestrian: "#FAF7F1" }, "#FFFFFF"),
        "line-width": streetWidth(0),
        "line-opacity": TUNNEL_FADE,
      },
    },
    {
      id: "railway",
      ...from("railway"),
      type: "line",
      paint: { "line-color": "#8E887D", "line-width": byZoom([10, 1], [13, 2.4], [17, 4]) },
    },
    {
      id: "railway-dash",
      ...from("railway"),
      type: "line",
      minzoom: 11.5,
      paint: {
        "line-color": "#FFFFFF",
        "line-width": byZoom([11.5, 0.9], [13, 1.4], [17, 2.6]),
        "line-dasharray": [5, 5],
      },
    },
  ];
}

function overCells(): LayerSpecification[] {
  const bridge: FilterSpecification = [
    "all",
    ["==", ["get", "bridge"], true],
    ["!", ["in", ["get", "class"], ["literal", PATHS]]],
  ];
  return [
    {
      id: "building-over",
      ...from("building"),
      type: "fill",
      minzoom: 12,
      paint: { "fill-color": "#1D2733", "fill-opacity": 0.13, "fill-antialias": false },
    },
    {
      id: "street-over",
      ...from("street"),
      type: "line",
      filter: [
        "all",
        [
          "step",
          ["zoom"],
          ["in", ["get", "class"], ["literal", [...MAJOR_STREETS, "secondary", "tertiary"]]],
          14,
          ["!", ["in", ["get", "class"], ["literal", PATHS]]],
        ],
        ["!=", ["get", "tunnel"], true],
      ],
      layout: { "line-cap": "round", "line-join": "round", "line-sort-key": STREET_RANK },
      paint: {
        "line-color": "#FFFFFF",
        "line-width": streetWidth(0),
        "line-opacity": choose(
          "class",
          { service: 0.25, residential: 0.35, pedestrian: 0.35, tertiary: 0.6, secondary: 0.82 },
          0.95,
        ),
      },
    },
    ...waters(),
    {
      id: "bridge-casing",
      ...from("street"),
      type: "line",
      minzoom: 12,
      filter: bridge,
      layout: { "line-cap": "butt", "line-join": "round" },
      paint: { "line-color": "#B5AE9F", "line-width": streetWidth(1.6) },
    },
    {
      id: "bridge",
      ...from("street"),
      type: "line",
      minzoom: 12,
      filter: bridge,
      layout: { "line-cap": "butt", "line-join": "round" },
      paint: { "line-color": "#FFFFFF", "line-width": streetWidth(0) },
    },
  ];
}

/** Water, over the cells. */
function waters(): LayerSpecification[] {
  const area: FilterSpecification = ["==", ["get", "kind"], "area"];
  return [
    {
      id: "water",
      ...from("water"),
      type: "fill",
      filter: area,
      paint: { "fill-color": "#C5DAE3", "fill-antialias": false },
    },
    {
      id: "shore",
      ...from("water"),
      type: "line",
      filter: area,
      paint: { "line-color": "#A9C6D3", "line-width": byZoom([10, 0.4], [13, 1]) },
    },
    {
      id: "waterway",
      ...from("water"),
      type: "line",
      filter: ["!=", ["get", "kind"], "area"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: {
        "line-color": "#C5DAE3",
        "line-width": [
          "interpolate",
          ["exponential", 1.5],
          ["zoom"],
          9,
          choose("kind", { river: 1.2 }, 0.3),
          13,
          choose("kind", { river: 3 }, 1.2),
          17,
          choose("kind", { river: 12 }, 4),
        ],
      },
    },
  ];
}

const TUNNEL_FADE: ExpressionSpecification = ["case", ["==", ["get", "tunnel"], true], 0.35, 1];

/**
 * Width of a street in px at zooms 10, 13, 16 and 18. The design's "z14, 7 m/px" counts in 256 px tiles,
 * which is zoom 13 here.
 */
const STREET_WIDTHS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  motorway: [1.5, 3.4, 12, 32],
  trunk: [1.4, 3.4, 12, 32],
  primary: [1.2, 3.4, 11, 30],
  secondary: [0.9, 2.4, 9, 26],
  tertiary: [0.6, 1.7, 7.5, 22],
  residential: [0.2, 1.1, 5.5, 17],
  pedestrian: [0.2, 1.1, 5, 15],
  service: [0.1, 0.75, 3, 9],
  steps: [0.1, 0.75, 2.4, 6],
  path: [0.1, 0.75, 2, 5],
};

/** Street width by class and zoom, plus a casing of so many px at zoom 13. */
function streetWidth(casing: number): DataDrivenPropertyValueSpecification<number> {
  const at = (step: 0 | 1 | 2 | 3, more: number): ExpressionSpecification | number =>
    choose(
      "class",
      Object.fromEntries(
        Object.entries(STREET_WIDTHS).map(([name, widths]) => [name, widths[step] + more]),
      ),
      1,
    );
  return [
    "interpolate",
    ["exponential", 1.5],
    ["zoom"],
    10,
    at(0, casing * 0.6),
    13,
    at(1, casing),
    16,
    at(2, casing * 1.7),
    18,
    at(3, casing * 2.2),
  ];
}
