import { expect, it } from "vitest";
import { ServiceTally } from "../../../../server/intake/meaning/service-tally.ts";

it("puts every question of a long list, so that one decision can answer them all", () => {
  const tally = new ServiceTally();
  for (let row = 2; row < 1502; row++)
    tally.add(row, {
      kind: "doubtful",
      key: `row:${row}`,
      text: `店 ${row}`,
      candidates: [],
      missing: true,
    });
  const { doubtful } = tally.reading();
  expect(doubtful).toHaveLength(1500);
  expect(new Set(doubtful.map(({ key }) => key)).size).toBe(1500);
});
