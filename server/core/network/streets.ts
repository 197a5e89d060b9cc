import type { OsmVisitor, Tags } from "../osm/elements.ts";
import { float64Column, uint32Column, uint8Column } from "./column.ts";
import { isSquare, nodeCloses, walkingTraits } from "./walking-rules.ts";

/**
 * The walkable ways of an extract as columns. The points of way `w` are those from `firstPoint[w]` up to,
 * not including, `firstPoint[w + 1]`; each is an index into `lng`, `lat` and `closed`.
 */
export interface Streets {
  readonly wayCount: number;
  readonly firstPoint: Uint32Array;
  /** Index of each point, `MISSING` where the extract does not hold the node. */
  readonly point: Uint32Array;
  readonly traits: Uint8Array;
  /** 1 for an area that is walked across. */
  readonly square: Uint8Array;
  /** Index into `names`; 0 is no name. */
  readonly name: Uint32Array;
  readonly names: readonly string[];
  /** Ten-millionths of a degree, as OSM keeps them. */
  readonly lng: Int32Array;
  readonly lat: Int32Array;
  /** 1 where a locked or private gate stops every way through the node. */
  readonly closed: Uint8Array;
  /** Whether the traits say what is on a bridge or in a tunnel; without it everything seems to be on the ground. */
  readonly levelsKnown: boolean;
  /** Bounds as the file states them, west, south, east, north. */
  readonly statedBounds: readonly [number, number, number, number] | undefined;
  /** Ways that are walked, and points of theirs that the extract does not hold. */
  readonly missingPoints: number;
}

export const MISSING = 0xffffffff;

/** Scale of integer coordinates. */
export const E7 = 1e7;

/**
 * Collects the walkable ways of an extract in two passes over it: ways first, so that of all its nodes only
 * those on walkable ways are ever held, then the nodes. Memory follows the walking network, not the file.
 */
export function collectStreets(): {
  ways: OsmVisitor;
  nodes: () => OsmVisitor;
  finish: () => Streets;
} {
  const firstRef = uint32Column();
  const refs = float64Column();
  const traits = uint8Column();
  const square = uint8Column();
  const name = uint32Column();
  const names = [""];
  const nameIndex = new Map([["", 0]]);
  let statedBounds: [number, number, number, number] | undefined;

  let ids: Float64Array = new Float64Array(0);
  let lng = new Int32Array(0);
  let lat = new Int32Array(0);
  let seen = new Uint8Array(0);
  let closed = new Uint8Array(0);

  return {
    ways: {
      bounds: (west, south, east, north) => {
        statedBounds = [west, south, east, north];
      },
      way: (_id, nodes, tags) => {
        if (tags === undefined || nodes.length < 2) return;
        const walked = walkingTraits(tags);
        if (walked === 0) return;
        firstRef.push(refs.length);
        for (const ref of nodes) refs.push(ref);
        traits.push(walked);
        square.push(isSquare(tags) && nodes[0] === nodes.at(-1) ? 1 : 0);
        name.push(indexOfName(tags));
      },
    },
    nodes: () => {
      ids = uniqueSorted(refs.values());
      lng = new Int32Array(ids.length);
      lat = new Int32Array(ids.length);
      seen = new Uint8Array(ids.length);
      closed = new Uint8Array(ids.length);
      let cursor = 0; // extracts list nodes in rising order, so the next one wanted is nearly always here
      return {
        node: (id, nodeLng, nodeLat, tags) => {
          while (cursor < ids.length && ids[cursor]! < id) cursor++;
          const at = ids[cursor] === id ? cursor : indexOfId(ids, id);
          if (at === MISSING) return;
          lng[at] = Math.round(nodeLng * E7);
          lat[at] = Math.round(nodeLat * E7);
          seen[at] = 1;
          if (tags !== undefined && nodeCloses(tags)) closed[at] = 1;
        },
      };
    },
    finish: () => {
      const point = new Uint32Array(refs.length);
      let missingPoints = 0;
      const wanted = refs.values();
      for (let i = 0; i < point.length; i++) {
        const at = indexOfId(ids, wanted[i]!);
        const held = at !== MISSING && seen[at] === 1;
        point[i] = held ? at : MISSING;
        if (!held) missingPoints++;
      }
      const wayCount = firstRef.length;
      firstRef.push(refs.length);
      return {
        wayCount,
        firstPoint: firstRef.values(),
        point,
        traits: traits.values(),
        square: square.values(),
        name: name.values(),
        names,
        lng,
        lat,
        closed,
        levelsKnown: true,
        statedBounds,
        missingPoints,
      };
    },
  };

  function indexOfName(tags: Tags): number {
    const text = tags["name:zh"] ?? tags["name"] ?? "";
    const known = nameIndex.get(text);
    if (known !== undefined) return known;
    nameIndex.set(text, names.length);
    names.push(text);
    return names.length - 1;
  }
}

function uniqueSorted(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i]!;
  }
  return sorted.slice(0, count);
}

function indexOfId(ids: Float64Array, id: number): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = ids[middle]!;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return MISSING;
}
