import { lngShrink } from "../../geo/lonlat.ts";
import type { Network } from "../../network/network.ts";
import { E7 } from "../../network/streets.ts";
import type { Metres } from "../../vocabulary.ts";
import { indexPlaces, type Places } from "./places.ts";

/** Less than half a cell of the default resolution: no cell on the way is stepped over. */
const LONGEST_PIECE: Metres = 50;

/**
 * The walking network cut into equal pieces of at most 50 m per edge, each at its middle, weighed by its metres.
 * Made once for all units. What cannot be walked, such as motorways, is not in a network.
 */
export function indexStreets(network: Network): Places {
  const places = [];
  for (let edge = 0; edge < network.edgeCount; edge++) {
    const metres = (network.length[edge] ?? 0) / 1000;
    const pieces = Math.max(1, Math.ceil(metres / LONGEST_PIECE));
    const middles = alongEdge(network, edge, pieces);
    for (const [lng, lat] of middles) places.push({ lng, lat, weight: metres / pieces });
  }
  return indexPlaces(places);
}

/** The middles of so many equal pieces of an edge. */
function alongEdge(network: Network, edge: number, pieces: number): [number, number][] {
  const { firstPoint, points } = network;
  const first = firstPoint[edge] ?? 0;
  const last = (firstPoint[edge + 1] ?? first + 1) - 1;
  const shrink = lngShrink((points[2 * first + 1] ?? 0) / E7);
  const lengthFrom = (p: number) =>
    Math.hypot(
      ((points[2 * p + 2] ?? 0) - (points[2 * p] ?? 0)) * shrink,
      (points[2 * p + 3] ?? 0) - (points[2 * p + 1] ?? 0),
    );
  let whole = 0;
  for (let p = first; p < last; p++) whole += lengthFrom(p);

  const middles: [number, number][] = [];
  let [p, before] = [first, 0];
  for (let piece = 0; piece < pieces; piece++) {
    const wanted = (whole * (piece + 0.5)) / pieces;
    while (p < last - 1 && before + lengthFrom(p) < wanted) {
      before += lengthFrom(p);
      p += 1;
    }
    const length = lengthFrom(p);
    const share = length === 0 ? 0 : Math.min(1, (wanted - before) / length);
    const between = (axis: number) => {
      const from = points[2 * p + axis] ?? 0;
      return (from + share * ((points[2 * p + 2 + axis] ?? from) - from)) / E7;
    };
    middles.push([between(0), between(1)]);
  }
  return middles;
}
