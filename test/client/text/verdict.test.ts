import { describe, expect, it } from "vitest";
import type { CrsDiagnosis } from "#contract/import.ts";
import { crsChoices, crsName, sameSystem } from "../../../client/text/crs.ts";
import { droppedReason } from "../../../client/text/dropped.ts";
import { fieldName } from "../../../client/text/field.ts";
import { reasonText } from "../../../client/text/reason.ts";
import { verdictOf } from "../../../client/text/verdict.ts";
import { WORDS } from "../../../client/text/words.ts";

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

describe("coordinate systems", () => {
  const zh = WORDS.zh;

  it("are named with their zone and meridian, as the register of EPSG has them", () => {
    expect(crsName("EPSG:4542", zh)).toBe("CGCS2000 3° 带，中央经线 99°");
    expect(crsName("EPSG:4521", zh)).toBe("CGCS2000 3° 带第 33 带（99°）");
    expect(crsName("EPSG:4508", zh)).toBe("CGCS2000 6° 带，中央经线 111°");
    expect(crsName("EPSG:4497", zh)).toBe("CGCS2000 6° 带第 19 带（111°）");
    expect(crsName("EPSG:32647", zh)).toBe("UTM 47N");
    expect(crsName("GK:100.5:500000", zh)).toContain("100.5°");
    expect(crsName("EPSG:9999", zh)).toBe("EPSG:9999");
  });

  it("can all be chosen, each once and by a name of its own", () => {
    const ids = crsChoices().flatMap((group) => group.ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids.map((id) => crsName(id, zh))).size).toBe(ids.length);
    expect(ids.filter((id) => crsName(id, zh) === id && !id.includes("-"))).toEqual([]);
  });

  it("are the same where a point comes to the same place", () => {
    expect(sameSystem("EPSG:4490", "EPSG:4326")).toBe(true);
    expect(sameSystem("GCJ-02", "EPSG:4326")).toBe(false);
  });
});

describe("reasons", () => {
  it("speak of systems by name, not by code", () => {
    const { what } = reasonText(
      { code: "other-coordinate-system", values: { crs: "EPSG:4326", rest: "GCJ-02" } },
      "zh",
    );
    expect(what).toBe("这一行的坐标更像 WGS 84，其余行是 GCJ-02（高德、腾讯）。");
  });

  it("that are not known are shown by their code", () => {
    expect(reasonText({ code: "brand-new" }, "zh").what).toBe("未说明的原因（brand-new）");
  });

  it("of old results are Chinese on the Chinese page", () => {
    for (const reason of [
      "The point lies outside the extract of the streets",
      'The id "7" is used twice',
      "The geometry is no polygon",
      "Something else",
    ]) {
      expect(droppedReason(reason, "zh")).not.toMatch(/[a-z]/i);
      expect(droppedReason(reason, "en")).toBe(reason);
    }
  });
});

describe("fields", () => {
  it("of age groups are named by the group", () => {
    expect(fieldName("people_0_2", WORDS.zh)).toBe("0–2 岁人口");
    expect(fieldName("share_60_plus", WORDS.zh)).toBe("60 岁及以上占比");
    expect(fieldName("name", WORDS.en)).toBe("Name");
  });
});
