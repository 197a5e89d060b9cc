import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { InputError, printable, type AccountKeeper } from "./account.ts";
import { looksLikeData, mapColumns, type Column, type ColumnMap } from "./columns.ts";
import type { Layout, Row } from "./row.ts";
import type { IntakeContext, Source } from "./source.ts";
import { wholeLines } from "./utf8.ts";
import type { Field } from "./values.ts";

const SEPARATORS = [",", ";", "\t"] as const;
const LONGEST_RECORD = 1 << 20;
/** A quoted value may hold line breaks; one that holds more has lost its closing quotation mark. */
const MOST_BREAKS = 50;

/**
 * Reads a CSV file in UTF-8 as a stream, separated by commas, semicolons or tabs, whichever fits its header.
 * Blank lines are passed over; a line with another number of values than the header is dropped. Gives the age
 * groups of the header.
 */
export async function eachLine(
  source: Source,
  context: IntakeContext,
  layout: Layout,
  keeper: AccountKeeper,
  visit: (row: Row) => void,
): Promise<readonly string[]> {
  let header: Header | undefined;
  let line = 1;
  const take = (values: readonly string[]): null => {
    const breaks = breaksIn(values);
    if (breaks > MOST_BREAKS) throw unclosedQuote(source.name, line);
    if (header !== undefined) takeLine(values, header, line, keeper, visit);
    else if (!isBlank(values)) header = readHeader(values, source.name, line, layout);
    line += 1 + breaks;
    return null;
  };
  const blocks = wholeLines(source, createReadStream(source.path), context);
  const first = (await blocks.next()).value ?? Buffer.alloc(0);
  const parser = parse({
    delimiter: separatorOf(first),
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    ltrim: true,
    max_record_size: LONGEST_RECORD,
    on_record: take,
  });
  try {
    await pipeline(async function* () {
      yield first;
      yield* blocks;
    }, parser.resume());
  } catch (error) {
    throw error instanceof CsvError ? unclosedQuote(source.name, line) : error;
  }
  return [...(header?.map.groups.keys() ?? [])];
}

interface Header {
  readonly titles: readonly string[];
  readonly map: ColumnMap;
}

/** The separator that shows the most of our columns in the first line; the most columns at all, failing that. */
function separatorOf(block: Buffer): string {
  const [line = ""] = block
    .toString("utf8", 0, LONGEST_RECORD)
    .trimStart()
    .split(/[\r\n]/, 1);
  const scored = SEPARATORS.map((separator) => {
    const titles = line.split(separator).map((title) => title.trim().replaceAll(/^"|"$/g, ""));
    const { columns, groups } = mapColumns(titles);
    return { separator, score: (columns.size + groups.size) * 1000 + Math.min(titles.length, 999) };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).separator;
}

function readHeader(titles: readonly string[], name: string, line: number, layout: Layout): Header {
  const at = { file: name, row: line };
  const wanted = `The columns wanted are ${layout.wanted}.`;
  if (layout.missing === undefined) {
    throw new InputError(`${name} is not GeoJSON.`, `${layout.wanted}`, at);
  }
  const map = mapColumns(titles);
  const missing = layout.missing((column) => map.columns.has(column));
  if (map.columns.size === 0 && looksLikeData(titles)) {
    throw new InputError(
      `${name} has no header: row ${line} looks like data.`,
      `Add a first line with the column names. ${wanted}`,
      at,
    );
  }
  if (missing.length > 0) {
    const found = titles.slice(0, 20).map((title) => printable(title, 30));
    throw new InputError(
      `${name} has no column ${missing.join(", ")}. Its header, row ${line}, is: ${found.join(", ")}${titles.length > 20 ? ", …" : ""}.`,
      `Add or rename the column. ${wanted}`,
      { ...at, column: missing[0] },
    );
  }
  if (map.twice !== undefined) {
    throw new InputError(
      `${name} has the column ${map.twice} twice in row ${line}.`,
      "Rename or remove one of them.",
      { ...at, column: map.twice },
    );
  }
  return { titles: titles.map((title) => title.trim()), map };
}

function takeLine(
  values: readonly string[],
  header: Header,
  line: number,
  keeper: AccountKeeper,
  visit: (row: Row) => void,
): void {
  if (isBlank(values)) return;
  const expected = header.titles.length;
  if (values.length >= expected && isBlank(values.slice(expected))) {
    visit(new Line(values, header, line));
    return;
  }
  keeper.drop(line, {
    value: `${values.length} instead of ${expected}`,
    reason: "the row has another number of columns than the header",
    remedy: "Check the separators, and put values that contain one in quotation marks.",
  });
}

class Line implements Row {
  readonly number: number;
  readonly geometry = undefined;
  readonly #values: readonly string[];
  readonly #header: Header;

  constructor(values: readonly string[], header: Header, number: number) {
    this.#values = values;
    this.#header = header;
    this.number = number;
  }

  field(column: Column): Field | undefined {
    const index = this.#header.map.columns.get(column);
    return index === undefined ? undefined : this.#fieldAt(index);
  }

  groups(): [string, Field][] {
    const { groups } = this.#header.map;
    return groups.size === 0
      ? []
      : Array.from(groups, ([group, index]) => [group, this.#fieldAt(index)]);
  }

  #fieldAt(index: number): Field {
    return {
      column: this.#header.titles[index] ?? "",
      text: (this.#values[index] ?? "").trim(),
    };
  }
}

function isBlank(values: readonly string[]): boolean {
  return values.every((value) => value.trim() === "");
}

/** Line breaks inside quoted values. */
function breaksIn(values: readonly string[]): number {
  let breaks = 0;
  for (const value of values) {
    if (value.includes("\n") || value.includes("\r"))
      breaks += value.split(/\r\n|\n|\r/).length - 1;
  }
  return breaks;
}

function unclosedQuote(name: string, line: number): InputError {
  return new InputError(
    `${name}, row ${line}: a quotation mark is opened and not closed.`,
    "Close it, or write it twice inside a quoted value.",
    { file: name, row: line },
  );
}
