import type { Instance, InstanceRule } from "./instance.ts";

/** What each column of the model stands for: sites first, then places of demand, then units. */
export interface Layout {
  /** The column of a site is its index. */
  readonly siteCount: number;
  /** By demand: the columns of the sites that cover it. */
  readonly coverers: readonly (readonly number[])[];
  /** By demand: how far it is covered, a site's own column where only that covers it; -1 where none does. */
  readonly ofDemand: Int32Array;
  /** By unit: whether it is served; -1 where it cannot be. */
  readonly ofUnit: Int32Array;
  readonly demandColumns: number;
  readonly count: number;
}

/** Where everything must be covered demand needs no columns. */
export function layoutOf(instance: Instance): Layout {
  const { siteCount, demandCount, siteOf, goal, everything } = instance;
  const coverers = Array.from({ length: demandCount }, (_, demand) =>
    Array.from(siteOf.items.subarray(siteOf.first[demand], siteOf.first[demand + 1])),
  );
  let count = siteCount;
  const ofDemand = Int32Array.from(coverers, (columns) =>
    columns.length < 2 || everything ? (columns[0] ?? -1) : count++,
  );
  const demandColumns = count - siteCount;
  const ofUnit =
    goal.kind === "units" || goal.kind === "most-units"
      ? ableUnits(instance, goal.rule, ofDemand).map((able) => (able === 1 ? count++ : -1))
      : new Int32Array();
  return { siteCount, coverers, ofDemand, ofUnit, demandColumns, count };
}

/** By unit: 1 where some choice serves it. */
function ableUnits({ weight }: Instance, rule: InstanceRule, ofDemand: Int32Array): Int32Array {
  const able = new Int32Array(rule.unitCount);
  if (rule.by === "inside") {
    for (const unit of rule.ofSite) if (unit >= 0) able[unit] = 1;
    return able;
  }
  const reach = new Float64Array(rule.unitCount);
  rule.ofDemand.forEach((unit, demand) => {
    if (unit >= 0 && ofDemand[demand]! >= 0) reach[unit]! += weight[demand]!;
  });
  return able.map((_, unit) =>
    rule.people[unit]! > 0 && reach[unit]! >= rule.people[unit]! ? 1 : 0,
  );
}

/** The columns of a choice of sites. */
export function columnsFor(
  instance: Instance,
  layout: Layout,
  chosen: readonly number[],
): Float64Array {
  const { goal, weight } = instance;
  const columns = new Float64Array(layout.count);
  for (const site of chosen) columns[site] = 1;
  layout.ofDemand.forEach((column, demand) => {
    if (column >= layout.siteCount)
      columns[column] = layout.coverers[demand]!.some((site) => columns[site] === 1) ? 1 : 0;
  });
  if (goal.kind !== "units" && goal.kind !== "most-units") return columns;
  const { rule } = goal;
  const got = new Float64Array(rule.unitCount);
  if (rule.by === "inside")
    for (const site of chosen) if (rule.ofSite[site]! >= 0) got[rule.ofSite[site]!] = 1;
  if (rule.by === "people")
    rule.ofDemand.forEach((unit, demand) => {
      const column = layout.ofDemand[demand]!;
      if (unit >= 0 && column >= 0) got[unit]! += weight[demand]! * columns[column]!;
    });
  layout.ofUnit.forEach((column, unit) => {
    const asked = rule.by === "inside" ? 1 : rule.people[unit]!;
    if (column >= 0 && got[unit]! >= asked) columns[column] = 1;
  });
  return columns;
}
