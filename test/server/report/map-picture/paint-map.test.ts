import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundaryOf } from "#core/geo/cells.ts";
import type { LngLat } from "#core/geo/rings.ts";
import { emptySheet } from "#core/osm/sheet.ts";
import type { UnitState } from "#core/vocabulary.ts";
import type { JudgedUnit } from "../../../../server/report/map-picture/map-picture.ts";
import { viewOf } from "../../../../server/report/map-picture/view.ts";
import { MINUTE_BANDS } from "../../../../server/report/map-picture/colours.ts";
import {
  colourAt,
  inCell,
  LIBRARY,
  off,
  paint,
  pixel,
  REACH,
  reached,
  written,
} from "./sketches.ts";

/** #F5F3EE, the land. */
const LAND = [0xf5, 0xf3, 0xee];

/** A colour at 72 % over the land. */
function overLand(colour: string): number[] {
  return LAND.map((below, i) => {
    const above = Number.parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16);
    return above * 0.72 + below * 0.28;
  });
}

function expectColour(found: readonly number[], wanted: readonly number[]): void {
  for (const [i, part] of wanted.entries()) expect(Math.abs(found[i]! - part)).toBeLessThan(2.5);
}

function subjectOf(cells: readonly ReturnType<typeof reached>[], limit = 15) {
  return { ...REACH, paint: { by: "minutes", limit } as const, cells };
}

describe("cells", () => {
  it.each([
    ["covered", 0, "#0E4A73"],
    ["covered", 300, "#0E4A73"],
    ["covered", 300.1, "#2F7BA8"],
    ["covered", 900, "#7FB4D0"],
    ["gap", 900.2, "#F2C879"],
    ["gap", 1800, "#D98A2B"],
    ["gap", 1800.1, "#B0602A"],
    ["gap", Infinity, "#B0602A"],
  ] as const)("%s and %d seconds away are %s", (state, seconds, colour) => {
    const at = off(1, 1);
    const painted = paint({ subject: subjectOf([reached(at, state, seconds)]) });
    expectColour(colourAt(painted, inCell(at)), overLand(colour));
    expectColour(colourAt(painted, off(-5, -3)), LAND);
  });

  it("fall on either side of a limit inside a band", () => {
    const [near, far] = [off(-3, 0), off(3, 0)];
    const cells = [reached(near, "covered", 720), reached(far, "gap", 730)];
    const painted = paint({ subject: subjectOf(cells, 12) });
    expectColour(colourAt(painted, inCell(near)), overLand("#7FB4D0"));
    expectColour(colourAt(painted, inCell(far)), overLand("#F7DBA6"));
    expect(written(painted)).toEqual(expect.arrayContaining(["10–12", "12–15"]));
  });

  it("that are unknown are hatched, whatever their time", () => {
    const at = off(0, 0);
    const painted = paint({ subject: subjectOf([reached(at, "unknown", 60)]) });
    const [x, y] = painted.view.toPixel(inCell(at));
    const seen = Array.from(
      { length: 60 },
      (_, i) => pixel(painted, x * painted.scale - 30 + i, y * painted.scale)[0]!,
    );
    // #7C8691 in the lines, white at 55 % over land between them, and lines again and again.
    expect(Math.min(...seen)).toBeLessThan(0x80);
    expect(Math.max(...seen)).toBeGreaterThan(0xf7);
    const starts = seen.filter((value, i) => value < 0xb0 && (seen[i - 1] ?? 0) >= 0xb0);
    expect(starts.length).toBeGreaterThanOrEqual(3);
  });

  it("keep their order on grey paper: darker when nearer inside, darker when farther outside", () => {
    const grey = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = overLand(colour);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const inside = MINUTE_BANDS.map((band) => grey(band.inside));
    const outside = MINUTE_BANDS.map((band) => grey(band.outside));
    for (let i = 1; i < MINUTE_BANDS.length; i++) {
      expect(inside[i]! - inside[i - 1]!).toBeGreaterThan(8);
      expect(outside[i - 1]! - outside[i]!).toBeGreaterThan(4);
    }
  });
});

describe("the legend", () => {
  it("holds the classes that the map shows and no others, the limit between them", () => {
    const cells = [
      reached(off(0, 0), "covered", 60),
      reached(off(3, 0), "gap", 1000),
      // Beside the map.
      reached(off(300, 0), "unknown", 0),
    ];
    const painted = paint({ subject: { ...subjectOf(cells), facilities: [off(300, 0)] } });
    const legend = written(painted);
    expect(legend).toEqual(expect.arrayContaining(["到托育点步行（分钟）", "0–5", "15–20"]));
    for (const absent of ["5–10", "10–15", "20–30", "30以上", "未知", "服务缺口", "托育点"])
      expect(legend).not.toContain(absent);
  });

  it("names gaps and facilities that the map shows", () => {
    const painted = paint({
      subject: { ...REACH, facilities: [off(1, 1)], gaps: [gapAt(off(0, 0), 1, 23_170)] },
    });
    expect(written(painted)).toEqual(
      expect.arrayContaining(["服务缺口", "托育点", "1", "2.3 万人"]),
    );
  });

  it("counts units by state, in an indicator's own words", () => {
    const painted = paint({
      subject: {
        kind: "statuses",
        title: "社区托育服务",
        words: { met: "已备案" },
        units: [
          unit("东关社区", -4, "met"),
          unit("南关社区", 0, "met"),
          unit("北关社区", 4, "unknown"),
        ],
      },
    });
    expect(written(painted)).toEqual(
      expect.arrayContaining(["已备案 2", "暂不可评 1", "东关", "南关", "北关"]),
    );
    expect(written(painted).join()).not.toContain("未达标");
  });
});

describe("the notes", () => {
  it("say of a map without a 审图号 that it must not be published", () => {
    const texts = written(paint());
    expect(texts).toContain("审图号：（待填）");
    expect(texts).toContain("内部工作用图，未经审核不得公开");
    expect(texts.join()).not.toContain("示例数据");
    expect(texts).toContain("数据时点：设施2025-12；步速1.1米/秒；CGCS2000");
  });

  it("say of an examined map its number alone, and always that data are invented", () => {
    const notes = { dates: "", speed: null, crs: "CGCS2000", synthetic: true };
    const texts = written(paint({ notes: { ...notes, approval: " 甘S（2026）1号 " } }));
    expect(texts).toContain("审图号：甘S（2026）1号");
    expect(texts.join()).not.toContain("内部工作用图");
    expect(texts).toContain("示例数据（合成），位置与数值均为虚构");
    expect(texts).toContain("数据时点：未注明；CGCS2000");
  });

  it("can be English", () => {
    const texts = written(paint({ language: "en", subject: subjectOf([]) }));
    expect(texts).toContain("Minutes' walk to a childcare centre");
    expect(texts).toContain("Internal working map, not to be published before examination");
  });

  it("stand inside the picture however long they are", () => {
    const dates = "设施2025-12，人口2020普查，路网2026-05，".repeat(6);
    const painted = paint({
      notes: { dates, speed: 1.1, crs: "CGCS2000", approval: "", synthetic: true },
    });
    const { width, height } = painted.canvas;
    for (const { box } of painted.texts) {
      expect(box.left).toBeGreaterThan(0);
      expect(box.right * painted.scale).toBeLessThan(width);
      expect(box.bottom * painted.scale).toBeLessThan(height);
    }
    expect(written(painted).join("")).toContain(dates);
  });
});

describe("labels", () => {
  it("stand inside the map and cover neither one another nor the title", () => {
    const sheet = emptySheet();
    for (let row = -6; row <= 6; row++)
      for (let column = -9; column <= 9; column++) {
        const [lng, lat] = off(column * 0.7, row * 0.6);
        const properties = { kind: "village", name: `某某村${row * 20 + column}` } as const;
        sheet.draw({ layer: "place", shape: "point", properties, fromZoom: 0, rank: 0 }, [
          [Math.round(lng * 1e7), Math.round(lat * 1e7)],
        ]);
      }
    const gaps = [1, 2, 3, 4, 5].map((rank) => gapAt(off(rank / 10, 0), rank, 9999 - rank));
    const painted = paint({ ground: sheet.finish(), subject: { ...REACH, gaps } });
    const labels = painted.texts.filter(({ box }) => box.bottom < painted.view.panel.bottom);
    // Room for well over half of the names, and all of the gaps.
    expect(labels.length).toBeGreaterThan(60);
    expect(written(painted)).toEqual(expect.arrayContaining(["1", "2", "3", "4", "5"]));
    for (const [i, { box, text }] of labels.entries()) {
      for (const other of labels.slice(i + 1)) {
        const apart =
          box.right <= other.box.left ||
          other.box.right <= box.left ||
          box.bottom <= other.box.top ||
          other.box.bottom <= box.top;
        expect(apart, `${text} and ${other.text}`).toBe(true);
      }
      expect(box.left).toBeGreaterThan(0);
      expect(box.right).toBeLessThan(740);
    }
  });

  it("stand on five gaps at most, those with most people", () => {
    const gaps = Array.from({ length: 7 }, (_, i) => gapAt(off(i - 3, (i % 2) * 2), i + 1, 700));
    const ranks = written(paint({ subject: { ...REACH, gaps } })).filter((t) => /^\d$/.test(t));
    expect(ranks.toSorted()).toEqual(["1", "2", "3", "4", "5"]);
  });
});

describe("the scale bar", () => {
  it("is as long as it says", () => {
    // At 60° north 0.1° of longitude is as long as 0.05° of latitude, of 111,194.93 m each: 5,559.7 m across
    // 740 − 1.2 − 2 × 8 = 722.8 px, 7.692 m to a px. Of at most 110 px, 500 m take 65.0.
    const painted = paint({ extent: [100, 59.999, 100.1, 60.001], width: 1480 });
    const said = painted.texts.find(({ text }) => text === "500 米");
    expect(said).toBeDefined();
    const { left, right, bottom } = said!.box;
    const from = Math.round(left * 2 - 120);
    const wide = Math.round((right - left) * 2 + 240);
    const { data } = painted.canvas
      .getContext("2d")
      .getImageData(from, Math.round(bottom * 2), wide, 40);
    let longest = 0;
    for (let row = 0; row < 40; row++) {
      let run = 0;
      for (let x = 0; x < wide; x++) {
        run = data[4 * (row * wide + x)]! < 90 ? run + 1 : 0;
        longest = Math.max(longest, run);
      }
    }
    // Its two ends are 1.8 px thick, half of that beyond the length.
    expect(Math.abs(longest - 2 * (65 + 1.8))).toBeLessThanOrEqual(2);
  });
});

describe("the base map", () => {
  const sheet = emptySheet();
  const [west, south] = off(-1, -1).map((value) => Math.round(value * 1e7)) as [number, number];
  const ring = (side: number) => [
    [west, south, west + side, south, west + side, south + side, west, south + side, west, south],
  ];
  sheet.draw(
    { layer: "building", shape: "polygon", properties: {}, fromZoom: 0, rank: 0 },
    ring(3000),
  );
  const ground = sheet.finish();
  const house: LngLat = [west / 1e7 + 0.00015, south / 1e7 + 0.00015];

  it("shows houses, darkened as over cells", () => {
    // #DCD6CA under #1D2733 at 13 %.
    const wanted = [0xdc, 0xd6, 0xca].map((v, i) => v * 0.87 + [0x1d, 0x27, 0x33][i]! * 0.13);
    expectColour(colourAt(paint({ ground }), house), wanted);
  });

  it("leaves out houses of less than two pixels", () => {
    // 33 m, on a map of 45 km: a pixel is 30 m and more.
    const painted = paint({ ground, extent: [100.2, 38.7, 100.7, 39.1] });
    expectColour(colourAt(painted, house), LAND);
  });
});

describe("a view", () => {
  it("holds the whole extent below the title, whatever its shape", () => {
    const panel = { left: 0.6, top: 0.6, right: 739.4, bottom: 540.6 };
    const degrees = fc.double({ min: 0.001, max: 5, noNaN: true });
    fc.assert(
      fc.property(degrees, degrees, fc.double({ min: -70, max: 70, noNaN: true }), (w, h, lat) => {
        const extent = [100, lat, 100 + w, lat + h] as const;
        const { toPixel } = viewOf(extent, panel);
        for (const corner of [
          [100, lat],
          [100 + w, lat + h],
        ] as LngLat[]) {
          const [x, y] = toPixel(corner);
          expect(x).toBeGreaterThan(panel.left);
          expect(x).toBeLessThan(panel.right);
          expect(y).toBeGreaterThan(panel.top + 33);
          expect(y).toBeLessThan(panel.bottom);
        }
      }),
      { numRuns: 60 },
    );
  });
});

it("draws without a Chinese font, and tells", () => {
  const bare = { ...LIBRARY, GlobalFonts: { ...LIBRARY.GlobalFonts, families: [] } };
  expect(paint({}, bare as unknown as typeof LIBRARY).missingFont).toBe(true);
});

it("tells those who cannot see it what it shows", () => {
  const subject = { ...subjectOf([reached(off(0, 0), "covered", 60)]) };
  const { alt } = paint({ subject: { ...subject, gaps: [gapAt(off(2, 2), 1, 4769)] } });
  for (const part of ["图1　试图", "0–5", "服务缺口 1：4,769 人", "内部工作用图"])
    expect(alt).toContain(part);
});

/** Half a cell high or so, so that its label has room. */
function gapAt([lng, lat]: LngLat, rank: number, people: number) {
  const ring = boundaryOf(reached([lng, lat], "gap", Infinity).id);
  return { rank, people, label: [lng, lat] as LngLat, elsewhere: [], polygon: [ring] };
}

function unit(name: string, east: number, state: UnitState): JudgedUnit {
  const ring = [
    off(east - 2, -3),
    off(east + 2, -3),
    off(east + 2, 3),
    off(east - 2, 3),
    off(east - 2, -3),
  ];
  return { name, state, polygons: [[ring]] };
}

it("covers units in the colour of their state", () => {
  const units = [unit("甲", -3, "met"), unit("乙", 3, "not-met")];
  const painted = paint({ subject: { kind: "statuses", title: "达标", words: {}, units } });
  const mixed = (colour: readonly number[]) => colour.map((v, i) => v * 0.62 + LAND[i]! * 0.38);
  expectColour(colourAt(painted, off(-4, 2)), mixed([0x3f, 0x97, 0x8a]));
  expectColour(colourAt(painted, off(4, 2)), mixed([0xcf, 0x54, 0x33]));
  expectColour(colourAt(painted, off(0, 4)), LAND);
});
