import type { LngLat } from "../geo/rings.ts";
import type { Metres } from "../vocabulary.ts";
import { buildNetwork, type Network } from "./network.ts";
import { repairBench, type BenchPlace, type RepairBench } from "./repairs-bench.ts";
import { ABOVE, BELOW } from "./walking-rules.ts";

/** One repair of the walking network. Positions are WGS 84. */
export type Repair =
  /** A new piece of street between two places on streets; it meets those it `crosses` on the ground, or passes over. */
  | { kind: "join"; from: LngLat; to: LngLat; crosses?: boolean }
  /** Two streets that cross, or touch, get a crossing there. */
  | { kind: "split"; at: LngLat }
  /** The piece of street nearest to a place is left out. */
  | { kind: "drop"; at: LngLat }
  /** A way into a compound: from a place on a street to a place inside; of no length where a gate is opened. */
  | { kind: "gate"; from: LngLat; to: LngLat };

/** Why a repair could not be made. */
export type RepairFailure =
  | "repair-no-street-there"
  | "repair-nothing-to-join"
  | "repair-nothing-crosses"
  | "repair-leaves-nothing";

export interface Repaired {
  readonly network: Network;
  /** Places in the list of repairs. */
  readonly applied: readonly number[];
  readonly failed: readonly { readonly repair: number; readonly why: RepairFailure }[];
}

/** How far from a street a place meant to be on it may lie. */
const REACH: Metres = 25;
/** A place inside a compound this near a street is on it. */
const INSIDE_REACH: Metres = 3;
/** Streets that pass a place this near cross there. */
const CROSSING_REACH: Metres = 2;
const CROSSING_SLACK: Metres = 0.5;
/** Places this near are one. */
const SAME: Metres = 0.05;

/**
 * The network with repairs made, source and boundary unchanged. Each repair is made on the streets as the ones
 * before it left them; repairs that touch none of the same streets give the same network in any order. A
 * repair that cannot be made is left out, with the reason.
 */
export function applyRepairs(network: Network, repairs: readonly Repair[]): Repaired {
  const bench = repairBench(network);
  const applied: number[] = [];
  const failed: { repair: number; why: RepairFailure }[] = [];
  for (const [i, repair] of repairs.entries()) {
    const why = make(bench, repair);
    if (why === undefined) applied.push(i);
    else failed.push({ repair: i, why });
  }
  if (applied.length === 0) return { network, applied, failed };
  const { source, boundary, boundarySource } = network.report;
  const rebuilt = buildNetwork(bench.streets(), source, boundary);
  return {
    network: { ...rebuilt, report: { ...rebuilt.report, boundarySource } },
    applied,
    failed,
  };
}

function make(bench: RepairBench, repair: Repair): RepairFailure | undefined {
  switch (repair.kind) {
    case "join":
      return join(bench, repair.from, repair.to, REACH, repair.crosses === true);
    case "gate":
      return join(bench, repair.from, repair.to, INSIDE_REACH, false);
    case "split":
      return cross(bench, repair.at);
    case "drop": {
      const [place] = bench.near(repair.at, REACH);
      if (place === undefined) return "repair-no-street-there";
      return bench.drop(place) ? undefined : "repair-leaves-nothing";
    }
  }
}

/**
 * Beyond `toReach` of any street the new piece ends in the open, which only a gate may do. Where the streets
 * already lead straight from place to place, as in newer streets they may, there is nothing to join.
 */
function join(
  bench: RepairBench,
  from: LngLat,
  to: LngLat,
  toReach: Metres,
  crosses: boolean,
): RepairFailure | undefined {
  const [start] = bench.near(from, REACH);
  if (start === undefined) return "repair-no-street-there";
  if (bench.metres(from, to) <= SAME) return meet(bench, bench.near(from, SAME));
  const [end] = bench.near(to, toReach);
  if (end === undefined && toReach === REACH) return "repair-no-street-there";
  const straight = bench.metres(from, to);
  if (end !== undefined && !crosses && bench.isWalked(start, end, straight + SAME))
    return "repair-nothing-to-join";
  const a = bench.pointAt(start);
  const b = end === undefined ? bench.pointIn(to) : bench.pointAt(end);
  return bench.connect(a, b, crosses) ? undefined : "repair-nothing-to-join";
}

/** Makes one crossing of all that passes the place on one level; what is on the ground comes first. */
function cross(bench: RepairBench, at: LngLat): RepairFailure | undefined {
  const passing = bench.near(at, CROSSING_REACH);
  const [nearest] = passing;
  if (nearest === undefined) return "repair-no-street-there";
  const here = passing.filter(({ metres }) => metres <= nearest.metres + CROSSING_SLACK);
  for (const level of [0, ABOVE, BELOW, ABOVE | BELOW]) {
    const some = here.filter(({ traits }) => (traits & (ABOVE | BELOW)) === level);
    if (some.length > 1 && meet(bench, some) === undefined) return undefined;
  }
  return meet(bench, here);
}

function meet(bench: RepairBench, places: readonly BenchPlace[]): RepairFailure | undefined {
  return bench.meet(places) ? undefined : "repair-nothing-crosses";
}
