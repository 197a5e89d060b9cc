import type { ReasonCode } from "#contract/reasons/reasons.ts";
import { RefusedFile } from "../refused-file.ts";
import { ColumnTexts } from "./column-texts.ts";
import { extent, type GridRow } from "./grid-row.ts";
import { findHeader, type Header } from "./header.ts";
import { RecordGuard } from "./not-a-record.ts";
import type { NotedRow, RawTable, UnreadRow } from "./raw-table.ts";
import { columnTitles } from "./titles.ts";

interface GridLimits {
  readonly rows: number;
  readonly columns: number;
  readonly values: number;
}

interface GridOptions {
  readonly file: string;
  /** Of the sheet. */
  readonly name: string;
  readonly headerRow: number | undefined;
  readonly limits: GridLimits;
  /** A sheet has columns beyond its titles; in a text file a value too many has slipped. */
  readonly open: boolean;
}

const SAMPLE = 60;

/** Makes a table of the rows of a grid, given from the top: finds its titles, and keeps what is not a record apart. */
export class GridTable {
  readonly #options: GridOptions;
  #sample: GridRow[] = [];
  #settled = false;
  #header: Header | undefined;
  #guard: RecordGuard | undefined;
  #texts: ColumnTexts[] = [];
  #width = 0;
  #values = 0;
  readonly #rows: { number: number; values: string[] }[] = [];
  readonly #unread: UnreadRow[] = [];
  readonly #noted: NotedRow[] = [];
  readonly #remarks: { row: number; code: ReasonCode; column: number }[] = [];

  constructor(options: GridOptions) {
    this.#options = options;
  }

  /** Rows that hold nothing are passed over. */
  push(row: GridRow): void {
    if (extent(row.values) === 0) return;
    if (this.#settled) {
      if (this.#header !== undefined) this.#take(row);
      return;
    }
    this.#sample.push(row);
    const wanted = (this.#options.headerRow ?? 0) + SAMPLE;
    if (this.#sample.length >= SAMPLE && row.number >= wanted) this.#settle();
  }

  leaveOut(unread: UnreadRow): void {
    this.#unread.push(unread);
  }

  /** The remark counts only if the row becomes a row of the table; `column` is its index. */
  note(row: number, code: ReasonCode, column: number): void {
    this.#remarks.push({ row, code, column });
  }

  /** Undefined when there is nothing in the grid, or not the row that is to have the titles. */
  finish(): RawTable | undefined {
    if (!this.#settled) this.#settle();
    if (this.#header === undefined) return undefined;
    const columns = this.#columns();
    for (const { values } of this.#rows) while (values.length < columns.length) values.push("");
    const used = new Set(this.#remarks.length > 0 ? this.#rows.map(({ number }) => number) : []);
    for (const { row, code, column } of this.#remarks) {
      const title = columns[column];
      if (title === undefined || !used.has(row)) continue;
      this.#noted.push({ row, reason: { code, values: { column: title } }, column: title });
    }
    return {
      name: this.#options.name,
      headerRow: this.#header.row,
      columns,
      rows: this.#rows,
      declaredCrs: null,
      unread: this.#unread.toSorted((a, b) => a.row - b.row),
      ...(this.#noted.length > 0 && { noted: this.#noted.toSorted((a, b) => a.row - b.row) }),
    };
  }

  #columns(): readonly string[] {
    const titles = this.#header?.columns ?? [];
    const untitled = this.#header?.row === 0;
    const more = Array.from({ length: Math.max(0, this.#width - titles.length) }, (_, i) =>
      untitled ? `列${titles.length + i + 1}` : "",
    );
    return columnTitles([...titles, ...more]);
  }

  #settle(): void {
    const sample = this.#sample;
    this.#settled = true;
    this.#sample = [];
    this.#header = sample.length === 0 ? undefined : findHeader(sample, this.#options.headerRow);
    if (this.#header === undefined) return;
    const { first, under, row, columns } = this.#header;
    const titles = sample.find(({ number }) => number === row);
    // Titles left blank at the end of the row are columns when something stands below them.
    const below = Math.max(0, ...sample.slice(first).map(({ values }) => extent(values)));
    const room = this.#options.open ? below : Math.min(below, titles?.values.length ?? below);
    this.#width = Math.max(columns.length, room);
    this.#guard = new RecordGuard(titles?.values ?? [], this.#width);
    for (const i of under) {
      this.leaveOut({ row: sample[i]?.number ?? 0, reason: { code: "row-under-titles" } });
    }
    for (const next of sample.slice(first)) this.#take(next);
  }

  #take(row: GridRow): void {
    const fault = this.#guard?.fault(row);
    if (fault !== undefined) {
      this.leaveOut({ row: row.number, reason: { code: fault } });
      return;
    }
    const found = extent(row.values);
    if (found > this.#width) {
      if (!this.#options.open) {
        const values = { found, expected: this.#width };
        this.leaveOut({ row: row.number, reason: { code: "row-too-long", values } });
        return;
      }
      this.#width = found;
    }
    if (!this.#options.open && row.values.length < this.#width) {
      const values = { found: row.values.length, expected: this.#width };
      this.#noted.push({ row: row.number, reason: { code: "row-too-short", values } });
    }
    const values: string[] = [];
    for (let i = 0; i < this.#width; i += 1) {
      const value = row.values[i] ?? "";
      values.push((this.#texts[i] ??= new ColumnTexts()).keep(value));
      if (value.includes("\ufffd")) this.note(row.number, "value-lost-characters", i);
    }
    this.#rows.push({ number: row.number, values });
    this.#values += values.length;
    this.#checkLimits();
  }

  #checkLimits(): void {
    const { limits, file } = this.#options;
    if (
      this.#rows.length <= limits.rows &&
      this.#values <= limits.values &&
      this.#width <= limits.columns
    ) {
      return;
    }
    const { rows, columns, values } = limits;
    throw new RefusedFile(file, { code: "table-too-large", values: { rows, columns, values } });
  }
}
