import type { SitingRequest } from "#contract/siting.ts";
import { catchmentMatrix, type Matrix } from "#core/catchment/matrix.ts";
import { surfaceOf } from "#core/catchment/surface.ts";
import { cellStates, COVERED, UNKNOWN } from "#core/coverage/states.ts";
import { speedOf } from "#core/coverage/spatial-metrics.ts";
import { edgeCosts, type Ground } from "#core/coverage/survey.ts";
import { quantise } from "#core/demand/people.ts";
import { unitsOfCells } from "#core/demand/unit-of-cell.ts";
import {
  walkingGraph,
  wholeTenths,
  type Measure,
  type Milli,
  type WalkingGraph,
} from "#core/network/graph.ts";
import { linkPoints, type Linkage } from "#core/network/linkage.ts";
import type { Pairs } from "#core/siting/problem.ts";
import {
  WALKERS,
  type Direction,
  type Pace,
  type People,
  type Seconds,
  type Service,
  type WalkerProfile,
} from "#core/vocabulary.ts";
import type { Candidate, Candidates } from "./candidates.ts";

/** Who walks, which way and how long; `minutes` are inclusive. */
export interface Walk {
  readonly profile: WalkerProfile;
  readonly direction: Direction;
  readonly minutes: number;
  /** The age group that counts; null for everybody. */
  readonly group: string | null;
}

/** What is supposed to be other than it is, for the regret table. */
export interface Supposition {
  readonly pace?: Pace;
  /** Facilities outside all units left out. */
  readonly withoutNeighbours?: boolean;
  /** By code of the unit: factor on today's people. */
  readonly growth?: Readonly<Record<string, number>>;
}

/** Who lives where, what serves them, and what each candidate would serve. Any objective is posed on it. */
export interface Situation {
  readonly ground: Ground;
  readonly walk: Walk;
  readonly measure: Measure;
  readonly limit: Milli;
  readonly sites: readonly Candidate[];
  readonly graph: WalkingGraph;
  /** Of the candidates, and of the people of each cell. */
  readonly links: Linkage;
  readonly cellLinks: Linkage;
  readonly layers: readonly Layer[];
}

/** One service. Its places of demand are the inhabited cells known to be served or not. */
export interface Layer {
  readonly service: Service;
  /** Indexes of cells, rising. */
  readonly cells: Uint32Array;
  /** By cell: its place of demand, -1 where it is none. */
  readonly placeOf: Int32Array;
  readonly weight: Float64Array;
  /** Index into the study's units by place, -1 outside all. */
  readonly unit: Int32Array;
  readonly served: Uint8Array;
  /** Rows of the facilities that offer it, and what they reach within the limit. */
  readonly facilities: readonly number[];
  readonly facilityLinks: Linkage;
  readonly reached: Matrix;
  /** Within the limit. A candidate that could not offer the service serves nobody. */
  readonly pairs: Pairs;
  readonly total: People;
  readonly before: People;
  /** People near the edge of the extract or far from any street: nobody can tell whether they are served. */
  readonly unknown: { readonly people: People; readonly cells: readonly number[] };
}

export function situationOf(
  ground: Ground,
  services: SitingRequest["services"],
  walk: Walk,
  { sites, links }: Candidates,
  supposition: Supposition = {},
): Situation {
  const { profile, direction, minutes } = walk;
  const steps = WALKERS[profile].steps;
  const measure: Measure = {
    kind: "time",
    speed: speedOf(profile, supposition.pace ?? "normal"),
    steps,
  };
  const limit = wholeTenths("time", minutes);
  const { network, demand, snapCap } = ground;
  const graph = walkingGraph(network, measure, direction);
  const cellLinks = linkPoints(network, demand.lng, demand.lat, snapCap, steps === "closed");
  const matrix = catchmentMatrix(graph, links, cellLinks, limit);
  const edge = edgeCosts(ground, measure);
  const people = peopleOf(ground, walk.group, supposition.growth ?? {});
  const inside = supposition.withoutNeighbours === true ? facilitiesInside(ground) : null;
  const layers = services.map(({ service }): Layer => {
    const facilities = ground.facilities.flatMap((facility, f) =>
      facility.services.includes(service) && (inside === null || inside.has(f)) ? [f] : [],
    );
    const facilityLinks = linkPoints(
      network,
      facilities.map((f) => ground.facilities[f]!.lng),
      facilities.map((f) => ground.facilities[f]!.lat),
      snapCap,
      steps === "closed",
    );
    const reached = catchmentMatrix(graph, facilityLinks, cellLinks, limit);
    const standing = standingOf(ground, people, reached, cellLinks, edge, limit);
    const offers = sites.map((site) => site.services.includes(service));
    return {
      service,
      facilities,
      facilityLinks,
      reached,
      ...standing,
      pairs: pairsOf(matrix, standing.placeOf, standing.cells.length, offers),
    };
  });
  return { ground, walk, measure, limit, sites, graph, links, cellLinks, layers };
}

/** Pairs of the matrix, of the sites that offer anything; costs in seconds. */
export function pairsOf(
  { facilityCount, first, cell, cost }: Matrix,
  placeOf: Int32Array,
  demandCount: number,
  offers: readonly boolean[],
): Pairs {
  const starts = new Uint32Array(facilityCount + 1);
  const counts = (at: number) => placeOf[cell[at]!]! >= 0;
  for (let site = 0; site < facilityCount; site++) {
    let found = 0;
    if (offers[site] === true)
      for (let at = first[site]!; at < first[site + 1]!; at++) if (counts(at)) found++;
    starts[site + 1] = starts[site]! + found;
  }
  const demand = new Uint32Array(starts[facilityCount]!);
  const seconds = new Float64Array(demand.length);
  let to = 0;
  for (let site = 0; site < facilityCount; site++) {
    if (offers[site] !== true) continue;
    for (let at = first[site]!; at < first[site + 1]!; at++) {
      if (!counts(at)) continue;
      demand[to] = placeOf[cell[at]!]!;
      seconds[to++] = secondsOf(cost[at]!);
    }
  }
  return { demandCount, siteCount: facilityCount, first: starts, demand, cost: seconds };
}

/** Of a cost in tenths. */
export function secondsOf(tenths: number): Seconds {
  return tenths / 10;
}

/** The people that count, by cell. */
export function peopleOf(
  { demand, units, unitOf }: Ground,
  group: string | null,
  growth: Readonly<Record<string, number>> = {},
): Float64Array {
  const people = group === null ? demand.people : demand.groups.get(group);
  if (people === undefined) throw new Error(`The study has no age group "${group}".`);
  const factors = new Map(Object.entries(growth));
  if (factors.size === 0) return people;
  return people.map((count, c) => {
    const factor = factors.get(units[unitOf[c]!]?.id ?? "");
    return factor === undefined ? count : quantise(count * factor);
  });
}

function standingOf(
  { unitOf }: Ground,
  people: Float64Array,
  reached: Matrix,
  cellLinks: Linkage,
  edge: Float64Array,
  limit: Milli,
) {
  const surface = surfaceOf(reached, Array.from({ length: reached.facilityCount }).keys());
  const states = cellStates(surface, cellLinks, edge, limit / 100);
  const known: number[] = [];
  const unknown: number[] = [];
  for (const [c, count] of people.entries())
    if (count > 0) (states[c] === UNKNOWN ? unknown : known).push(c);
  const cells = Uint32Array.from(known);
  const placeOf = new Int32Array(people.length).fill(-1);
  const weight = Float64Array.from(known, (c) => people[c]!);
  const served = Uint8Array.from(known, (c) => (states[c] === COVERED ? 1 : 0));
  known.forEach((c, place) => (placeOf[c] = place));
  return {
    cells,
    placeOf,
    weight,
    served,
    unit: Int32Array.from(known, (c) => unitOf[c]!),
    total: weight.reduce((sum, count) => sum + count, 0),
    before: weight.reduce((sum, count, place) => sum + (served[place] === 1 ? count : 0), 0),
    unknown: {
      people: unknown.reduce((sum, c) => sum + people[c]!, 0),
      cells: unknown,
    },
  };
}

/** Rows of the facilities inside some unit; all of them where there are no units. */
export function facilitiesInside({ facilities, units }: Ground): ReadonlySet<number> {
  if (units.length === 0) return new Set(facilities.keys());
  const unitOf = facilityUnits({ facilities, units });
  return new Set(facilities.flatMap((_, f) => (unitOf[f]! >= 0 ? [f] : [])));
}

/** Index of the unit that each facility stands in, -1 outside all. */
export function facilityUnits({
  facilities,
  units,
}: Pick<Ground, "facilities" | "units">): Int32Array {
  return unitsOfCells(
    {
      lng: Float64Array.from(facilities, ({ lng }) => lng),
      lat: Float64Array.from(facilities, ({ lat }) => lat),
    },
    units,
  );
}
