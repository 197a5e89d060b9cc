import { inflateSync } from "node:zlib";
import { OSMTransform } from "osm-pbf-parser-node";
import type { OsmVisitor } from "#core/osm/elements.ts";
import type { ByteSource } from "./byte-source.ts";
import { OsmFileError } from "./osm-file-error.ts";
import { decodeBlock, visitBlock } from "./pbf-block.ts";
import type { OpenOsmFile } from "./read-osm.ts";
import { eachField, zigzag } from "./wire.ts";

/** Limits of the format itself: https://wiki.openstreetmap.org/wiki/PBF_Format */
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BLOCK_BYTES = 32 * 1024 * 1024;

const READABLE_FEATURES = new Set(["OsmSchema-V0.6", "DenseNodes"]);
const PACKINGS = new Map([
  [4, "lzma"],
  [5, "bzip2"],
  [6, "lz4"],
  [7, "zstd"],
]);

/** Streams a PBF file to the visitor, one block at a time; blocks without a wanted kind are not decoded. */
export async function readPbf(
  source: ByteSource,
  visitor: OsmVisitor,
  file: OpenOsmFile,
): Promise<void> {
  // Never streamed through: the parser takes its tag filters from an instance, and misreads plain options.
  const filter = new OSMTransform({
    withTags: {
      node: visitor.node !== undefined && (file.nodeTags === undefined || [...file.nodeTags]),
      way: visitor.way !== undefined && (file.wayTags === undefined || [...file.wayTags]),
      relation: visitor.relation !== undefined,
    },
  });
  while (source.position < file.size) {
    const start = source.position;
    const { type, size } = await readBlobHeader(source, file);
    if (start === 0 && type !== "OSMHeader")
      throw corrupt(file, start, "the first block is not an OSM header");
    const blob = await readBytes(source, size, start, file);
    const block = inContext(file, start, () => unpack(blob));
    if (type === "OSMHeader") {
      const header = inContext(file, start, () => readFileHeader(block));
      refuseUnreadable(header.features, file);
      if (header.bounds !== undefined) visitor.bounds?.(...header.bounds);
    } else {
      const elements = inContext(file, start, () => decodeBlock(block, visitor, filter));
      visitBlock(elements, visitor);
    }
    file.onProgress?.(source.position, file.size);
  }
}

async function readBlobHeader(
  source: ByteSource,
  file: OpenOsmFile,
): Promise<{ type: string; size: number }> {
  const start = source.position;
  const prefix = await readBytes(source, 4, start, file);
  const length = new DataView(prefix.buffer, prefix.byteOffset, 4).getUint32(0);
  if (length > MAX_HEADER_BYTES)
    throw corrupt(file, start, `a block header claims ${count(length)} bytes`);
  const bytes = await readBytes(source, length, start, file);
  let type = "";
  let size = NaN;
  inContext(file, start, () =>
    eachField(bytes, 0, bytes.length, (field, from, to, value) => {
      if (field === 1) type = text(bytes.subarray(from, to));
      if (field === 3) size = value;
    }),
  );
  if (type !== "OSMHeader" && type !== "OSMData")
    throw corrupt(
      file,
      start,
      `a block is of the unknown type ${JSON.stringify(type.slice(0, 20))}`,
    );
  if (!(size <= MAX_BLOCK_BYTES)) throw corrupt(file, start, `a block claims ${count(size)} bytes`);
  return { type, size };
}

/** The block inside a blob; never larger than the format allows, whatever the blob claims. */
function unpack(blob: Uint8Array): Uint8Array {
  let rawSize = 0;
  let raw: Uint8Array | undefined;
  let packed: Uint8Array | undefined;
  eachField(blob, 0, blob.length, (field, from, to, value) => {
    if (field === 1) raw = blob.subarray(from, to);
    if (field === 2) rawSize = value;
    if (field === 3) packed = blob.subarray(from, to);
    const packing = PACKINGS.get(field);
    if (packing !== undefined) throw new UnsupportedPacking(packing);
  });
  if (rawSize > MAX_BLOCK_BYTES)
    throw new Error(`a block claims to unpack to ${count(rawSize)} bytes`);
  if (raw !== undefined) return raw;
  if (packed === undefined) throw new Error("a block has no content");
  const block = inflateSync(packed, { maxOutputLength: rawSize || MAX_BLOCK_BYTES });
  if (rawSize !== 0 && block.length !== rawSize)
    throw new Error(`a block unpacks to ${count(block.length)} bytes instead of ${count(rawSize)}`);
  return block;
}

class UnsupportedPacking extends Error {}

interface FileHeader {
  readonly features: readonly string[];
  readonly bounds: readonly [number, number, number, number] | undefined;
}

function readFileHeader(block: Uint8Array): FileHeader {
  const features: string[] = [];
  let bounds: FileHeader["bounds"];
  eachField(block, 0, block.length, (field, from, to) => {
    if (field === 4) features.push(text(block.subarray(from, to)));
    if (field !== 1) return;
    const sides = [NaN, NaN, NaN, NaN, NaN];
    eachField(block, from, to, (side, _from, _to, value) => {
      sides[side] = zigzag(value) / 1e9;
    });
    const [, left = NaN, right = NaN, top = NaN, bottom = NaN] = sides;
    bounds = [left, bottom, right, top];
  });
  return { features, bounds };
}

function refuseUnreadable(features: readonly string[], file: OpenOsmFile): void {
  const unreadable = features.find((feature) => !READABLE_FEATURES.has(feature));
  if (unreadable === "HistoricalInformation")
    throw new OsmFileError(
      file.path,
      "unsupported",
      'the file is a full history, with several versions of each element. Cut one moment out of it with "osmium time-filter".',
    );
  if (unreadable !== undefined)
    throw new OsmFileError(
      file.path,
      "unsupported",
      `the file's header requires the feature ${JSON.stringify(unreadable)}, which this reader does not have. Rewrite the file with "osmium cat -o new.osm.pbf".`,
    );
}

async function readBytes(
  source: ByteSource,
  length: number,
  blockStart: number,
  file: OpenOsmFile,
): Promise<Uint8Array> {
  const bytes = await source.take(length);
  if (bytes.length === length) return bytes;
  throw new OsmFileError(
    file.path,
    "cut-short",
    `the file is cut short: the block at byte ${place(blockStart, file)} needs ${count(length - bytes.length)} bytes more than there are. Download or copy the file again.`,
  );
}

/** Runs a step of decoding; whatever it throws becomes an error that says where in the file it happened. */
function inContext<T>(file: OpenOsmFile, blockStart: number, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof UnsupportedPacking)
      throw new OsmFileError(
        file.path,
        "unsupported",
        `its blocks are packed with ${error.message}; this reader knows zlib. Rewrite the file with "osmium cat -f pbf,pbf_compression=zlib -o new.osm.pbf".`,
      );
    throw corrupt(file, blockStart, error instanceof Error ? error.message : String(error));
  }
}

function corrupt(file: OpenOsmFile, blockStart: number, detail: string): OsmFileError {
  return new OsmFileError(
    file.path,
    "corrupt",
    `the file is damaged at byte ${place(blockStart, file)}: ${detail}. Download or copy the file again.`,
  );
}

function place(byte: number, file: OpenOsmFile): string {
  return `${count(byte)} (${Math.floor((100 * byte) / file.size)} % of the file)`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
