import { expect, it } from "vitest";
import { searchLines } from "../../../../client/plan/siting/search-line.ts";

it("draws incumbent and bound from where each is known to the end of the search", () => {
  const lines = searchLines(
    [
      { seconds: 0.1, value: null, bound: 20 },
      { seconds: 0.3, value: 11, bound: 18 },
      { seconds: 1, value: 16, bound: 16 },
    ],
    1.8,
  );
  expect(lines.best).toEqual([
    [0.3, 11],
    [1, 16],
    [1.8, 16],
  ]);
  expect(lines.bound).toEqual([
    [0.1, 20],
    [0.3, 18],
    [1, 16],
    [1.8, 16],
  ]);
});

it("has no line for what was never known", () => {
  expect(searchLines([{ seconds: 1, value: null, bound: 5 }], 1).best).toEqual([]);
});
