import { open, stat } from "node:fs/promises";
import path from "node:path";
import type { Bounds } from "./position.ts";
import { InputError } from "./account.ts";

/** What a reader is told besides the path. */
export interface IntakeContext {
  /** Of the street extract, padded as the caller sees fit; undefined when not known. */
  readonly bounds: Bounds | undefined;
  /** The name to show for the file, where its path is not what the user knows it by. */
  readonly name?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((doneBytes: number, totalBytes: number) => void) | undefined;
}

/** A file that is there and looks like text. */
export interface Source {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly format: "csv" | "geojson";
}

const SNIFFED_BYTES = 4096;
const SAVE_AS_UTF8 = "Save it as UTF-8 (in Excel: “CSV UTF-8 (comma delimited)”) and run again.";

/** Throws `InputError` when the file is missing, empty, or plainly not text in UTF-8. */
export async function openSource(file: string, context: IntakeContext): Promise<Source> {
  const name = context.name ?? path.basename(file);
  const { bytes, head } = await readHead(file, name);
  const refuse = (problem: string, remedy: string) =>
    new InputError(`${name} ${problem}.`, remedy, { file: name });

  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])) {
    throw refuse("is written in UTF-16", SAVE_AS_UTF8);
  }
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) {
    throw refuse("is an Excel workbook or a zip archive", "Save the table as CSV UTF-8.");
  }
  if (startsWith(head, [0x1f, 0x8b])) throw refuse("is compressed with gzip", "Unpack it first.");
  if (head.includes(0)) {
    throw refuse("holds binary data, not text", "Give a CSV or GeoJSON file in UTF-8.");
  }
  const text = head
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .trimStart();
  if (text === "" && bytes <= SNIFFED_BYTES) {
    throw refuse("is empty", "A file without rows still needs its header line.");
  }
  const geojson = /^[{[]/.test(text) || /\.(geo)?json$/i.test(name);
  return { path: file, name, bytes, format: geojson ? "geojson" : "csv" };
}

/** The file is text, but not in UTF-8, from this row on. */
export function notUtf8(name: string, row: number): InputError {
  return new InputError(`${name}, row ${row}: the text is not UTF-8.`, SAVE_AS_UTF8, {
    file: name,
    row,
  });
}

async function readHead(file: string, name: string): Promise<{ bytes: number; head: Buffer }> {
  try {
    const stats = await stat(file);
    if (!stats.isFile()) {
      throw new InputError(`${file} is not a file.`, "Give the path of a file.", { file: name });
    }
    await using handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SNIFFED_BYTES));
    return { bytes: stats.size, head: buffer.subarray(0, bytesRead) };
  } catch (error) {
    throw asInputError(error, file, name);
  }
}

function asInputError(error: unknown, file: string, name: string): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  if (error.code === "ENOENT" || error.code === "ENOTDIR") {
    return new InputError(`There is no file ${file}.`, "Check its path.", { file: name });
  }
  return new InputError(
    `${file} cannot be read (${String(error.code)}).`,
    "Check its permissions.",
    {
      file: name,
    },
  );
}

function startsWith(head: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, i) => head[i] === byte);
}
