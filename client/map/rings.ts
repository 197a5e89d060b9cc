import type { Place } from "./features.ts";

/** The outline of an area: its corners, the first again as the last. */
export type Ring = readonly Place[];

/** With one of its corners somewhere else. */
export function withCorner(ring: Ring, corner: number, place: Place): Ring {
  return closed(cornersOf(ring).map((each, i) => (i === corner ? place : each)));
}

/** With one corner less; undefined where no area would be left. */
export function withoutCorner(ring: Ring, corner: number): Ring | undefined {
  const left = cornersOf(ring).filter((_, i) => i !== corner);
  return left.length < 3 ? undefined : closed(left);
}

/** Each corner once. */
export function cornersOf(ring: Ring): readonly Place[] {
  const [first, last] = [ring[0], ring.at(-1)];
  const isClosed = ring.length > 1 && first && last && isSamePlace(first, last);
  return isClosed ? ring.slice(0, -1) : ring;
}

export function isSameRing(one: Ring, other: Ring): boolean {
  return (
    one.length === other.length &&
    one.every((place, i) => {
      const there = other[i];
      return there !== undefined && isSamePlace(place, there);
    })
  );
}

function closed(corners: readonly Place[]): Ring {
  const [first] = corners;
  return first ? [...corners, first] : [];
}

function isSamePlace(one: Place, other: Place): boolean {
  return one[0] === other[0] && one[1] === other[1];
}
