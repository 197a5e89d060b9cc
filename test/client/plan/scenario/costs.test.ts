import { describe, expect, it } from "vitest";
import { costsAfter, crossing } from "../../../../client/plan/scenario/costs.ts";

const TODAY = {
  cost: Float32Array.from([100, 899.9, 900, 900.1, Infinity]),
  edge: Float32Array.from([5000, 5000, 5000, 0, 5000]),
  edgeLinked: Float32Array.from([5000, 5000, 5000, 4000, 5000]),
};

describe("costs after a scenario", () => {
  it("are today's but for the cells it changes", () => {
    const changed = { cells: [1, 4], before: [899.9, null], after: [null, 300] };
    const after = costsAfter(TODAY, changed);
    expect([...after.cost]).toEqual([...Float32Array.from([100, Infinity, 900, 900.1, 300])]);
    expect(after.edge).toBe(TODAY.edge);
    expect(TODAY.cost[4]).toBe(Infinity);
  });

  it("have a network where the scenario joins a cell to it, and none where it cuts one off", () => {
    const none = { cells: [], before: [], after: [] };
    const after = costsAfter(TODAY, none, { unlinked: [2], linked: [3] });
    expect([...after.edge]).toEqual([5000, 5000, 0, 4000, 5000]);
    expect([...TODAY.edge]).toEqual([5000, 5000, 5000, 0, 5000]);
  });
});

describe("cells that cross the limit", () => {
  it("count the limit itself as within", () => {
    const after = Float32Array.from([901, 900, 900.1, 900, 899]);
    expect(crossing(TODAY.cost, after, 900)).toEqual({ gained: [3, 4], lost: [0, 2] });
  });
});
