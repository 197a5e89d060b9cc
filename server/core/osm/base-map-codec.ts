import { BASE_LAYERS, type BaseLayer, type BaseMap, type Features } from "./base-map.ts";

/** "YKBM" */
const MAGIC = 0x4d424b59;
const VERSION = 1;
/** Magic, version, length of the index, length of everything: 32-bit little-endian numbers. */
const HEAD_BYTES = 16;

/** What is not columns, as JSON, and how long the columns are; they follow in this order, each from a multiple of 4. */
interface Index {
  readonly skipped: BaseMap["skipped"];
  readonly layers: readonly {
    readonly sets: readonly object[];
    readonly features: number;
    readonly rings: number;
    readonly positions: number;
  }[];
}

/** The base map as bytes, to be kept and reopened. */
export function packBaseMap(map: BaseMap): Uint8Array {
  const index: Index = {
    skipped: map.skipped,
    layers: BASE_LAYERS.map((layer) => {
      const { sets, set, firstPosition, positions } = map[layer];
      return {
        sets,
        features: set.length,
        rings: firstPosition.length - 1,
        positions: positions.length,
      };
    }),
  };
  const text = new TextEncoder().encode(JSON.stringify(index));
  const columns = BASE_LAYERS.flatMap((layer) => columnsOf(map[layer]));
  const start = padded(HEAD_BYTES + text.length);
  const bytes = new Uint8Array(
    columns.reduce((end, column) => end + padded(column.byteLength), start),
  );
  bytes.set(new Uint8Array(Uint32Array.of(MAGIC, VERSION, text.length, bytes.length).buffer));
  bytes.set(text, HEAD_BYTES);
  let position = start;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), position);
    position += padded(column.byteLength);
  }
  return bytes;
}

/** The base map that was packed, as views of the bytes. Throws on bytes that are not one, or not all of it. */
export function openBaseMap(packed: Uint8Array): BaseMap {
  const bytes = packed.byteOffset % 4 === 0 ? packed : packed.slice();
  if (bytes.length < HEAD_BYTES)
    throw new Error(`Base map of ${bytes.length} bytes has no header.`);
  const [magic, version, textLength = 0, total] = new Uint32Array(
    bytes.buffer,
    bytes.byteOffset,
    4,
  );
  if (magic !== MAGIC)
    throw new Error("These bytes are not a packed base map. Import the extract again.");
  if (version !== VERSION)
    throw new Error(
      `Base map is version ${version}; this build reads version ${VERSION}. Import the extract again.`,
    );
  if (bytes.length !== total)
    throw new Error(
      `Base map should be ${total} bytes and is ${bytes.length}. Import the extract again.`,
    );
  const text = new TextDecoder().decode(bytes.subarray(HEAD_BYTES, HEAD_BYTES + textLength));
  const index: Index = JSON.parse(text);
  let position = bytes.byteOffset + padded(HEAD_BYTES + textLength);
  const take = (byteLength: number): number => {
    const start = position;
    position += padded(byteLength);
    return start;
  };
  const { buffer } = bytes;
  const features = index.layers.map(
    ({ sets, features: count, rings, positions }): Features<object> => ({
      sets,
      set: new Uint32Array(buffer, take(4 * count), count),
      shape: new Uint8Array(buffer, take(count), count),
      fromZoom: new Uint8Array(buffer, take(count), count),
      firstRing: new Uint32Array(buffer, take(4 * (count + 1)), count + 1),
      firstPosition: new Uint32Array(buffer, take(4 * (rings + 1)), rings + 1),
      positions: new Int32Array(buffer, take(4 * positions), positions),
    }),
  );
  const layers = Object.fromEntries(BASE_LAYERS.map((layer, i) => [layer, features[i]]));
  // Written by `packBaseMap` of the same version, which had the types.
  return { ...(layers as Pick<BaseMap, BaseLayer>), skipped: index.skipped };
}

/** In the order in which `openBaseMap` takes them. */
function columnsOf(features: Features<object>): (Uint32Array | Uint8Array | Int32Array)[] {
  const { set, shape, fromZoom, firstRing, firstPosition, positions } = features;
  return [set, shape, fromZoom, firstRing, firstPosition, positions];
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
