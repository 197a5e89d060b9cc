import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { diagnose } from "#core/geo/coordinate-doctor/diagnose.ts";
import type { Reference } from "#core/geo/coordinate-doctor/reference.ts";
import type { LngLat, Ring } from "#core/geo/rings.ts";
import { gcj02Of } from "../fixtures/office-coordinates.ts";
import { csvOf } from "../fixtures/office-files.ts";
import { tiffFile } from "../fixtures/vector-files.ts";
import { workbookOf, type Grid } from "../fixtures/workbooks.ts";
import { benchCommand } from "./command.ts";
import { seededRandom } from "./random.ts";
import { durationRow, factRow, type Row } from "./table.ts";
import { timed } from "./timing.ts";

interface ImportResult {
  readonly peakMemoryMiB: number;
  readonly account: { readonly read: number };
}

const CSV_ROWS = 200_000;
const XLSX_ROWS = 50_000;
const RASTER_SIDE = 1000;

/** Large files of offices, made up, each imported by a process of its own; and the coordinate doctor by itself. */
export async function benchImports(scratch: string): Promise<Row[]> {
  const csv = join(scratch, "设施.csv");
  await writeFile(csv, csvOf(facilityGrid(CSV_ROWS)));
  const xlsx = join(scratch, "设施.xlsx");
  await writeFile(xlsx, workbookOf({ 台账: facilityGrid(XLSX_ROWS) }));
  const raster = join(scratch, "人口.tif");
  await writeFile(raster, populationRaster(RASTER_SIDE));
  return [
    ...(await benchFile("200,000 rows × 12 columns of CSV", csv, CSV_ROWS, ["20 s", "1,024 MiB"])),
    ...(await benchFile("50,000 rows × 12 columns of XLSX", xlsx, XLSX_ROWS)),
    ...(await benchFile("a raster of 1,000 × 1,000", raster, RASTER_SIDE ** 2, ["5 s"])),
    benchDoctor(),
  ];
}

/** Figures of the whole process, start of Node and files written included. */
async function benchFile(
  what: string,
  path: string,
  rows: number,
  [time, memory]: readonly string[] = [],
): Promise<Row[]> {
  const args = ["import", "--file", path, "--crs", "EPSG:4326", "--out", `${path}-out`];
  const { timing, peakMemoryMiB, result } = await benchCommand<ImportResult>(args, 3);
  if (result.account.read !== rows)
    throw new Error(`${what}: ${result.account.read} rows were read.`);
  return [
    durationRow(`import ${what}`, timing, time && `< ${time}`),
    factRow("… peak memory", `${peakMemoryMiB.toFixed(0)} MiB`, memory && `< ${memory}`),
  ];
}

const KINDS = "幼儿园 托育机构 日间照料中心 长者食堂 社区卫生服务站 便利店 菜市场 药店".split(" ");

function facilityGrid(rows: number): Grid {
  const random = seededRandom(7);
  const titles = "编号,名称,类型,经度,纬度,地址,规模,建筑面积,床位数,建成年份,所属社区,备注".split(
    ",",
  );
  return [
    titles,
    ...Array.from({ length: rows }, (_, i) => {
      const kind = KINDS[i % KINDS.length] ?? "";
      const [lng, lat] = [100.3 + random() * 0.4, 38.8 + random() * 0.3];
      return [
        `F${i}`,
        `示例${i}号${kind}`,
        kind,
        Math.round(lng * 1e6) / 1e6,
        Math.round(lat * 1e6) / 1e6,
        `示例路${i % 997}号`,
        i % 300,
        50 + (i % 2000),
        i % 80,
        1980 + (i % 44),
        `第${i % 300}社区`,
        "合成",
      ];
    }),
  ];
}

/** Pixels of three seconds of arc, some 90 m: half of them inhabited. */
function populationRaster(side: number): Buffer {
  const random = seededRandom(11);
  const strip = Buffer.alloc(side * side * 8);
  for (let i = 0; i < side * side; i++)
    strip.writeDoubleLE(random() < 0.5 ? 0 : random() * 90, i * 8);
  const step = 1 / 1200;
  return tiffFile(
    [
      { tag: 256, type: 4, values: [side] },
      { tag: 257, type: 4, values: [side] },
      { tag: 258, type: 3, values: [64] },
      { tag: 259, type: 3, values: [1] },
      { tag: 262, type: 3, values: [1] },
      { tag: 277, type: 3, values: [1] },
      { tag: 278, type: 4, values: [side] },
      { tag: 339, type: 3, values: [3] },
      { tag: 33550, type: 12, values: [step, step, 0] },
      { tag: 33922, type: 12, values: [0, 0, 0, 100, 39.5, 0] },
      { tag: 34735, type: 3, values: [1, 1, 0, 2, 1024, 0, 1, 2, 2048, 0, 1, 4326] },
    ],
    [strip],
  );
}

const POINTS = 10_000;
/** Blocks on each side of the town, some 90 m wide, with four houses in each. */
const BLOCKS = 60;
const BLOCK = 0.001;
const HOUSE = 0.0002;

/** Addresses in GCJ-02 against the streets and houses of a drawn town, of which they say nothing themselves. */
function benchDoctor(): Row {
  const random = seededRandom(5);
  const at = (column: number, row: number): LngLat => [100.4 + column * BLOCK, 38.9 + row * BLOCK];
  const all = Array.from({ length: BLOCKS + 1 }, (_, i) => i);
  const houses = all
    .slice(1)
    .flatMap((row) =>
      all
        .slice(1)
        .flatMap((column) =>
          [0.2, 0.6].flatMap((x) => [0.2, 0.6].map((y) => at(column - 1 + x, row - 1 + y))),
        ),
    );
  const reference: Reference = {
    streets: all.flatMap((i) => [all.map((j) => at(i, j)), all.map((j) => at(j, i))]),
    buildings: houses.map((corner) => [squareAt(corner)]),
    units: [],
  };
  const points = Array.from({ length: POINTS }, () => {
    const [lng, lat] = houses[Math.floor(random() * houses.length)] ?? at(0, 0);
    return gcj02Of(lng + random() * HOUSE, lat + random() * HOUSE);
  });
  const timing = timed({ runs: 3, warmUp: 1 }, () => {
    const { proposed, points: read } = diagnose(points, reference, null);
    if (proposed?.crs !== "GCJ-02") throw new Error(`The doctor found ${proposed?.crs}.`);
    return read;
  });
  return durationRow("coordinate doctor, 10,000 points", timing);
}

function squareAt([west, south]: LngLat): Ring {
  const [east, north] = [west + HOUSE, south + HOUSE];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}
