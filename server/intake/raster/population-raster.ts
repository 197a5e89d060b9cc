import { open, type FileHandle } from "node:fs/promises";
import type { Reason } from "#contract/reasons/reasons.ts";
import { RefusedFile } from "../refused-file.ts";
import { pixelPlaces, systemOf, type PixelPlace } from "./raster-position.ts";
import { readBlocks, type Block } from "./tiff-blocks.ts";
import { readDirectory, TAG, TiffFault, type TiffDirectory } from "./tiff-directory.ts";

/** A province at 100 m has some 50 million cells; 20,000 × 20,000 is the limit. */
const MOST_CELLS = 400_000_000;
/** More than in the densest square kilometres there are, by far. */
const MOST_IN_CELL = 10_000_000;
/** Of cells with people, each held as three numbers of 8 bytes. */
const MOST_INHABITED = 10_000_000;

interface RasterContext {
  /** The name the user knows the file by. */
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** What is wanted of a raster in a system: inhabited cells outside are counted, not kept. All of it without. */
  readonly windowIn?: ((crs: string | null) => RasterWindow | undefined) | undefined;
}

/** A box in the coordinates of a raster. */
export interface RasterWindow {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** The people of a raster of counts, as points in the middle of its cells. */
export interface PopulationRaster {
  /** "EPSG:n"; null when the file names no system by a code. */
  readonly crs: string | null;
  readonly width: number;
  readonly height: number;
  /** Of which the first was read. */
  readonly bands: number;
  /** From the middle of a cell to that of the next one of its row, and to the one below, in the coordinates of the raster. */
  readonly step: {
    readonly across: readonly [x: number, y: number];
    readonly down: readonly [x: number, y: number];
  };
  /** Inhabited cells, block by block, in the coordinates of the raster: easting and northing where it is projected. */
  readonly sources: {
    readonly lng: Float64Array;
    readonly lat: Float64Array;
    readonly people: Float64Array;
  };
  /** cells = inhabited + outside + empty + noData + negative + dropped. */
  readonly account: {
    readonly cells: number;
    readonly inhabited: number;
    /** Inhabited, and outside what is wanted. */
    readonly outside: number;
    /** Exactly zero. */
    readonly empty: number;
    /** Marked as such, or not a number. */
    readonly noData: number;
    readonly negative: number;
    /** Infinite, or more than can live in a cell: a mark for no data that the file does not name. */
    readonly dropped: number;
  };
  /** People in the inhabited cells that are wanted. */
  readonly total: number;
  /** People in the others. */
  readonly totalOutside: number;
  /** The fewest people of an inhabited cell. */
  readonly fewest: number;
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

  const crs = systemOf(directory);
  const tally = new Tally(noDataOf(directory), place, context.windowIn?.(crs) ?? EVERYWHERE);
  for await (const block of readBlocks(file, size, directory, context)) {
    tally.add(block);
    if (tally.account.inhabited > MOST_INHABITED) throw tooLarge;
    context.onProgress?.(tally.account.cells, width * height);
  }
  const { sources, account, total, totalOutside, fewest } = tally;
  if (account.inhabited + account.outside === 0)
    throw refusal(context, { code: "raster-no-people" });
  return {
    crs,
    width,
    height,
    bands: directory.number(TAG.samplesPerPixel, 1),
    step: stepOf(place),
    sources: sources.columns(),
    account,
    total,
    totalOutside,
    fewest,
  };
}

const EVERYWHERE: RasterWindow = {
  left: -Infinity,
  bottom: -Infinity,
  right: Infinity,
  top: Infinity,
};

function stepOf(place: PixelPlace): PopulationRaster["step"] {
  const [x, y] = place(0, 0);
  const [right, below] = [place(1, 0), place(0, 1)];
  return { across: [right[0] - x, right[1] - y], down: [below[0] - x, below[1] - y] };
}

class Tally {
  readonly account = {
    cells: 0,
    inhabited: 0,
    outside: 0,
    empty: 0,
    noData: 0,
    negative: 0,
    dropped: 0,
  };
  readonly sources = new Sources();
  total = 0;
  totalOutside = 0;
  fewest = Infinity;
  readonly #noData: number;
  readonly #place: PixelPlace;
  readonly #window: RasterWindow;

  constructor(noData: number, place: PixelPlace, window: RasterWindow) {
    this.#noData = noData;
    this.#place = place;
    this.#window = window;
  }

  add({ left, top, width, height, stride, values }: Block): void {
    const { account } = this;
    const wanted = this.#window;
    account.cells += width * height;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const people = values[row * stride + column] ?? NaN;
        if (people > 0 && people <= MOST_IN_CELL && people !== this.#noData) {
          const [x, y] = this.#place(left + column, top + row);
          if (x < wanted.left || x > wanted.right || y < wanted.bottom || y > wanted.top) {
            account.outside += 1;
            this.totalOutside += people;
            continue;
          }
          this.sources.push(x, y, people);
          account.inhabited += 1;
          this.total += people;
          if (people < this.fewest) this.fewest = people;
        } else if (people === this.#noData || Number.isNaN(people)) account.noData += 1;
        else if (people === 0) account.empty += 1;
        else if (people > 0 || people === -Infinity) account.dropped += 1;
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
