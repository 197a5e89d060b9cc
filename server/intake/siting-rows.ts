import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import type { Reason } from "#contract/reasons/reasons.ts";
import { printable } from "./account.ts";
import { RefusedFile } from "./refused-file.ts";
import { separatorOf } from "./tables/separator.ts";
import { decodeText, detectEncoding, readHead, utf8Chunks } from "./tables/text.ts";
import { tidyValue } from "./tables/titles.ts";

/** One row of a table with fixed columns. */
export interface SitingRow<Column extends string> {
  /** Line of the file, the header's is counted too. */
  readonly number: number;
  /** Trimmed; "" for blank. */
  readonly values: Readonly<Record<Column, string>>;
}

/**
 * Reads a table whose columns are fixed by name, in any order, as a stream: no guessing at titles, totals or units, for any
 * id is allowed. Encoding and separator are told as of any table. Blank lines are passed over; other columns are
 * not looked at. A row with another number of values than the header is told to `fault`.
 */
export async function eachSitingRow<const Column extends string>(
  path: string,
  columns: readonly Column[],
  visit: (row: SitingRow<Column>) => void,
  { fault, signal }: { readonly fault: (reason: Reason) => void; readonly signal: AbortSignal },
): Promise<void> {
  const name = basename(path);
  await checkFile(path, name);
  const context = { name, signal };
  const encoding = await detectEncoding(path, context);
  const head = decodeText(await readHead(path), encoding);
  if (/^\s*<(?:!doctype|html)/i.test(head)) throw new RefusedFile(name, { code: "file-web-page" });
  let places: ReadonlyMap<Column, number> | undefined;
  let width = 0;
  let line = 1;
  let rows = 0;
  const take = (record: readonly string[]): null => {
    const number = line;
    line += 1 + record.reduce((sum, value) => sum + (value.match(LINE_END)?.length ?? 0), 0);
    const values = record.map(tidyValue);
    if (values.every((value) => value === "")) return null;
    if (places === undefined) {
      places = placesOf(name, number, values, columns);
      width = values.length;
      return null;
    }
    rows += 1;
    if (values.length < width || values.slice(width).some((value) => value !== "")) {
      const counts = { row: number, found: values.length, expected: width };
      fault({ code: "siting-row-values", values: counts });
      return null;
    }
    const named = columns.map((column) => [column, values[places!.get(column)!]!] as const);
    visit({ number, values: Object.fromEntries(named) as Record<Column, string> });
    return null;
  };
  const parser = parse({
    delimiter: separatorOf(head),
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    ltrim: true,
    max_record_size: LONGEST_ROW,
    on_record: take,
  });
  try {
    await pipeline(utf8Chunks(path, encoding, context), parser.resume());
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new RefusedFile(name, { code: "siting-quote-open", values: { row: line } });
  }
  if (rows > 0) return;
  if (places === undefined) throw new RefusedFile(name, { code: "file-empty" });
  throw new RefusedFile(name, { code: "siting-no-rows", values: { wanted: columns.join(",") } });
}

const LINE_END = /\r\n|\n|\r/g;
/** In bytes; a longer row has lost a quotation mark or is no table. */
const LONGEST_ROW = 65_536;

async function checkFile(path: string, name: string): Promise<void> {
  const stats = await stat(path).catch((error: unknown) => {
    const why = error instanceof Error && "code" in error ? String(error.code) : "";
    if (why === "ENOENT" || why === "ENOTDIR")
      throw new RefusedFile(name, { code: "file-missing" });
    throw new RefusedFile(name, { code: "file-unreadable", values: { why } });
  });
  if (stats.isDirectory()) throw new RefusedFile(name, { code: "file-is-folder" });
  if (stats.size === 0) throw new RefusedFile(name, { code: "file-empty" });
}

function placesOf<Column extends string>(
  name: string,
  row: number,
  header: readonly string[],
  columns: readonly Column[],
): ReadonlyMap<Column, number> {
  const titles = header.map((title) => title.normalize("NFKC").trim().toLowerCase());
  const missing = columns.filter((column) => !titles.includes(column));
  const shown = header.slice(0, 20).map((title) => printable(title, 30));
  if (missing.length > 0) {
    const values = {
      row,
      missing: missing.join(", "),
      found: `${shown.join(", ")}${header.length > 20 ? ", …" : ""}`,
      wanted: columns.join(","),
    };
    throw new RefusedFile(name, { code: "siting-column-missing", values });
  }
  const twice = columns.find((column) => titles.indexOf(column) !== titles.lastIndexOf(column));
  if (twice !== undefined)
    throw new RefusedFile(name, { code: "siting-column-twice", values: { row, column: twice } });
  return new Map(columns.map((column) => [column, titles.indexOf(column)]));
}
