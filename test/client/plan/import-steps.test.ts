import { describe, expect, it } from "vitest";
import type { Import, Proposal } from "#contract/import.ts";
import { stepOf } from "../../../client/plan/import-steps.ts";

const PROPOSAL = {
  blocking: [],
  crs: { mixed: null },
  services: { doubtful: [] },
  duplicates: { open: 0 },
} as unknown as Proposal;

const step = (proposal: Partial<Proposal> | null, more: Partial<Import> = {}) =>
  stepOf({
    state: "waiting",
    decisions: {},
    proposal: proposal && { ...PROPOSAL, ...proposal },
    ...more,
  } as Import);

describe("the step a file stands at", () => {
  it("is the file until it has been read, and none once it is stored", () => {
    expect(step(null, { state: "reading" })).toBe("file");
    expect(step({}, { state: "done" })).toBe("done");
  });

  it("is the first with something to decide", () => {
    const crs = { mixed: { crs: "GCJ-02", rows: 1, runs: [] } } as unknown as Proposal["crs"];
    const services = { doubtful: [{}] } as unknown as Proposal["services"];
    const blocking = [{ code: "people-column-missing" }];
    expect(step({ blocking, crs, services })).toBe("columns");
    expect(step({ crs, services })).toBe("coordinates");
    expect(step({ blocking: [{ code: "crs-unclear" }] })).toBe("coordinates");
    expect(step({ services })).toBe("sort");
    const people = { undecided: { waiting: 1 } } as unknown as Proposal["people"];
    expect(step({ people })).toBe("sort");
    expect(step({})).toBe("confirm");
  });

  it("leaves the coordinates once the mixed rows are decided", () => {
    const crs = { mixed: { crs: "GCJ-02", rows: 1, runs: [] } } as unknown as Proposal["crs"];
    expect(step({ crs }, { decisions: { mixed: "split" } })).toBe("confirm");
  });
});
