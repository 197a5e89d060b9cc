import type { CoverProblem, Pairs } from "../../server/core/siting/problem.ts";
import { seededRandom } from "./random.ts";

/** How people are spread: about the same number in each cell, or in clusters. */
export type Spread = "even" | "clustered";

/**
 * A synthetic city of cells on a hexagonal grid, each of them a candidate that covers the cells whose centres are
 * near, about `near` of them.
 */
export function gridCity(cells: number, near: number, spread: Spread, seed: number): CoverProblem {
  const width = Math.round(Math.sqrt(2 * cells));
  const places = Array.from({ length: cells }, (_, cell) => {
    const row = Math.floor(cell / width);
    return { x: (cell % width) + (row % 2) / 2, y: (row * Math.sqrt(3)) / 2 };
  });
  const random = seededRandom(seed);
  const weight =
    spread === "even"
      ? Float64Array.from(places, () => Math.round(50 + 100 * random()))
      : clusteredWeights(places, random);
  // A cell's area is √3 ÷ 2.
  const reach = Math.sqrt((near * Math.sqrt(3)) / 2 / Math.PI);
  return mostPeople(pairsWithin(places, places, reach), weight, 50);
}

/** A synthetic county: candidates strewn among cells in clusters, as far as people go in both directions. */
export function county(cells: number, candidates: number, seed: number): CoverProblem {
  const city = gridCity(cells, 1, "clustered", seed);
  const width = Math.round(Math.sqrt(2 * cells));
  const random = seededRandom(seed + 1);
  const places = Array.from({ length: cells }, (_, cell) => {
    const row = Math.floor(cell / width);
    return { x: (cell % width) + (row % 2) / 2, y: (row * Math.sqrt(3)) / 2 };
  });
  const sites = Array.from({ length: candidates }, () => places[Math.floor(random() * cells)]!);
  // Cells 174 m apart, 1,000 m straight.
  return mostPeople(pairsWithin(sites, places, 1000 / 174), city.weight, 20);
}

/** The same with another goal. */
export function asking(problem: CoverProblem, share: number): CoverProblem {
  const reached = new Uint8Array(problem.pairs.demandCount);
  for (const demand of problem.pairs.demand) reached[demand] = 1;
  const most = problem.weight.reduce((sum, people, i) => sum + people * reached[i]!, 0);
  return {
    ...problem,
    count: null,
    goal: { kind: "people", people: Math.ceil(share * most) },
  };
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function clusteredWeights(places: readonly Place[], random: () => number): Float64Array {
  const last = places.at(-1)!;
  const centres = Array.from({ length: 12 }, () => ({
    x: random() * last.x,
    y: random() * last.y,
    size: 3 + 12 * random(),
    people: 100 + 900 * random(),
  }));
  return Float64Array.from(places, ({ x, y }) => {
    const near = centres.reduce(
      (sum, c) => sum + c.people * Math.exp(-((x - c.x) ** 2 + (y - c.y) ** 2) / (2 * c.size ** 2)),
      10,
    );
    return Math.round(near * (0.5 + random()));
  });
}

function pairsWithin(sites: readonly Place[], places: readonly Place[], reach: number): Pairs {
  const first = new Uint32Array(sites.length + 1);
  const demand: number[] = [];
  const cost: number[] = [];
  sites.forEach((site, i) => {
    places.forEach(({ x, y }, place) => {
      if (Math.abs(y - site.y) > reach || Math.abs(x - site.x) > reach) return;
      const metres = Math.hypot(x - site.x, y - site.y);
      if (metres > reach) return;
      demand.push(place);
      cost.push(metres);
    });
    first[i + 1] = demand.length;
  });
  return {
    demandCount: places.length,
    siteCount: sites.length,
    first,
    demand: Uint32Array.from(demand),
    cost: Float64Array.from(cost),
  };
}

function mostPeople(pairs: Pairs, weight: Float64Array, count: number): CoverProblem {
  return {
    kind: "cover",
    pairs,
    weight,
    served: new Uint8Array(pairs.demandCount),
    goal: { kind: "most-people" },
    floor: null,
    status: new Uint8Array(pairs.siteCount),
    price: new Float64Array(pairs.siteCount).fill(1),
    preferred: new Uint8Array(pairs.siteCount),
    apart: [],
    count,
    budget: null,
  };
}
