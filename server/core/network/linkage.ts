import Flatbush from "flatbush";
import { metresBetween, METRES_PER_DEGREE, lngShrink, nearestOnSegment } from "../geo/lonlat.ts";
import type { Degrees, Metres, Refusal } from "../vocabulary.ts";
import { boundsOf, isWithin } from "./extract-edge.ts";
import { BENDS_PER_BOX, MAIN, MAIN_ON_WHEELS, type Network } from "./network.ts";
import { E7 } from "./streets.ts";

/**
 * A set of points joined to the network, each at the nearest place on the nearest *edge* of the main
 * component. The straight leg from the point to that place is walked too.
 */
export interface Linkage {
  readonly count: number;
  /** `NO_EDGE` where the point could not be joined within the cap. */
  readonly edge: Int32Array;
  /** Millimetres from the edge's `from` end. */
  readonly along: Uint32Array;
  /** Off-network leg in millimetres. */
  readonly leg: Uint32Array;
}

export const NO_EDGE = -1;

/** Where a point meets the network. */
export interface Snap {
  readonly edge: number;
  readonly along: number;
  readonly leg: Metres;
  readonly lng: Degrees;
  readonly lat: Degrees;
}

/** Why a point was not joined, with the metres to the nearest street of the main component if there is one. */
export interface NotSnapped {
  readonly reason: Refusal;
  readonly metres: Metres | null;
}

/** How far beyond the cap to look, only to say how far away the nearest street is. */
const FARTHEST_REPORT: Metres = 20_000;

/** A finder of the nearest edges of one network; wheels keep to what wheels can reach. */
export interface Snapper {
  readonly nearest: (lng: Degrees, lat: Degrees, cap: Metres) => Snap | undefined;
  /** The reason and distance for a point that `nearest` did not join. */
  readonly whyNot: (lng: Degrees, lat: Degrees) => NotSnapped;
}

export function snapper(network: Network, wheels: boolean): Snapper {
  const { index, boxEdge, boxPoint, firstPoint, points, traits } = network;
  const main = wheels ? MAIN_ON_WHEELS : MAIN;
  const tree = Flatbush.from(index);
  const inMain = (box: number) => (traits[boxEdge[box]!]! & main) !== 0;

  return {
    nearest,
    whyNot: (lng, lat) => {
      if (!withinReachOfExtract(network, lng, lat))
        return { reason: "outside-extract", metres: null };
      const far = nearest(lng, lat, FARTHEST_REPORT);
      return far === undefined
        ? { reason: "no-network", metres: null }
        : { reason: "too-far", metres: far.leg };
    },
  };

  function nearest(lng: Degrees, lat: Degrees, cap: Metres): Snap | undefined {
    for (let reach = Math.min(40, cap); ; reach = Math.min(3 * reach, cap)) {
      const found = nearestWithin(lng, lat, reach);
      if (found !== undefined || reach >= cap) return found;
    }
  }

  function nearestWithin(lng: Degrees, lat: Degrees, reach: Metres): Snap | undefined {
    const tall = (reach / METRES_PER_DEGREE) * E7 + 1;
    const wide = tall / Math.max(0.01, lngShrink(lat));
    const [x, y] = [lng * E7, lat * E7];
    const boxes = tree.search(x - wide, y - tall, x + wide, y + tall, inMain);
    let metres = Infinity;
    let edge = -1;
    let point = -1;
    let share = 0;
    for (const box of boxes) {
      const e = boxEdge[box]!;
      const last = Math.min(boxPoint[box]! + BENDS_PER_BOX, firstPoint[e + 1]! - 1);
      for (let p = boxPoint[box]!; p < last; p++) {
        const near = nearestOnSegment(
          lng,
          lat,
          points[2 * p]! / E7,
          points[2 * p + 1]! / E7,
          points[2 * p + 2]! / E7,
          points[2 * p + 3]! / E7,
        );
        const better =
          near.metres < metres ||
          (near.metres === metres && (e < edge || (e === edge && p < point)));
        if (!better) continue;
        metres = near.metres;
        share = near.share;
        edge = e;
        point = p;
      }
    }
    return metres <= reach ? snapAt(edge, point, share, metres) : undefined;
  }

  function snapAt(edge: number, point: number, share: number, leg: Metres): Snap {
    let along = 0;
    for (let p = firstPoint[edge]!; p < point; p++) along += bendLength(p);
    along += share * bendLength(point);
    const [aLng, aLat] = [points[2 * point]! / E7, points[2 * point + 1]! / E7];
    const [bLng, bLat] = [points[2 * point + 2]! / E7, points[2 * point + 3]! / E7];
    return {
      edge,
      along: Math.min(Math.round(along * 1000), network.length[edge]!),
      leg,
      lng: aLng + share * (bLng - aLng),
      lat: aLat + share * (bLat - aLat),
    };
  }

  function bendLength(p: number): Metres {
    return metresBetween(
      points[2 * p]! / E7,
      points[2 * p + 1]! / E7,
      points[2 * p + 2]! / E7,
      points[2 * p + 3]! / E7,
    );
  }
}

/** Joins points to the network; a point farther than `cap` metres from every main street stays unjoined. */
export function linkPoints(
  network: Network,
  lng: ArrayLike<Degrees>,
  lat: ArrayLike<Degrees>,
  cap: Metres,
  wheels: boolean,
): Linkage {
  const { nearest } = snapper(network, wheels);
  const count = lng.length;
  const edge = new Int32Array(count).fill(NO_EDGE);
  const along = new Uint32Array(count);
  const leg = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const snap = nearest(lng[i]!, lat[i]!, cap);
    if (snap === undefined) continue;
    edge[i] = snap.edge;
    along[i] = snap.along;
    leg[i] = Math.round(snap.leg * 1000);
  }
  return { count, edge, along, leg };
}

/** A point this close to the extract may still be joined to its streets. */
function withinReachOfExtract(network: Network, lng: Degrees, lat: Degrees): boolean {
  const { boundary } = network.report;
  if (isWithin(boundary, lng, lat)) return true;
  const [west, south, east, north] = boundsOf(boundary);
  return lng >= west && lng <= east && lat >= south && lat <= north;
}
