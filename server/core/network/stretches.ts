import Flatbush from "flatbush";
import { lngShrink, METRES_PER_DEGREE, nearestOnSegment } from "../geo/lonlat.ts";
import type { Degrees, EdgeIndex, Metres } from "../vocabulary.ts";
import { BENDS_PER_BOX, type Network } from "./network.ts";
import { E7 } from "./streets.ts";

/** A straight piece of an edge: from its point `point` to the next one. */
export interface Stretch {
  readonly edge: EdgeIndex;
  readonly point: number;
}

/** A place on a straight piece of street; `share` runs from 0 at its first point to 1 at its second. */
export interface StretchPlace extends Stretch {
  readonly share: number;
  /** Straight from the place that was asked about. */
  readonly metres: Metres;
}

/** Finds the straight pieces of all streets of a network, main part and islands alike, by where they lie. */
export interface StretchFinder {
  /** Calls for every piece that may touch a box in ten-millionths of a degree. */
  readonly within: (
    west: number,
    south: number,
    east: number,
    north: number,
    visit: (edge: EdgeIndex, point: number) => void,
  ) => void;
  /** For every piece within reach of a place its nearest point, nearest piece first. */
  readonly near: (lng: Degrees, lat: Degrees, reach: Metres) => StretchPlace[];
}

export function stretchFinder(network: Network): StretchFinder {
  const { index, boxEdge, boxPoint, firstPoint, points } = network;
  const tree = Flatbush.from(index);

  function within(
    west: number,
    south: number,
    east: number,
    north: number,
    visit: (edge: EdgeIndex, point: number) => void,
  ): void {
    for (const box of tree.search(west, south, east, north)) {
      const edge = boxEdge[box]!;
      const last = Math.min(boxPoint[box]! + BENDS_PER_BOX, firstPoint[edge + 1]! - 1);
      for (let p = boxPoint[box]!; p < last; p++) {
        const [ax, ay] = [points[2 * p]!, points[2 * p + 1]!];
        const [bx, by] = [points[2 * p + 2]!, points[2 * p + 3]!];
        if (Math.max(ax, bx) < west || Math.min(ax, bx) > east) continue;
        if (Math.max(ay, by) < south || Math.min(ay, by) > north) continue;
        visit(edge, p);
      }
    }
  }

  return {
    within,
    near(lng, lat, reach) {
      const tall = (reach / METRES_PER_DEGREE) * E7 + 1;
      const wide = tall / Math.max(0.01, lngShrink(lat));
      const [x, y] = [lng * E7, lat * E7];
      const found: StretchPlace[] = [];
      within(x - wide, y - tall, x + wide, y + tall, (edge, point) => {
        const { share, metres } = nearestOnSegment(
          lng,
          lat,
          points[2 * point]! / E7,
          points[2 * point + 1]! / E7,
          points[2 * point + 2]! / E7,
          points[2 * point + 3]! / E7,
        );
        if (metres <= reach) found.push({ edge, point, share, metres });
      });
      return found.sort((a, b) => a.metres - b.metres || a.edge - b.edge || a.point - b.point);
    },
  };
}
