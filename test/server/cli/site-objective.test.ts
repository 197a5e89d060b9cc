import { expect, it } from "vitest";
import type { Solver } from "#core/siting/problem.ts";
import { solveSiting } from "#core/siting/solve.ts";
import { tableProblem, type TableQuestion } from "../../../server/cli/site-objective.ts";
import { openHighs } from "../../../server/compute/siting/highs.ts";
import type { SitingTables } from "../../../server/intake/siting-tables.ts";
import { pairsOf, toolsWith } from "../core/siting/towns.ts";

/**
 * Within 100: the first site serves the first two places, the second the second and third, the third the fourth; nobody
 * serves the last.
 */
const TABLES: SitingTables = {
  demands: ["a", "b", "c", "d", "e"],
  weight: Float64Array.of(10, 20, 30, 40, 0),
  sites: ["X", "Y", "Z"],
  pairs: pairsOf(
    [
      [100, 50, 300, 300, null],
      [200, 80, 60, 400, null],
      [500, 500, 500, 90, null],
    ],
    5,
  ),
  capacity: Float64Array.of(25, 35, 30),
  dropped: [],
};

const QUESTION: TableQuestion = {
  objective: "lscp",
  limit: null,
  count: null,
  share: null,
  require: [],
  forbid: [],
};

const solver: Solver = await openHighs();

it.each<readonly [Partial<TableQuestion>, number, readonly number[]]>([
  [{ objective: "lscp", limit: 100 }, 3, [0, 1, 2]],
  [{ objective: "lscp", limit: 300 }, 1, [0]],
  [{ objective: "lscp", limit: 99.9 }, 2, [1, 2]],
  [{ objective: "lscp", limit: 300, require: ["Z"] }, 2, [0, 2]],
  [{ objective: "mclp", limit: 100, count: 2 }, 90, [1, 2]],
  [{ objective: "mclp", limit: 100, count: 2, require: ["X"] }, 70, [0, 2]],
  [{ objective: "mclp", limit: 100, count: 2, forbid: ["Z"] }, 60, [0, 1]],
  [{ objective: "target", limit: 100, share: 0.9 }, 2, [1, 2]],
  [{ objective: "target", limit: 100, share: 0.91 }, 3, [0, 1, 2]],
  // X alone 1000 + 1000 + 9000 + 12000, Y alone 2000 + 1600 + 1800 + 16000; with Z the last comes to 3600.
  [{ objective: "p-median", count: 1 }, 21_400, [1]],
  [{ objective: "p-median", count: 2 }, 9000, [1, 2]],
  [{ objective: "p-center", count: 1 }, 300, [0]],
  [{ objective: "p-center", count: 2 }, 200, [1, 2]],
  // 35 of b and c, and 30 of d.
  [{ objective: "cflp", limit: 100, count: 2 }, 65, [1, 2]],
  [{ objective: "cflp", limit: 100, share: 0.65 }, 2, [1, 2]],
  [{ objective: "cflp", limit: 100, share: 0.9 }, 3, [0, 1, 2]],
])("%j comes to %d", (asked, value, sites) => {
  const { problem, uncoverable } = tableProblem(TABLES, { ...QUESTION, ...asked });
  const answer = solveSiting(problem, toolsWith(solver));
  expect(answer).toMatchObject({ status: "proven", value, bound: value, sites });
  expect(uncoverable).toContain(4);
});

it("covers places where nobody is counted as well, where everything is to be covered", () => {
  const weight = new Float64Array(5);
  const lscp = { ...QUESTION, limit: 100 };
  const { problem } = tableProblem({ ...TABLES, weight }, lscp);
  expect(solveSiting(problem, toolsWith(solver))).toMatchObject({ value: 3, sites: [0, 1, 2] });
});

it("counts with weights whose sums are exact", () => {
  const weight = Float64Array.of(0.1, 0.2, 0.3, 0.4, 0);
  const question: TableQuestion = { ...QUESTION, objective: "target", limit: 100, share: 0.9 };
  const { problem } = tableProblem({ ...TABLES, weight }, question);
  expect(solveSiting(problem, toolsWith(solver))).toMatchObject({ status: "proven", value: 2 });
});
