import { basename } from "node:path";
import type { Reason } from "#contract/reasons/reasons.ts";
import type { Pairs } from "#core/siting/problem.ts";
import { printable } from "./account.ts";
import { RefusedFile } from "./refused-file.ts";
import { eachSitingRow } from "./siting-rows.ts";

/** Places of demand, candidate sites and what it costs to get from the one to the other, from tables. */
export interface SitingTables {
  /** Ids in the order of the demand table. */
  readonly demands: readonly string[];
  readonly weight: Float64Array;
  /** Ids in the order they first stand in the costs. */
  readonly sites: readonly string[];
  readonly pairs: Pairs;
  /** By site; undefined where no table of capacities was given. */
  readonly capacity: Float64Array | undefined;
  /** Rows that were left out, which the answer can do without, and why. */
  readonly dropped: readonly DroppedRow[];
}

export interface DroppedRow {
  readonly file: string;
  readonly reason: Reason;
}

/** Weights are kept to multiples of 2⁻²⁰ where their sums must be exact; so many people are the most that allows. */
const MOST_WEIGHT = 8_000_000_000;
const MOST_COST = 1e12;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Reads `id,weight`, `demand,site,cost` and `site,capacity`. Where the answer would be another one without a row, the file
 * is refused (`RefusedFile`, with row, column and what to do): negative numbers, ids that stand twice or nowhere else,
 * a weight or capacity that is not known. A row of costs without a cost says that the one cannot serve the other, as
 * a row that is not there does: it is left out and listed.
 */
export async function readSitingTables(
  paths: { readonly demand: string; readonly costs: string; readonly capacities?: string },
  signal: AbortSignal,
): Promise<SitingTables> {
  const dropped: DroppedRow[] = [];
  const { demands, weight } = await readDemand(paths.demand, signal);
  const { sites, pairs } = await readCosts(paths, demands, dropped, signal);
  const capacity =
    paths.capacities === undefined
      ? undefined
      : await readCapacities({ ...paths, capacities: paths.capacities }, sites, signal);
  return {
    demands: [...demands.keys()],
    weight,
    sites: [...sites.keys()],
    pairs,
    capacity,
    dropped,
  };
}

/** Index of each id. */
type Ids = ReadonlyMap<string, number>;

async function readDemand(path: string, signal: AbortSignal) {
  const refuse = refusal(path);
  const demands = new Map<string, number>();
  const rows: number[] = [];
  const weights: number[] = [];
  let sum = 0;
  await eachSitingRow(
    path,
    ["id", "weight"],
    ({ number: row, values: { id, weight } }) => {
      if (id === "") refuse({ code: "siting-blank", values: { row, column: "id" } });
      const first = rows[demands.get(id) ?? -1];
      if (first !== undefined) refuse(idTwice(row, "id", id, first));
      const value = numberIn(weight, row, "weight", refuse);
      sum += value;
      if (sum > MOST_WEIGHT)
        refuse({
          code: "siting-too-large",
          values: { row, column: "weight", value, most: MOST_WEIGHT },
        });
      demands.set(id, rows.length);
      rows.push(row);
      weights.push(value);
    },
    { fault: refuse, signal },
  );
  return { demands, weight: Float64Array.from(weights) };
}

async function readCosts(
  { costs: path, demand: demandPath }: { readonly costs: string; readonly demand: string },
  demands: Ids,
  dropped: DroppedRow[],
  signal: AbortSignal,
): Promise<{ readonly sites: Ids; readonly pairs: Pairs }> {
  const refuse = refusal(path);
  const drop = (reason: Reason) => void dropped.push({ file: basename(path), reason });
  const sites = new Map<string, number>();
  const columns: Map<number, { readonly cost: number; readonly row: number }>[] = [];
  await eachSitingRow(
    path,
    ["demand", "site", "cost"],
    ({ number: row, values }) => {
      const { demand, site, cost } = values;
      for (const column of ["demand", "site"] as const)
        if (values[column] === "") return drop({ code: "siting-blank", values: { row, column } });
      const place = demands.get(demand);
      if (place === undefined)
        return refuse({
          code: "siting-demand-unknown",
          values: { row, id: shown(demand), file: basename(demandPath) },
        });
      const at = sites.get(site) ?? sites.size;
      sites.set(site, at);
      const costs = (columns[at] ??= new Map());
      if (cost === "") return drop({ code: "siting-blank", values: { row, column: "cost" } });
      if (!NUMBER.test(cost))
        return drop({
          code: "siting-not-a-number",
          values: { row, column: "cost", value: shown(cost) },
        });
      const value = numberIn(cost, row, "cost", refuse);
      if (value > MOST_COST)
        refuse({
          code: "siting-too-large",
          values: { row, column: "cost", value, most: MOST_COST },
        });
      const known = costs.get(place);
      if (known === undefined) return void costs.set(place, { cost: value, row });
      const values2 = { row, first: known.row, demand: shown(demand), site: shown(site) };
      if (known.cost !== value) return refuse({ code: "siting-pair-twice", values: values2 });
      return drop({ code: "siting-pair-again", values: { row, first: known.row } });
    },
    { fault: drop, signal },
  );
  return { sites, pairs: pairsOf(columns, demands.size) };
}

function pairsOf(
  columns: readonly ReadonlyMap<number, { readonly cost: number }>[],
  demandCount: number,
): Pairs {
  const first = new Uint32Array(columns.length + 1);
  columns.forEach((costs, site) => (first[site + 1] = first[site]! + costs.size));
  const size = first[columns.length]!;
  const demand = new Uint32Array(size);
  const cost = new Float64Array(size);
  columns.forEach((costs, site) => {
    const rising = Uint32Array.from(costs.keys()).sort();
    rising.forEach((place, at) => {
      demand[first[site]! + at] = place;
      cost[first[site]! + at] = costs.get(place)!.cost;
    });
  });
  return { demandCount, siteCount: columns.length, first, demand, cost };
}

async function readCapacities(
  { capacities: path, costs }: { readonly capacities: string; readonly costs: string },
  sites: Ids,
  signal: AbortSignal,
): Promise<Float64Array> {
  const refuse = refusal(path);
  const capacity = new Float64Array(sites.size);
  const rows = new Map<number, number>();
  await eachSitingRow(
    path,
    ["site", "capacity"],
    ({ number: row, values: { site, capacity: text } }) => {
      if (site === "") refuse({ code: "siting-blank", values: { row, column: "site" } });
      const at = sites.get(site);
      if (at === undefined)
        return refuse({
          code: "siting-site-unknown",
          values: { row, id: shown(site), file: basename(costs) },
        });
      const first = rows.get(at);
      if (first !== undefined) refuse(idTwice(row, "site", site, first));
      if (NUMBER.test(text) && Number(text) <= 0)
        refuse({ code: "siting-capacity-not-positive", values: { row, value: shown(text) } });
      const value = numberIn(text, row, "capacity", refuse);
      rows.set(at, row);
      capacity[at] = Math.min(value, MOST_WEIGHT);
      return undefined;
    },
    { fault: refuse, signal },
  );
  const without = [...sites].filter(([, at]) => !rows.has(at));
  const [missing] = without;
  if (missing !== undefined)
    refuse({
      code: "siting-capacity-missing",
      values: { id: shown(missing[0]), count: without.length },
    });
  return capacity;
}

type Refuse = (reason: Reason) => never;

function refusal(path: string): Refuse {
  return (reason) => {
    throw new RefusedFile(basename(path), reason);
  };
}

function numberIn(text: string, row: number, column: string, refuse: Refuse): number {
  if (text === "") refuse({ code: "siting-blank", values: { row, column } });
  const value = NUMBER.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value))
    refuse({ code: "siting-not-a-number", values: { row, column, value: shown(text) } });
  if (value < 0) refuse({ code: "siting-negative", values: { row, column, value: shown(text) } });
  // Minus zero is zero.
  return value + 0;
}

function idTwice(row: number, column: string, id: string, first: number): Reason {
  return { code: "siting-id-twice", values: { row, column, id: shown(id), first } };
}

function shown(text: string): string {
  return printable(text, 40);
}
