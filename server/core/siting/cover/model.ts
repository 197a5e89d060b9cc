import { buildModel } from "../model-builder.ts";
import type { Model } from "../problem.ts";
import type { Instance, InstanceRule } from "./instance.ts";
import type { Layout } from "./layout.ts";

/** What is asked of the solver: the goal itself, or among equally good choices the one to be preferred. */
export interface Question {
  readonly best: "goal" | "fewest-others" | "most-people";
  /** What the goal must come to at least (most) or at most (least), where that is known. */
  readonly keep?: number;
  /** Sites that are not preferred, at most. */
  readonly others?: number;
  /** Choices that do not reach what was asked: each must be left for at least one other site. */
  readonly cuts: readonly (readonly number[])[];
}

type Entry = readonly [column: number, value: number];

/** The question as a mixed-integer model with these columns. */
export function coverModel(instance: Instance, layout: Layout, question: Question): Model {
  const { weight, price, goal, floor, apart } = instance;
  const sites = Array.from({ length: layout.siteCount }, (_, site) => site);
  const least = goal.kind === "people" || goal.kind === "units";
  const other = (site: number) => (instance.preferred[site] === 0 ? 1 : 0);
  const counts = counted(goal.kind, question.best);
  const builder = buildModel(counts === "price" || counts === "others" ? "least" : "most");
  const people = peopleBy(layout, weight);
  sites.forEach((site) => {
    const cost = {
      people: people.get(site) ?? 0,
      units: 0,
      price: price[site]!,
      others: other(site),
    };
    builder.column(cost[counts], 1, true);
  });
  for (let i = 0; i < layout.demandColumns; i++)
    builder.column(counts === "people" ? people.get(sites.length + i)! : 0, 1);
  const unitColumns = [...layout.ofUnit].filter((column) => column >= 0);
  for (const _ of unitColumns) builder.column(counts === "units" ? 1 : 0, 1, true);

  layout.coverers.forEach((coverers, demand) => {
    const column = layout.ofDemand[demand]!;
    if (instance.everything) builder.row(1, coverers.map(one), Infinity);
    else if (column >= sites.length) builder.row(0, [...coverers.map(one), [column, -1]], Infinity);
  });
  if (goal.kind === "units" || goal.kind === "most-units")
    for (const entries of unitRows(goal.rule)) builder.row(0, entries, Infinity);
  if (floor !== undefined)
    byUnit(floor.ofDemand, floor.unitCount).forEach((entries, unit) => {
      if (floor.people[unit]! > 0) builder.row(floor.people[unit]!, entries, Infinity);
    });

  const spent = sites.map((site): Entry => [site, price[site]!]);
  if (goal.kind === "people" && !instance.everything) builder.row(goal.people, people, Infinity);
  if (goal.kind === "units") builder.row(goal.units, unitColumns.map(one), Infinity);
  if (question.keep !== undefined) {
    if (least) builder.row(-Infinity, spent, question.keep);
    else
      builder.row(
        question.keep,
        goal.kind === "most-people" ? people : unitColumns.map(one),
        Infinity,
      );
  }
  if (Number.isFinite(instance.count)) builder.row(-Infinity, sites.map(one), instance.count);
  if (Number.isFinite(instance.budget)) builder.row(-Infinity, spent, instance.budget);
  if (question.others !== undefined)
    builder.row(
      -Infinity,
      sites.map((site): Entry => [site, other(site)]),
      question.others,
    );
  sites.forEach((site) => {
    for (const beside of apart.items.subarray(apart.first[site], apart.first[site + 1]))
      if (beside > site) builder.row(-Infinity, [one(site), one(beside)], 1);
  });
  for (const cut of question.cuts) {
    const within = new Set(cut);
    const outside = sites.filter((site) => !within.has(site)).map(one);
    builder.row(1, outside, Infinity);
  }
  return builder.finish();

  function unitRows(rule: InstanceRule): Entry[][] {
    const entries: Entry[][] =
      rule.by === "people"
        ? byUnit(rule.ofDemand, rule.unitCount)
        : Array.from({ length: rule.unitCount }, () => []);
    if (rule.by === "inside")
      sites.forEach((site) => {
        if (rule.ofSite[site]! >= 0) entries[rule.ofSite[site]!]!.push(one(site));
      });
    return entries.flatMap((found, unit) => {
      const asked = rule.by === "inside" ? 1 : rule.people[unit]!;
      return layout.ofUnit[unit]! < 0 ? [] : [[...found, [layout.ofUnit[unit]!, -asked] as const]];
    });
  }

  /** People covered, by unit. */
  function byUnit(ofDemand: Int32Array, unitCount: number): Entry[][] {
    const sums = Array.from({ length: unitCount }, () => new Map<number, number>());
    ofDemand.forEach((unit, demand) => {
      const column = layout.ofDemand[demand]!;
      if (unit < 0 || column < 0) return;
      sums[unit]!.set(column, (sums[unit]!.get(column) ?? 0) + weight[demand]!);
    });
    return sums.map((sum) => [...sum]);
  }
}

function counted(
  goal: Instance["goal"]["kind"],
  best: Question["best"],
): "people" | "units" | "price" | "others" {
  if (best === "fewest-others") return "others";
  if (best === "most-people" || goal === "most-people") return "people";
  return goal === "most-units" ? "units" : "price";
}

function one(column: number): Entry {
  return [column, 1];
}

/** Several places of demand may count by one column. */
function peopleBy({ ofDemand }: Layout, weight: Float64Array): Map<number, number> {
  const sum = new Map<number, number>();
  ofDemand.forEach((column, demand) => {
    if (column >= 0) sum.set(column, (sum.get(column) ?? 0) + weight[demand]!);
  });
  return sum;
}
