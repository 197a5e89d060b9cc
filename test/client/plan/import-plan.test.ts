import { describe, expect, it } from "vitest";
import fc from "fast-check";
import type { ColumnReading, Import, Proposal } from "#contract/import.ts";
import { giveServices, mapColumn, readAnew, settlePair } from "../../../client/plan/decisions.ts";
import { stepOf } from "../../../client/plan/import-steps.ts";
import { columnState, fieldsFor } from "../../../client/plan/mapping.ts";
import { runsOf, runsText } from "../../../client/plan/row-runs.ts";
import { isField } from "#contract/fields.ts";

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
    expect(step({})).toBe("confirm");
  });

  it("leaves the coordinates once the mixed rows are decided", () => {
    const crs = { mixed: { crs: "GCJ-02", rows: 1, runs: [] } } as unknown as Proposal["crs"];
    expect(step({ crs }, { decisions: { mixed: "split" } })).toBe("confirm");
  });
});

describe("decisions", () => {
  it("keep what was decided before", () => {
    const once = mapColumn({ mapping: { a: "name" }, mixed: "same" }, "b", "");
    expect(once).toEqual({ mapping: { a: "name", b: "" }, mixed: "same" });
    expect(giveServices({ services: { fallback: "meal" } }, ["x", "y"], [])).toEqual({
      services: { fallback: "meal", byKey: { x: [], y: [] } },
    });
    expect(settlePair({ duplicates: { rule: "ask", byKey: { p: "merge" } } }, "q", "keep")).toEqual(
      { duplicates: { rule: "ask", byKey: { p: "merge", q: "keep" } } },
    );
  });

  it("about columns and rows fall away when the table is read anew", () => {
    expect(
      readAnew(
        { mapping: { a: "name" }, crs: { crs: "GCJ-02", swapped: false }, layer: { name: "托育" } },
        { headerRow: 3 },
      ),
    ).toEqual({ layer: { name: "托育" }, headerRow: 3 });
  });
});

describe("columns", () => {
  const column: ColumnReading = {
    title: "托位数",
    field: "childcare-places",
    why: "title",
    personal: null,
    examples: [],
    filled: 10,
    unreadable: 0,
  };

  it("are good, faulty, personal or unread", () => {
    expect(columnState(column)).toBe("good");
    expect(columnState({ ...column, unreadable: 2 })).toBe("faulty");
    expect(columnState({ ...column, field: null })).toBe("unread");
    expect(columnState({ ...column, field: null, personal: "phone" })).toBe("personal");
    expect(columnState({ ...column, personal: "phone" })).toBe("good");
  });

  it("are offered fields that exist, none twice", () => {
    for (const role of ["network", "units", "people", "facilities"] as const) {
      const fields = fieldsFor(role).flatMap((group) => group.fields);
      expect(fields.filter((field) => !isField(field))).toEqual([]);
      expect(new Set(fields).size).toBe(fields.length);
    }
  });
});

describe("runs of rows", () => {
  it("hold every row once", () => {
    expect(runsOf([44, 41, 42, 50, 43, 42])).toEqual([
      [41, 44],
      [50, 50],
    ]);
    expect(runsText(runsOf([41, 42, 50]), "、")).toBe("41–42、50");
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 })), (rows) => {
        const all = runsOf(rows).flatMap(([first, last]) =>
          Array.from({ length: last - first + 1 }, (_, i) => first + i),
        );
        expect(all).toEqual([...new Set(rows)].toSorted((a, b) => a - b));
      }),
    );
  });
});
