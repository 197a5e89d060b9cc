import type { Network, NetworkReport } from "./network.ts";

/**
 * A compiled network as one buffer: a header that says what it is, a directory as JSON, then the columns, each
 * on an eight-byte boundary. Reopening makes views; nothing is parsed but the directory.
 *
 *     0  8 bytes  magic
 *     8  uint32   version
 *    12  uint32   length of the directory in bytes
 *    16  float64  length of the whole buffer in bytes
 *    24  uint32   checksum of everything but itself
 *    28  uint32   0
 *    32  directory, then columns
 */
const MAGIC = [0x59, 0x4b, 0x5a, 0x2d, 0x4e, 0x45, 0x54, 0x0a]; // YKZ-NET and a line end
const VERSION = 1;
const HEADER_BYTES = 32;
const CHECKSUM_AT = 24;

const COLUMNS = {
  nodeLng: Int32Array,
  nodeLat: Int32Array,
  from: Uint32Array,
  to: Uint32Array,
  length: Uint32Array,
  traits: Uint8Array,
  name: Uint32Array,
  firstPoint: Uint32Array,
  points: Int32Array,
  boxEdge: Uint32Array,
  boxPoint: Uint32Array,
  index: Uint8Array,
} as const;
type ColumnName = keyof typeof COLUMNS;

interface Directory {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly names: readonly string[];
  readonly report: NetworkReport;
  /** Where each column starts and how many bytes it has. */
  readonly columns: Readonly<Record<ColumnName, readonly [number, number]>>;
}

/** A buffer that is not a compiled network of this version, or is damaged. The message is a whole sentence. */
export class NetworkFormatError extends Error {
  override name = "NetworkFormatError";
}

/** Whether the first bytes claim to be a compiled network; opening may still refuse it. */
export function looksCompiled(start: Uint8Array): boolean {
  return start.length >= MAGIC.length && MAGIC.every((byte, i) => start[i] === byte);
}

export function packNetwork(network: Network): ArrayBuffer {
  const bytesOf = (name: ColumnName): Uint8Array => {
    if (name === "index") return new Uint8Array(network.index);
    const values = network[name];
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  };
  const names = Object.keys(COLUMNS) as ColumnName[];
  const relative = {} as Record<ColumnName, [number, number]>;
  let end = 0;
  for (const name of names) {
    const bytes = bytesOf(name).byteLength;
    relative[name] = [end, bytes];
    end = aligned(end + bytes);
  }
  const directory: Directory = {
    nodeCount: network.nodeCount,
    edgeCount: network.edgeCount,
    names: network.names,
    report: network.report,
    columns: relative,
  };
  const text = new TextEncoder().encode(JSON.stringify(directory));
  const start = aligned(HEADER_BYTES + text.length);
  const buffer = new ArrayBuffer(start + end);
  const bytes = new Uint8Array(buffer);
  bytes.set(text, HEADER_BYTES);
  for (const name of names) bytes.set(bytesOf(name), start + relative[name][0]);

  const header = new DataView(buffer);
  bytes.set(MAGIC);
  header.setUint32(8, VERSION, true);
  header.setUint32(12, text.length, true);
  header.setFloat64(16, buffer.byteLength, true);
  header.setUint32(CHECKSUM_AT, checksum(buffer), true);
  return buffer;
}

/** Opens a packed network as views on its buffer. Throws NetworkFormatError for anything else. */
export function openNetwork(buffer: ArrayBufferLike): Network {
  if (!looksCompiled(new Uint8Array(buffer, 0, Math.min(8, buffer.byteLength))))
    throw new NetworkFormatError("This is not a compiled walking network.");
  if (buffer.byteLength < HEADER_BYTES)
    throw new NetworkFormatError(
      "The compiled network is cut short in its header. Compile it again.",
    );
  const header = new DataView(buffer);
  const version = header.getUint32(8, true);
  if (version !== VERSION)
    throw new NetworkFormatError(
      `The compiled network is version ${version}; this build reads version ${VERSION}. Compile it again.`,
    );
  const length = header.getFloat64(16, true);
  if (length !== buffer.byteLength)
    throw new NetworkFormatError(
      `The compiled network should have ${length} bytes but has ${buffer.byteLength}. Compile or copy it again.`,
    );
  if (header.getUint32(CHECKSUM_AT, true) !== checksum(buffer))
    throw new NetworkFormatError(
      "The compiled network is damaged: its checksum does not match. Compile it again.",
    );

  const textLength = header.getUint32(12, true);
  const text = new Uint8Array(buffer, HEADER_BYTES, textLength).slice();
  const directory = JSON.parse(new TextDecoder().decode(text)) as Directory;
  const start = aligned(HEADER_BYTES + textLength);
  const at = (name: ColumnName) => start + directory.columns[name][0];
  const size = (name: ColumnName) => directory.columns[name][1];
  const int32 = (name: ColumnName) => new Int32Array(buffer, at(name), size(name) / 4);
  const uint32 = (name: ColumnName) => new Uint32Array(buffer, at(name), size(name) / 4);
  return {
    nodeCount: directory.nodeCount,
    edgeCount: directory.edgeCount,
    names: directory.names,
    report: directory.report,
    nodeLng: int32("nodeLng"),
    nodeLat: int32("nodeLat"),
    from: uint32("from"),
    to: uint32("to"),
    length: uint32("length"),
    traits: new Uint8Array(buffer, at("traits"), size("traits")),
    name: uint32("name"),
    firstPoint: uint32("firstPoint"),
    points: int32("points"),
    boxEdge: uint32("boxEdge"),
    boxPoint: uint32("boxPoint"),
    index: buffer.slice(at("index"), at("index") + size("index")),
  };
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}

/** FNV-1a over all 32-bit words but its own; buffers are whole multiples of eight bytes. */
function checksum(buffer: ArrayBufferLike): number {
  const words = new Uint32Array(buffer, 0, buffer.byteLength >> 2);
  const own = CHECKSUM_AT >> 2;
  let hash = 0x811c9dc5;
  for (let i = 0; i < own; i++) hash = Math.imul(hash ^ words[i]!, 0x01000193);
  for (let i = own + 1; i < words.length; i++) hash = Math.imul(hash ^ words[i]!, 0x01000193);
  return hash >>> 0;
}
