import type { Facility } from "../catchment/facility.ts";
import type { Matrix } from "../catchment/matrix.ts";
import { NO_EDGE } from "../network/linkage.ts";
import type { Decay, LeftOut, People, Service, Supply } from "../vocabulary.ts";
import { weightOf, type Weight } from "./decay.ts";
import { floatingCatchment, type Offer } from "./floating-catchment.ts";
import { facilitiesOf, type Survey } from "./survey.ts";

/** What is known of the access score of a cell. */
export const EXACT = 0;
/** Some facility in reach does not state what it offers: the score is at least this. */
export const AT_LEAST = 1;
/** No streets near, so near the edge of the extract that facilities beyond it may serve the cell, or nothing stated in reach. */
export const NOT_KNOWN = 2;

export interface AccessQuestion {
  readonly service: Service;
  /** What is shared out. */
  readonly supply: Supply;
  readonly decay: Decay;
  /** Thousandths of the measure, inclusive, in whole tenths; above 0. */
  readonly limit: number;
  /** The age group that shares it; undefined for all people. One the study does not have is an error. */
  readonly group: string | undefined;
}

/** Supply per person for those who share it, by the two-step floating catchment area method. */
export interface Access {
  /** Per cell; means nothing where the state is `NOT_KNOWN`. */
  readonly score: Float64Array;
  /** `EXACT`, `AT_LEAST` or `NOT_KNOWN` per cell. */
  readonly states: Uint8Array;
  readonly all: AccessTally;
  /** In the order of the units. */
  readonly units: readonly AccessTally[];
  readonly counted: readonly Counted[];
  readonly leftOut: readonly { readonly facility: number; readonly why: LeftOut }[];
}

/** Scores of many cells: those who share add up, people = exact + atLeast + unknown. */
export interface AccessTally {
  readonly people: People;
  readonly exact: People;
  readonly atLeast: People;
  readonly unknown: People;
  /** Mean score of those exactly or at least known, weighed by people; null when there are none. */
  readonly mean: number | null;
}

export interface Counted {
  readonly facility: number;
  readonly amount: number;
  /** People in its catchment, weighed by their walk. */
  readonly demand: number;
  /** Supply per such person; null when nobody is in reach. */
  readonly ratio: number | null;
}

/**
 * A facility that does not state what it offers, or is not joined to the streets, is left out and listed. People
 * beyond the edge of the extract are not counted among those who share.
 */
export function accessOf(survey: Survey, question: AccessQuestion): Access {
  const { ground, matrix } = survey;
  const { service, supply, decay, group } = question;
  const people = demandOf(survey, group);
  const limit = Math.floor(question.limit / 100);
  const weight = weightOf(decay, limit);
  const offers: Offer[] = [];
  const leftOut: { facility: number; why: LeftOut }[] = [];
  for (const f of facilitiesOf(ground, service)) {
    const amount = offered(ground.facilities[f]!, service, supply);
    if (survey.refused[f] !== undefined) leftOut.push({ facility: f, why: "not-joined" });
    else if (amount === null) leftOut.push({ facility: f, why: "not-stated" });
    else offers.push({ row: f, amount });
  }
  const { demand, ratio, access } = floatingCatchment(matrix, offers, people, weight);
  const silent = leftOut.flatMap(({ facility, why }) => (why === "not-stated" ? [facility] : []));
  const states = statesOf(survey, limit, access, reachedBy(matrix, silent, weight));
  return {
    score: access,
    states,
    ...tallies(people, access, states, ground.unitOf, ground.units.length),
    counted: offers.map(({ row, amount }, o) => ({
      facility: row,
      amount,
      demand: demand[o]!,
      ratio: Number.isNaN(ratio[o]!) ? null : ratio[o]!,
    })),
    leftOut,
  };
}

/** What a facility states to offer; null when it does not. A capacity of a place with several services is nobody's own. */
function offered(facility: Facility, service: Service, supply: Supply): number | null {
  const { services, capacity, capacities, attributes } = facility;
  if (supply !== "capacity") return attributes?.[supply] ?? null;
  return capacities?.[service] ?? (services.length === 1 ? capacity : null);
}

function demandOf({ ground }: Survey, group: string | undefined): Float64Array {
  const people = group === undefined ? ground.demand.people : ground.demand.groups.get(group);
  if (people === undefined) throw new Error(`The study has no age group "${group}".`);
  return people;
}

/** 1 for every cell that some of the facilities reach with a weight above 0. */
function reachedBy(
  { first, cell, cost, cellCount }: Matrix,
  facilities: readonly number[],
  weight: Weight,
): Uint8Array {
  const reached = new Uint8Array(cellCount);
  for (const f of facilities)
    for (let i = first[f]!; i < first[f + 1]!; i++) if (weight(cost[i]!) > 0) reached[cell[i]!] = 1;
  return reached;
}

function statesOf(
  { cellLinks, edge }: Survey,
  limit: number,
  score: Float64Array,
  reachedBySilent: Uint8Array,
): Uint8Array {
  return Uint8Array.from(score, (value, c) => {
    if (cellLinks.edge[c] === NO_EDGE || edge[c]! <= limit) return NOT_KNOWN;
    if (reachedBySilent[c] === 0) return EXACT;
    return value > 0 ? AT_LEAST : NOT_KNOWN;
  });
}

function tallies(
  people: Float64Array,
  score: Float64Array,
  states: Uint8Array,
  unitOf: Int32Array,
  unitCount: number,
): Pick<Access, "all" | "units"> {
  const sums = Array.from({ length: unitCount + 1 }, () => ({
    people: [0, 0, 0] as [number, number, number],
    score: 0,
  }));
  const all = sums[unitCount]!;
  for (let c = 0; c < people.length; c++) {
    const state = states[c] as 0 | 1 | 2;
    const unit = unitOf[c]!;
    for (const sum of unit < 0 ? [all] : [all, sums[unit]!]) {
      sum.people[state] += people[c]!;
      if (state !== NOT_KNOWN) sum.score += people[c]! * score[c]!;
    }
  }
  const [total, ...units] = [all, ...sums.slice(0, unitCount)].map(
    ({ people: [exact, atLeast, unknown], score: sum }): AccessTally => ({
      people: exact + atLeast + unknown,
      exact,
      atLeast,
      unknown,
      mean: exact + atLeast === 0 ? null : sum / (exact + atLeast),
    }),
  );
  return { all: total!, units };
}
