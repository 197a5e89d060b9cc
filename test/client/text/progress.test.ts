import { expect, test } from "vitest";
import { stageCount } from "../../../client/text/progress.ts";
import { WORDS } from "../../../client/text/words.ts";

const zh = (...progress: Parameters<typeof stageCount>[0][]) =>
  progress.map((one) => stageCount(one, WORDS.zh));

test("a stage that reads a file is told in the size of the file", () => {
  expect(
    zh(
      { stage: "streets", done: 1_310_720, total: 4_944_459 },
      { stage: "read", done: 2_621_440, total: 9_888_918, unit: "bytes" },
    ),
  ).toEqual(["1.3 MB / 4.9 MB", "2.6 MB / 9.9 MB"]);
});

test("what is counted is named, in either language", () => {
  const cells = { stage: "read", done: 5000, total: 1_000_000, unit: "cells" } as const;
  expect(stageCount(cells, WORDS.zh)).toBe("5,000 / 1,000,000 个栅格");
  expect(stageCount(cells, WORDS.en)).toBe("5,000 / 1,000,000 cells");
  expect(zh({ stage: "pictures", done: 3, total: 12 })).toEqual(["3 / 12 幅图"]);
});

test("where nothing is named a part of the whole is told, and of a single step nothing", () => {
  expect(
    zh({ stage: "read", done: 50, total: 200 }, { stage: "store", done: 1, total: 1 }),
  ).toEqual(["25.0%", ""]);
});
