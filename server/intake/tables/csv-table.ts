import { pipeline } from "node:stream/promises";
import { stat } from "node:fs/promises";
import { CsvError, parse, type Options } from "csv-parse";
import { RefusedFile } from "../refused-file.ts";
import { GridTable } from "./grid-table.ts";
import { TABLE_LIMITS, type TextLimits } from "./limits.ts";
import type { RawFile, TableContext } from "./raw-table.ts";
import { separatorOf } from "./separator.ts";
import { decodeText, detectEncoding, readHead, utf8Chunks } from "./text.ts";
import { tidyValue } from "./titles.ts";

/**
 * Reads a table in text, separated by commas, semicolons, tabs or bars, as a stream. A line that opens a quotation mark
 * and does not close it is left out, and the reading goes on with the next line. Throws `RefusedFile` for a file beyond
 * the limits, without a table, or in no encoding that is known.
 */
export async function readCsvTable(
  path: string,
  context: TableContext,
  limits: TextLimits = TABLE_LIMITS.text,
): Promise<RawFile> {
  const { size } = await stat(path);
  if (size > limits.bytes) throw tooLarge(context.name, size, limits.bytes);
  const encoding = await detectEncoding(path, context);
  const separator = separatorOf(decodeText(await readHead(path), encoding));
  const grid = new GridTable({
    file: context.name,
    name: "",
    headerRow: context.headerRow,
    limits,
    open: false,
  });
  const lines = { path, encoding, context, rowBytes: limits.rowBytes };
  let from = 1;
  for (let left = limits.openQuotes; ; left -= 1) {
    const open = await readFrom(lines, from, separator, grid);
    if (open === undefined) break;
    if (left === 0) {
      const values = { row: open, limit: limits.openQuotes };
      throw new RefusedFile(context.name, { code: "quotes-open", values });
    }
    grid.leaveOut({ row: open, reason: { code: "row-open-quote" } });
    from = open + 1;
  }
  const table = grid.finish();
  if (table !== undefined) return { format: "csv", encoding, tables: [table] };
  throw new RefusedFile(
    context.name,
    context.headerRow === undefined
      ? { code: "table-no-rows" }
      : { code: "header-row-beyond", values: { row: context.headerRow } },
  );
}

interface Lines {
  readonly path: string;
  readonly encoding: string;
  readonly context: TableContext;
  readonly rowBytes: number;
}

/** The dialect of Excel, with what people add to it. */
const DIALECT = {
  record_delimiter: ["\r\n", "\n", "\r"],
  relax_column_count: true,
  relax_quotes: true,
  ltrim: true,
} as const satisfies Options;

/** A quoted value may hold line breaks; one that holds more has lost its closing quotation mark. */
const MOST_BREAKS = 50;

/** Reads from a line on, to the end or to a line with a quotation mark that is not closed: gives that line. */
async function readFrom(
  lines: Lines,
  from: number,
  separator: string,
  grid: GridTable,
): Promise<number | undefined> {
  let line = from;
  let open = false;
  const take = (record: readonly string[]): null => {
    const breaks = breaksIn(record);
    if (breaks > MOST_BREAKS || (breaks > 0 && swallowsRows(record, separator))) {
      open = true;
      throw new OpenQuote();
    }
    grid.push({ number: line, values: record.map(tidyValue) });
    line += 1 + breaks;
    return null;
  };
  const parser = parse({
    ...DIALECT,
    delimiter: separator,
    max_record_size: lines.rowBytes,
    on_record: take,
  });
  try {
    await pipeline(linesFrom(lines, from), parser.resume());
    return undefined;
  } catch (error) {
    if (open || error instanceof CsvError) return line;
    throw error;
  }
}

class OpenQuote extends Error {}

/** Line breaks inside quoted values. */
function breaksIn(record: readonly string[]): number {
  let breaks = 0;
  for (const value of record) {
    if (value.includes("\n") || value.includes("\r")) breaks += value.match(LINE_END)?.length ?? 0;
  }
  return breaks;
}

const LINE_END = /\r\n|\n|\r/g;

/** A value with line breaks that has whole rows in it: as many separators in one of its lines as the row has values. */
function swallowsRows(record: readonly string[], separator: string): boolean {
  return record.some((value) => {
    const inner = value.split(LINE_END).slice(1, -1);
    return inner.some((text) => {
      const values = text.split(separator).length;
      return values > 2 && values >= record.length;
    });
  });
}

/** The text of a file as UTF-8 from the start of a line on. */
async function* linesFrom(
  { path, encoding, context }: Lines,
  from: number,
): AsyncGenerator<Buffer> {
  let passed = 1;
  let afterReturn = false;
  for await (const chunk of utf8Chunks(path, encoding, context)) {
    let at = 0;
    while (at < chunk.length && (passed < from || afterReturn)) {
      const byte = chunk[at];
      if (byte === 0x0a) {
        if (!afterReturn) passed += 1;
      } else if (passed >= from) {
        afterReturn = false;
        break;
      } else if (byte === 0x0d) {
        passed += 1;
      }
      afterReturn = byte === 0x0d;
      at += 1;
    }
    if (at < chunk.length) yield chunk.subarray(at);
  }
}

function tooLarge(name: string, bytes: number, limit: number): RefusedFile {
  const megabytes = (count: number): number => Math.ceil(count / 1024 / 1024);
  return new RefusedFile(name, {
    code: "file-too-large",
    values: { megabytes: megabytes(bytes), limit: megabytes(limit) },
  });
}
