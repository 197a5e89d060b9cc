import iconv from "iconv-lite";
import type { ExportColumn, ExportTable, ExportValue } from "./export-table.ts";

export type DbfEncoding = "utf-8" | "gbk";

/** Bytes of a field's name, of a text, of a number: what dBase has room for. */
const NAME_BYTES = 10;
const TEXT_BYTES = 254;
const NUMBER_WIDTH = 24;
/** Room for those who edit the table. Whole numbers of ten digits are no plain integers to GDAL any more. */
const USUAL_WIDTHS: Readonly<Record<ExportColumn["type"], number>> = {
  text: 50,
  integer: 9,
  number: 15,
};
const MOST_DECIMALS = 11;

/** Language byte of Windows 936; that of UTF-8 does not exist. */
const LANGUAGE: Readonly<Record<DbfEncoding, number>> = { gbk: 0x4d, "utf-8": 0 };

/** A column as it stands in a .dbf. */
export interface DbfField {
  /** At most ten bytes, and unlike all others. */
  readonly name: string;
  /** Of the column. */
  readonly title: string;
  readonly type: "C" | "N";
  readonly width: number;
  readonly decimals: number;
  /** Texts that were too long and end early. */
  readonly cut: number;
}

/** The .dbf of a table, and its fields. */
export function dbfFile(
  table: ExportTable,
  encoding: DbfEncoding,
): { readonly dbf: Buffer; readonly fields: readonly DbfField[] } {
  const names = shortNames(
    table.columns.map(({ name, short }) => short ?? name),
    encoding,
  );
  const columns = table.columns.map(({ name: title, type }, c) => {
    const values = table.features.map(({ values: row }) => row[c] ?? null);
    const name = names[c] ?? "";
    return type === "text"
      ? textField(name, title, values, encoding)
      : numberField(name, title, values, type === "integer");
  });
  const fields = columns.map(({ field }) => field);
  const recordBytes = fields.reduce((sum, { width }) => sum + width, 1);
  const records = table.features.map((_, row) => {
    const record = Buffer.alloc(recordBytes, 0x20);
    let at = 1;
    for (const { field, cells } of columns) {
      const cell = cells[row];
      if (cell !== undefined)
        cell.copy(record, field.type === "N" ? at + field.width - cell.length : at);
      at += field.width;
    }
    return record;
  });
  const header = headerOf(fields, records.length, recordBytes, encoding);
  return { dbf: Buffer.concat([header, ...records, Buffer.from([0x1a])]), fields };
}

interface Column {
  readonly field: DbfField;
  readonly cells: readonly Buffer[];
}

function textField(
  name: string,
  title: string,
  values: readonly ExportValue[],
  encoding: DbfEncoding,
): Column {
  const texts = values.map((value) => (value === null ? "" : `${value}`));
  const cells = texts.map((text) => encodeWithin(text, TEXT_BYTES, encoding));
  const width = cells.reduce((most, { length }) => Math.max(most, length), USUAL_WIDTHS.text);
  const cut = texts.filter(
    (text, i) => iconv.encode(text, encoding).length > (cells[i]?.length ?? 0),
  );
  return { field: { name, title, type: "C", width, decimals: 0, cut: cut.length }, cells };
}

function numberField(
  name: string,
  title: string,
  values: readonly ExportValue[],
  isInteger: boolean,
): Column {
  const numbers = values.map((value) => (value === null ? null : Number(value)));
  const decimals = isInteger ? 0 : Math.max(1, ...chunkedMax(numbers.map(decimalsOf)));
  const cells = numbers.map((number) =>
    Buffer.from(number === null ? "" : number.toFixed(decimals)),
  );
  const usual = isInteger ? USUAL_WIDTHS.integer : USUAL_WIDTHS.number;
  const width = cells.reduce((most, { length }) => Math.max(most, length), usual);
  if (width > NUMBER_WIDTH)
    throw new Error(`A number of column "${title}" is too long for a .dbf.`);
  return { field: { name, title, type: "N", width, decimals, cut: 0 }, cells };
}

function chunkedMax(values: readonly number[]): number[] {
  return [values.reduce((most, value) => Math.max(most, value), 0)];
}

function decimalsOf(number: number | null): number {
  if (number === null || Number.isInteger(number)) return 0;
  for (let decimals = 1; decimals < MOST_DECIMALS; decimals++)
    if (Number(number.toFixed(decimals)) === number) return decimals;
  return MOST_DECIMALS;
}

/** Names cut at whole characters; of several alike, the later ones end in a number. */
function shortNames(names: readonly string[], encoding: DbfEncoding): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const isLong = iconv.encode(name, encoding).length > NAME_BYTES;
    const word = isLong ? abbreviated(name) : name;
    const room = (ending: string): string =>
      iconv.decode(encodeWithin(word, NAME_BYTES - ending.length, encoding), encoding) + ending;
    let short = room("") || "F";
    for (let n = 1; taken.has(short.toLowerCase()); n++) short = room(`_${n}`);
    taken.add(short.toLowerCase());
    return short;
  });
}

/** Cut short, people_0_14 would be people_0_1, another age group; and the capacities of all services alike. */
function abbreviated(name: string): string {
  const [, group = ""] = /^people_(\d+_(?:\d+|plus))$/.exec(name) ?? [];
  const ages = group.replace("_plus", "plus");
  if (ages !== "") return ages.length > 6 ? `pop${ages}` : `pop_${ages}`;
  return name.replace(/^capacity_/, "cap_");
}

function encodeWithin(text: string, bytes: number, encoding: DbfEncoding): Buffer {
  const whole = iconv.encode(text.replaceAll("\0", " "), encoding);
  if (whole.length <= bytes) return whole;
  let kept = "";
  let length = 0;
  for (const character of text) {
    length += iconv.encode(character, encoding).length;
    if (length > bytes) break;
    kept += character;
  }
  return iconv.encode(kept, encoding);
}

function headerOf(
  fields: readonly DbfField[],
  records: number,
  recordBytes: number,
  encoding: DbfEncoding,
): Buffer {
  const header = Buffer.alloc(32 + 32 * fields.length + 1);
  header.writeUInt8(3, 0);
  // 1980-01-01, so that the same table always gives the same bytes.
  header.set([80, 1, 1], 1);
  header.writeUInt32LE(records, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(recordBytes, 10);
  header.writeUInt8(LANGUAGE[encoding], 29);
  for (const [i, { name, type, width, decimals }] of fields.entries()) {
    const at = 32 + 32 * i;
    iconv.encode(name, encoding).copy(header, at);
    header.write(type, at + 11, "latin1");
    header.writeUInt8(width, at + 16);
    header.writeUInt8(decimals, at + 17);
  }
  header.writeUInt8(0x0d, header.length - 1);
  return header;
}
