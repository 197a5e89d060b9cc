import { buildModel, siteColumns } from "../model-builder.ts";
import { flowOf, type Town } from "./town.ts";

/** Which sites, and how much of each group of places goes where. */
export function modelOf(town: Town, sites: readonly number[]) {
  const { problem, asked, weight, sitesOf, capacity } = town;
  const builder = buildModel(asked === null ? "most" : "least");
  const first = siteColumns(builder, problem, (site) =>
    asked === null ? 0 : problem.price[site]!,
  );
  const amounts = flowOf(town, sites).amounts();
  const start: number[] = Array.from(problem.status, () => 0);
  for (const site of sites) start[first + site] = 1;
  const taken: (readonly [number, number])[][] = Array.from(capacity, () => []);
  const all: (readonly [number, number])[] = [];
  sitesOf.forEach((to, place) => {
    const ways = to.map((site) => {
      const most = Math.min(weight[place]!, capacity[site]!);
      const column = builder.column(asked === null ? 1 : 0, most);
      start[column] = amounts[place]!.get(site) ?? 0;
      taken[site]!.push([column, 1]);
      builder.row(-Infinity, [[column, 1] as const, [first + site, -most] as const], 0);
      return [column, 1] as const;
    });
    builder.row(-Infinity, ways, weight[place]!);
    all.push(...ways);
  });
  taken.forEach((ways, site) => {
    if (ways.length > 0) builder.row(-Infinity, [...ways, [first + site, -capacity[site]!]], 0);
  });
  if (asked !== null) builder.row(asked, all, Infinity);
  return { model: builder.finish(), first, start: Float64Array.from(start) };
}
