import { rightHanded, type Ring } from "../geo/rings.ts";
import { UNITS_PER_DEGREE } from "./base-map.ts";
import type { Building } from "./buildings.ts";
import { collectAreas, type AreaCollector } from "./collect-areas.ts";
import type { Tags } from "./elements.ts";
import type { FlatPositions } from "./features.ts";

/** The keys looked at on ways and relations. */
export const BUILDING_TAGS: readonly string[] = [
  "building",
  "building:use",
  "building:levels",
  "amenity",
];

/**
 * The buildings of an extract, in two passes over it. One that lies across the extract's edge, so that part of
 * its ring is missing, is left out: it could not be placed.
 */
export function collectBuildings(): Omit<AreaCollector, "finish"> & {
  readonly finish: () => Building[];
} {
  const areas = collectAreas(isBuilding);
  return {
    shapes: areas.shapes,
    nodes: areas.nodes,
    finish: () =>
      areas.finish().flatMap(({ tags, polygons }) =>
        polygons.map((polygon) => ({
          rings: rightHanded(polygon.map(ringOf)),
          levels: levelsOf(tags),
          use: useOf(tags),
        })),
      ),
  };
}

/** What a building is used for by its tags. */
export function useOf(tags: Tags): Building["use"] {
  for (const value of [tags["building:use"], tags["building"]]) {
    if (value === undefined || UNSAID.has(value)) continue;
    return DWELLINGS.has(value) ? "dwelling" : "other";
  }
  // Whole buildings only: a shop or a clinic may be the ground floor of a block of flats.
  return WHOLE_BUILDINGS.has(tags["amenity"] ?? "") ? "other" : "unsaid";
}

/** `mixed` and `residential;retail` have people living in them, though not on every floor. */
const DWELLINGS = new Set([
  "apartments",
  "residential",
  "house",
  "dormitory",
  "detached",
  "semidetached_house",
  "terrace",
  "bungalow",
  "farm",
  "cabin",
  "houseboat",
  "static_caravan",
  "ger",
  "hut",
  "villa",
  "tulou",
  "siheyuan",
  "residential;retail",
  "residential;commercial",
  "mixed",
]);

const UNSAID = new Set(["yes", "unknown", "tower", "undefined", "other", "fixme"]);

const WHOLE_BUILDINGS = new Set([
  "school",
  "kindergarten",
  "college",
  "university",
  "hospital",
  "place_of_worship",
  "townhall",
  "police",
  "fire_station",
  "courthouse",
  "library",
  "theatre",
  "cinema",
  "marketplace",
  "parking",
]);

function isBuilding(tags: Tags): boolean {
  const building = tags["building"];
  return building !== undefined && building !== "no" && building !== "entrance";
}

/** The world's highest has 163. */
const MOST_LEVELS = 200;

function levelsOf(tags: Tags): number | null {
  const levels = Number(tags["building:levels"]?.trim() || NaN);
  return levels > 0 && levels <= MOST_LEVELS ? levels : null;
}

function ringOf(positions: FlatPositions): Ring {
  const ring: Ring = [];
  for (let i = 0; i + 1 < positions.length; i += 2)
    ring.push([positions[i]! / UNITS_PER_DEGREE, positions[i + 1]! / UNITS_PER_DEGREE]);
  return ring;
}
