import { describe, expect, it } from "vitest";
import { looksLikeData, mapColumns } from "../../../server/intake/columns.ts";

describe("a header", () => {
  it("is read without regard to case, blanks and dashes", () => {
    const { columns, groups } = mapColumns([
      " ID",
      "Longitude ",
      "LAT",
      "H3-Index",
      "People 60 Plus",
      "people_0-2",
      "people_70+",
    ]);
    expect(Object.fromEntries(columns)).toEqual({ id: 0, lng: 1, lat: 2, cell: 3 });
    expect(Object.fromEntries(groups)).toEqual({ "60_plus": 4, "0_2": 5, "70_plus": 6 });
  });

  it("takes no group whose ages run backwards or are no ages", () => {
    expect(
      mapColumns(["people_5_3", "people_x_y", "people_old", "people_1000_plus"]).groups.size,
    ).toBe(0);
  });

  it("prefers our own name to another one for the same column, wherever it stands", () => {
    expect(mapColumns(["population", "people"]).columns.get("people")).toBe(1);
    expect(mapColumns(["经度", "x"]).columns.get("lng")).toBe(0);
  });

  it("standing twice is reported for our columns and groups only", () => {
    expect(mapColumns(["id", "note", "note"]).twice).toBeUndefined();
    expect(mapColumns(["id", "ID"]).twice).toBe("id");
    expect(mapColumns(["people_0_2", "population_0_2"]).twice).toBe("population_0_2");
  });

  it("looks like data when it holds a number or an H3 index", () => {
    expect(looksLikeData(["a", "8.69"])).toBe(true);
    expect(looksLikeData(["8A1FB46622DFFFF"])).toBe(true);
    expect(looksLikeData(["name", "", "x1"])).toBe(false);
  });
});
