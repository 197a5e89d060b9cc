import { lngShrink, metresBetween } from "../../geo/lonlat.ts";
import type { LngLat } from "../../geo/rings.ts";
import type { EdgeIndex, Metres } from "../../vocabulary.ts";
import type { Network } from "../network.ts";
import type { StretchFinder } from "../stretches.ts";
import { E7 } from "../streets.ts";
import { ELSEWHERE } from "../walking-rules.ts";
import { finding, type Finding } from "./finding.ts";

/** Two streets this near each other are one. */
export const BESIDE: Metres = 1.5;
/** Streets farther apart than this are told apart where one is to be left out. */
const TOLD_APART: Metres = 0.2;
/** Over this share of the shorter one. */
const MOSTLY = 0.9;
/** Below this length a pair is a corner, not a street. */
const SHORTEST: Metres = 20;
/** Between two looks to the side. */
const STEP: Metres = 5;
/** Directions differ by less than about 15°. */
const PARALLEL = 0.966;

/**
 * Streets drawn twice, beside each other over nearly their whole length, told by the shorter of the two. The
 * straight lines across a square are none, along its rim neither.
 */
export function duplicateFindings(
  network: Network,
  finder: StretchFinder,
  isAtSquare: (at: LngLat) => boolean,
): Finding[] {
  const { edgeCount, length, from, to, traits, names } = network;
  const streetsAt = new Uint32Array(network.nodeCount);
  for (let e = 0; e < edgeCount; e++) for (const node of [from[e]!, to[e]!]) streetsAt[node]! += 1;
  const told = new Set<string>();
  const found: Finding[] = [];
  for (let e = 0; e < edgeCount; e++) {
    if (length[e]! < SHORTEST * 1000) continue;
    const looks = looksAlong(e);
    const beside = new Map<EdgeIndex, number>();
    for (const [i, { at, direction }] of looks.entries()) {
      const others = besideAt(e, at, direction);
      // The first look decides: what is not beside it can hardly be beside nine of ten.
      if (i === 1 && beside.size === 0 && others.size === 0) break;
      for (const other of others) beside.set(other, (beside.get(other) ?? 0) + 1);
    }
    for (const [other, count] of beside) {
      if (count < MOSTLY * looks.length || length[e]! > length[other]!) continue;
      const pair = e < other ? `${e} ${other}` : `${other} ${e}`;
      if (told.has(pair)) continue;
      told.add(pair);
      const [lng, lat] = looks[looks.length >> 1]!.at;
      if (isAtSquare([lng, lat])) continue;
      const called = [names[network.name[e]!]!, names[network.name[other]!]!];
      // Where nothing else meets its ends every walk along it can take the other.
      const ends = [from[e]!, to[e]!];
      const isShared = (node: number): boolean => node === from[other] || node === to[other];
      const spare = ends.every((node) => streetsAt[node] === 1 || isShared(node));
      const place = ends.every(isShared) ? looks[looks.length >> 1]!.at : placeOfOwn(e, looks);
      found.push(
        finding({
          kind: "duplicate-street",
          lng,
          lat,
          metres: length[e]! / 1000,
          names: [...new Set(called)].filter((name) => name !== "").sort(),
          repair: spare && place ? { kind: "drop", at: place } : null,
          sure: false,
        }),
      );
    }
  }
  return found;

  /** Where an edge is nearest to itself: what is left out there is not the other one, to which more may hang. */
  function placeOfOwn(
    edge: EdgeIndex,
    looks: readonly { readonly at: LngLat }[],
  ): LngLat | undefined {
    return looks.find(({ at }) =>
      finder.near(...at, TOLD_APART).every((place) => place.edge === edge),
    )?.at;
  }

  function besideAt(
    edge: EdgeIndex,
    at: LngLat,
    [dx, dy]: readonly [number, number],
  ): Set<EdgeIndex> {
    const others = new Set<EdgeIndex>();
    for (const place of finder.near(...at, BESIDE)) {
      if (place.edge === edge) continue;
      if ((traits[place.edge]! & ELSEWHERE) !== (traits[edge]! & ELSEWHERE)) continue;
      const [x, y] = directionAt(place.point);
      if (Math.abs(x * dx + y * dy) >= PARALLEL) others.add(place.edge);
    }
    return others;
  }

  /** Places every few metres along an edge, with the way it runs there. */
  function looksAlong(edge: EdgeIndex): { at: LngLat; direction: readonly [number, number] }[] {
    const looks: { at: LngLat; direction: readonly [number, number] }[] = [];
    let next = STEP / 2;
    let walked = 0;
    for (let p = network.firstPoint[edge]!; p + 1 < network.firstPoint[edge + 1]!; p++) {
      const [a, b] = [pointAt(p), pointAt(p + 1)];
      const long = metresBetween(...a, ...b);
      const direction = directionAt(p);
      for (; next <= walked + long; next += STEP) {
        const share = (next - walked) / long;
        looks.push({
          at: [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])],
          direction,
        });
      }
      walked += long;
    }
    return looks;
  }

  function directionAt(p: number): readonly [number, number] {
    const [[aLng, aLat], [bLng, bLat]] = [pointAt(p), pointAt(p + 1)];
    const [dx, dy] = [(bLng - aLng) * lngShrink(aLat), bLat - aLat];
    const long = Math.hypot(dx, dy) || 1;
    return [dx / long, dy / long];
  }

  function pointAt(p: number): LngLat {
    return [network.points[2 * p]! / E7, network.points[2 * p + 1]! / E7];
  }
}
