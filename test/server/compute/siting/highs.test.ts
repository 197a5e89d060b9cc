import { beforeAll, describe, expect, it } from "vitest";
import type { Model, Solver } from "#core/siting/problem.ts";
import { openHighs } from "../../../../server/compute/siting/highs.ts";

const FREELY = { ended: () => false, seconds: 20, seed: 1 };

/** Dense rows make a model short to read. */
function model(
  sense: Model["sense"],
  objective: number[],
  rows: readonly (readonly [lower: number, coefficients: number[], upper: number])[],
  { whole = true, upper = 1 }: { whole?: boolean; upper?: number } = {},
): Model {
  const count = objective.length;
  return {
    sense,
    objective: Float64Array.from(objective),
    lower: new Float64Array(count),
    upper: new Float64Array(count).fill(upper),
    whole: new Uint8Array(count).fill(whole ? 1 : 0),
    rowLower: Float64Array.from(rows.map(([lower]) => lower)),
    rowUpper: Float64Array.from(rows.map(([, , most]) => most)),
    rowFirst: Int32Array.from([0, ...rows.map((_, row) => (row + 1) * count)]),
    column: Int32Array.from(rows.flatMap(() => objective.map((_, column) => column))),
    value: Float64Array.from(rows.flatMap(([, coefficients]) => coefficients)),
  };
}

/** Many even weights and an odd sum: nothing to be had, and no way to see it but to try. */
function parity(count: number): Model {
  const weights = Array.from({ length: count }, () => 2);
  return model("most", weights, [[count + 1, weights, count + 1]]);
}

/** A knapsack whose weights say nothing of the values; takes a while to prove. */
function knapsack(count: number): Model {
  const weights = Array.from({ length: count }, (_, at) => 1000 + ((at * 7919) % 613));
  const others = Array.from({ length: count }, (_, at) => 1000 + ((at * 104_729) % 587));
  const half = (sum: number[]) => sum.reduce((a, b) => a + b, 0) / 2;
  const values = weights.map((weight, at) => weight + others[at]!);
  return model("most", values, [
    [-Infinity, weights, half(weights)],
    [-Infinity, others, half(others)],
    [-Infinity, values.map((value, at) => (value * ((at % 7) + 3)) / 5), half(values)],
  ]);
}

let solver: Solver;
beforeAll(async () => {
  solver = await openHighs();
});

describe("HiGHS", () => {
  it("proves the best of a small knapsack", () => {
    // 5 + 4 weighs 3 + 2 = 5; 5 + 3 weighs 4; all three would weigh 6.
    const solved = solver.solve(model("most", [5, 4, 3], [[-Infinity, [3, 2, 1], 5]]), FREELY);
    expect(solved).toMatchObject({ status: "optimal", value: 9, bound: 9 });
    expect(solved.columns).toEqual(Float64Array.of(1, 1, 0));
    expect(solved.duals).toBeUndefined();
  });

  it("proves the least as well", () => {
    const solved = solver.solve(
      model(
        "least",
        [3, 2, 2],
        [
          [1, [1, 1, 0], Infinity],
          [1, [1, 0, 1], Infinity],
        ],
      ),
      FREELY,
    );
    expect(solved).toMatchObject({ status: "optimal", value: 3, bound: 3 });
    expect(solved.columns).toEqual(Float64Array.of(1, 0, 0));
  });

  it("says what one more of a row would bring, for a model without whole columns", () => {
    // x + y ≤ 4, x ≤ 3 by its row: most of 3x + 2y is 11; a row more of the first brings 2, of the second 1.
    const rows = [
      [-Infinity, [1, 1], 4],
      [-Infinity, [1, 0], 3],
    ] as const;
    const most = solver.solve(
      model(
        "most",
        [3, 2],
        rows.map(([a, b, c]) => [a, [...b], c]),
        { whole: false, upper: 10 },
      ),
      FREELY,
    );
    expect(most).toMatchObject({ status: "optimal", value: 11, bound: 11 });
    expect([...most.duals!]).toEqual([2, 1]);
    const least = solver.solve(
      model("least", [3, 2], [[4, [1, 1], Infinity]], { whole: false, upper: 3 }),
      FREELY,
    );
    expect(least.value).toBe(9);
    expect([...least.duals!]).toEqual([3]);
  });

  it("says when nothing keeps the rows", () => {
    const solved = solver.solve(model("most", [1, 1], [[3, [1, 1], Infinity]]), FREELY);
    expect(solved).toMatchObject({ status: "infeasible", columns: undefined, value: NaN });
    expect(solver.solve(parity(6), FREELY).status).toBe("infeasible");
  });

  it("fails without a bound on what has none", () => {
    const endless = model("most", [1], [], { whole: false, upper: Infinity });
    const solved = solver.solve(endless, FREELY);
    expect(solved).toMatchObject({ status: "failed", columns: undefined, bound: Infinity });
  });

  it("fails on a model it cannot read, and solves the next", () => {
    const torn = { ...model("most", [1, 1], [[0, [1, 1], 1]]), rowLower: Float64Array.of(NaN) };
    expect(solver.solve(torn, FREELY).status).toBe("failed");
    expect(solver.solve(model("most", [1], []), FREELY)).toMatchObject({ value: 1 });
  });

  it("ends when told to, with what it was given to start from", () => {
    const hard = knapsack(60);
    const start = new Float64Array(60);
    start[3] = 1;
    const solved = solver.solve(hard, { ...FREELY, start, ended: () => true });
    expect(solved.status).toBe("limit");
    expect(solved.value).toBeGreaterThanOrEqual(hard.objective[3]!);
    expect(solved.bound).toBeGreaterThanOrEqual(solved.value);
    expect(solved.columns!.every((value) => value === 0 || value === 1)).toBe(true);
  });

  it("ends when the time is over", () => {
    const solved = solver.solve(knapsack(60), { ...FREELY, seconds: 0 });
    expect(solved.status).toBe("limit");
  });

  it("tells of better values and bounds that close in", () => {
    const told: (readonly [number | null, number | null])[] = [];
    const solved = solver.solve(knapsack(15), {
      ...FREELY,
      onProgress: (value, bound) => void told.push([value, bound]),
    });
    expect(solved.status).toBe("optimal");
    const values = told.flatMap(([value]) => value ?? []);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(values.length).toBeGreaterThan(0);
    expect(told.filter(([value, bound]) => (bound ?? Infinity) < (value ?? 0) - 1e-6)).toEqual([]);
  });

  it("gives the same to the same", () => {
    const once = solver.solve(knapsack(15), FREELY);
    const again = solver.solve(knapsack(15), FREELY);
    expect(again).toEqual(once);
  });
});
