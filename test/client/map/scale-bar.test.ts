import { describe, expect, it } from "vitest";
import { scaleBar } from "../../../client/map/scale-bar.ts";
import { lengthText } from "../../../client/map/words.ts";

describe("the scale bar", () => {
  it("is the longest round length that fits", () => {
    // At the equator zoom 0 shows 40,075 km on 512 px: 78,272 m to a pixel, 19.11 m at zoom 12.
    expect(scaleBar(0, 12)).toEqual({ metres: 2000, px: 105 });
    expect(scaleBar(0, 12, 300)).toEqual({ metres: 5000, px: 262 });
    expect(scaleBar(0, 12, 104)).toEqual({ metres: 1000, px: 52 });
  });

  it("is twice as long for the same ground at 60° north, where the map is stretched so", () => {
    expect(scaleBar(60, 12)).toEqual({ metres: 1000, px: 105 });
  });

  it("is written in metres, and in kilometres from 1,000", () => {
    expect(lengthText(500, "zh")).toBe("500 米");
    expect(lengthText(1000, "zh")).toBe("1 公里");
    expect(lengthText(2000, "en")).toBe("2 km");
  });
});
