import { open, type FileHandle } from "node:fs/promises";
import type { Reason } from "#contract/reasons/reasons.ts";
import { RefusedFile } from "../refused-file.ts";
import { pixelPlaces, systemOf, type PixelPlace } from "./raster-position.ts";
import { readBlocks, type Block } from "./tiff-blocks.ts";
import { readDirectory, TAG, TiffFault, type TiffDirectory } from "./tiff-directory.ts";

/** A province at 100 m has some 50 million cells; 20,000 × 20,000 is the limit. */
const MOST_CELLS = 400_000_000;
/** Of cells with people, each held as three numbers of 8 bytes. */
const MOST_INHABITED = 10_000_000;

interface RasterContext {
  /** The name the user knows the file by. */
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** The people of a raster of counts, as points in the middle of its cells. */
interface PopulationRaster {
  /** "EPSG:n"; null when the file names no system by a code. */
  readonly crs: string | null;
  readonly width: number;
  readonly height: number;
  /** Inhabited cells, block by block, in the coordinates of the raster: easting and northing where it is projected. */
  readonly sources: {
    readonly lng: Float64Array;
    readonly lat: Float64Array;
    readonly people: Float64Array;
  };
  /** cells = inhabited + empty + noData + negative + dropped. */
  readonly account: {
    readonly cells: number;
    readonly inhabited: number;
    /** Exactly zero. */
    readonly empty: number;
    /** Marked as such, or not a number. */
    readonly noData: number;
    readonly negative: number;
    /** Infinite. */
    readonly dropped: number;
  };
  /** People in all inhabited cells. */
  readonly total: number;
}

/**
 * Reads the first band of a GeoTIFF of population counts, block by block. Whether the numbers are counts or densities
 * is not in the file. Throws `RefusedFile`.
 */
export async function readPopulationRaster(
  path: string,
  context: RasterContext,
): Promise<PopulationRaster> {
  await using file = await open(path);
  try {
    return await readRaster(file, context);
  } catch (error) {
    if (error instanceof TiffFault)
      throw refusal(context, { code: "raster-damaged", values: { part: error.message } });
    throw error;
  }
}

async function readRaster(file: FileHandle, context: RasterContext): Promise<PopulationRaster> {
  const { size } = await file.stat();
  const directory = await readDirectory(file, size);
  const [width, height] = [directory.number(TAG.width, 0), directory.number(TAG.height, 0)];
  if (width < 1 || height < 1) throw new TiffFault("size");
  const tooLarge = refusal(context, {
    code: "raster-too-large",
    values: { width, height, cells: MOST_CELLS, inhabited: MOST_INHABITED },
  });
  if (width * height > MOST_CELLS) throw tooLarge;
  const place = pixelPlaces(directory);
  if (place === undefined) throw refusal(context, { code: "raster-no-position" });

  const tally = new Tally(noDataOf(directory), place);
  for await (const block of readBlocks(file, size, directory, context)) {
    tally.add(block);
    if (tally.account.inhabited > MOST_INHABITED) throw tooLarge;
    context.onProgress?.(tally.account.cells, width * height);
  }
  if (tally.account.inhabited === 0) throw refusal(context, { code: "raster-no-people" });
  const { sources, account, total } = tally;
  return { crs: systemOf(directory), width, height, sources: sources.columns(), account, total };
}

class Tally {
  readonly account = { cells: 0, inhabited: 0, empty: 0, noData: 0, negative: 0, dropped: 0 };
  readonly sources = new Sources();
  total = 0;
  readonly #noData: number;
  readonly #place: PixelPlace;

  constructor(noData: number, place: PixelPlace) {
    this.#noData = noData;
    this.#place = place;
  }

  add({ left, top, width, height, stride, values }: Block): void {
    const { account } = this;
    account.cells += width * height;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const people = values[row * stride + column] ?? NaN;
        if (people > 0 && people < Infinity && people !== this.#noData) {
          const [x, y] = this.#place(left + column, top + row);
          this.sources.push(x, y, people);
          account.inhabited += 1;
          this.total += people;
        } else if (people === this.#noData || Number.isNaN(people)) account.noData += 1;
        else if (people === 0) account.empty += 1;
        else if (people === Infinity || people === -Infinity) account.dropped += 1;
        else account.negative += 1;
      }
    }
  }
}

/** Three columns that grow together. */
class Sources {
  #lng = new Float64Array(1024);
  #lat = new Float64Array(1024);
  #people = new Float64Array(1024);
  #count = 0;

  push(x: number, y: number, people: number): void {
    if (this.#count === this.#lng.length) this.#grow();
    this.#lng[this.#count] = x;
    this.#lat[this.#count] = y;
    this.#people[this.#count] = people;
    this.#count += 1;
  }

  columns(): PopulationRaster["sources"] {
    const [lng, lat, people] = [this.#lng, this.#lat, this.#people].map((column) =>
      column.slice(0, this.#count),
    ) as [Float64Array, Float64Array, Float64Array];
    return { lng, lat, people };
  }

  #grow(): void {
    const grown = (column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
      const larger = new Float64Array(column.length * 2);
      larger.set(column);
      return larger;
    };
    [this.#lng, this.#lat, this.#people] = [
      grown(this.#lng),
      grown(this.#lat),
      grown(this.#people),
    ];
  }
}

/** GDAL's tag: a number as text, which in a raster of single precision stands for the nearest such number. */
function noDataOf(directory: TiffDirectory): number {
  const text = directory.text(TAG.noData).trim();
  if (text === "") return NaN;
  const isSingle =
    directory.number(TAG.sampleFormat, 1) === 3 && directory.number(TAG.bitsPerSample, 1) === 32;
  return isSingle ? Math.fround(Number(text)) : Number(text);
}

function refusal(context: RasterContext, reason: Reason): RefusedFile {
  return new RefusedFile(context.name, reason);
}
