import Flatbush from "flatbush";
import { lngShrink, METRES_PER_DEGREE, metresBetween, nearestOnSegment } from "../../geo/lonlat.ts";
import type { LngLat } from "../../geo/rings.ts";
import { SHAPES, type BaseMap, type Features } from "../../osm/base-map.ts";
import type { Metres } from "../../vocabulary.ts";
import { E7 } from "../streets.ts";
import { crossingOf, type Segment } from "./segment-pairs.ts";

/** What keeps walkers from going straight from one street to another; the last ones have no gates. */
export const OBSTACLES = ["wall", "road", "railway", "water", "building"] as const;
export type Obstacle = (typeof OBSTACLES)[number];

export interface Obstacles {
  /** Whether anything is known; on empty ground a clear view means nothing. */
  readonly known: boolean;
  /** What a straight line crosses, once for every side; a way may end at a building, but not at a wall. */
  readonly crossed: (a: LngLat, b: LngLat) => Obstacle[];
  /** The worst of it. */
  readonly between: (a: LngLat, b: LngLat) => Obstacle | undefined;
  readonly inBuilding: (at: LngLat) => boolean;
  /** Whether a railway passes so near that bridges, platforms and underpasses must be expected. */
  readonly nearRailway: (at: LngLat) => boolean;
}

const NEAR_RAILWAY: Metres = 15;
/** A street that ends this near a wall ends at it. */
const AT_WALL: Metres = 0.3;

/**
 * What the base map knows to be in the way: walls and fences, buildings, water, railways, and roads nobody
 * walks on. Bridges and tunnels are not in the way.
 */
export function obstaclesOf(map: BaseMap): Obstacles {
  const sides: number[] = [];
  const kinds: Obstacle[] = [];
  const add = (kind: Obstacle, features: Features<object>, feature: number): void =>
    eachSide(features, feature, (x1, y1, x2, y2) => {
      sides.push(x1, y1, x2, y2);
      kinds.push(kind);
    });
  for (let i = 0; i < map.barrier.set.length; i++) add("wall", map.barrier, i);
  for (let i = 0; i < map.water.set.length; i++) add("water", map.water, i);
  for (let i = 0; i < map.railway.set.length; i++) add("railway", map.railway, i);
  for (let i = 0; i < map.building.set.length; i++) add("building", map.building, i);
  for (let i = 0; i < map.street.set.length; i++) {
    const { class: street, bridge, tunnel } = map.street.sets[map.street.set[i]!]!;
    const fast = street === "motorway" || street === "trunk";
    if (fast && bridge === undefined && tunnel === undefined) add("road", map.street, i);
  }
  const sideTree = treeOf(kinds.length, (i) =>
    boxOfLine([sides[4 * i]!, sides[4 * i + 1]!, sides[4 * i + 2]!, sides[4 * i + 3]!]),
  );

  return {
    known: kinds.length > 0,
    crossed,
    between: (a, b) => OBSTACLES[Math.max(-1, ...crossed(a, b).map(rankOf))],
    nearRailway([lng, lat]) {
      return (sideTree?.search(...boxAround([lng, lat], NEAR_RAILWAY)) ?? []).some((i) => {
        if (kinds[i] !== "railway") return false;
        const [x1, y1, x2, y2] = sides.slice(4 * i, 4 * i + 4).map((value) => value / E7);
        return nearestOnSegment(lng, lat, x1!, y1!, x2!, y2!).metres <= NEAR_RAILWAY;
      });
    },
    inBuilding: areaFinder(map.building, () => true),
  };

  function crossed(a: LngLat, b: LngLat): Obstacle[] {
    const beyond = stretched(
      a,
      b,
      1 + (2 * AT_WALL) / Math.max(AT_WALL, metresBetween(...a, ...b)),
    );
    const inner = stretched(a, b, 0.8);
    return (sideTree?.search(...boxOfLine(beyond)) ?? []).flatMap((i) => {
      const side: Segment = [
        sides[4 * i]!,
        sides[4 * i + 1]!,
        sides[4 * i + 2]!,
        sides[4 * i + 3]!,
      ];
      const kind = kinds[i]!;
      return crossingOf(kind === "building" ? inner : beyond, side) === undefined ? [] : kind;
    });
  }
}

function rankOf(obstacle: Obstacle): number {
  return OBSTACLES.indexOf(obstacle);
}

/** The line in ten-millionths of a degree, drawn longer or shorter about its middle. */
function stretched([aLng, aLat]: LngLat, [bLng, bLat]: LngLat, times: number): Segment {
  const [x, y] = [((aLng + bLng) / 2) * E7, ((aLat + bLat) / 2) * E7];
  const [dx, dy] = [((bLng - aLng) / 2) * times * E7, ((bLat - aLat) / 2) * times * E7];
  return [x - dx, y - dy, x + dx, y + dy];
}

function boxOfLine([x1, y1, x2, y2]: Segment): [number, number, number, number] {
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
}

/** Whether a place lies inside one of the features that pass, or on its rim, as wide as said. */
export function areaFinder(
  features: Features<object>,
  passes: (feature: number) => boolean,
  rim: Metres = 0,
): (at: LngLat) => boolean {
  const some = [...features.set.keys()].filter(passes);
  const tree = treeOf(some.length, (i) => boxOf(features, some[i]!));
  return (at) =>
    (tree?.search(...boxAround(at, rim)) ?? []).some(
      (i) =>
        contains(features, some[i]!, at[0] * E7, at[1] * E7) ||
        (rim > 0 && isOnRim(features, some[i]!, at, rim)),
    );
}

function isOnRim(features: Features<object>, feature: number, at: LngLat, rim: Metres): boolean {
  let near = false;
  eachSide(features, feature, (x1, y1, x2, y2) => {
    near ||= nearestOnSegment(...at, x1 / E7, y1 / E7, x2 / E7, y2 / E7).metres <= rim;
  });
  return near;
}

function boxAround([lng, lat]: LngLat, reach: Metres): [number, number, number, number] {
  const tall = reach / METRES_PER_DEGREE;
  const wide = tall / Math.max(0.01, lngShrink(lat));
  return [(lng - wide) * E7, (lat - tall) * E7, (lng + wide) * E7, (lat + tall) * E7];
}

function eachSide(
  { firstRing, firstPosition, positions }: Features<object>,
  feature: number,
  visit: (x1: number, y1: number, x2: number, y2: number) => void,
): void {
  for (let r = firstRing[feature]!; r < firstRing[feature + 1]!; r++)
    for (let p = firstPosition[r]!; p + 1 < firstPosition[r + 1]!; p++)
      visit(positions[2 * p]!, positions[2 * p + 1]!, positions[2 * p + 2]!, positions[2 * p + 3]!);
}

function boxOf(features: Features<object>, feature: number): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  eachSide(features, feature, (x1, y1, x2, y2) => {
    west = Math.min(west, x1, x2);
    south = Math.min(south, y1, y2);
    east = Math.max(east, x1, x2);
    north = Math.max(north, y1, y2);
  });
  return [west, south, east, north];
}

function contains(features: Features<object>, feature: number, x: number, y: number): boolean {
  if (SHAPES[features.shape[feature]!] !== "polygon") return false;
  let inside = false;
  eachSide(features, feature, (x1, y1, x2, y2) => {
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) * (x2 - x1)) / (y2 - y1)) inside = !inside;
  });
  return inside;
}

/** An index over `count` boxes; none for none. */
export function treeOf(
  count: number,
  box: (i: number) => readonly [number, number, number, number],
): Flatbush | undefined {
  if (count === 0) return undefined;
  const tree = new Flatbush(count);
  for (let i = 0; i < count; i++) {
    const [west, south, east, north] = box(i);
    tree.add(west, south, east, north);
  }
  tree.finish();
  return tree;
}
