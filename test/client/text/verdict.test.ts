import { describe, expect, it } from "vitest";
import type { CrsDiagnosis } from "#contract/import.ts";
import { verdictOf } from "../../../client/text/verdict.ts";

const GCJ: CrsDiagnosis = {
  declared: null,
  unread: null,
  verdict: "found",
  proposed: { crs: "GCJ-02", swapped: false },
  confirmed: true,
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

  const DECLARED: CrsDiagnosis = { ...GCJ, verdict: "declared", declared: "GCJ-02" };

  it("claims that points bear a system out only where they were held against something", () => {
    expect(verdictOf(DECLARED, "zh").title).toBe("文件写明是 GCJ-02，点位也吻合。");
    const unchecked = { ...DECLARED, confirmed: false, against: null, resampled: null } as const;
    const { title, details } = verdictOf(unchecked, "zh");
    expect(title).toBe("文件写明是 GCJ-02，按它读。");
    expect(details.join("")).toContain("研究里还没有路网或房屋，没有再核对");
    expect(verdictOf({ ...unchecked, points: 6 }, "zh").details.join("")).toContain("只有 6 个点");
    const far = {
      crs: "GCJ-02",
      swapped: false,
      excluded: "far",
      onTarget: null,
      medianMetres: null,
    } as const;
    expect(verdictOf({ ...unchecked, ranking: [far] }, "zh").details.join("")).toContain(
      "离研究的范围很远",
    );
    expect(verdictOf({ ...DECLARED, confirmed: false }, "zh").details.join("")).toContain(
      "既不能印证也不能推翻",
    );
  });

  it("says that a format's rule is no word of the file", () => {
    const assumed: CrsDiagnosis = {
      ...DECLARED,
      declared: "EPSG:4326",
      proposed: { crs: "EPSG:4326", swapped: false },
      shift: null,
      assumed: true,
      confirmed: false,
      against: null,
    };
    const { tone, title, details } = verdictOf(assumed, "zh");
    expect(tone).toBe("look");
    expect(title).toBe("文件没有写坐标系，这种格式规定是 WGS 84，暂按它读。");
    expect(details.join("")).toContain("高德、腾讯或阿里云");
    expect(verdictOf({ ...assumed, confirmed: true, against: "streets" }, "zh").tone).toBe("well");
  });

  it("stops at an old datum, and reminds of it when another system is chosen", () => {
    const old: CrsDiagnosis = {
      ...GCJ,
      verdict: "old-datum",
      proposed: null,
      oldDatum: "xian-1980",
      shift: null,
    };
    expect(verdictOf(old, "zh")).toMatchObject({
      tone: "stop",
      title: "文件写明是西安80坐标系，不能当作 CGCS2000 直接用。",
    });
    const chosen = {
      ...old,
      verdict: "chosen",
      proposed: { crs: "EPSG:4521", swapped: false },
    } as const;
    const { tone, details } = verdictOf(chosen, "zh");
    expect(tone).toBe("look");
    expect(details.join("")).toContain("文件写明的是西安80");
  });

  it("tells unclear from far away and from nothing to compare with", () => {
    const unclear: CrsDiagnosis = {
      ...GCJ,
      verdict: "unclear",
      proposed: null,
      confirmed: false,
      shift: null,
    };
    expect(verdictOf(unclear, "zh").title).toContain("没有哪种坐标系明显更吻合");
    expect(verdictOf({ ...unclear, against: null }, "zh").title).toContain(
      "没有路网或房屋可以对照",
    );
    const ranking = GCJ.ranking.map((one) => ({ ...one, excluded: "far" as const }));
    expect(verdictOf({ ...unclear, ranking, against: null }, "zh").title).toContain(
      "离研究的范围很远",
    );
    const off = verdictOf({ ...unclear, referenceIn: "GCJ-02" }, "zh");
    expect(off.details.join("")).toContain("很可能是研究里的路网用了 GCJ-02");
  });

  it("thinks of a town's own system where metres lie far away", () => {
    const far = { swapped: false, excluded: "far", onTarget: null, medianMetres: null } as const;
    const unclear: CrsDiagnosis = { ...GCJ, verdict: "unclear", proposed: null, against: null };
    const said = (crs: string) =>
      verdictOf({ ...unclear, ranking: [{ ...far, crs }] }, "zh").details.join("");
    expect(said("EPSG:4542")).toContain("地方（城建）坐标系");
    expect(said("GCJ-02")).not.toContain("城建");
  });

  it("says that another system fits far better than the one that was chosen", () => {
    const kept: CrsDiagnosis = {
      ...GCJ,
      verdict: "chosen",
      proposed: { crs: "EPSG:4326", swapped: false },
      confirmed: false,
      shift: null,
    };
    const { tone, details } = verdictOf(kept, "zh");
    expect(tone).toBe("look");
    expect(details.join("")).toContain("136 个点有 27% 落在房屋上。按 GCJ-02 读会有 91%。");
  });

  it("speaks of no walk where the points would lie in another country, and of conversion where metres are", () => {
    const turned: CrsDiagnosis = {
      ...GCJ,
      proposed: { crs: "EPSG:4326", swapped: true },
      shift: { east: 1e6, north: -6e6, metres: 6.1e6 },
    };
    expect(verdictOf(turned, "zh").title).toContain("直接用会落到别处");
    const zone: CrsDiagnosis = {
      ...GCJ,
      proposed: { crs: "EPSG:4542", swapped: false },
      shift: null,
    };
    expect(verdictOf(zone, "zh").title).toBe(
      "这批坐标是 CGCS2000 3° 带，中央经线 99°，换算后使用。",
    );
  });
});
