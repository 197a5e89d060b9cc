import type { LandKind, StreetClass } from "./base-map.ts";
import type { Drawn } from "./features.ts";
import type { Tags } from "./elements.ts";
import { LABEL_ZOOM, namedAs, nameOf } from "./named-as.ts";
import { kindOf, kindPairs, kindTable } from "./tag-pairs.ts";

/** The keys looked at on nodes. */
export const BASE_MAP_NODE_TAGS: readonly string[] = [
  "name",
  "name:zh",
  "place",
  "amenity",
  "leisure",
  "railway",
  "public_transport",
];

/** The keys looked at on ways and relations. */
export const BASE_MAP_WAY_TAGS: readonly string[] = [
  ...BASE_MAP_NODE_TAGS,
  "area",
  "highway",
  "bridge",
  "tunnel",
  "service",
  "building",
  "building:levels",
  "landuse",
  "natural",
  "water",
  "waterway",
  "man_made",
  "barrier",
];

/** How a node appears: places, and what people orient themselves by, when it has a name. */
export function nodeDrawnAs(tags: Tags): readonly Drawn[] {
  return namedAs(tags, (kind) => LABEL_ZOOM[kind]);
}

/** How an open way appears. */
export function lineDrawnAs(tags: Tags): readonly Drawn[] {
  return [street(tags), railway(tags), waterway(tags), barrier(tags)].filter((drawn) => !!drawn);
}

/** How a closed way appears: as the line it is, as the area inside, or as both (a walled school). */
export function closedWayDrawnAs(tags: Tags): readonly Drawn[] {
  if (tags["area"] === "no") return lineDrawnAs(tags);
  if (isPaved(tags)) return areaDrawnAs(tags);
  const lines = lineDrawnAs(tags);
  // A street that ends where it began is a loop: what else is tagged on it is about the street.
  if (lines.some(({ layer }) => layer === "street")) return lines;
  return [...lines, ...areaDrawnAs(tags)];
}

/** How an area appears: a multipolygon, or a closed way that stands for what is inside. */
export function areaDrawnAs(tags: Tags): readonly Drawn[] {
  const ground = building(tags) ?? square(tags) ?? waterArea(tags) ?? land(tags);
  return [...(ground === undefined ? [] : [ground]), ...namedAs(tags, () => LARGE_AREA_ZOOM)];
}

const STREETS: ReadonlyMap<string, StreetClass> = new Map([
  ["motorway", "motorway"],
  ["motorway_link", "motorway"],
  ["trunk", "trunk"],
  ["trunk_link", "trunk"],
  ["primary", "primary"],
  ["primary_link", "primary"],
  ["secondary", "secondary"],
  ["secondary_link", "secondary"],
  ["tertiary", "tertiary"],
  ["tertiary_link", "tertiary"],
  ["unclassified", "residential"],
  ["residential", "residential"],
  ["living_street", "residential"],
  ["road", "residential"],
  ["service", "service"],
  ["busway", "service"],
  ["pedestrian", "pedestrian"],
  ["track", "path"],
  ["path", "path"],
  ["footway", "path"],
  ["cycleway", "path"],
  ["bridleway", "path"],
  ["corridor", "path"],
  ["platform", "path"],
  ["steps", "steps"],
]);

/** Painted in this order, the widest last. */
const STREET_ZOOM: Readonly<Record<StreetClass, number>> = {
  path: 13,
  steps: 13,
  service: 13,
  pedestrian: 12,
  residential: 11,
  tertiary: 10,
  secondary: 9,
  primary: 8,
  trunk: 8,
  motorway: 8,
};
const STREET_ORDER = Object.keys(STREET_ZOOM);

function street(tags: Tags): Drawn | undefined {
  const walked = tags["man_made"] === "pier" || tags["railway"] === "platform";
  const streetClass = STREETS.get(tags["highway"] ?? (walked ? "platform" : ""));
  if (streetClass === undefined) return undefined;
  const name = nameOf(tags);
  const bridge = isSet(tags["bridge"]);
  const tunnel = isSet(tags["tunnel"]) && tags["tunnel"] !== "building_passage";
  return {
    layer: "street",
    shape: "line",
    properties: {
      class: streetClass,
      ...(name !== undefined && { name }),
      ...(bridge && { bridge }),
      ...(tunnel && { tunnel }),
    },
    fromZoom: STREET_ZOOM[streetClass],
    rank: STREET_ORDER.indexOf(streetClass) + (bridge ? 100 : 0) - (tunnel ? 100 : 0),
  };
}

/** Surfaces that people cross freely. */
function isPaved(tags: Tags): boolean {
  const built = tags["highway"] === "platform" || tags["railway"] === "platform";
  const open = tags["place"] === "square" || tags["man_made"] === "pier";
  return built || open || (tags["area"] === "yes" && STREETS.has(tags["highway"] ?? ""));
}

function square(tags: Tags): Drawn | undefined {
  if (!isPaved(tags) && !STREETS.has(tags["highway"] ?? "")) return undefined;
  return landOf("square");
}

const RAILWAYS = new Set([
  "rail",
  "light_rail",
  "subway",
  "narrow_gauge",
  "monorail",
  "funicular",
  "preserved",
]);

/** Above ground, without trams in the street and the fans of tracks in yards. */
function railway(tags: Tags): Drawn | undefined {
  const minor = ["yard", "siding", "crossover"].includes(tags["service"] ?? "");
  if (!RAILWAYS.has(tags["railway"] ?? "") || minor || isSet(tags["tunnel"])) return undefined;
  return { layer: "railway", shape: "line", properties: {}, fromZoom: 9, rank: 0 };
}

const WATERWAYS: ReadonlyMap<string, "river" | "stream"> = new Map([
  ["river", "river"],
  ["canal", "river"],
  ["stream", "stream"],
  ["drain", "stream"],
  ["ditch", "stream"],
]);

function waterway(tags: Tags): Drawn | undefined {
  const kind = WATERWAYS.get(tags["waterway"] ?? "");
  if (kind === undefined || isSet(tags["tunnel"])) return undefined;
  const name = nameOf(tags);
  return {
    layer: "water",
    shape: "line",
    properties: { kind, ...(name !== undefined && { name }) },
    fromZoom: kind === "river" ? 8 : 12,
    rank: 0,
  };
}

const BARRIERS: ReadonlyMap<string, "wall" | "fence"> = new Map([
  ["wall", "wall"],
  ["city_wall", "wall"],
  ["retaining_wall", "wall"],
  ["fence", "fence"],
  ["hedge", "fence"],
]);

function barrier(tags: Tags): Drawn | undefined {
  const kind = BARRIERS.get(tags["barrier"] ?? "");
  if (kind === undefined) return undefined;
  return { layer: "barrier", shape: "line", properties: { kind }, fromZoom: 14, rank: 0 };
}

function building(tags: Tags): Drawn | undefined {
  if (!isSet(tags["building"]) || tags["building"] === "entrance") return undefined;
  const levels = Number(tags["building:levels"]?.trim() || NaN);
  return {
    layer: "building",
    shape: "polygon",
    properties: levels >= 1 && levels <= 200 ? { levels: Math.round(levels) } : {},
    fromZoom: 13,
    rank: 0,
  };
}

const WATER_AREAS = new Set([
  "natural=water",
  "waterway=riverbank",
  "waterway=dock",
  "landuse=reservoir",
  "landuse=basin",
  "leisure=swimming_pool",
]);

function waterArea(tags: Tags): Drawn | undefined {
  if (!kindPairs(tags).some((pair) => WATER_AREAS.has(pair))) return undefined;
  const name = nameOf(tags);
  return {
    layer: "water",
    shape: "polygon",
    properties: { kind: "area", ...(name !== undefined && { name }) },
    fromZoom: LARGE_AREA_ZOOM,
    rank: 0,
  };
}

/** Military land is left out on purpose. */
const LAND: ReadonlyMap<string, LandKind> = kindTable({
  residential: ["landuse=residential", "landuse=commercial", "landuse=retail"],
  industry: [
    "landuse=industrial",
    "landuse=quarry",
    "landuse=landfill",
    "landuse=railway",
    "landuse=port",
    "landuse=depot",
    "landuse=construction",
    "landuse=brownfield",
    "man_made=works",
  ],
  park: [
    "leisure=park",
    "leisure=garden",
    "leisure=playground",
    "leisure=pitch",
    "leisure=track",
    "leisure=golf_course",
    "leisure=sports_centre",
    "leisure=stadium",
    "leisure=recreation_ground",
    "leisure=common",
    "landuse=recreation_ground",
    "landuse=village_green",
    "landuse=grass",
    "landuse=flowerbed",
    "landuse=cemetery",
    "amenity=grave_yard",
  ],
  farm: [
    "landuse=farmland",
    "landuse=farmyard",
    "landuse=meadow",
    "landuse=orchard",
    "landuse=vineyard",
    "landuse=allotments",
    "landuse=greenhouse_horticulture",
    "landuse=plant_nursery",
    "natural=grassland",
    "natural=heath",
  ],
  wetland: ["natural=wetland", "natural=mud"],
  forest: ["landuse=forest", "natural=wood", "natural=scrub"],
  sand: [
    "natural=sand",
    "natural=beach",
    "natural=dune",
    "natural=shingle",
    "natural=scree",
    "natural=bare_rock",
  ],
  campus: [
    "amenity=school",
    "amenity=kindergarten",
    "amenity=college",
    "amenity=university",
    "amenity=hospital",
    "amenity=clinic",
    "landuse=education",
    "landuse=institutional",
    "landuse=religious",
  ],
  square: ["place=square"],
});

function land(tags: Tags): Drawn | undefined {
  const kind = kindOf(LAND, tags);
  return kind && landOf(kind);
}

function landOf(kind: LandKind): Drawn {
  return {
    layer: "land",
    shape: "polygon",
    properties: { kind },
    fromZoom: LARGE_AREA_ZOOM,
    rank: 0,
  };
}

/** Where areas come in when they are large; small ones wait until they are worth a few pixels. */
const LARGE_AREA_ZOOM = 8;

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "no";
}
