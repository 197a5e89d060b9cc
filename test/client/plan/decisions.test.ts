import { describe, expect, it } from "vitest";
import {
  findCrsOut,
  giveServices,
  mapColumn,
  readAnew,
  settlePair,
  settleUnit,
} from "../../../client/plan/decisions.ts";

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

  it("about a unit can be opened again, and fall away with the rows of another table", () => {
    const once = settleUnit({ people: { join: "name", units: { 甲: "u1" } } }, "乙", "");
    expect(once).toEqual({ people: { join: "name", units: { 甲: "u1", 乙: "" } } });
    expect(settleUnit(once, "甲", undefined).people?.units).toEqual({ 乙: "" });
    expect(readAnew(once, { table: "二" })).toEqual({ people: { join: "name" }, table: "二" });
  });

  it("about the coordinates can be taken back alone", () => {
    expect(findCrsOut({ crs: { crs: "BD-09", swapped: true }, mixed: "ask" })).toEqual({
      mixed: "ask",
    });
  });
});
