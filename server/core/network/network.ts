import Flatbush from "flatbush";
import type { Degrees, Metres } from "../vocabulary.ts";
import { extractEdge, type Ring } from "./extract-edge.ts";
import { findComponents } from "./islands.ts";
import { cutSegments, type Segments } from "./segments.ts";
import { E7, type Streets } from "./streets.ts";
import { NO_WHEELS } from "./walking-rules.ts";

/** The edge belongs to the main component of the whole network. */
export const MAIN = 16;
/** The edge belongs to the main component of what is passable on wheels. */
export const MAIN_ON_WHEELS = 32;

/** Bends between two entries of the spatial index. */
export const BENDS_PER_BOX = 4;

/**
 * The walking network of an extract: nodes along a Hilbert curve, edges sorted by their first node, their
 * geometry, and an index over it. Lengths are millimetres so that sums are exact.
 */
export interface Network {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Ten-millionths of a degree. */
  readonly nodeLng: Int32Array;
  readonly nodeLat: Int32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Millimetres. */
  readonly length: Uint32Array;
  /** Bits FORWARD, BACKWARD, STEPS, NO_WHEELS, MAIN, MAIN_ON_WHEELS, ABOVE, BELOW. */
  readonly traits: Uint8Array;
  readonly name: Uint32Array;
  readonly names: readonly string[];
  /** Points of edge `e`: pairs lng, lat from `2 × firstPoint[e]` on, `from` and `to` included. */
  readonly firstPoint: Uint32Array;
  readonly points: Int32Array;
  /** Flatbush over stretches of at most `BENDS_PER_BOX` bends; box `i` starts at point `boxPoint[i]` of edge `boxEdge[i]`. */
  readonly index: ArrayBufferLike;
  readonly boxEdge: Uint32Array;
  readonly boxPoint: Uint32Array;
  readonly report: NetworkReport;
}

/** What is known about a network besides its shape. */
export interface NetworkReport {
  readonly km: number;
  readonly components: number;
  /** Share of the length that lies in the main component. */
  readonly mainShare: number;
  /** The longest parts that no walk connects to the main one. */
  readonly islands: readonly Island[];
  readonly missingPoints: number;
  /** Whether the traits tell bridges and tunnels; networks compiled before they did do not know. */
  readonly levelsKnown?: boolean;
  /** Closed rings; outside them the extract says nothing. */
  readonly boundary: readonly Ring[];
  /** Where the boundary comes from. */
  readonly boundarySource: "given" | "stated" | "hull";
  readonly source: NetworkSource;
}

export interface NetworkSource {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Island {
  readonly km: number;
  readonly lng: Degrees;
  readonly lat: Degrees;
  readonly streets: readonly string[];
}

const MOST_ISLANDS = 200;

/** Throws a RangeError when the extract holds no street that can be walked. */
export function buildNetwork(
  streets: Streets,
  source: NetworkSource,
  givenBoundary?: readonly Ring[],
): Network {
  const segments = inHilbertOrder(cutSegments(streets));
  const edgeCount = segments.from.length;
  if (edgeCount === 0) throw new RangeError("no walkable streets");

  const whole = findComponents(
    segments.nodeCount,
    segments.from,
    segments.to,
    segments.length,
    () => true,
  );
  const onWheels = findComponents(
    segments.nodeCount,
    segments.from,
    segments.to,
    segments.length,
    (edge) => (segments.traits[edge]! & NO_WHEELS) === 0,
  );
  const traits = segments.traits.slice();
  for (let e = 0; e < edgeCount; e++) {
    if (whole.ofEdge[e] === 0) traits[e]! |= MAIN;
    if (onWheels.ofEdge[e] === 0) traits[e]! |= MAIN_ON_WHEELS;
  }
  const metres = whole.length.reduce((sum, long) => sum + long, 0);
  const { rings, from } = extractEdge(segments, streets.statedBounds, givenBoundary);

  return {
    nodeCount: segments.nodeCount,
    edgeCount,
    nodeLng: segments.nodeLng,
    nodeLat: segments.nodeLat,
    from: segments.from,
    to: segments.to,
    length: Uint32Array.from(segments.length, (long) => Math.round(long * 1000)),
    traits,
    name: segments.name,
    names: streets.names,
    firstPoint: segments.firstPoint,
    points: segments.points,
    ...indexOf(segments),
    report: {
      km: metres / 1000,
      components: whole.count,
      mainShare: metres === 0 ? 1 : whole.length[0]! / metres,
      islands: islandsOf(segments, whole.ofEdge, whole.length, streets.names),
      missingPoints: streets.missingPoints,
      levelsKnown: streets.levelsKnown,
      boundary: rings,
      boundarySource: from,
      source,
    },
  };
}

function indexOf(segments: Segments) {
  const { firstPoint, points } = segments;
  const boxEdge: number[] = [];
  const boxPoint: number[] = [];
  for (let e = 0; e < segments.from.length; e++) {
    for (let p = firstPoint[e]!; p < firstPoint[e + 1]! - 1; p += BENDS_PER_BOX) {
      boxEdge.push(e);
      boxPoint.push(p);
    }
  }
  const index = new Flatbush(boxEdge.length, 16, Int32Array);
  for (let i = 0; i < boxEdge.length; i++) {
    const last = Math.min(boxPoint[i]! + BENDS_PER_BOX, firstPoint[boxEdge[i]! + 1]! - 1);
    let west = Infinity;
    let south = Infinity;
    let east = -Infinity;
    let north = -Infinity;
    for (let p = boxPoint[i]!; p <= last; p++) {
      west = Math.min(west, points[2 * p]!);
      east = Math.max(east, points[2 * p]!);
      south = Math.min(south, points[2 * p + 1]!);
      north = Math.max(north, points[2 * p + 1]!);
    }
    index.add(west, south, east, north);
  }
  index.finish();
  return {
    index: index.data,
    boxEdge: Uint32Array.from(boxEdge),
    boxPoint: Uint32Array.from(boxPoint),
  };
}

function islandsOf(
  segments: Segments,
  ofEdge: Uint32Array,
  length: readonly Metres[],
  names: readonly string[],
): Island[] {
  const shown = Math.min(length.length, MOST_ISLANDS + 1);
  const streets = Array.from({ length: shown }, () => new Set<string>());
  const firstEdge = new Int32Array(shown).fill(-1);
  for (let e = 0; e < ofEdge.length; e++) {
    const component = ofEdge[e]!;
    if (component === 0 || component >= shown) continue;
    if (firstEdge[component] === -1) firstEdge[component] = e;
    if (segments.name[e] !== 0 && streets[component]!.size < 5)
      streets[component]!.add(names[segments.name[e]!]!);
  }
  return Array.from({ length: shown - 1 }, (_, i) => {
    const edge = firstEdge[i + 1]!;
    const node = segments.from[edge]!;
    return {
      km: length[i + 1]! / 1000,
      lng: segments.nodeLng[node]! / E7,
      lat: segments.nodeLat[node]! / E7,
      streets: [...streets[i + 1]!],
    };
  });
}

/**
 * Renumbers nodes along a Hilbert curve and sorts edges by their first node, so that what is near on the
 * ground is near in memory: the search spends its time waiting for memory.
 */
function inHilbertOrder(segments: Segments): Segments {
  const { nodeCount, nodeLng, nodeLat } = segments;
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (let n = 0; n < nodeCount; n++) {
    west = Math.min(west, nodeLng[n]!);
    east = Math.max(east, nodeLng[n]!);
    south = Math.min(south, nodeLat[n]!);
    north = Math.max(north, nodeLat[n]!);
  }
  const scale = 0xffff / Math.max(1, east - west, north - south);
  const curve = new Uint32Array(nodeCount);
  for (let n = 0; n < nodeCount; n++)
    curve[n] = hilbert(
      Math.floor((nodeLng[n]! - west) * scale),
      Math.floor((nodeLat[n]! - south) * scale),
    );
  const order = sortedIndices(nodeCount, (n) => curve[n]!);
  const renumbered = new Uint32Array(nodeCount);
  for (let n = 0; n < nodeCount; n++) renumbered[order[n]!] = n;

  const edgeCount = segments.from.length;
  const from = segments.from.map((n) => renumbered[n]!);
  const to = segments.to.map((n) => renumbered[n]!);
  const edgeOrder = sortedIndices(edgeCount, (e) => Math.min(from[e]!, to[e]!));
  const firstPoint = new Uint32Array(edgeCount + 1);
  const points = new Int32Array(segments.points.length);
  for (let e = 0; e < edgeCount; e++) {
    const old = edgeOrder[e]!;
    const stretch = segments.points.subarray(
      2 * segments.firstPoint[old]!,
      2 * segments.firstPoint[old + 1]!,
    );
    points.set(stretch, 2 * firstPoint[e]!);
    firstPoint[e + 1] = firstPoint[e]! + stretch.length / 2;
  }
  return {
    nodeCount,
    nodeLng: Int32Array.from(order, (n) => nodeLng[n]!),
    nodeLat: Int32Array.from(order, (n) => nodeLat[n]!),
    from: Uint32Array.from(edgeOrder, (e) => from[e]!),
    to: Uint32Array.from(edgeOrder, (e) => to[e]!),
    length: Float64Array.from(edgeOrder, (e) => segments.length[e]!),
    traits: Uint8Array.from(edgeOrder, (e) => segments.traits[e]!),
    name: Uint32Array.from(edgeOrder, (e) => segments.name[e]!),
    firstPoint,
    points,
  };
}

/** Indices 0…count−1 sorted by an unsigned 32-bit key, ties by index. */
function sortedIndices(count: number, key: (index: number) => number): Uint32Array {
  const paired = new BigUint64Array(count);
  for (let i = 0; i < count; i++) paired[i] = (BigInt(key(i)) << 32n) | BigInt(i);
  paired.sort();
  return Uint32Array.from({ length: count }, (_, i) => Number(paired[i]! & 0xffffffffn));
}

/** Distance along a Hilbert curve over a 65,536 × 65,536 grid (the classic bit-by-bit walk). */
function hilbert(column: number, row: number): number {
  let x = column;
  let y = row;
  let distance = 0;
  for (let side = 0x8000; side > 0; side >>= 1) {
    const right = (x & side) > 0 ? 1 : 0;
    const up = (y & side) > 0 ? 1 : 0;
    distance += side * side * ((3 * right) ^ up);
    if (up === 0) {
      if (right === 1) {
        x = 0xffff - x;
        y = 0xffff - y;
      }
      [x, y] = [y, x];
    }
  }
  return distance;
}
