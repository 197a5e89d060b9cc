import { describe, expect, it } from "vitest";
import type { Tags } from "#core/osm/elements.ts";
import type { Drawn } from "#core/osm/features.ts";
import {
  areaDrawnAs,
  BASE_MAP_NODE_TAGS,
  BASE_MAP_WAY_TAGS,
  closedWayDrawnAs,
  lineDrawnAs,
  nodeDrawnAs,
} from "../../../../server/core/osm/drawn-as.ts";

/** Layer, shape and properties: what can be seen. */
function seen(drawn: readonly Drawn[]): unknown[] {
  return drawn.map(({ layer, shape, properties }) => [layer, shape, properties]);
}

/** The zooms at which the tags are drawn as a line, or none. */
function zoomOf(tags: Tags): number | undefined {
  return lineDrawnAs(tags)[0]?.fromZoom;
}

describe("a way", () => {
  it("is a street of its class, links with their street", () => {
    const classes: [string, string][] = [
      ["motorway_link", "motorway"],
      ["trunk", "trunk"],
      ["primary", "primary"],
      ["secondary_link", "secondary"],
      ["tertiary", "tertiary"],
      ["unclassified", "residential"],
      ["living_street", "residential"],
      ["service", "service"],
      ["track", "path"],
      ["footway", "path"],
      ["steps", "steps"],
      ["pedestrian", "pedestrian"],
    ];
    for (const [highway, streetClass] of classes)
      expect(seen(lineDrawnAs({ highway }))).toEqual([["street", "line", { class: streetClass }]]);
  });

  it("is not drawn while it is being built or planned, nor is a word nobody knows", () => {
    for (const highway of [
      "construction",
      "proposed",
      "abandoned",
      "elevator",
      "constructor",
      "__proto__",
    ])
      expect(lineDrawnAs({ highway })).toEqual([]);
    expect(lineDrawnAs({ railway: "construction" })).toEqual([]);
    expect(lineDrawnAs({ railway: "abandoned" })).toEqual([]);
  });

  it("says its name in Chinese where it has one, and whether it is a bridge or a tunnel", () => {
    const street = { highway: "primary", name: "Nanhuan Road" };
    expect(seen(lineDrawnAs({ ...street, "name:zh": "南环路", bridge: "yes" }))).toEqual([
      ["street", "line", { class: "primary", name: "南环路", bridge: true }],
    ]);
    expect(seen(lineDrawnAs({ ...street, "name:zh": " ", bridge: "no", tunnel: "yes" }))).toEqual([
      ["street", "line", { class: "primary", name: "Nanhuan Road", tunnel: true }],
    ]);
    expect(seen(lineDrawnAs({ highway: "footway", tunnel: "building_passage" }))).toEqual([
      ["street", "line", { class: "path" }],
    ]);
  });

  it("is water above ground only, a railway without trams and yards, a wall or a fence", () => {
    expect(seen(lineDrawnAs({ waterway: "river", name: "黑河" }))).toEqual([
      ["water", "line", { kind: "river", name: "黑河" }],
    ]);
    expect(seen(lineDrawnAs({ waterway: "ditch" }))).toEqual([
      ["water", "line", { kind: "stream" }],
    ]);
    expect(lineDrawnAs({ waterway: "stream", tunnel: "culvert" })).toEqual([]);
    expect(seen(lineDrawnAs({ railway: "rail" }))).toEqual([["railway", "line", {}]]);
    expect(lineDrawnAs({ railway: "rail", service: "yard" })).toEqual([]);
    expect(lineDrawnAs({ railway: "subway", tunnel: "yes" })).toEqual([]);
    expect(lineDrawnAs({ railway: "tram" })).toEqual([]);
    expect(seen(lineDrawnAs({ barrier: "city_wall" }))).toEqual([
      ["barrier", "line", { kind: "wall" }],
    ]);
    expect(seen(lineDrawnAs({ barrier: "hedge" }))).toEqual([
      ["barrier", "line", { kind: "fence" }],
    ]);
    expect(lineDrawnAs({ barrier: "kerb" })).toEqual([]);
  });

  it("comes in with the zoom: wide streets first, paths and service roads from 13", () => {
    const zooms = ["motorway", "secondary", "tertiary", "residential", "service", "path", "steps"];
    expect(zooms.map((highway) => zoomOf({ highway }))).toEqual([8, 9, 10, 11, 13, 13, 13]);
    expect(zoomOf({ barrier: "wall" })).toBe(14);
  });

  it("is painted under wider streets, tunnels under all, bridges over all", () => {
    const order = [
      { highway: "primary", tunnel: "yes" },
      { highway: "path" },
      { highway: "residential" },
      { highway: "primary" },
      { highway: "motorway" },
      { highway: "path", bridge: "yes" },
    ].map((tags) => lineDrawnAs(tags)[0]!.rank);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
  });
});

describe("a closed way", () => {
  it("is a street as long as it does not say that it is an area", () => {
    const roundabout = { highway: "tertiary", landuse: "grass" };
    expect(seen(closedWayDrawnAs(roundabout))).toEqual([["street", "line", { class: "tertiary" }]]);
    expect(seen(closedWayDrawnAs({ highway: "pedestrian" }))).toEqual([
      ["street", "line", { class: "pedestrian" }],
    ]);
  });

  it("is a square when it is paved all over", () => {
    const square = ["land", "polygon", { kind: "square" }];
    expect(seen(closedWayDrawnAs({ highway: "pedestrian", area: "yes" }))).toEqual([square]);
    expect(seen(closedWayDrawnAs({ railway: "platform" }))).toEqual([square]);
    expect(seen(closedWayDrawnAs({ man_made: "pier" }))).toEqual([square]);
    expect(
      seen(closedWayDrawnAs({ place: "square", highway: "pedestrian", name: "中心广场" })),
    ).toEqual([square, ["label", "point", { kind: "square", name: "中心广场" }]]);
  });

  it("is a wall around a school and the school within", () => {
    expect(seen(closedWayDrawnAs({ barrier: "wall", amenity: "school", name: "一中" }))).toEqual([
      ["barrier", "line", { kind: "wall" }],
      ["land", "polygon", { kind: "campus" }],
      ["label", "point", { kind: "school", name: "一中" }],
    ]);
  });

  it("is a line where it says that it is no area", () => {
    expect(seen(closedWayDrawnAs({ barrier: "wall", landuse: "grass", area: "no" }))).toEqual([
      ["barrier", "line", { kind: "wall" }],
    ]);
  });
});

describe("an area", () => {
  it("is a building before it is anything else, with its levels where they make sense", () => {
    expect(
      seen(areaDrawnAs({ building: "school", amenity: "school", "building:levels": "5" })),
    ).toEqual([["building", "polygon", { levels: 5 }]]);
    for (const levels of ["", "many", "0", "-3", "4000"])
      expect(seen(areaDrawnAs({ building: "yes", "building:levels": levels }))).toEqual([
        ["building", "polygon", {}],
      ]);
    expect(areaDrawnAs({ building: "no" })).toEqual([]);
  });

  it("is land or water of its kind", () => {
    const kinds: [Tags, string][] = [
      [{ landuse: "residential" }, "residential"],
      [{ landuse: "industrial" }, "industry"],
      [{ leisure: "park" }, "park"],
      [{ landuse: "farmland" }, "farm"],
      [{ natural: "wetland" }, "wetland"],
      [{ natural: "wood" }, "forest"],
      [{ natural: "sand" }, "sand"],
      [{ amenity: "hospital" }, "campus"],
    ];
    for (const [tags, kind] of kinds)
      expect(seen(areaDrawnAs(tags))).toEqual([["land", "polygon", { kind }]]);
    expect(seen(areaDrawnAs({ landuse: "reservoir" }))).toEqual([
      ["water", "polygon", { kind: "area" }],
    ]);
    expect(areaDrawnAs({ landuse: "military" })).toEqual([]);
    expect(areaDrawnAs({ boundary: "administrative", name: "甘州区" })).toEqual([]);
  });

  it("has its name written inside when it is worth it; a river is named along its line", () => {
    expect(seen(areaDrawnAs({ natural: "water", name: "润泉湖" }))).toEqual([
      ["water", "polygon", { kind: "area", name: "润泉湖" }],
      ["label", "point", { kind: "water", name: "润泉湖" }],
    ]);
    expect(seen(areaDrawnAs({ natural: "water", water: "river", name: "黑河" }))).toEqual([
      ["water", "polygon", { kind: "area", name: "黑河" }],
    ]);
    expect(seen(areaDrawnAs({ landuse: "residential", place: "village", name: "下安村" }))).toEqual(
      [
        ["land", "polygon", { kind: "residential" }],
        ["place", "point", { kind: "village", name: "下安村" }],
      ],
    );
  });
});

describe("a node", () => {
  it("is a place or a landmark when it has a name", () => {
    expect(seen(nodeDrawnAs({ place: "neighbourhood", name: "南关社区" }))).toEqual([
      ["place", "point", { kind: "quarter", name: "南关社区" }],
    ]);
    expect(seen(nodeDrawnAs({ railway: "station", name: "张掖西站" }))).toEqual([
      ["label", "point", { kind: "station", name: "张掖西站" }],
    ]);
    expect(nodeDrawnAs({ place: "village" })).toEqual([]);
    expect(nodeDrawnAs({ shop: "convenience", name: "小卖部" })).toEqual([]);
    expect(nodeDrawnAs({ place: "constructor", name: "x" })).toEqual([]);
  });
});

describe("the keys to read", () => {
  it("are all that make a difference", () => {
    const everything: Tags[] = [
      { highway: "service", bridge: "yes", tunnel: "yes", name: "a", "name:zh": "b" },
      { railway: "rail", service: "yard" },
      { waterway: "river" },
      { barrier: "wall", area: "no", landuse: "grass" },
      { building: "yes", "building:levels": "3", public_transport: "station", name: "a" },
      { natural: "water", water: "river", name: "a" },
      { man_made: "pier" },
      { leisure: "park", name: "a" },
      { amenity: "school", name: "a" },
      { place: "square", name: "a" },
    ];
    for (const tags of everything) {
      const kept = only(tags, BASE_MAP_WAY_TAGS);
      expect(closedWayDrawnAs(kept)).toEqual(closedWayDrawnAs(tags));
      expect(nodeDrawnAs(only(tags, BASE_MAP_NODE_TAGS))).toEqual(nodeDrawnAs(tags));
    }
  });
});

function only(tags: Tags, keys: readonly string[]): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => keys.includes(key)));
}
