import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { choose, from, MAJOR_STREETS, STREET_CLASSES, STREET_RANK } from "./base-tiles.ts";

/** The fonts the map's words are drawn with, all local: no font is ever fetched. */
export const MAP_FONTS = [
  "-apple-system",
  "PingFang SC",
  "Microsoft YaHei",
  "Noto Sans CJK SC",
  "Source Han Sans SC",
];

/** White behind every word of the map. */
export const TEXT_HALO = "rgba(255,255,255,0.9)";

/** Names of streets, waters, areas and places. Streets that run upwards are written downwards. */
export function baseLabels(): LayerSpecification[] {
  return [
    {
      id: "street-label",
      ...from("street"),
      type: "symbol",
      minzoom: 12,
      filter: [
        "step",
        ["zoom"],
        named([...MAJOR_STREETS, "secondary"]),
        13,
        named([...MAJOR_STREETS, "secondary", "tertiary"]),
        15,
        named([...MAJOR_STREETS, "secondary", "tertiary", "residential", "pedestrian"]),
        16,
        named(STREET_CLASSES),
      ],
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 340,
        "symbol-sort-key": ["-", 0, STREET_RANK],
        "text-field": ["get", "name"],
        "text-font": MAP_FONTS,
        "text-size": choose("class", { motorway: 11.5, trunk: 11.5, primary: 11.5 }, 11),
        "text-letter-spacing": 0.06,
        "text-max-angle": 30,
        "text-padding": 6,
      },
      paint: {
        "text-color": choose(
          "class",
          { motorway: INK, trunk: INK, primary: INK, secondary: INK },
          MINOR_INK,
        ),
        ...halo(),
      },
    },
    {
      id: "water-label",
      ...from("water"),
      type: "symbol",
      filter: ["all", ["has", "name"], ["in", ["get", "kind"], ["literal", ["river", "stream"]]]],
      minzoom: 11,
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 460,
        "text-field": ["get", "name"],
        "text-font": ["Noto Sans CJK SC Italic", ...MAP_FONTS],
        "text-size": 12,
        "text-letter-spacing": 0.4,
        "text-max-angle": 40,
      },
      paint: { "text-color": WATER_INK, ...halo() },
    },
    {
      id: "area-label",
      ...from("label"),
      type: "symbol",
      minzoom: 12.5,
      layout: {
        "text-field": ["get", "name"],
        "text-font": MAP_FONTS,
        "text-size": 11,
        "text-max-width": 8,
        "text-padding": 8,
        "symbol-sort-key": choose("kind", { park: 0, station: 0, hospital: 1, water: 1 }, 2),
      },
      paint: {
        "text-color": choose("kind", { park: "#55704A", water: WATER_INK }, MINOR_INK),
        ...halo(),
      },
    },
    {
      id: "place-label",
      ...from("place"),
      type: "symbol",
      filter: [
        "step",
        ["zoom"],
        ["in", ["get", "kind"], ["literal", ["city", "town"]]],
        11,
        ["in", ["get", "kind"], ["literal", ["city", "town", "suburb", "village"]]],
        13,
        true,
      ],
      layout: {
        "text-field": ["get", "name"],
        "text-font": MAP_FONTS,
        "text-size": choose("kind", { city: 14, town: 12.5 }, 11.5),
        "text-letter-spacing": 0.06,
        "text-padding": 8,
        "symbol-sort-key": choose("kind", { city: 0, town: 1, suburb: 2, village: 3 }, 4),
      },
      paint: { "text-color": INK, ...halo() },
    },
  ];
}

const INK = "#3F464E";
const MINOR_INK = "#666D75";
const WATER_INK = "#4A7890";

/** Streets of these classes that have a name. */
function named(classes: readonly string[]): ExpressionSpecification {
  return ["all", ["has", "name"], ["in", ["get", "class"], ["literal", classes]]];
}

function halo() {
  return { "text-halo-color": TEXT_HALO, "text-halo-width": 2.6, "text-halo-blur": 0.4 };
}
