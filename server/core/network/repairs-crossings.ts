import { crossingOf } from "../geo/crossing.ts";
import type { LngLat } from "../geo/rings.ts";
import type { Network } from "./network.ts";
import type { StretchFinder } from "./stretches.ts";
import { E7 } from "./streets.ts";
import { ABOVE, BELOW } from "./walking-rules.ts";

/** Where a straight line crosses a street: `share` along the line, `along` in points of the street's edge. */
interface StreetCrossed {
  readonly share: number;
  readonly line: number;
  readonly along: number;
}

/** The streets of a network that a straight line crosses; bridges and tunnels are passed. */
export function streetsCrossed(
  { firstPoint, points, traits }: Network,
  { within }: StretchFinder,
  line: readonly [LngLat, LngLat],
): StreetCrossed[] {
  const found: StreetCrossed[] = [];
  const at = (point: number): LngLat => [points[2 * point]! / E7, points[2 * point + 1]! / E7];
  const [[ax, ay], [bx, by]] = line;
  within(
    Math.min(ax, bx) * E7,
    Math.min(ay, by) * E7,
    Math.max(ax, bx) * E7,
    Math.max(ay, by) * E7,
    (edge, point) => {
      if ((traits[edge]! & (ABOVE | BELOW)) !== 0) return;
      const crossing = crossingOf(line, [at(point), at(point + 1)]);
      if (crossing === undefined) return;
      const along = point - firstPoint[edge]! + crossing.other;
      found.push({ share: crossing.share, line: edge, along });
    },
  );
  return found;
}
