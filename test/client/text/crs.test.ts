import { describe, expect, it } from "vitest";
import {
  localSystem,
  crsChoices,
  crsName,
  crsShort,
  sameSystem,
} from "../../../client/text/crs.ts";
import { WORDS } from "../../../client/text/words.ts";

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

  it("can be named without what explains them", () => {
    expect(crsShort("GCJ-02", zh)).toBe("GCJ-02");
    expect(crsShort("GCJ-02", WORDS.en)).toBe("GCJ-02");
    expect(crsShort("EPSG:4542", zh)).toBe("CGCS2000 3° 带，中央经线 99°");
  });

  it("are the same where a point comes to the same place", () => {
    expect(sameSystem("EPSG:4490", "EPSG:4326")).toBe(true);
    expect(sameSystem("GCJ-02", "EPSG:4326")).toBe(false);
  });

  it("are named with the constants of a town, and what was projected by mistake", () => {
    expect(crsName("GK:100.5:500000", WORDS.zh)).toBe("地方坐标，中央经线 100.5°，东加 500000 米");
    expect(crsName("GK:100.5:500000:-4000000", WORDS.en)).toContain("false northing -4000000 m");
    expect(crsName("GCJ-02@EPSG:4542", WORDS.zh)).toBe(
      "GCJ-02 误投影成的 CGCS2000 3° 带，中央经线 99°",
    );
    expect(crsName("BD-09MC", WORDS.zh)).toContain("百度");
  });

  it("of a town are put together from their parts", () => {
    expect(localSystem({ meridian: "100.5", easting: "500000", northing: "0" })).toBe(
      "GK:100.5:500000",
    );
    expect(localSystem({ meridian: "100.50", easting: "5e5", northing: "-4000000" })).toBe(
      "GK:100.5:500000:-4000000",
    );
  });
});
