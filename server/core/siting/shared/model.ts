import { buildModel, siteColumns } from "../model-builder.ts";
import { REQUIRED, type Model } from "../problem.ts";
import type { Choice, Town } from "./choice.ts";

export interface SharedModel {
  readonly model: Model;
  /** The columns of a choice, and back. */
  readonly columnsOf: (choice: Choice) => Float64Array;
  readonly choiceOf: (columns: Float64Array) => Choice;
}

/**
 * Least cost for the people of every layer. A building costs its price and one discount, every service in it its price less
 * a discount: together what is paid, as a building that is paid for has a service.
 */
export function sharedModel(town: Town): SharedModel {
  const { problem, siteCount, places, missing } = town;
  const { discount, layers, budget } = problem;
  const builder = buildModel("least");
  const costs: (readonly [number, number])[] = [];
  const first = siteColumns(builder, { ...problem, budget: null }, (site) => {
    costs.push([site, problem.price[site]! + discount]);
    return problem.price[site]! + discount;
  });
  const service = layers.map(({ price }) =>
    Array.from({ length: siteCount }, (_, site) => {
      const cost = price[site]! - discount;
      const column = builder.column(cost, 1, true);
      costs.push([column, cost]);
      builder.row(-Infinity, [[column, 1] as const, [first + site, -1] as const], 0);
      return column;
    }),
  );
  for (let site = 0; site < siteCount; site++)
    if (problem.status[site] === REQUIRED)
      builder.row(
        1,
        service.map((columns) => [columns[site]!, 1] as const),
        Infinity,
      );
  if (budget !== null) builder.row(-Infinity, costs, budget);
  const covered = places.map((groups, layer) => {
    if (missing[layer] === 0) return [];
    const columns = groups.map(({ sites }) => {
      const column = builder.column(0, 1);
      builder.row(
        -Infinity,
        [[column, 1] as const, ...sites.map((site) => [service[layer]![site]!, -1] as const)],
        0,
      );
      return column;
    });
    builder.row(
      missing[layer]!,
      columns.map((column, group) => [column, groups[group]!.weight] as const),
      Infinity,
    );
    return columns;
  });
  const model = builder.finish();
  return {
    model,
    columnsOf: (choice) => {
      const columns = new Float64Array(model.objective.length);
      for (const [site, services] of choice.entries()) {
        if (services.size > 0) columns[first + site] = 1;
        for (const layer of services) columns[service[layer]![site]!] = 1;
      }
      covered.forEach((of, layer) =>
        of.forEach((column, group) => {
          const is = places[layer]![group]!.sites.some((site) => choice[site]!.has(layer));
          columns[column] = is ? 1 : 0;
        }),
      );
      return columns;
    },
    choiceOf: (columns) => {
      const choice = Array.from({ length: siteCount }, () => new Set<number>());
      service.forEach((of, layer) => {
        of.forEach((column, site) => {
          if (columns[column]! > 0.5) choice[site]!.add(layer);
        });
      });
      return choice;
    },
  };
}
