/** Node ids of a way, in order. */
export type Refs = ArrayLike<number>;

export interface JoinedRings {
  /** Closed: the last id repeats the first. */
  readonly rings: readonly (readonly number[])[];
  /** How many ways could not be closed into a ring. */
  readonly left: number;
}

/**
 * Joins ways end to end into rings, turning them round where needed. What does not close is left out and
 * counted, so that one missing way costs one ring and not the whole area.
 */
export function joinRings(ways: readonly Refs[]): JoinedRings {
  const rings: (readonly number[])[] = [];
  let left = 0;
  const pieces = ways.filter((way) => way.length > 1);
  const used = new Set<Refs>();
  const touching = new Map<number, Refs[]>();
  for (const piece of pieces)
    for (const end of new Set([piece[0]!, last(piece)]))
      touching.set(end, [...(touching.get(end) ?? []), piece]);

  for (const start of pieces) {
    if (used.has(start)) continue;
    used.add(start);
    const ring = Array.from(start);
    let count = 1;
    while (ring[0] !== last(ring)) {
      const end = last(ring);
      const next = touching.get(end)?.find((piece) => !used.has(piece));
      if (next === undefined) break;
      used.add(next);
      count++;
      const onward = next[0] === end ? Array.from(next) : Array.from(next).reverse();
      for (const ref of onward.slice(1)) ring.push(ref);
    }
    if (ring[0] === last(ring) && ring.length > 3) rings.push(ring);
    else left += count;
  }
  return { rings, left };
}

function last(refs: Refs): number {
  return refs[refs.length - 1]!;
}
