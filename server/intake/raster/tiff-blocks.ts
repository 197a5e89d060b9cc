import type { FileHandle } from "node:fs/promises";
import { RefusedFile } from "../refused-file.ts";
import { decompress, isKnownCompression } from "./tiff-codecs.ts";
import { TAG, TiffFault, type TiffDirectory } from "./tiff-directory.ts";
import { firstBand, isReadable, type SampleLayout } from "./tiff-samples.ts";

/** One strip or tile, uncompressed. GDAL's tiles have 256 KB, its strips 8 KB. */
const LARGEST_BLOCK_BYTES = 256 * 1024 * 1024;

/** The first band of one strip or tile, what juts out over the edge of the raster left out. */
export interface Block {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Values from one row to the next. */
  readonly stride: number;
  readonly values: Float64Array;
}

/**
 * The blocks of a raster one after the other, from the top. A block that was never written (a hole of GDAL's) has
 * nothing but not-a-number. Throws `TiffFault`, and `RefusedFile` for what is not read.
 */
export async function* readBlocks(
  file: FileHandle,
  fileBytes: number,
  directory: TiffDirectory,
  context: { readonly name: string; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<Block, undefined> {
  const plan = planOf(directory, context.name);
  const { width, height, blockWidth, blockHeight, across, compression, layout } = plan;
  for (let top = 0, row = 0; top < height; top += blockHeight, row++) {
    for (let left = 0, column = 0; left < width; left += blockWidth, column++) {
      context.signal?.throwIfAborted();
      const index = row * across + column;
      const [offset = 0, length = 0] = [plan.offsets[index], plan.lengths[index]];
      // The last strip is as high as there are rows left; tiles are always whole.
      const rows = plan.isTiled ? blockHeight : Math.min(blockHeight, height - top);
      const bytes = (blockWidth * rows * layout.perPixel * layout.bits) / 8;
      if (length > 2 * bytes + 65536) throw new TiffFault(`block ${index + 1}`);
      const values =
        length === 0
          ? new Float64Array(blockWidth * rows).fill(NaN)
          : await readBlock(index, offset, length, bytes, rows);
      const [w, h] = [Math.min(blockWidth, width - left), Math.min(rows, height - top)];
      yield { left, top, width: w, height: h, stride: blockWidth, values };
    }
  }
  return undefined;

  async function readBlock(
    index: number,
    offset: number,
    length: number,
    bytes: number,
    rows: number,
  ): Promise<Float64Array> {
    const part = `block ${index + 1}`;
    if (offset + length > fileBytes) throw new TiffFault(part);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    if (bytesRead < length) throw new TiffFault(part);
    const raw = unpacked(buffer, bytes, part);
    if (raw.length < bytes) throw new TiffFault(part);
    return firstBand(raw, blockWidth, rows, layout);
  }

  function unpacked(block: Buffer, bytes: number, part: string): Buffer {
    try {
      return decompress(block, compression, bytes);
    } catch {
      throw new TiffFault(part);
    }
  }
}

interface Plan {
  readonly width: number;
  readonly height: number;
  readonly isTiled: boolean;
  readonly blockWidth: number;
  readonly blockHeight: number;
  /** Blocks side by side. */
  readonly across: number;
  readonly offsets: readonly number[];
  readonly lengths: readonly number[];
  readonly compression: number;
  readonly layout: SampleLayout;
}

function planOf(directory: TiffDirectory, name: string): Plan {
  const refuse = (what: string): RefusedFile =>
    new RefusedFile(name, { code: "raster-unsupported", values: { what } });
  const [width, height] = [directory.number(TAG.width, 0), directory.number(TAG.height, 0)];
  const isTiled = directory.numbers(TAG.tileOffsets).length > 0;
  const blockWidth = isTiled ? directory.number(TAG.tileWidth, 0) : width;
  const blockHeight = isTiled
    ? directory.number(TAG.tileHeight, 0)
    : Math.min(directory.number(TAG.rowsPerStrip, height), height);
  if (blockWidth < 1 || blockHeight < 1) throw new TiffFault("blocks");
  const layout: SampleLayout = {
    littleEndian: directory.littleEndian,
    bits: directory.number(TAG.bitsPerSample, 1),
    format: directory.number(TAG.sampleFormat, 1),
    perPixel:
      directory.number(TAG.planarConfiguration, 1) === 2
        ? 1
        : directory.number(TAG.samplesPerPixel, 1),
    predictor: directory.number(TAG.predictor, 1),
  };
  const compression = directory.number(TAG.compression, 1);
  if (!isKnownCompression(compression)) throw refuse(`Compression = ${compression}`);
  const { bits, format, predictor, perPixel } = layout;
  if (!isReadable(layout))
    throw refuse(`BitsPerSample = ${bits}, SampleFormat = ${format}, Predictor = ${predictor}`);
  if (new Set(directory.numbers(TAG.bitsPerSample)).size > 1)
    throw refuse("BitsPerSample is not the same in all bands");
  if (perPixel < 1 || (blockWidth * blockHeight * perPixel * bits) / 8 > LARGEST_BLOCK_BYTES)
    throw refuse(`a block of ${blockWidth} × ${blockHeight}`);
  const across = Math.ceil(width / blockWidth);
  const offsets = directory.numbers(isTiled ? TAG.tileOffsets : TAG.stripOffsets);
  const lengths = directory.numbers(isTiled ? TAG.tileByteCounts : TAG.stripByteCounts);
  const count = across * Math.ceil(height / blockHeight);
  if (offsets.length < count || lengths.length < count) throw new TiffFault("blocks");
  return {
    width,
    height,
    isTiled,
    blockWidth,
    blockHeight,
    across,
    offsets,
    lengths,
    compression,
    layout,
  };
}
