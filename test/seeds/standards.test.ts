import { describe, expect, it } from "vitest";
import { loadSeeds, SEEDS_FOLDER } from "../../server/intake/policy/seeds.ts";

const {
  standards: { standards, values },
} = await loadSeeds(SEEDS_FOLDER);

const valueOf = (id: string) => {
  const value = values.find((one) => one.id === id);
  return value && `${value.value} ${value.unit} ${value.evidence}`;
};

describe("values of standards", () => {
  it("are all of a standard that is named, and every standard has some", () => {
    const named = standards.map(({ code }) => code);
    expect(new Set(values.map(({ standard }) => standard))).toEqual(new Set(named));
  });

  it("that were seen say where; that were only recalled say so to whoever reads them", () => {
    for (const { id, source } of values.filter(({ evidence }) => evidence === "V"))
      expect(source, id).not.toBe("");
    for (const { id, note } of values.filter(({ evidence }) => evidence === "R")) {
      expect(note?.zh, id).toContain("待核");
      expect(note?.en, id).toContain("o be verified");
    }
  });

  it.each([
    ["gb50180-life15-population", "50000–100000 人 V"],
    ["gb50180-life10-population", "15000–25000 人 V"],
    ["gb50180-life5-population", "5000–12000 人 R"],
    ["gb50180-life10-distance", "500 m V"],
    ["gb50180-life5-distance", "300 m S"],
    ["gb50180-kindergarten-radius", "≤300 m S"],
    ["gb50180-elderly-daycare-radius", "≤300 m R"],
    ["gb50180-community-health-center-radius", "≤1000 m R"],
    ["gb50180-market-radius", "≤500 m R"],
    ["gb50180-elderly-daycare-floor", "350–750 ㎡ R"],
    ["gb50180-nursing-home-radius", undefined],
    ["gb50437-beds", "≥40 床/千名老人 V"],
    ["embedded-complex-floor", "≥600 ㎡ V"],
    ["complete-community-population", "5000–12000 人 V"],
    ["complete-community-elderly-station", "≥350 ㎡ R"],
    ["mofcom2025-service-area", "≥30 ㎡/百户 V"],
    ["jb143-class3-floor", "750 ㎡ R"],
    ["nhc-mixed", "≤18 人 R"],
  ])("are for %s %s", (id, value) => {
    expect(valueOf(id)).toBe(value);
  });

  it("leave out what was never verified: the radii of TD/T 1062", () => {
    const ids = values.filter(({ standard }) => standard === "TD/T 1062-2021");
    expect(ids.filter(({ unit }) => unit === "m" || unit === "㎡")).toEqual([]);
  });
});
