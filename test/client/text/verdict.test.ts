import { describe, expect, it } from "vitest";
import type { CrsDiagnosis } from "#contract/import.ts";
import { verdictOf } from "../../../client/text/verdict.ts";

const GCJ: CrsDiagnosis = {
  declared: null,
  unread: null,
  verdict: "found",
  proposed: { crs: "GCJ-02", swapped: false },
  ranking: [
    { crs: "GCJ-02", swapped: false, excluded: null, onTarget: 0.91, medianMetres: 6 },
    { crs: "EPSG:4326", swapped: false, excluded: null, onTarget: 0.27, medianMetres: 31 },
  ],
  against: "buildings",
  points: 136,
  resampled: { draws: 200, agreed: 200 },
  shift: { east: -147, north: -71, metres: 164 },
  mixed: null,
};

describe("what is said of coordinates", () => {
  it("says how far they are off, and how long an old person walks that", () => {
    // 164 m at 0.9 m/s are 182 s: three minutes.
    const { tone, title, details } = verdictOf(GCJ, "zh");
    expect(tone).toBe("look");
    expect(title).toBe("这批坐标是 GCJ-02，直接用会整体偏 164 米，约合老人步行 3 分钟。");
    expect(details).toEqual(["转换后 136 个点落在房屋上的由 27% 升到 91%。"]);
  });

  it("says nothing of moving where nothing moves", () => {
    const { tone, title } = verdictOf(
      { ...GCJ, proposed: { crs: "EPSG:4326", swapped: false }, shift: null },
      "zh",
    );
    expect(tone).toBe("well");
    expect(title).toBe("这批坐标是 WGS 84，不需要转换。");
  });

  it("stops where the file and its points disagree, or nothing can be concluded", () => {
    const contradicted = verdictOf(
      { ...GCJ, verdict: "contradicted", declared: "EPSG:4490" },
      "zh",
    );
    expect(contradicted.tone).toBe("stop");
    expect(contradicted.title).toContain("文件自称 CGCS2000，但点位明显更符合 GCJ-02");
    const few = verdictOf({ ...GCJ, verdict: "too-few", points: 14, proposed: null }, "zh");
    expect(few.title).toBe("点太少（14 个），不能判断坐标系。请手动选择。");
    expect(verdictOf({ ...GCJ, verdict: "unclear", proposed: null }, "zh").tone).toBe("stop");
  });

  it("speaks of rows from another system, whatever else it says", () => {
    const mixed = { crs: "EPSG:4326", rows: 12, runs: [[41, 52] as [number, number]] };
    for (const verdict of ["found", "declared", "chosen"] as const) {
      const { tone, details } = verdictOf({ ...GCJ, verdict, declared: "GCJ-02", mixed }, "zh");
      expect(tone).toBe("look");
      expect(details.join("")).toContain("另有 12 行更像 WGS 84");
    }
  });
});
