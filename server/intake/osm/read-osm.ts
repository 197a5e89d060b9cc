import { open, type FileHandle } from "node:fs/promises";
import type { OsmVisitor } from "#core/osm/elements.ts";
import { byteSource } from "./byte-source.ts";
import { OsmFileError } from "./osm-file-error.ts";
import { readPbf } from "./read-pbf.ts";
import { readXml } from "./read-xml.ts";

export interface ReadOptions {
  /** Stops the reading soon, with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytesDone: number, bytesTotal: number) => void;
  /** The only keys wanted on nodes; all when left out. */
  readonly nodeTags?: readonly string[];
  /** The only keys wanted on ways; all when left out. */
  readonly wayTags?: readonly string[];
}

/** A file being read: what the readers of both formats need to know of it. */
export interface OpenOsmFile extends ReadOptions {
  readonly path: string;
  readonly size: number;
}

/**
 * Streams an `.osm.pbf` or `.osm` (XML) file to the visitor; the format is told by the content. Memory is
 * one block of the file, whatever its size. Throws `OsmFileError` for a file that cannot be used; what the
 * visitor throws passes through.
 */
export async function readOsm(
  path: string,
  visitor: OsmVisitor,
  options: ReadOptions = {},
): Promise<void> {
  options.signal?.throwIfAborted();
  const handle = await openFile(path);
  try {
    const stat = await handle.stat();
    if (!stat.isFile())
      throw new OsmFileError(
        path,
        "unreadable",
        "this is not a file. Name an .osm.pbf or .osm file.",
      );
    const file: OpenOsmFile = { ...options, path, size: stat.size };
    const head = Buffer.alloc(64);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    const read = reader(path, head.subarray(0, bytesRead));
    await read(byteSource(handle, options.signal), visitor, file);
  } finally {
    await handle.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    if (code === "ENOENT" || code === "ENOTDIR")
      throw new OsmFileError(path, "missing", `there is no file at ${path}. Check the path.`);
    throw new OsmFileError(
      path,
      "unreadable",
      `${path} cannot be opened (${code}). Check its permissions.`,
    );
  }
}

const EXPECTED = "Give an OpenStreetMap extract as .osm.pbf or .osm (XML).";

/** First bytes of what people give instead, or of what an extract comes wrapped in. */
const WRAPPINGS: readonly (readonly [name: string, first: readonly number[], remedy: string])[] = [
  ["gzip", [0x1f, 0x8b], "Unpack it first (gunzip)."],
  ["bzip2", [0x42, 0x5a, 0x68], "Unpack it first (bunzip2)."],
  ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a], "Unpack it first (unxz)."],
  ["zip", [0x50, 0x4b, 0x03, 0x04], "Unpack it first."],
  ["7z", [0x37, 0x7a, 0xbc, 0xaf], "Unpack it first."],
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd], "Unpack it first (unzstd)."],
];

/** Every PBF file opens with the length of this blob header, then the header itself. */
const PBF_START = [0x0a, 0x09, ...Buffer.from("OSMHeader")];

function reader(path: string, head: Uint8Array): typeof readPbf {
  if (head.length === 0) throw new OsmFileError(path, "empty", `the file is empty. ${EXPECTED}`);
  for (const [name, first, remedy] of WRAPPINGS)
    if (startsWith(head, first))
      throw new OsmFileError(path, "compressed", `the file is packed with ${name}. ${remedy}`);
  if (
    startsWith(head, [0, 0]) &&
    startsWith(PBF_START, [...head.subarray(4, 4 + PBF_START.length)])
  )
    return readPbf;
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]))
    throw new OsmFileError(path, "unsupported", "the text is UTF-16. Save it as UTF-8.");
  const text = Buffer.from(head)
    .toString("latin1")
    .replace(/^(?:\u00ef\u00bb\u00bf)?\s*/, "");
  if (text.startsWith("<")) return readXml;
  if (text.startsWith("{") || text.startsWith("["))
    throw new OsmFileError(
      path,
      "unsupported",
      "this is JSON (Overpass JSON or GeoJSON), which is no extract. Export XML instead ([out:xml] in Overpass); the import command makes streets of lines in GeoJSON.",
    );
  throw new OsmFileError(
    path,
    "not-osm",
    `this is neither OSM PBF nor OSM XML. ${EXPECTED} The import command makes streets of lines in other formats.`,
  );
}

function startsWith(bytes: ArrayLike<number>, first: readonly number[]): boolean {
  return first.every((byte, i) => bytes[i] === byte);
}
