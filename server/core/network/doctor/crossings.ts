import Flatbush from "flatbush";
import { metresBetween } from "../../geo/lonlat.ts";
import type { LngLat } from "../../geo/rings.ts";
import type { EdgeIndex, Metres } from "../../vocabulary.ts";
import type { Components } from "../islands.ts";
import { BENDS_PER_BOX, type Network } from "../network.ts";
import { E7 } from "../streets.ts";
import { ELSEWHERE } from "../walking-rules.ts";
import type { Detour, EdgePlace } from "../detours.ts";
import { finding, type Finding } from "./finding.ts";
import { crossingOf, type Segment } from "./segment-pairs.ts";

/**
 * A crossing that saves less than this, from an end of one street to an end of the other, is a matter of
 * drawing and not of walking.
 */
const LEAST_SAVING: Metres = 50;
/** Savings are looked for among walks this much longer than the one through the crossing. */
const MOST_SAVING: Metres = 300;

/**
 * Places where two streets on one level cross and nobody can turn from one into the other. Bridges and
 * tunnels over or under something else are as they should be.
 */
export function crossingFindings(
  network: Network,
  { ofEdge }: Components,
  isPlainGround: (at: LngLat) => boolean,
  isInSquare: (at: LngLat) => boolean,
  detour: Detour,
): Finding[] {
  const { traits, points, boxEdge, boxPoint, firstPoint, names } = network;
  const tree = Flatbush.from(network.index);
  const found: Finding[] = [];
  for (let box = 0; box < boxEdge.length; box++) {
    const level = traits[boxEdge[box]!]! & ELSEWHERE;
    const [west, south, east, north] = boundsOf(box);
    for (const other of tree.search(west, south, east, north, (i) => i >= box))
      if ((traits[boxEdge[other]!]! & ELSEWHERE) === level) compare(box, other);
  }
  return found;

  function compare(box: number, other: number): void {
    const [start, end] = piecesOf(box);
    const [otherStart, otherEnd] = piecesOf(other);
    for (let p = start; p < end; p++)
      for (let q = other === box ? p + 2 : otherStart; q < otherEnd; q++) {
        const crossing = crossingOf(segmentAt(p), segmentAt(q));
        if (crossing !== undefined) note(boxEdge[box]!, p, boxEdge[other]!, q, crossing);
      }
  }

  function note(
    one: EdgeIndex,
    p: number,
    other: EdgeIndex,
    q: number,
    [x, y]: readonly [number, number],
  ): void {
    const at: LngLat = [x / E7, y / E7];
    // Straight lines across a square cross as they like: every pair of its corners has one.
    if (isStraight(one) && isStraight(other) && isInSquare(at)) return;
    const saving =
      ofEdge[one] === ofEdge[other]
        ? savingOf(one, alongAt(one, p, at), other, alongAt(other, q, at))
        : MOST_SAVING;
    if (saving < LEAST_SAVING) return;
    const onGround = (traits[one]! & ELSEWHERE) === 0;
    const called = [names[network.name[one]!]!, names[network.name[other]!]!];
    found.push(
      finding({
        kind: "crossing-without-node",
        lng: at[0],
        lat: at[1],
        metres: saving,
        names: [...new Set(called)].filter((name) => name !== "").sort(),
        repair: { kind: "split", at },
        sure: onGround && isPlainGround(at),
      }),
    );
  }

  /** The most that a crossing would save between an end of one edge and an end of the other. */
  function savingOf(one: EdgeIndex, along: Metres, other: EdgeIndex, otherAlong: Metres): Metres {
    const ends = (edge: EdgeIndex, at: Metres): { walked: Metres; place: EdgePlace }[] => {
      const long = network.length[edge]! / 1000;
      return [
        { walked: at, place: { edge, along: 0 } },
        { walked: Math.max(0, long - at), place: { edge, along: long } },
      ];
    };
    // Whoever can walk round from street to street within the least saving can save no more than that.
    const [here, there] = [
      { edge: one, along },
      { edge: other, along: otherAlong },
    ];
    if (detour(here, there, LEAST_SAVING) < Infinity) return 0;
    let most = 0;
    for (const start of ends(one, along))
      for (const end of ends(other, otherAlong)) {
        const through = start.walked + end.walked;
        const now = detour(start.place, end.place, through + MOST_SAVING);
        most = Math.max(most, Math.min(MOST_SAVING, now - through));
      }
    return most;
  }

  function isStraight(edge: EdgeIndex): boolean {
    return firstPoint[edge + 1]! - firstPoint[edge]! === 2;
  }

  function alongAt(edge: EdgeIndex, piece: number, at: LngLat): Metres {
    let along = 0;
    for (let p = firstPoint[edge]!; p < piece; p++)
      along += metresBetween(...pointAt(p), ...pointAt(p + 1));
    return along + metresBetween(...pointAt(piece), ...at);
  }

  function piecesOf(box: number): [number, number] {
    const start = boxPoint[box]!;
    return [start, Math.min(start + BENDS_PER_BOX, firstPoint[boxEdge[box]! + 1]! - 1)];
  }

  function boundsOf(box: number): Segment {
    const [start, end] = piecesOf(box);
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let p = start; p <= end; p++) {
      west = Math.min(west, points[2 * p]!);
      east = Math.max(east, points[2 * p]!);
      south = Math.min(south, points[2 * p + 1]!);
      north = Math.max(north, points[2 * p + 1]!);
    }
    return [west, south, east, north];
  }

  function segmentAt(p: number): Segment {
    return [points[2 * p]!, points[2 * p + 1]!, points[2 * p + 2]!, points[2 * p + 3]!];
  }

  function pointAt(p: number): LngLat {
    return [points[2 * p]! / E7, points[2 * p + 1]! / E7];
  }
}
