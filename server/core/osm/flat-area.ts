import polylabel from "polylabel";
import { lngShrink, METRES_PER_DEGREE } from "../geo/lonlat.ts";
import type { Metres } from "../vocabulary.ts";
import { UNITS_PER_DEGREE } from "./base-map.ts";
import type { FlatPositions } from "./features.ts";

/** The outer ring, then the holes, each closed. */
export type FlatPolygon = readonly FlatPositions[];

/** The side of a square as large as the ring's inside: what it measures up to on a map. */
export function sideOf(ring: FlatPositions): Metres {
  const metresPerUnit = METRES_PER_DEGREE / UNITS_PER_DEGREE;
  const squareUnits = Math.abs(signedArea(ring)) * lngShrink(ring[1]! / UNITS_PER_DEGREE);
  return Math.sqrt(squareUnits) * metresPerUnit;
}

/** Where a name stands in the polygon: the inside point farthest from its rings, near enough. */
export function labelPosition(polygon: FlatPolygon): FlatPositions {
  const [outer = []] = polygon;
  const precision = Math.max(1, Math.sqrt(Math.abs(signedArea(outer))) / 50);
  const [lng, lat] = polylabel(polygon.map(toPairs), precision);
  return [Math.round(lng), Math.round(lat)];
}

/** Puts each hole into the smallest outer ring around it; a hole in no ring is dropped. */
export function withHoles(
  outers: readonly FlatPositions[],
  inners: readonly FlatPositions[],
): FlatPolygon[] {
  const bySize = outers
    .map((ring) => ({ ring, size: Math.abs(signedArea(ring)), holes: [] as FlatPositions[] }))
    .sort((a, b) => a.size - b.size);
  for (const inner of inners) bySize.find(({ ring }) => surrounds(ring, inner))?.holes.push(inner);
  return bySize.map(({ ring, holes }) => [ring, ...holes]);
}

/** In square units; taken from the first position, so that the products stay exact enough. */
function signedArea(ring: FlatPositions): number {
  const [originX = 0, originY = 0] = ring;
  let twice = 0;
  for (let i = 0; i + 3 < ring.length; i += 2)
    twice +=
      (ring[i]! - originX) * (ring[i + 3]! - originY) -
      (ring[i + 2]! - originX) * (ring[i + 1]! - originY);
  return twice / 2;
}

/** By most of the hole's corners, since some may lie on the outer ring. */
function surrounds(ring: FlatPositions, hole: FlatPositions): boolean {
  let inside = 0;
  for (let i = 0; i < hole.length; i += 2) if (contains(ring, hole[i]!, hole[i + 1]!)) inside++;
  return inside > hole.length / 4;
}

function contains(ring: FlatPositions, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const y1 = ring[i + 1]!;
    const y2 = ring[i + 3]!;
    if (y1 > y === y2 > y) continue;
    const crossing = ring[i]! + ((y - y1) / (y2 - y1)) * (ring[i + 2]! - ring[i]!);
    if (x < crossing) inside = !inside;
  }
  return inside;
}

function toPairs(ring: FlatPositions): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i + 1 < ring.length; i += 2) pairs.push([ring[i]!, ring[i + 1]!]);
  return pairs;
}
