import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { basename } from "node:path";
import { looksCompiled, NetworkFormatError, openNetwork } from "#core/network/codec.ts";
import type { Ring } from "#core/network/extract-edge.ts";
import { buildNetwork, type Network, type NetworkSource } from "#core/network/network.ts";
import { collectStreets } from "#core/network/streets.ts";
import { RULE_NODE_KEYS, RULE_WAY_KEYS } from "#core/network/walking-rules.ts";
import { readOsm } from "./osm/read-osm.ts";
import { RefusedFile } from "./refused-file.ts";

export interface NetworkReading {
  readonly signal?: AbortSignal;
  /** Bytes of the file read so far; each of two passes counts for half of them. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Where the extract is complete, if the file does not say it right. */
  readonly boundary?: readonly Ring[];
}

/**
 * The walking network of an OpenStreetMap extract (PBF or XML, told by content) or of a compiled network.
 * Throws `RefusedFile` or `OsmFileError` naming the file and what to do.
 */
export async function loadNetwork(path: string, reading: NetworkReading = {}): Promise<Network> {
  if (!looksCompiled(await firstBytes(path))) return compileNetwork(path, reading);
  const bytes = await readFile(path);
  try {
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    return openNetwork(buffer);
  } catch (error) {
    if (error instanceof NetworkFormatError)
      throw new RefusedFile(basename(path), {
        code: "network-not-read",
        values: { why: error.message },
      });
    throw error;
  }
}

/** Name, size and SHA-256 of a file, streamed. */
export async function fileIdentity(path: string): Promise<NetworkSource> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { name: basename(path), bytes, sha256: hash.digest("hex") };
}

async function compileNetwork(path: string, reading: NetworkReading): Promise<Network> {
  const { signal, onProgress, boundary } = reading;
  const options = {
    ...(signal === undefined ? {} : { signal }),
    wayTags: RULE_WAY_KEYS,
    nodeTags: RULE_NODE_KEYS,
  };
  const streets = collectStreets();
  await readOsm(path, streets.ways, {
    ...options,
    onProgress: (done, size) => onProgress?.(done / 2, size),
  });
  await readOsm(path, streets.nodes(), {
    ...options,
    onProgress: (done, size) => onProgress?.((size + done) / 2, size),
  });
  const source = await fileIdentity(path);
  try {
    return buildNetwork(streets.finish(), source, boundary);
  } catch (error) {
    if (error instanceof RangeError)
      throw new RefusedFile(basename(path), { code: "extract-no-streets" });
    throw error;
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  try {
    const handle = await open(path);
    try {
      const head = new Uint8Array(16);
      const { bytesRead } = await handle.read(head, 0, head.length, 0);
      return head.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return new Uint8Array(0); // missing or unreadable: the extract reader says so in full
  }
}
