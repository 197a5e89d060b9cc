import { RefusedFile } from "../refused-file.ts";
import { CellBudget, CellCollector } from "./cell-collector.ts";
import { hasLostDigits, numberText } from "./cell-text.ts";
import { TABLE_LIMITS } from "./limits.ts";
import type { RawFile, TableContext } from "./raw-table.ts";
import type { Merge, Sheet } from "./sheet.ts";
import { detectEncoding, utf8Chunks } from "./text.ts";
import { checkSheets, workbookTables } from "./workbook-tables.ts";
import { readXml } from "./xml.ts";

/**
 * Reads a workbook in the XML of Excel 2003, which systems of offices export under .xls. Throws `RefusedFile` for one
 * that is damaged, beyond the limits, or empty.
 */
export async function readXmlWorkbook(path: string, context: TableContext): Promise<RawFile> {
  const encoding = await detectEncoding(path, context);
  const budget = new CellBudget(context.name, TABLE_LIMITS.excel);
  const reader = new SheetReader(budget, context);
  await readXml(utf8Chunks(path, encoding, context), reader, context.name);
  const { sheets, hidden } = reader;
  return { ...workbookTables({ sheets, hidden }, budget, context), encoding };
}

interface Cell {
  readonly column: number;
  readonly hasFormula: boolean;
  type: string;
  value: string;
}

/** Takes the elements of the file as they come. */
class SheetReader {
  readonly sheets: Sheet[] = [];
  readonly hidden: string[] = [];
  readonly #budget: CellBudget;
  readonly #context: TableContext;
  #sheet = { name: "", visible: true };
  #cells: CellCollector;
  #merges: Merge[] = [];
  #row = 0;
  #column = 0;
  #cell: Cell | undefined;
  /** What the text that comes now belongs to; remarks on a cell hold data too. */
  #in: "data" | "visible" | "comment" | undefined;

  constructor(budget: CellBudget, context: TableContext) {
    this.#budget = budget;
    this.#context = context;
    this.#cells = new CellCollector(budget);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#in === "comment") return;
    if (name === "Worksheet") {
      this.#sheet = { name: attributes["Name"] ?? "", visible: true };
      this.#cells = new CellCollector(this.#budget);
      this.#merges = [];
      this.#row = 0;
    } else if (name === "Row") {
      this.#row = positive(attributes["Index"]) ?? this.#row + 1;
      this.#column = 0;
      if (attributes["Hidden"] === "1") this.#cells.hide(this.#row);
    } else if (name === "Cell") this.#openCell(attributes);
    else if (name === "Data" && this.#cell) {
      this.#cell.type = attributes["Type"] ?? "String";
      this.#in = "data";
    } else if (name === "Comment") this.#in = "comment";
    else if (name === "Visible") this.#in = "visible";
  }

  text(text: string): void {
    if (this.#in === "data" && this.#cell) this.#cell.value += text;
    else if (this.#in === "visible" && /^\s*Sheet(?:Very)?Hidden/.test(text))
      this.#sheet.visible = false;
  }

  close(name: string): void {
    if (name === "Comment") this.#in = undefined;
    else if (this.#in === "comment") return;
    else if (name === "Data" || name === "Visible") this.#in = undefined;
    else if (name === "Cell") this.#takeCell();
    else if (name === "Worksheet") this.#takeSheet();
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const column = (positive(attributes["Index"]) ?? this.#column + 1) - 1;
    const [across, down] = [count(attributes["MergeAcross"]), count(attributes["MergeDown"])];
    this.#column = column + across + 1;
    const hasFormula = attributes["Formula"] !== undefined;
    this.#cell = { column, hasFormula, type: "", value: "" };
    if (across === 0 && down === 0) return;
    this.#budget.spend(this.#row, column + across);
    const merge = {
      top: this.#row,
      left: column,
      bottom: this.#row + down,
      right: column + across,
    };
    this.#merges.push(merge);
    const limit = TABLE_LIMITS.excel.mergedRanges;
    if (this.#merges.length <= limit) return;
    const values = { sheet: this.#sheet.name, limit };
    throw new RefusedFile(this.#context.name, { code: "excel-too-many-merges", values });
  }

  #takeCell(): void {
    if (this.#cell === undefined) return;
    const { column, hasFormula, type, value } = this.#cell;
    this.#cell = undefined;
    const row = this.#row;
    if (type === "Error") this.#cells.note(row, column, "value-excel-error");
    else if (value.trim() === "" && hasFormula)
      this.#cells.note(row, column, "value-not-calculated");
    else if (type === "Number" && value.trim() !== "" && Number.isFinite(Number(value))) {
      if (hasLostDigits(Number(value))) this.#cells.note(row, column, "value-digits-lost");
      this.#cells.put(row, column, numberText(Number(value)));
    } else if (type === "Boolean") this.#cells.put(row, column, value === "1" ? "true" : "false");
    // "2023-12-31T00:00:00.000" is a day.
    else if (type === "DateTime")
      this.#cells.put(row, column, value.replace(/(?:T00:00:00)?(?:\.\d+)?$/, ""));
    else this.#cells.put(row, column, value);
  }

  #takeSheet(): void {
    const { name, visible } = this.#sheet;
    if (!visible) {
      this.hidden.push(name);
      return;
    }
    const { notes, hiddenRows } = this.#cells;
    this.sheets.push({ name, rows: this.#cells.rows(), merges: this.#merges, notes, hiddenRows });
    checkSheets(this.sheets.length, this.#context, TABLE_LIMITS.excel.sheets);
  }
}

function positive(text: string | undefined): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 && number <= 10_000_000 ? number : undefined;
}

function count(text: string | undefined): number {
  return positive(text) ?? 0;
}
