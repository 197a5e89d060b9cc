import type { ReasonCode } from "#contract/reasons/reasons.ts";
import { RefusedFile } from "../refused-file.ts";
import { ColumnTexts } from "./column-texts.ts";
import type { ExcelLimits } from "./limits.ts";
import type { CellNote, SheetRow } from "./sheet.ts";
import { columnLetter, tidyValue } from "./titles.ts";

/** Counts the cells of a whole workbook and what they hold. Throws `RefusedFile` when they exceed the limits. */
export class CellBudget {
  readonly #file: string;
  readonly #limits: ExcelLimits;
  #cells = 0;
  #characters = 0;

  constructor(file: string, limits: ExcelLimits) {
    this.#file = file;
    this.#limits = limits;
  }

  /** Of one cell, before anything is done with its text. */
  spendText(text: string): void {
    this.#characters += text.length;
    if (this.#characters > this.#limits.characters)
      throw new RefusedFile(this.#file, { code: "excel-too-much-text" });
  }

  spend(row: number, column: number): void {
    this.#cells += 1;
    const { cells, columns } = this.#limits;
    if (this.#cells > cells) {
      const values = { cells: `${cells}+`, limit: cells };
      throw new RefusedFile(this.#file, { code: "excel-too-many-cells", values });
    }
    if (column >= columns) {
      const values = { cell: `${columnLetter(column)}${row}`, columns };
      throw new RefusedFile(this.#file, { code: "excel-cell-far", values });
    }
  }
}

/** Collects the cells of a sheet into rows; blank ones leave no trace. */
export class CellCollector {
  readonly notes: CellNote[] = [];
  readonly #budget: CellBudget;
  readonly #rows = new Map<number, SheetRow>();
  #last: SheetRow | undefined;
  readonly #texts: ColumnTexts[] = [];
  readonly #hidden = new Set<number>();

  constructor(budget: CellBudget) {
    this.#budget = budget;
  }

  put(row: number, column: number, text: string): void {
    this.#budget.spendText(text);
    const value = tidyValue(text);
    if (value === "") return;
    this.#budget.spend(row, column);
    const { values } = this.#row(row);
    while (values.length < column) values.push("");
    values[column] = (this.#texts[column] ??= new ColumnTexts()).keep(value);
  }

  note(row: number, column: number, code: ReasonCode): void {
    this.#budget.spend(row, column);
    this.notes.push({ row, column, code });
  }

  /** A row that is not shown; it counts where something stands in it. */
  hide(row: number): void {
    this.#hidden.add(row);
  }

  get hiddenRows(): number {
    let count = 0;
    for (const row of this.#hidden) if (this.#rows.has(row)) count += 1;
    return count;
  }

  /** In order, whatever the order of the file. */
  rows(): readonly SheetRow[] {
    return [...this.#rows.values()].toSorted((a, b) => a.number - b.number);
  }

  #row(number: number): SheetRow {
    if (this.#last?.number === number) return this.#last;
    const row = this.#rows.get(number) ?? { number, values: [] };
    this.#rows.set(number, row);
    this.#last = row;
    return row;
  }
}
