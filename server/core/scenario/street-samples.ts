import { lngShrink, METRES_PER_DEGREE, metresBetween } from "../geo/lonlat.ts";
import type { LngLat } from "../geo/rings.ts";
import { canPass, type WalkingGraph } from "../network/graph.ts";
import type { Linkage } from "../network/linkage.ts";
import { MAIN, MAIN_ON_WHEELS } from "../network/network.ts";
import { stretchFinder } from "../network/stretches.ts";
import { E7 } from "../network/streets.ts";
import { ABOVE, BELOW, STEPS } from "../network/walking-rules.ts";
import type { EdgeIndex, Metres } from "../vocabulary.ts";

/** Places on streets where a new piece of street could begin or end. */
export interface StreetSamples {
  readonly links: Linkage;
  /** Metres from the place they were taken around. */
  readonly east: readonly Metres[];
  readonly north: readonly Metres[];
  readonly at: (sample: number) => LngLat;
}

const SPACING: Metres = 12;

/**
 * Every corner of the streets around a place and places in between, on the ground and in the main part of the
 * network. Bridges, tunnels and stairs are left out: nothing can be joined to their middle.
 */
export function streetSamples(
  { network, measure }: WalkingGraph,
  [lng, lat]: LngLat,
  reach: Metres,
): StreetSamples {
  const { traits, firstPoint, points, length } = network;
  const main = measure.steps === "closed" ? MAIN_ON_WHEELS : MAIN;
  const edges = new Set<EdgeIndex>();
  const tall = (reach / METRES_PER_DEGREE) * E7;
  const wide = tall / Math.max(0.01, lngShrink(lat));
  const [x, y] = [lng * E7, lat * E7];
  stretchFinder(network).within(x - wide, y - tall, x + wide, y + tall, (edge) => {
    const isGround = (traits[edge]! & (ABOVE | BELOW | STEPS)) === 0;
    if (isGround && (traits[edge]! & main) !== 0 && canPass(network, measure, edge))
      edges.add(edge);
  });
  const [edge, along, east, north]: number[][] = [[], [], [], []];
  const at: LngLat[] = [];
  for (const e of [...edges].sort((a, b) => a - b)) {
    let start = 0;
    for (let p = firstPoint[e]!; p < firstPoint[e + 1]! - 1; p++) {
      const a: LngLat = [points[2 * p]! / E7, points[2 * p + 1]! / E7];
      const b: LngLat = [points[2 * p + 2]! / E7, points[2 * p + 3]! / E7];
      const metres = metresBetween(...a, ...b);
      const steps = Math.max(1, Math.ceil(metres / SPACING));
      for (let s = p === firstPoint[e]! ? 0 : 1; s <= steps; s++) {
        const share = s / steps;
        add(e, start + share * metres, [
          a[0] + share * (b[0] - a[0]),
          a[1] + share * (b[1] - a[1]),
        ]);
      }
      start += metres;
    }
  }
  const count = at.length;
  return {
    links: {
      count,
      edge: Int32Array.from(edge!),
      along: Uint32Array.from(along!),
      leg: new Uint32Array(count),
    },
    east: east!,
    north: north!,
    at: (sample) => at[sample]!,
  };

  function add(e: EdgeIndex, metres: Metres, place: LngLat): void {
    const right = (place[0] - lng) * lngShrink(lat) * METRES_PER_DEGREE;
    const up = (place[1] - lat) * METRES_PER_DEGREE;
    if (Math.hypot(right, up) > reach) return;
    edge!.push(e);
    along!.push(Math.min(length[e]!, Math.round(metres * 1000)));
    east!.push(right);
    north!.push(up);
    at.push(place);
  }
}
