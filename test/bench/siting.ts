import { solveCover } from "../../server/core/siting/cover/solve-cover.ts";
import type { CoverProblem, SitingAnswer } from "../../server/core/siting/problem.ts";
import { openHighs } from "../../server/compute/siting/highs.ts";
import { beginSearch } from "../../server/compute/siting/search-tools.ts";
import { asking, county, gridCity } from "./siting-city.ts";
import { count, factRow, type Row } from "./table.ts";

const CELLS = 20_000;
const NEAR = 166;

/** Sites that cover a county and a city, none of it real: how soon there is a plan, and how far from its bound. */
export async function benchSiting(): Promise<Row[]> {
  const solver = await openHighs();
  const rural = county(3000, 200, 1);
  return [
    ...rowsOf(
      "county, 3,000 cells, 200 candidates: everybody",
      asking(rural, 1),
      30,
      "proven, < 30 s",
    ),
    ...rowsOf("county: 80 % of the people", asking(rural, 0.8), 30, "proven, < 30 s"),
    ...rowsOf("county: most people with 20", rural, 30, "proven, < 30 s"),
    ...rowsOf(
      `city, ${count(CELLS)} cells, even: most people with 50`,
      city("even"),
      60,
      "< 4 %, < 60 s",
    ),
    ...rowsOf("city, clustered: most people with 50", city("clustered"), 60, "< 4 %, < 60 s"),
    factRow(
      "most memory of the process",
      `${count(process.resourceUsage().maxRSS / 1024)} MiB`,
      "< 2,048 MiB",
    ),
  ];

  function rowsOf(what: string, problem: CoverProblem, seconds: number, target: string): Row[] {
    const search = beginSearch({ seconds, seed: 1, solver });
    const cpu = process.cpuUsage();
    const answer = solveCover(problem, search.tools);
    const { user, system } = process.cpuUsage(cpu);
    const first = search.trace().find(({ value }) => value !== null && value > 0)?.seconds ?? NaN;
    const took = `${search.seconds().toFixed(2)} s, of the processor ${((user + system) / 1e6).toFixed(2)} s`;
    return [
      factRow(what, took, target),
      factRow("… first plan", `${first.toFixed(2)} s`, "< 2 s"),
      factRow("… value, bound", outcomeOf(answer)),
    ];
  }
}

function city(spread: "even" | "clustered"): CoverProblem {
  return gridCity(CELLS, NEAR, spread, 1);
}

function outcomeOf({ sense, value, bound, status }: SitingAnswer): string {
  const gap = sense === "most" ? (bound - value) / bound : (value - bound) / value;
  return `${count(value)}, ${count(bound)} (${status === "proven" ? status : `${(100 * gap).toFixed(2)} %`})`;
}
