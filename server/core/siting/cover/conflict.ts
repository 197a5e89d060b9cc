import type { CoverProblem, Pairs, SitingConflict } from "../problem.ts";
import { missing, type Settled } from "./settle.ts";

/** Why what is asked is beyond all candidates together, with the most that can be asked; undefined where it is not. */
export interface BeyondReach {
  readonly conflict: SitingConflict;
  /** The same problem, asking for no more than can be had. */
  readonly instead: CoverProblem;
}

/** Whether choosing all these sites beside the required ones would not do. */
export function beyondReach(
  problem: CoverProblem,
  settled: Settled,
  sites: readonly number[],
): BeyondReach | undefined {
  const { pairs, weight, floor, goal } = problem;
  const reached = reachedBy(pairs, settled, sites);
  const lacking = floor === null ? [] : missing(floor.people, floor.ofDemand, weight, reached);
  const units = Array.from(lacking, (_, unit) => unit).filter((unit) => lacking[unit]! > 0);
  if (floor !== null && units.length > 0) {
    const people = new Float64Array(floor.people.length);
    for (let demand = 0; demand < reached.length; demand++)
      if (reached[demand] !== 0 && floor.ofDemand[demand]! >= 0)
        people[floor.ofDemand[demand]!]! += weight[demand]!;
    for (let unit = 0; unit < people.length; unit++)
      people[unit] = Math.min(people[unit]!, floor.people[unit]!);
    return {
      conflict: { kind: "floor", units },
      instead: { ...problem, floor: { ...floor, people } },
    };
  }
  if (goal.kind === "people") {
    let most = 0;
    for (let demand = 0; demand < reached.length; demand++)
      if (reached[demand] !== 0) most += weight[demand]!;
    if (most >= goal.people) return undefined;
    return {
      conflict: { kind: "beyond-reach", most, asked: goal.people },
      instead: { ...problem, goal: { kind: "people", people: most } },
    };
  }
  if (goal.kind !== "units") return undefined;
  const most = unitsWithin(problem, settled, sites);
  if (most >= goal.units) return undefined;
  return {
    conflict: { kind: "beyond-reach", most, asked: goal.units },
    instead: { ...problem, goal: { ...goal, units: most } },
  };
}

/** Units that are served, or would be with all these sites. */
export function unitsWithin(
  { goal, pairs, weight }: CoverProblem,
  settled: Settled,
  sites: readonly number[],
): number {
  if (goal.kind !== "units" && goal.kind !== "most-units") return 0;
  const { by, ofSite, ofDemand } = goal.rule;
  const inside = new Set(sites.map((site) => ofSite[site]!));
  const left =
    by === "inside"
      ? settled.units.map((people, unit) => (inside.has(unit) ? 0 : people))
      : missing(by.people, ofDemand, weight, reachedBy(pairs, settled, sites));
  return settled.units.reduce(
    (units, before, unit) => units + (before === 0 || left[unit] === 0 ? 1 : 0),
    0,
  );
}

function reachedBy(pairs: Pairs, { covered }: Settled, sites: readonly number[]): Uint8Array {
  const reached = covered.slice();
  for (const site of sites)
    for (let at = pairs.first[site]!; at < pairs.first[site + 1]!; at++)
      reached[pairs.demand[at]!] = 1;
  return reached;
}
