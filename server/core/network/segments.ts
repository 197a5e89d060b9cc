import { metresBetween } from "../geo/lonlat.ts";
import { float64Column, int32Column, uint32Column, uint8Column } from "./column.ts";
import { linesAcrossSquares } from "./squares.ts";
import { E7, MISSING, type Streets } from "./streets.ts";
import { BACKWARD, FORWARD } from "./walking-rules.ts";

/**
 * Streets cut into edges: each runs from one place where ways really meet (or end, or are closed, or change
 * in how they are walked) to the next, with the bends between kept as geometry.
 */
export interface Segments {
  readonly nodeCount: number;
  readonly nodeLng: Int32Array;
  readonly nodeLat: Int32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Metres, summed over the bends. */
  readonly length: Float64Array;
  readonly traits: Uint8Array;
  /** Name of the longest part. */
  readonly name: Uint32Array;
  /** Points of edge `e`: pairs lng, lat from `2 × firstPoint[e]` on; the first is `from`, the last `to`. */
  readonly firstPoint: Uint32Array;
  readonly points: Int32Array;
}

/**
 * Cuts streets where they meet. Works on the bare links between consecutive points of all ways at once, so
 * that two ways sharing a node, one way crossing itself and two ways joined end to end are the same case:
 * a point with two links of the same walking traits is a bend, every other point is a node.
 */
export function cutSegments(streets: Streets): Segments {
  const links = linksOf(streets);
  const { a, b, way, count } = links;
  const pointCount = streets.lng.length;
  const first = new Uint32Array(pointCount + 1);
  for (let i = 0; i < count; i++) {
    first[a[i]! + 1]! += 1;
    first[b[i]! + 1]! += 1;
  }
  for (let p = 0; p < pointCount; p++) first[p + 1]! += first[p]!;
  const linkAt = new Uint32Array(2 * count);
  const slot = first.slice(0, pointCount);
  for (let i = 0; i < count; i++) {
    linkAt[slot[a[i]!]!++] = i;
    linkAt[slot[b[i]!]!++] = i;
  }

  const nodeOf = new Uint32Array(pointCount).fill(MISSING);
  const nodeLng = int32Column();
  const nodeLat = int32Column();
  const from = uint32Column();
  const to = uint32Column();
  const length = float64Column();
  const traits = uint8Column();
  const name = uint32Column();
  const firstPoint = uint32Column();
  const points = int32Column();
  const used = new Uint8Array(count);

  for (let p = 0; p < pointCount; p++) if (!isBend(p)) cutFrom(p);
  // What is left are rings that meet nothing: cut them anywhere.
  for (let i = 0; i < count; i++) if (used[i] === 0) trace(a[i]!, i, true);
  firstPoint.push(points.length / 2);

  return {
    nodeCount: nodeLng.length,
    nodeLng: nodeLng.values(),
    nodeLat: nodeLat.values(),
    from: from.values(),
    to: to.values(),
    length: length.values(),
    traits: traits.values(),
    name: name.values(),
    firstPoint: firstPoint.values(),
    points: points.values(),
  };

  function cutFrom(p: number) {
    for (let k = first[p]!; k < first[p + 1]!; k++) {
      const link = linkAt[k]!;
      if (used[link] === 0) trace(p, link, false);
    }
  }

  /** Follows one edge from point `start` along `link` to the next node. */
  function trace(start: number, link: number, ring: boolean) {
    from.push(nodeAt(start, ring));
    firstPoint.push(points.length / 2);
    addPoint(start);
    const edgeTraits = traitsFrom(start, link);
    const lengthByName = new Map<number, number>();
    let total = 0;
    let here = start;
    let along = link;
    for (;;) {
      used[along] = 1;
      const next = a[along] === here ? b[along]! : a[along]!;
      const metres = linkMetres(here, next);
      total += metres;
      const street = streets.name[way[along]!]!;
      lengthByName.set(street, (lengthByName.get(street) ?? 0) + metres);
      addPoint(next);
      here = next;
      if (here === start || !isBend(here)) break;
      const one = linkAt[first[here]!]!;
      along = one === along ? linkAt[first[here]! + 1]! : one;
    }
    to.push(ring ? from.values()[from.length - 1]! : nodeAt(here, false));
    length.push(total);
    traits.push(edgeTraits);
    name.push(longest(lengthByName));
  }

  function isBend(p: number): boolean {
    const k = first[p]!;
    if (first[p + 1]! - k !== 2 || streets.closed[p] === 1) return false;
    const one = linkAt[k]!;
    const other = linkAt[k + 1]!;
    return one !== other && traitsTo(p, one) === traitsFrom(p, other);
  }

  /** Traits of a link walked away from point `p`. */
  function traitsFrom(p: number, link: number): number {
    const own = streets.traits[way[link]!]!;
    return a[link] === p ? own : turned(own);
  }

  function traitsTo(p: number, link: number): number {
    return turned(traitsFrom(p, link));
  }

  /** A closed point is a dead end of its own for each edge that meets it: nobody passes. */
  function nodeAt(p: number, ring: boolean): number {
    if (streets.closed[p] === 0 && !ring && nodeOf[p] !== MISSING) return nodeOf[p]!;
    nodeLng.push(streets.lng[p]!);
    nodeLat.push(streets.lat[p]!);
    const node = nodeLng.length - 1;
    if (streets.closed[p] === 0) nodeOf[p] = node;
    return node;
  }

  function addPoint(p: number) {
    points.push(streets.lng[p]!);
    points.push(streets.lat[p]!);
  }

  function linkMetres(p: number, q: number): number {
    return metresBetween(
      streets.lng[p]! / E7,
      streets.lat[p]! / E7,
      streets.lng[q]! / E7,
      streets.lat[q]! / E7,
    );
  }
}

/** Every pair of consecutive points that the extract holds, and the lines across squares. */
function linksOf(streets: Streets) {
  const a = uint32Column();
  const b = uint32Column();
  const way = uint32Column();
  for (let w = 0; w < streets.wayCount; w++) {
    for (let i = streets.firstPoint[w]!; i + 1 < streets.firstPoint[w + 1]!; i++) {
      const p = streets.point[i]!;
      const q = streets.point[i + 1]!;
      if (p === MISSING || q === MISSING || p === q) continue;
      a.push(p);
      b.push(q);
      way.push(w);
    }
  }
  for (const { p, q, way: square } of linesAcrossSquares(streets)) {
    a.push(p);
    b.push(q);
    way.push(square);
  }
  return { a: a.values(), b: b.values(), way: way.values(), count: a.length };
}

function turned(traits: number): number {
  const kept = traits & ~(FORWARD | BACKWARD);
  return kept | (traits & FORWARD ? BACKWARD : 0) | (traits & BACKWARD ? FORWARD : 0);
}

function longest(lengthByName: ReadonlyMap<number, number>): number {
  let best = 0;
  let most = -1;
  for (const [name, metres] of lengthByName) {
    if (name !== 0 && metres > most) {
      most = metres;
      best = name;
    }
  }
  return best;
}
