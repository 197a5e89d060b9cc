import { describe, expect, it } from "vitest";
import type { Finding, NetworkCheck } from "#contract/layers.ts";
import { drawnAt, isOfKind, sureRepairs, zoomFor } from "../../../client/plan/findings.ts";

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

  it("give the repairs that are sure, and only those", () => {
    const unsure = { ...ENDS, sure: false };
    const check = { findings: [ENDS, ISLAND, unsure] } as unknown as NetworkCheck;
    expect(sureRepairs(check)).toEqual([ENDS.repair]);
  });

  it("are drawn with what a repair would join", () => {
    expect(drawnAt(ENDS)).toEqual({ origin: [100, 38], joined: [100.001, 38] });
    expect(drawnAt(ISLAND)).toEqual({ origin: [100, 38], joined: undefined });
  });

  it("are looked at from farther away the longer they are, within bounds", () => {
    expect(zoomFor({ metres: 3 })).toBe(17);
    expect(zoomFor({ metres: 160 })).toBe(16);
    expect(zoomFor({ metres: 1e9 })).toBe(11);
  });
});
