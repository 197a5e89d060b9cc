import { open } from "node:fs/promises";
import { looksCompiled } from "#core/network/codec.ts";

/** What a file is at the first look: streets, a raster, or something with tables in it. */
export type FileKind = "osm" | "compiled" | "raster" | "tables";

const HEAD_BYTES = 4096;

export async function kindOfFile(path: string): Promise<FileKind> {
  await using handle = await open(path);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  const head = buffer.subarray(0, bytesRead);
  if (looksCompiled(head)) return "compiled";
  if (head.subarray(0, 64).includes("OSMHeader")) return "osm";
  if (TIFF.some((magic) => magic.every((byte, i) => head[i] === byte))) return "raster";
  const text = head.toString("latin1");
  return /^(?:\xef\xbb\xbf)?\s*</.test(text) && /<osm[\s>]/.test(text) ? "osm" : "tables";
}

/** TIFF and BigTIFF, in either byte order. */
const TIFF: readonly (readonly number[])[] = [
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x49, 0x49, 0x2b, 0x00],
  [0x4d, 0x4d, 0x00, 0x2b],
];
