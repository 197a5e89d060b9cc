import { describe, expect, it } from "vitest";
import { SERVICES } from "#core/vocabulary.ts";
import { makeDemonstration } from "../../data/demonstration/town.ts";

const files = makeDemonstration();
const map = readMap(files["streets.osm"]);
const people = readTable(files["people.csv"]);
const facilities = readTable(files["facilities.csv"]);
const units = readUnits(files["units.geojson"]);

describe("the demonstration town", () => {
  it("gives the same bytes for the same seed and another town for another seed", () => {
    expect(makeDemonstration()).toEqual(files);
    const other = makeDemonstration(8);
    for (const name of ["streets.osm", "facilities.csv", "people.csv"] as const) {
      expect(other[name]).not.toBe(files[name]);
    }
  });

  it("says in every label a reader may see first that it is synthetic", () => {
    expect(files["streets.osm"]).toContain("示例数据（合成）");
    expect(files["units.geojson"]).toContain("示例数据（合成）");
  });
});

describe("streets.osm", () => {
  it("has bounds that contain every node, and nodes that are all used or tagged", () => {
    const [west, south, east, north] = map.bounds;
    const strays = [...map.nodes.values()].filter(
      ({ lng, lat }) => !(lng >= west && lng <= east && lat >= south && lat <= north),
    );
    expect(strays).toEqual([]);
    const used = new Set(map.ways.flatMap(({ refs }) => refs));
    const idle = [...map.nodes].filter(([id, { tags }]) => !used.has(id) && tags.size === 0);
    expect(idle).toEqual([]);
  });

  it("refers to existing nodes only, from ways of at least two nodes", () => {
    expect(map.nodes.size).toBe(map.nodeCount);
    const missing = map.ways.flatMap(({ refs }) => refs.filter((ref) => !map.nodes.has(ref)));
    expect(missing).toEqual([]);
    expect(map.ways.filter(({ refs }) => new Set(refs).size < 2)).toEqual([]);
  });

  it("is one walkable network but for a few islands behind locked gates", () => {
    const metres = componentLengths();
    const total = metres.reduce((sum, length) => sum + length, 0);
    expect(Math.max(...metres) / total).toBeGreaterThanOrEqual(0.97);
    expect(metres.length).toBeGreaterThan(1);
    expect(total / 1000).toBeGreaterThan(200);
  });

  it("crosses the river on three bridges and nowhere else", () => {
    const river = map.ways.find(({ tags }) => tags.get("water") === "river");
    const shores = new Set(river?.refs);
    const ring = (river?.refs ?? []).map(place);
    const wet = streets().filter(({ refs }) =>
      refs.slice(1).some((ref, index) => {
        const [a, b] = [place(refs[index] ?? ""), place(ref)];
        return [0, 0.25, 0.5, 0.75, 1].some((share) =>
          isInside([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share], ring),
        );
      }),
    );
    expect(wet.map(({ tags }) => tags.get("bridge"))).toEqual(["yes", "yes", "yes"]);
    expect(streets().flatMap(({ refs }) => refs.filter((ref) => shores.has(ref)))).toEqual([]);
  });

  it("closes walls, areas and buildings, and stands gates in walls and ways alike", () => {
    const rings = map.ways.filter(
      ({ tags }) => tags.has("building") || tags.has("landuse") || tags.get("barrier") === "wall",
    );
    expect(rings.filter(({ refs }) => refs[0] !== refs.at(-1))).toEqual([]);
    const inWalls = new Set(
      map.ways.filter(({ tags }) => tags.has("barrier")).flatMap(({ refs }) => refs),
    );
    const inStreets = new Set(streets().flatMap(({ refs }) => refs));
    const gates = [...map.nodes].filter(([, { tags }]) => tags.get("barrier") === "gate");
    expect(gates.length).toBeGreaterThan(100);
    expect(gates.filter(([id]) => !inWalls.has(id) || !inStreets.has(id))).toEqual([]);
  });
});

describe("people.csv", () => {
  it("holds whole people whose groups never exceed them", () => {
    const groups = ["people_0_2", "people_3_5", "people_60_plus"];
    for (const row of people) {
      const [all, ...parts] = ["people", ...groups].map((column) => Number(row.get(column)));
      expect([all, ...parts].every((count) => Number.isInteger(count) && (count ?? -1) >= 0)).toBe(
        true,
      );
      expect(parts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(all ?? 0);
    }
    const total = people.reduce((sum, row) => sum + Number(row.get("people")), 0);
    expect(total).toBeGreaterThan(225_000);
    expect(total).toBeLessThan(235_000);
  });

  it("puts everyone into exactly one unit and on ground the extract shows", () => {
    const misplaced = people.filter((row) => {
      const at = placeOf(row);
      return units.filter(({ ring }) => isInside(at, ring)).length !== 1;
    });
    expect(misplaced).toEqual([]);
  });
});

describe("units.geojson", () => {
  it("gives every unit its own id and name", () => {
    for (const key of ["id", "name"] as const) {
      expect(new Set(units.map((unit) => unit[key])).size).toBe(units.length);
    }
    const communities = units.filter(({ level }) => level === "community").length;
    expect([communities, units.length - communities]).toEqual([32, 6]);
  });

  it("fills the extract without overlap, each ring anticlockwise", () => {
    const [west, south, east, north] = map.bounds;
    const areas = units.map(({ ring }) => signedArea(ring));
    expect(Math.min(...areas)).toBeGreaterThan(0);
    const whole = (east - west) * (north - south);
    expect(areas.reduce((sum, area) => sum + area, 0) / whole).toBeCloseTo(1, 4);
  });
});

describe("facilities.csv", () => {
  it("offers all services of the vocabulary and no other, with ids of their own", () => {
    const offered = facilities.flatMap((row) => (row.get("service") ?? "").split(";"));
    expect(new Set(offered)).toEqual(new Set(SERVICES));
    expect(new Set(facilities.map((row) => row.get("id"))).size).toBe(facilities.length);
    expect(new Set(facilities.map((row) => row.get("name"))).size).toBe(facilities.length);
    expect(facilities.some((row) => row.get("service")?.includes(";"))).toBe(true);
  });

  it("stands at streets, but for the one in the fields that is to be refused", () => {
    const distances = facilities.map((row) => metresToStreet(placeOf(row)));
    const far = distances.filter((metres) => metres > 60);
    expect(far).toHaveLength(1);
    expect(far[0]).toBeGreaterThan(400);
    expect(far[0]).toBeLessThan(500);
    expect(Math.min(...distances)).toBeGreaterThan(5);
  });
});

describe("the locked estate", () => {
  it("has people and a clinic inside, and no open gate in its wall", () => {
    const estate = map.ways.find(({ tags }) => tags.get("name") === "仓储大院");
    const ring = (estate?.refs ?? []).map(place);
    const within = (row: ReadonlyMap<string, string>): boolean => isInside(placeOf(row), ring);
    expect(people.filter(within).length).toBeGreaterThan(3);
    expect(facilities.filter(within).map((row) => row.get("service"))).toEqual(["clinic"]);
    const corners = new Set(ring.map((corner) => corner.join()));
    const wall = map.ways.find(
      ({ refs, tags }) =>
        tags.get("barrier") === "wall" && corners.has(place(refs[0] ?? "").join()),
    );
    const gates = (wall?.refs ?? []).flatMap((ref) => map.nodes.get(ref)?.tags.get("access") ?? []);
    expect(new Set(gates)).toEqual(new Set(["private"]));
  });
});

type Place = readonly [number, number];

interface MapRead {
  readonly bounds: readonly [number, number, number, number];
  readonly nodes: ReadonlyMap<string, { lng: number; lat: number; tags: Map<string, string> }>;
  readonly nodeCount: number;
  readonly ways: readonly { refs: string[]; tags: Map<string, string> }[];
}

function readMap(xml: string): MapRead {
  const value = (text: string, name: string): string =>
    new RegExp(` ${name}="([^"]*)"`).exec(text)?.[1] ?? "";
  const tagsOf = (text: string): Map<string, string> =>
    new Map(
      [...text.matchAll(/<tag k="([^"]*)" v="([^"]*)"/g)].map((m) => [m[1] ?? "", m[2] ?? ""]),
    );
  const nodes = [...xml.matchAll(/<node ([^>]*?)(?:\/>|>([\s\S]*?)<\/node>)/g)].map((match) => {
    const head = ` ${match[1] ?? ""}`;
    const node = {
      lng: Number.parseFloat(value(head, "lon")),
      lat: Number.parseFloat(value(head, "lat")),
      tags: tagsOf(match[2] ?? ""),
    };
    return [value(head, "id"), node] as const;
  });
  const ways = [...xml.matchAll(/<way [^>]*>([\s\S]*?)<\/way>/g)].map((match) => ({
    refs: [...(match[1] ?? "").matchAll(/<nd ref="([^"]*)"/g)].map((ref) => ref[1] ?? ""),
    tags: tagsOf(match[1] ?? ""),
  }));
  const bounds = /<bounds[^>]*>/.exec(xml)?.[0] ?? "";
  const edge = (name: string): number => Number.parseFloat(value(bounds, name));
  return {
    bounds: [edge("minlon"), edge("minlat"), edge("maxlon"), edge("maxlat")],
    nodes: new Map(nodes),
    nodeCount: nodes.length,
    ways,
  };
}

function readTable(csv: string): Map<string, string>[] {
  const [header = "", ...rows] = csv.trimEnd().split("\n");
  const columns = header.split(",");
  return rows.map((row) => {
    const values = row.split(",");
    return new Map(columns.map((column, index) => [column, values[index] ?? ""]));
  });
}

interface UnitRead {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly ring: readonly Place[];
}

function readUnits(text: string): UnitRead[] {
  const collection: {
    features: {
      properties: { id: string; name: string; level: string };
      geometry: { coordinates: [number, number][][] };
    }[];
  } = JSON.parse(text);
  return collection.features.map(({ properties, geometry }) => ({
    ...properties,
    ring: geometry.coordinates[0] ?? [],
  }));
}

function streets(): MapRead["ways"] {
  return map.ways.filter(({ tags }) => tags.has("highway"));
}

function place(id: string): Place {
  const node = map.nodes.get(id);
  return [node?.lng ?? Number.NaN, node?.lat ?? Number.NaN];
}

function placeOf(row: ReadonlyMap<string, string>): Place {
  return [Number(row.get("lng")), Number(row.get("lat"))];
}

function metresBetween(a: Place, b: Place): number {
  const east = (b[0] - a[0]) * 111_195 * Math.cos((38.93 * Math.PI) / 180);
  return Math.hypot(east, (b[1] - a[1]) * 111_195);
}

/** Metres of street in each connected part, no one passing a private gate. */
function componentLengths(): number[] {
  const isClosed = (id: string): boolean => map.nodes.get(id)?.tags.get("access") === "private";
  const neighbours = new Map<string, { to: string; metres: number }[]>();
  for (const { refs } of streets()) {
    refs.slice(1).forEach((to, index) => {
      const from = refs[index] ?? "";
      if (isClosed(from) || isClosed(to)) return;
      const metres = metresBetween(place(from), place(to));
      neighbours.set(from, [...(neighbours.get(from) ?? []), { to, metres }]);
      neighbours.set(to, [...(neighbours.get(to) ?? []), { to: from, metres }]);
    });
  }
  const seen = new Set<string>();
  return [...neighbours.keys()].flatMap((start) => {
    if (seen.has(start)) return [];
    seen.add(start);
    const queue = [start];
    let both = 0;
    for (const node of queue) {
      for (const { to, metres } of neighbours.get(node) ?? []) {
        both += metres;
        if (!seen.has(to)) queue.push(to);
        seen.add(to);
      }
    }
    return [both / 2];
  });
}

function metresToStreet(at: Place): number {
  return streets().reduce((best, { refs }) => {
    const line = refs.map(place);
    return line.slice(1).reduce((nearest, b, index) => {
      const a = line[index] ?? b;
      if (metresBetween(a, at) > nearest + 100) return nearest;
      const steps = Array.from({ length: 21 }, (_, step) => step / 20);
      const metres = steps.map((share) =>
        metresBetween([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share], at),
      );
      return Math.min(nearest, ...metres);
    }, best);
  }, Infinity);
}

function isInside([x, y]: Place, ring: readonly Place[]): boolean {
  return ring.slice(1).reduce((within, b, index) => {
    const a = ring[index] ?? b;
    const passes = a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]);
    return passes ? !within : within;
  }, false);
}

/** Positive for an anticlockwise ring, in square degrees; shifted to the first point to keep digits. */
function signedArea(ring: readonly Place[]): number {
  const [x0, y0] = ring[0] ?? [0, 0];
  return ring.slice(1).reduce((sum, [x, y], index) => {
    const [px, py] = ring[index] ?? [x, y];
    return sum + ((px - x0) * (y - y0) - (x - x0) * (py - y0)) / 2;
  }, 0);
}
