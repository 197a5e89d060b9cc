import { deflateSync } from "node:zlib";
import { fromFile } from "geotiff";
import { describe, expect, it } from "vitest";
import { readPopulationRaster } from "../../../../server/intake/raster/population-raster.ts";
import { f64, refusalCode, tiffFile, type TiffTag } from "../../../fixtures/vector-files.ts";
import { given } from "../given.ts";

const CONTEXT = { name: "people.tif" };

function floats(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeFloatLE(value, i * 4);
  return bytes;
}

/** Of 3 × 2 cells of 0.1°, whose upper left corner is 100°, 38°. */
const TAGS: readonly TiffTag[] = [
  { tag: 256, type: 4, values: [3] },
  { tag: 257, type: 4, values: [2] },
  { tag: 258, type: 3, values: [32] },
  { tag: 259, type: 3, values: [1] },
  { tag: 278, type: 4, values: [2] },
  { tag: 339, type: 3, values: [3] },
  { tag: 33550, type: 12, values: [0.1, 0.1, 0] },
  { tag: 33922, type: 12, values: [0, 0, 0, 100, 38, 0] },
  { tag: 34735, type: 3, values: keys([1025, 1], [2048, 4326]) },
  { tag: 42113, type: 2, values: "-99999" },
];
const VALUES = [1.5, -99999, 0, -3, NaN, 2];

function keys(...pairs: [number, number][]): number[] {
  return [1, 1, 0, pairs.length, ...pairs.flatMap(([key, value]) => [key, 0, 1, value])];
}

/** The tags with these in place of those of the same numbers; an empty one is left out. */
function tags(...changes: TiffTag[]): TiffTag[] {
  const kept = TAGS.filter(({ tag }) => changes.every((change) => change.tag !== tag));
  return [...kept, ...changes.filter(({ values }) => values.length > 0)];
}

const read = (bytes: Uint8Array) => readPopulationRaster(given("people.tif", bytes), CONTEXT);

describe("a raster of counts", () => {
  it("gives the middle of each inhabited cell and accounts for all others", async () => {
    const raster = await read(tiffFile(TAGS, [floats(...VALUES)]));
    expect(raster).toMatchObject({ crs: "EPSG:4326", width: 3, height: 2, total: 3.5 });
    expect(raster.account).toEqual({
      cells: 6,
      inhabited: 2,
      outside: 0,
      empty: 1,
      noData: 2,
      negative: 1,
      dropped: 0,
    });
    const { lng, lat, people } = raster.sources;
    expect([...people]).toEqual([1.5, 2]);
    // Columns 0 and 2 of rows 0 and 1: half a cell from the corner.
    for (const [i, x] of [100.05, 100.25].entries()) expect(lng[i]).toBeCloseTo(x, 12);
    for (const [i, y] of [37.95, 37.85].entries()) expect(lat[i]).toBeCloseTo(y, 12);
  });

  it("keeps the cells of the window that is asked for in its system", async () => {
    // The middles of the inhabited cells are 100.05°, 37.95° and 100.25°, 37.85°.
    const window = { left: 100, right: 100.1, bottom: 37, top: 38 };
    const raster = await readPopulationRaster(
      given("people.tif", tiffFile(TAGS, [floats(...VALUES)])),
      {
        ...CONTEXT,
        windowIn: (crs) => (crs === "EPSG:4326" ? window : undefined),
      },
    );
    expect([raster.total, raster.totalOutside]).toEqual([1.5, 2]);
    expect(raster.account).toMatchObject({ cells: 6, inhabited: 1, outside: 1 });
  });

  it("leaves out a mark for no data that is no number of people", async () => {
    const marked = [3.4e38, 1, 2147483647, 2, 3, 4];
    const { account, total } = await read(tiffFile(TAGS, [floats(...marked)]));
    expect([account.dropped, total]).toEqual([2, 10]);
  });

  it("whose pixels are points has them where they are tied", async () => {
    const isPoint: TiffTag = { tag: 34735, type: 3, values: keys([1025, 2], [2048, 4326]) };
    const { sources } = await read(tiffFile(tags(isPoint), [floats(...VALUES)]));
    expect([sources.lng[0], sources.lat[0]]).toEqual([100, 38]);
  });

  it("may be projected, and placed by a transformation", async () => {
    // Turned by a quarter: columns go north, rows go east.
    const matrix = [0, 100, 0, 500000, 100, 0, 0, 4300000, 0, 0, 0, 0, 0, 0, 0, 1];
    const { crs, sources } = await read(
      tiffFile(
        tags(
          { tag: 33550, type: 12, values: [] },
          { tag: 33922, type: 12, values: [] },
          { tag: 34264, type: 12, values: matrix },
          { tag: 34735, type: 3, values: keys([3072, 4542], [2048, 4490]) },
        ),
        [floats(...VALUES)],
      ),
    );
    expect(crs).toBe("EPSG:4542");
    expect([...sources.lng]).toEqual([500050, 500150]);
    expect([...sources.lat]).toEqual([4300050, 4300250]);
  });

  it.each([
    ["of its own", keys([3072, 32767])],
    ["that is undefined", keys([2048, 0])],
    ["that is not there", keys([1025, 1])],
  ])("with a system %s says none", async (_, values) => {
    const tag: TiffTag = { tag: 34735, type: 3, values };
    expect((await read(tiffFile(tags(tag), [floats(...VALUES)]))).crs).toBeNull();
  });

  it("has no data where single precision rounds the number that stands for it", async () => {
    const noData: TiffTag = { tag: 42113, type: 2, values: "-1.1" };
    const values = [-1.1, 1, 1, 1, Infinity, 1];
    const { account } = await read(tiffFile(tags(noData), [floats(...values)]));
    expect([account.noData, account.dropped, account.inhabited]).toEqual([1, 1, 4]);
  });

  it("has strips and tiles, the last of which jut out over its edge", async () => {
    const strips = tiffFile(tags({ tag: 278, type: 4, values: [1] }), [
      floats(...VALUES.slice(0, 3)),
      floats(...VALUES.slice(3)),
    ]);
    expect((await read(strips)).total).toBe(3.5);
    // Tiles of 2 × 2: the second holds the third column, and beyond it what must not be counted.
    const tiles = tiffFile(
      tags(
        { tag: 278, type: 4, values: [] },
        { tag: 322, type: 4, values: [2] },
        { tag: 323, type: 4, values: [2] },
      ),
      [floats(1.5, -99999, -3, NaN), floats(0, 1000, 2, 1000)],
      [324, 325],
    );
    const tiled = await read(tiles);
    expect([tiled.total, tiled.account.cells]).toEqual([3.5, 6]);
  });

  it("may be deflated, of whole numbers, of several bands", async () => {
    const samples = Buffer.from([5, 9, 0, 9, 7, 9, 1, 9, 2, 9, 3, 9]);
    const bytes = tiffFile(
      tags(
        { tag: 258, type: 3, values: [8, 8] },
        { tag: 259, type: 3, values: [8] },
        { tag: 277, type: 3, values: [2] },
        { tag: 339, type: 3, values: [1, 1] },
      ),
      [deflateSync(samples)],
    );
    expect([...(await read(bytes)).sources.people]).toEqual([5, 7, 1, 2, 3]);
  });

  it.each([
    ["single precision", 32, (value: number) => floats(value).readUInt32LE(0)],
    ["double precision", 64, (value: number) => f64(value).readBigUInt64LE(0)],
  ] as const)(
    "may hold differences of the bits of %s, as QGIS writes them",
    async (_, bits, of) => {
      // Each of a row is stored as its bits less those of the one before, both taken as whole numbers.
      const samples = [3.5, 0.25, 1000, 0, 7, 2];
      const bytes = Buffer.alloc((samples.length * bits) / 8);
      for (const [i, sample] of samples.entries()) {
        const before = i % 3 === 0 ? 0n : BigInt(of(samples[i - 1] ?? 0));
        const difference = BigInt.asUintN(bits, BigInt(of(sample)) - before);
        if (bits === 64) bytes.writeBigUInt64LE(difference, i * 8);
        else bytes.writeUInt32LE(Number(difference), i * 4);
      }
      const changed = tags(
        { tag: 258, type: 3, values: [bits] },
        { tag: 259, type: 3, values: [8] },
        { tag: 317, type: 3, values: [2] },
      );
      const { sources, account } = await read(tiffFile(changed, [deflateSync(bytes)]));
      expect([...sources.people]).toEqual([3.5, 0.25, 1000, 7, 2]);
      expect(account.empty).toBe(1);
    },
  );

  it("may be packed by LZW, as the example of TIFF 6.0 has it", async () => {
    // Section 13: 7 7 7 8 8 7 7 6 6 is Clear, 7, 258, 8, 8, 258, 6, 6, End in codes of nine bits.
    const codes = [256, 7, 258, 8, 8, 258, 6, 6, 257];
    const bits = codes.map((code) => code.toString(2).padStart(9, "0")).join("");
    const packed = (bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, "0"), 2));
    const bytes = tiffFile(
      tags(
        { tag: 257, type: 4, values: [3] },
        { tag: 258, type: 3, values: [8] },
        { tag: 259, type: 3, values: [5] },
        { tag: 278, type: 4, values: [3] },
        { tag: 339, type: 3, values: [1] },
      ),
      [Buffer.from(packed)],
    );
    expect([...(await read(bytes)).sources.people]).toEqual([7, 7, 7, 8, 8, 7, 7, 6, 6]);
  });

  it("has nothing in a block that was never written", async () => {
    const holes = tiffFile(tags({ tag: 278, type: 4, values: [1] }), [
      floats(...VALUES.slice(0, 3)),
      Buffer.alloc(0),
    ]);
    expect((await read(holes)).account).toMatchObject({ cells: 6, inhabited: 1, noData: 4 });
  });

  it("reads as another reader does", async () => {
    const width = 40;
    const values = Array.from({ length: width * 30 }, (_, i) => ((i * 7919) % 101) / 4);
    const bytes = tiffFile(
      tags(
        { tag: 256, type: 4, values: [width] },
        { tag: 257, type: 4, values: [30] },
        { tag: 259, type: 3, values: [8] },
        { tag: 278, type: 4, values: [30] },
      ),
      [deflateSync(floats(...values))],
    );
    const { sources, total } = await read(bytes);
    const image = await (await fromFile(given("other.tif", bytes))).getImage();
    const [band] = (await image.readRasters()) as unknown as [Float32Array];
    expect([...sources.people]).toEqual([...band].filter((value) => value > 0));
    expect(total).toBe([...band].reduce((sum, value) => sum + value, 0));
  });
});

describe("what is refused", () => {
  const whole = tiffFile(TAGS, [floats(...VALUES)]);
  it.each([
    ["raster-damaged", Buffer.from("no TIFF at all, but long enough")],
    ["raster-damaged", Buffer.alloc(3)],
    ["raster-damaged", whole.subarray(0, -1)],
    ["raster-damaged", tiffFile(tags({ tag: 259, type: 3, values: [8] }), [floats(...VALUES)])],
    ["raster-unsupported", tiffFile(tags({ tag: 259, type: 3, values: [7] }), [floats(...VALUES)])],
    [
      "raster-unsupported",
      tiffFile(tags({ tag: 258, type: 3, values: [12] }), [floats(...VALUES)]),
    ],
    [
      "raster-too-large",
      tiffFile(tags({ tag: 256, type: 4, values: [4_000_000_000] }), [floats(1)]),
    ],
    [
      "raster-no-position",
      tiffFile(tags({ tag: 33550, type: 12, values: [] }), [floats(...VALUES)]),
    ],
    ["raster-no-people", tiffFile(TAGS, [floats(0, 0, 0, 0, 0, -1)])],
  ])("is %s", async (code, bytes) => {
    expect(await refusalCode(read(bytes))).toBe(code);
  });

  it("is a deflated block that swells beyond its size", async () => {
    const bomb = deflateSync(Buffer.alloc(50_000_000));
    const bytes = tiffFile(tags({ tag: 259, type: 3, values: [8] }), [bomb]);
    expect(await refusalCode(read(bytes))).toBe("raster-damaged");
  });

  it("is a count of values that the file has no room for", async () => {
    const bytes = tiffFile(TAGS, [floats(...VALUES)]);
    for (let entry = 0; entry < TAGS.length + 2; entry++) {
      const lying = Buffer.from(bytes);
      lying.writeUInt32LE(0xffffffff, 10 + entry * 12 + 4);
      expect(await refusalCode(read(lying))).toBe("raster-damaged");
    }
  });
});

it("stops when asked to", async () => {
  const path = given("people.tif", tiffFile(TAGS, [floats(...VALUES)]));
  const signal = AbortSignal.abort();
  await expect(readPopulationRaster(path, { ...CONTEXT, signal })).rejects.toThrow("aborted");
});
