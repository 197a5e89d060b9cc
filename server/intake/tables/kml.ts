import { isUtf8 } from "node:buffer";
import { open, readFile, stat } from "node:fs/promises";
import { posix } from "node:path";
import { setImmediate } from "node:timers/promises";
import { SaxesParser } from "saxes";
import { RefusedFile } from "../refused-file.ts";
import { openArchive } from "./archive.ts";
import { FeatureTable } from "./feature-table.ts";
import { decodeBytes, knownEncoding } from "./feature-table-text.ts";
import { KmlReader } from "./kml-reader.ts";
import type { RawFile, RawTable, TableContext } from "./raw-table.ts";

const LARGEST_MEGABYTES = 200;
/** Folders within folders and a geometry at the end need a dozen. */
const DEEPEST = 100;
const CHUNK = 1 << 18;
const ZIP_MAGIC = 0x504b0304;

/**
 * Reads a KML file, or the documents of a KMZ: their placemarks, with the folders as a column. Descriptions stay the
 * text they are, pictures and styles are passed over, network links are told of and not followed. Throws `RefusedFile`.
 */
export async function readKml(path: string, context: TableContext): Promise<RawFile> {
  if (await isZip(path)) return readKmz(path, context);
  const { size } = await stat(path);
  checkSize(size, context.name);
  const bytes = await readFile(path, { ...(context.signal && { signal: context.signal }) });
  const { text, encoding } = decode(bytes, context.encoding);
  return fileOf([await readDocument("", text, false, context)], encoding, context.name);
}

/** The documents of a KMZ may link to each other, as GDAL has them do: each is a table of its own. */
async function readKmz(path: string, context: TableContext): Promise<RawFile> {
  await using archive = await openArchive(path, context);
  const documents = archive.entries.filter(({ name }) => /\.kml$/i.test(name));
  if (documents.length === 0) throw new RefusedFile(context.name, { code: "kml-no-document" });
  const hasNeighbours = documents.length > 1;
  const encodings = new Set<string>();
  const tables: RawTable[] = [];
  for (const entry of documents) {
    checkSize(entry.bytes, context.name);
    const { text, encoding } = decode(await archive.read(entry), context.encoding);
    const name = hasNeighbours ? posix.basename(entry.name).replace(/\.kml$/i, "") : "";
    encodings.add(encoding);
    tables.push(await readDocument(name, text, hasNeighbours, context));
  }
  return fileOf(tables, [...encodings].join(", "), context.name);
}

async function readDocument(
  name: string,
  text: string,
  hasNeighbours: boolean,
  context: TableContext,
): Promise<RawTable> {
  const table = new FeatureTable(context.name, name);
  await parse(text.replace(/^\ufeff/, ""), new KmlReader(table, hasNeighbours), context);
  return table.finish("EPSG:4326");
}

/** Documents that hold nothing themselves are left out beside those that do. */
function fileOf(tables: readonly RawTable[], encoding: string, name: string): RawFile {
  const filled = tables.filter(({ rows, unread }) => rows.length + unread.length > 0);
  if (filled.length === 0) throw new RefusedFile(name, { code: "vector-no-features" });
  return { format: "kml", encoding, tables: filled };
}

async function isZip(path: string): Promise<boolean> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
  return bytesRead === 4 && buffer.readUInt32BE(0) === ZIP_MAGIC;
}

/** Many writers declare UTF-8 whatever they write; so the bytes come before the declaration. */
function decode(bytes: Buffer, told: string | undefined): { text: string; encoding: string } {
  const head = bytes.toString("latin1", 0, 200);
  const [, label = ""] = /^[^<]{0,3}<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']/.exec(head) ?? [];
  const declared = isUtf8(bytes) ? null : knownEncoding(label);
  const usable = declared === "UTF-8" ? undefined : (declared ?? undefined);
  return decodeBytes(bytes, told ?? usable);
}

async function parse(text: string, reader: KmlReader, context: TableContext): Promise<void> {
  const parser = new SaxesParser({ xmlns: false });
  const unsafe = (): RefusedFile =>
    new RefusedFile(context.name, { code: "kml-unsafe", values: { depth: DEEPEST } });
  let depth = 0;
  parser.on("doctype", () => {
    throw unsafe();
  });
  parser.on("error", (error) => {
    // "&nbsp;" outside of CDATA is common, and harmless: it stays as it is written.
    if (error.message.includes("undefined entity")) return;
    throw new RefusedFile(context.name, { code: "kml-damaged", values: { line: parser.line } });
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    if (depth > DEEPEST) throw unsafe();
    reader.open(localName(name), attributes["name"] ?? "");
  });
  parser.on("text", (part) => reader.text(part));
  parser.on("cdata", (part) => reader.text(part));
  parser.on("closetag", () => {
    depth -= 1;
    reader.close();
  });
  for (let at = 0; at < text.length; at += CHUNK) {
    await setImmediate();
    context.signal?.throwIfAborted();
    context.onProgress?.(at, text.length);
    parser.write(text.slice(at, at + CHUNK));
  }
  parser.close();
}

/** Without the prefix: "gx:Track" and "kml:Point" are what they say. */
function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function checkSize(bytes: number, file: string): void {
  if (bytes <= LARGEST_MEGABYTES * 1024 * 1024) return;
  const megabytes = Math.ceil(bytes / 1024 / 1024);
  throw new RefusedFile(file, {
    code: "file-too-large",
    values: { megabytes, limit: LARGEST_MEGABYTES },
  });
}
