import { describe, expect, it } from "vitest";
import type { Finding, Repair } from "#contract/layers.ts";
import {
  addedMetres,
  isOfKind,
  markOf,
  placeOf,
  repairsOf,
  zoomFor,
} from "../../../client/plan/findings.ts";

const ENDS: Finding = {
  key: "near-miss 1",
  kind: "near-miss",
  lng: 100,
  lat: 38,
  metres: 3,
  names: [],
  people: null,
  repair: { kind: "join", from: [100, 38], to: [100.001, 38] },
  sure: true,
};
const ISLAND: Finding = { ...ENDS, key: "island 1", kind: "island", repair: null, sure: false };

describe("findings", () => {
  it("are shown by kind, or all", () => {
    expect(isOfKind(ISLAND, "all")).toBe(true);
    expect(isOfKind(ISLAND, "island")).toBe(true);
    expect(isOfKind(ISLAND, "near-miss")).toBe(false);
  });

  it("give the repairs of a kind, or only those that are sure", () => {
    const gate: Repair = { kind: "gate", from: [100, 38], to: [100, 38.001] };
    const unsure = { ...ENDS, repair: gate, sure: false };
    const check = { findings: [ENDS, ISLAND, unsure] };
    expect(repairsOf(check, "all", "sure")).toEqual([ENDS.repair]);
    expect(repairsOf(check, "near-miss", "all")).toEqual([ENDS.repair, gate]);
    expect(repairsOf(check, "island", "all")).toEqual([]);
  });

  it("are drawn as what their repair makes of a street", () => {
    const drawn = (repair: Repair | null) => {
      const { kind, from, to, failed } = markOf({ ...ENDS, repair });
      return [kind, from, to, failed];
    };
    const [here, there] = [
      [100, 38],
      [100.001, 38],
    ] as const;
    expect(drawn(ENDS.repair)).toEqual(["street", here, there, false]);
    expect(drawn({ kind: "gate", from: [100, 38], to: [100.001, 38] })).toEqual([
      "gate",
      here,
      there,
      false,
    ]);
    expect(drawn({ kind: "split", at: [100.001, 38] })).toEqual(["street", there, there, false]);
    expect(drawn({ kind: "drop", at: [100.001, 38] })).toEqual(["closed", there, there, false]);
    expect(drawn(null)).toEqual(["closed", here, here, true]);
    expect(markOf(ISLAND).id).toBe(ISLAND.key);
  });

  it("stand where their repair is made", () => {
    expect(placeOf(ENDS)).toEqual({ lng: 100.0005, lat: 38 });
    expect(placeOf({ ...ENDS, repair: { kind: "split", at: [101, 39] } })).toEqual({
      lng: 101,
      lat: 39,
    });
    expect(placeOf(ISLAND)).toEqual({ lng: 100, lat: 38 });
  });

  it("say how much street a repair adds", () => {
    // A thousandth of a degree on the parallel of 38°, on a sphere of 6,371 km.
    expect(addedMetres({ kind: "join", from: [100, 38], to: [100.001, 38] })).toBeCloseTo(87.6, 1);
    expect(addedMetres({ kind: "gate", from: [100, 38], to: [100, 38] })).toBe(0);
    expect(addedMetres({ kind: "split", at: [100, 38] })).toBeUndefined();
  });

  it("are looked at close by where a repair is small, and from farther away where much is found", () => {
    const join = (east: number): Repair => ({
      kind: "join",
      from: [100, 38],
      to: [100 + east, 38],
    });
    const zoom = (metres: number, repair: Repair | null) => zoomFor({ metres, repair });
    expect(zoom(3000, join(0.00001))).toBe(19);
    expect(zoom(3, join(0.001))).toBeLessThan(16);
    expect(zoom(3000, { kind: "split", at: [100, 38] })).toBe(19);
    expect(zoom(3, null)).toBeGreaterThan(zoom(1000, null));
    expect(zoom(1e9, null)).toBe(11);
  });
});
