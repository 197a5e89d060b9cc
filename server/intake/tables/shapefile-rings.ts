import type { Position } from "geojson";
import Flatbush from "flatbush";
import { closedRing, GeometryFault } from "./geojson-geometry.ts";

/** Corners looked at in telling which ring lies in which, for one shape: seconds, where real shapes take none. */
const MOST_STEPS = 100_000_000;

interface Bounded {
  readonly ring: Position[];
  /** Its place in the file. */
  readonly at: number;
  readonly area: number;
}

/**
 * The polygons that a set of rings bounds: a ring within an even number of others is an outer one, else a hole in the
 * smallest around it; they stay in their order. Directions are not trusted, for many writers turn them. Rings may
 * touch; rings that cross are invalid, and one of their corners decides. Throws `GeometryFault`.
 */
export function polygonsOfRings(rings: readonly (readonly Position[])[]): Position[][][] {
  const bounded = rings.flatMap((ring, at): Bounded[] => {
    const closed = closedRing(ring);
    return closed === null ? [] : [{ ring: closed, at, area: areaOf(closed) }];
  });
  return bounded.length < 2 ? bounded.map(({ ring }) => [ring]) : nest(bounded);
}

function nest(bounded: readonly Bounded[]): Position[][][] {
  const rings = bounded.toSorted((a, b) => b.area - a.area);
  const boxes = new Flatbush(rings.length);
  for (const { ring } of rings) boxes.add(...boxOf(ring));
  boxes.finish();
  const budget = { steps: MOST_STEPS };
  // By the number of their outer rings.
  const polygonOf = new Map<number, Bounded[]>();
  for (const [i, one] of rings.entries()) {
    const { ring, area } = one;
    const [x = 0, y = 0] = ring[0] ?? [];
    const larger = boxes.search(x, y, x, y).filter((j) => j < i);
    spend(budget, larger.length);
    const around = larger.filter((j) => {
      const other = rings[j];
      return other !== undefined && other.area > area && isWithin(ring, other.ring, budget);
    });
    // Within an outer ring it is a hole; within a hole, or in the open, it begins a polygon of its own.
    const polygon = polygonOf.get(Math.max(...around));
    if (polygon === undefined) polygonOf.set(i, [one]);
    else polygon.push(one);
  }
  const inFile = (a: Bounded, b: Bounded) => a.at - b.at;
  return [...polygonOf.values()]
    .map(([outer, ...holes]) => [...(outer ? [outer] : []), ...holes.toSorted(inFile)])
    .toSorted(([a], [b]) => (a && b ? inFile(a, b) : 0))
    .map((polygon) => polygon.map(({ ring }) => ring));
}

/** Whether a ring lies within another: the first of its corners that is not on the other's line decides. */
function isWithin(
  ring: readonly Position[],
  other: readonly Position[],
  budget: { steps: number },
): boolean {
  for (const [x = 0, y = 0] of ring) {
    spend(budget, other.length);
    const side = sideOf(x, y, other);
    if (side !== "on") return side === "in";
  }
  return true;
}

function sideOf(x: number, y: number, ring: readonly Position[]): "in" | "out" | "on" {
  let inside = false;
  let [ax = 0, ay = 0] = ring.at(-1) ?? [];
  for (const [bx = 0, by = 0] of ring) {
    const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    const isBetween =
      Math.min(ax, bx) <= x &&
      x <= Math.max(ax, bx) &&
      Math.min(ay, by) <= y &&
      y <= Math.max(ay, by);
    if (cross === 0 && isBetween) return "on";
    if (ay > y !== by > y && cross > 0 === by > ay) inside = !inside;
    [ax, ay] = [bx, by];
  }
  return inside ? "in" : "out";
}

/** Taken from the first corner, so that a small ring far from the origin keeps its digits. */
function areaOf(ring: readonly Position[]): number {
  const [originX = 0, originY = 0] = ring[0] ?? [];
  let twice = 0;
  let [ax, ay] = [0, 0];
  for (const [x = 0, y = 0] of ring) {
    const [bx, by] = [x - originX, y - originY];
    twice += ax * by - bx * ay;
    [ax, ay] = [bx, by];
  }
  return Math.abs(twice) / 2;
}

function boxOf(ring: readonly Position[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = 0, y = 0] of ring) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

function spend(budget: { steps: number }, steps: number): void {
  budget.steps -= steps;
  if (budget.steps < 0) throw new GeometryFault({ code: "geometry-too-complex" });
}
