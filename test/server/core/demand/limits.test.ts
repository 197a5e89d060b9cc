import { expect, it } from "vitest";
import { tooManyCells, tooManyPeople } from "../../../../server/core/demand/limits.ts";

it("says in both languages what is too much and what to do", () => {
  const cells = tooManyCells(11);
  expect(cells.said.zh).toMatch(/400 万个格网（分辨率 11）.*更粗/);
  expect(cells.message).toBe(cells.said.en);
  expect(cells.message).toMatch(/4,000,000 cells at resolution 11.*coarser/);
  const people = tooManyPeople();
  expect(people.said.zh).toMatch(/人口合计超过 [\d,]+ 人。请检查.*单位/);
  expect(people.said.en).toMatch(/more than [\d,]+\. Check the unit/);
});
