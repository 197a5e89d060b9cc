import { loadImage } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import {
  chineseFont,
  loadCanvas,
  NoPictures,
} from "../../../../server/report/map-picture/canvas.ts";
import { UnusablePicture } from "../../../../server/report/map-picture/check.ts";
import { drawMap } from "../../../../server/report/map-picture/draw-map.ts";
import type { MapPicture } from "../../../../server/report/map-picture/map-picture.ts";
import { off, picture, REACH, reached } from "./sketches.ts";

const CELLS = [reached(off(0, 0), "covered", 60), reached(off(2, 0), "gap", 1000)];

describe("drawing a map", () => {
  it("gives a PNG of the width asked for, the same twice", async () => {
    const asked = picture({ subject: { ...REACH, cells: CELLS, facilities: [off(1, 1)] } });
    const [first, second] = [await drawMap(asked), await drawMap(asked)];
    expect(first.png.equals(second.png)).toBe(true);
    const { width, height } = await loadImage(first.png);
    expect([width, height]).toEqual([1480, first.height]);
    // 740 ÷ 1.37 = 540 for the map, twice as large, and the legend and the notes below it.
    expect(height).toBeGreaterThan(1080 + 60);
    expect(height).toBeLessThan(1080 + 300);
  });

  it("draws a map of nothing", async () => {
    const { png } = await drawMap(picture());
    expect(png.subarray(1, 4).toString()).toBe("PNG");
  });

  const gap = { rank: 1, people: NaN, label: off(0, 0), elsewhere: [], polygon: [] };
  it.each<[string, Partial<MapPicture>, RegExp]>([
    ["an extent of nothing", { extent: [100, 38, 100, 39] }, /encloses nothing/],
    ["an extent turned round", { extent: [101, 38, 100, 39] }, /encloses nothing/],
    ["an extent without a number", { extent: [100, NaN, 101, 39] }, /not made of numbers/],
    ["no width", { width: 0 }, /pixels wide, not 0/],
    ["a width of half pixels", { width: 1000.5 }, /1000\.5/],
    ["no ratio", { ratio: NaN }, /NaN/],
    ["a facility nowhere", { subject: { ...REACH, facilities: [[NaN, 38]] } }, /facility.*NaN/],
    ["a gap of NaN people", { subject: { ...REACH, gaps: [gap] } }, /Gap 1 has NaN/],
    ["an edge at infinity", { edge: [[[Infinity, 1]]] }, /Infinity/],
    [
      "a cell that is none",
      { subject: { ...REACH, cells: [{ id: "8a", state: "gap", seconds: Infinity }] } },
      /"8a" is not a cell/,
    ],
    [
      "a time that is none",
      { subject: { ...REACH, cells: [reached(off(0, 0), "covered", NaN)] } },
      /NaN seconds/,
    ],
    [
      "a cell covered past the limit",
      { subject: { ...REACH, cells: [reached(off(0, 0), "covered", 901)] } },
      /901 seconds.*limit of 15/,
    ],
    [
      "a limit of none",
      { subject: { ...REACH, paint: { by: "minutes", limit: NaN } } },
      /limit.*NaN/,
    ],
  ])("refuses %s and says so", async (_, changes, message) => {
    const drawn = drawMap(picture(changes));
    await expect(drawn).rejects.toThrow(UnusablePicture);
    await expect(drawn).rejects.toThrow(message);
  });
});

describe("the drawing library", () => {
  it("that cannot run is told with what to do", async () => {
    const loading = loadCanvas(() => Promise.reject(new Error("Cannot find native binding")));
    await expect(loading).rejects.toThrow(NoPictures);
    await expect(loading).rejects.toThrow(/npm ci.*Cannot find native binding/s);
  });

  it("writes with a font of Chinese if there is one", () => {
    expect(chineseFont(["Arial", "Microsoft YaHei", "SimSun"])).toBe("Microsoft YaHei");
    expect(chineseFont(["Arial", "Source Han Serif CN"])).toBe("Source Han Serif CN");
    expect(chineseFont(["Arial", "DejaVu Sans"])).toBeUndefined();
  });
});
