import type { FileHandle } from "node:fs/promises";

/** TIFF 6.0 (1992) and BigTIFF: the numbers of the tags that are read. */
export const TAG = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  stripOffsets: 273,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planarConfiguration: 284,
  predictor: 317,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  sampleFormat: 339,
  pixelScale: 33550,
  tiePoints: 33922,
  transformation: 34264,
  geoKeys: 34735,
  noData: 42113,
} as const;

/** Bytes by type of value; 0 for types that are not. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
const ASCII = 2;

/** Entries of a directory, and values of a tag other than those of the blocks. */
const MOST_ENTRIES = 4096;
const LONGEST_TAG = 1 << 20;
/** Tags of the blocks: one offset for every row of a tall raster, or for every tile of a wide one. */
const LONGEST_BLOCK_TAG = 1 << 26;

/** The file stops being a TIFF at the part named. */
export class TiffFault extends Error {
  override readonly name = "TiffFault";
}

/** The first directory of a TIFF file: numbers by tag, and texts. */
export interface TiffDirectory {
  readonly littleEndian: boolean;
  numbers(tag: number): readonly number[];
  /** The first number of a tag, or what stands when there is none. */
  number(tag: number, otherwise: number): number;
  text(tag: number): string;
}

/** Reads the directory with every length checked against the file before anything is allocated. Throws `TiffFault`. */
export async function readDirectory(file: FileHandle, fileBytes: number): Promise<TiffDirectory> {
  const take = async (position: number, length: number, part: string): Promise<DataView> => {
    if (position < 0 || position + length > fileBytes) throw new TiffFault(part);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    if (bytesRead < length) throw new TiffFault(part);
    return new DataView(buffer.buffer, buffer.byteOffset, length);
  };
  const header = await take(0, 16, "header");
  const order = header.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) throw new TiffFault("header");
  const little = order === 0x4949;
  const version = header.getUint16(2, little);
  if (version !== 42 && version !== 43) throw new TiffFault("header");
  const big = version === 43;
  const start = big ? Number(header.getBigUint64(8, little)) : header.getUint32(4, little);
  const countView = await take(start, big ? 8 : 2, "directory");
  const count = big ? Number(countView.getBigUint64(0, little)) : countView.getUint16(0, little);
  const entryBytes = big ? 20 : 12;
  if (count > MOST_ENTRIES) throw new TiffFault("directory");
  const entries = await take(start + (big ? 8 : 2), count * entryBytes, "directory");

  const values = new Map<number, { type: number; view: DataView }>();
  for (let i = 0; i < count; i++) {
    const at = i * entryBytes;
    const tag = entries.getUint16(at, little);
    if (!KNOWN.has(tag)) continue;
    const type = entries.getUint16(at + 2, little);
    const length =
      (TYPE_BYTES[type] ?? 0) *
      (big ? Number(entries.getBigUint64(at + 4, little)) : entries.getUint32(at + 4, little));
    const room = big ? 8 : 4;
    const inline = at + (big ? 12 : 8);
    if (length > (BLOCK_TAGS.has(tag) ? LONGEST_BLOCK_TAG : LONGEST_TAG))
      throw new TiffFault(`tag ${tag}`);
    const view =
      length <= room
        ? new DataView(entries.buffer, entries.byteOffset + inline, length)
        : await take(
            big ? Number(entries.getBigUint64(inline, little)) : entries.getUint32(inline, little),
            length,
            `tag ${tag}`,
          );
    values.set(tag, { type, view });
  }
  const numbers = (tag: number): number[] => {
    const found = values.get(tag);
    return found === undefined ? [] : numbersOf(found.view, found.type, little);
  };
  return {
    littleEndian: little,
    numbers,
    number: (tag, otherwise) => numbers(tag)[0] ?? otherwise,
    text: (tag) => {
      const found = values.get(tag);
      if (found?.type !== ASCII) return "";
      const { view } = found;
      const bytes = Buffer.from(view.buffer, view.byteOffset, view.byteLength);
      return bytes.toString("latin1").replace(/\0[^]*$/, "");
    },
  };
}

const KNOWN: ReadonlySet<number> = new Set(Object.values(TAG));
const BLOCK_TAGS: ReadonlySet<number> = new Set([
  TAG.stripOffsets,
  TAG.stripByteCounts,
  TAG.tileOffsets,
  TAG.tileByteCounts,
]);

function numbersOf(view: DataView, type: number, little: boolean): number[] {
  const size = TYPE_BYTES[type] ?? 0;
  if (size === 0) return [];
  const read = (at: number): number => {
    switch (type) {
      case 3:
        return view.getUint16(at, little);
      case 4:
      case 13:
        return view.getUint32(at, little);
      case 8:
        return view.getInt16(at, little);
      case 9:
        return view.getInt32(at, little);
      case 11:
        return view.getFloat32(at, little);
      case 12:
        return view.getFloat64(at, little);
      case 16:
      case 18:
        return Number(view.getBigUint64(at, little));
      case 17:
        return Number(view.getBigInt64(at, little));
      case 5:
        return view.getUint32(at, little) / view.getUint32(at + 4, little);
      case 10:
        return view.getInt32(at, little) / view.getInt32(at + 4, little);
      default:
        return view.getUint8(at);
    }
  };
  return Array.from({ length: Math.floor(view.byteLength / size) }, (_, i) => read(i * size));
}
