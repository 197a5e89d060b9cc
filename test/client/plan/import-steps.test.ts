import { describe, expect, it } from "vitest";
import { stepOf, type Undecided } from "../../../client/plan/import-steps.ts";

type Reading = NonNullable<Undecided["proposal"]>;

const DECIDED: Reading = {
  blocking: [],
  crs: { mixed: null },
  services: { doubtful: [] },
  duplicates: { open: 0 },
  people: null,
};

const step = (reading: Partial<Reading> | null, more: Partial<Undecided> = {}) =>
  stepOf({
    state: "waiting",
    decisions: {},
    proposal: reading && { ...DECIDED, ...reading },
    ...more,
  });

describe("the step a file stands at", () => {
  it("is the file until it has been read, and none once it is stored", () => {
    expect(step(null, { state: "reading" })).toBe("file");
    expect(step({}, { state: "done" })).toBe("done");
  });

  it("is the first with something to decide", () => {
    const crs = { mixed: { crs: "GCJ-02", rows: 1, runs: [] } };
    const services = { doubtful: [{}] };
    const blocking = [{ code: "people-column-missing" }];
    expect(step({ blocking, crs, services })).toBe("columns");
    expect(step({ crs, services })).toBe("coordinates");
    expect(step({ blocking: [{ code: "crs-unclear" }] })).toBe("coordinates");
    expect(step({ services })).toBe("sort");
    const people = { undecided: { waiting: 1 } };
    expect(step({ people })).toBe("sort");
    expect(step({})).toBe("confirm");
  });

  it("leaves the coordinates once the mixed rows are decided", () => {
    const crs = { mixed: { crs: "GCJ-02", rows: 1, runs: [] } };
    expect(step({ crs }, { decisions: { mixed: "split" } })).toBe("confirm");
  });
});
