import { expect, it } from "vitest";
import { isWithin, metresToEdge } from "#core/network/extract-edge.ts";
import { cutSegments } from "#core/network/segments.ts";
import { streetHull } from "#core/network/street-hull.ts";
import type { OsmElements } from "../../../fixtures/osm-file.ts";
import { streetsOf } from "../../../fixtures/town.ts";

/** Kilometres from the south-west, on the equator. */
type Spot = readonly [east: number, north: number];

const KM = 1000 / ((6_371_007.2 * Math.PI) / 180);

it("goes round a town, closed and counter-clockwise, with every corner in it or on it", () => {
  const town = lattice(([x, y]) => x <= 4 && y <= 3);
  const hull = hullOf(town);
  expect(hull[0]).toEqual(hull.at(-1));
  expect(areaOf(hull)).toBeCloseTo(12, 1);
  for (const { lng, lat } of town.nodes)
    expect(isWithin([hull], lng, lat) || nearRing(hull, lng, lat)).toBe(true);
});

it("does not follow a lonely trail out of the town", () => {
  // A hiking route leaves eastward for 15 km: nobody mapped the land around it here.
  const town = lattice(([x, y]) => x <= 6 && y <= 6);
  const trail = road([6, 2], [21, 2]);
  const hull = hullOf(both(town, trail));
  expect(within(hull, [2, 2])).toBe(true);
  const farthest = Math.max(...hull.map(([lng]) => (lng - 100) / KM));
  expect(farthest).toBeLessThan(10); // at most two squares of 2 km beyond the last houses
});

it("takes in the rim of the town, thin as it is", () => {
  // One road runs on for a kilometre beside the last houses.
  const town = lattice(([x, y]) => x <= 4 && y <= 4);
  const hull = hullOf(both(town, road([4, 2], [5, 2])));
  expect(within(hull, [4.5, 2])).toBe(true);
});

it("takes in everything where the whole country is thin", () => {
  const cross = both(road([0, 10], [20, 10]), road([10, 0], [10, 20]));
  const hull = hullOf(cross);
  for (const { lng, lat } of cross.nodes)
    expect(isWithin([hull], lng, lat) || nearRing(hull, lng, lat)).toBe(true);
  expect(areaOf(hull)).toBeGreaterThan(20);
});

it("follows the streets inwards where they recede over several kilometres", () => {
  // A town around a bay that opens to the east like a funnel: 10 × 10 km without 29 km² of them
  const bay = lattice(([x, y]) => x <= 10 && y <= 10 && Math.abs(y - 5) >= 0.45 * (x - 2));
  const hull = hullOf(bay);
  expect(within(hull, [1, 5])).toBe(true);
  expect(within(hull, [5, 1])).toBe(true);
  expect(within(hull, [9, 5])).toBe(false);
  expect(areaOf(hull)).toBeLessThan(80);
});

it("is a line where the streets are one, and a point where they are one: nothing lies within", () => {
  const street = hullOf(road([0, 0], [1, 0]));
  expect(metresToEdge([street], 0.5 * KM, 0)).toBe(0);
  const twice: OsmElements = {
    nodes: [
      { id: 1, lng: 100, lat: 0 },
      { id: 2, lng: 100, lat: 0 },
    ],
    ways: [{ id: 1, refs: [1, 2], tags: { highway: "path" } }],
  };
  const point = hullOf(twice);
  expect(point.length).toBeGreaterThanOrEqual(1);
  expect(metresToEdge([point], 100, 0)).toBe(0);
});

function hullOf(elements: OsmElements) {
  return streetHull(cutSegments(streetsOf(elements)));
}

function within(hull: ReturnType<typeof hullOf>, [east, north]: Spot): boolean {
  return isWithin([hull], 100 + east * KM, north * KM);
}

/** Streets every 500 m wherever the town is. */
function lattice(keep: (spot: Spot) => boolean): OsmElements {
  const side = 50;
  const id = (i: number, j: number) => j * side + i + 1;
  const kept = (i: number, j: number) => i < side && j < side && keep([i / 2, j / 2]);
  const nodes: OsmElements["nodes"][number][] = [];
  const ways: OsmElements["ways"][number][] = [];
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++) {
      if (!kept(i, j)) continue;
      nodes.push({ id: id(i, j), lng: 100 + (i / 2) * KM, lat: (j / 2) * KM });
      if (kept(i + 1, j)) ways.push(street([id(i, j), id(i + 1, j)]));
      if (kept(i, j + 1)) ways.push(street([id(i, j), id(i, j + 1)]));
    }
  }
  return { nodes, ways };
}

/** A straight road with a bend every 100 m. */
function road([x, y]: Spot, [toX, toY]: Spot): OsmElements {
  const bends = Math.round(10 * Math.hypot(toX - x, toY - y));
  const first = 100_000 + Math.round(1000 * x + 100_000 * y);
  const nodes = Array.from({ length: bends + 1 }, (_, i) => ({
    id: first + i,
    lng: 100 + (x + ((toX - x) * i) / bends) * KM,
    lat: (y + ((toY - y) * i) / bends) * KM,
  }));
  return { nodes, ways: [street(nodes.map(({ id }) => id))] };
}

function street(refs: readonly number[]): OsmElements["ways"][number] {
  return { id: refs[0]!, refs, tags: { highway: "track" } };
}

function both(one: OsmElements, other: OsmElements): OsmElements {
  return { nodes: [...one.nodes, ...other.nodes], ways: [...one.ways, ...other.ways] };
}

/** Square kilometres, positive when counter-clockwise. */
function areaOf(ring: readonly (readonly [number, number])[]): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [[aX, aY], [bX, bY]] = [ring[i - 1]!, ring[i]!];
    twice += ((aX - 100) * bY - (bX - 100) * aY) / (KM * KM);
  }
  return twice / 2;
}

/** On the ring to a metre. */
function nearRing(ring: readonly (readonly [number, number])[], lng: number, lat: number): boolean {
  return ring.slice(1).some(([bX, bY], i) => {
    const [aX, aY] = ring[i]!;
    const long = Math.hypot(bX - aX, bY - aY);
    const off = Math.abs((bX - aX) * (lat - aY) - (lng - aX) * (bY - aY)) / long;
    return off < KM / 1000;
  });
}
