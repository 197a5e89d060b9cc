import { RefusedFile } from "../refused-file.ts";
import { openArchive } from "./archive.ts";
import { CellBudget, CellCollector } from "./cell-collector.ts";
import { hasLostDigits, numberText } from "./cell-text.ts";
import { TABLE_LIMITS } from "./limits.ts";
import type { RawFile, TableContext } from "./raw-table.ts";
import type { Merge, Sheet } from "./sheet.ts";
import { checkSheets, workbookTables } from "./workbook-tables.ts";
import { readXml } from "./xml.ts";

/**
 * Reads a spreadsheet in the OpenDocument format. Throws `RefusedFile` for one that is damaged, locked, beyond the
 * limits, or empty.
 */
export async function readOdsWorkbook(path: string, context: TableContext): Promise<RawFile> {
  const { inflatedBytes } = TABLE_LIMITS.excel;
  await using archive = await openArchive(path, context, {
    ...TABLE_LIMITS.archive,
    inflatedBytes,
  });
  const part = (wanted: string) => archive.entries.find(({ name }) => name === wanted);
  const [manifest, content] = [part("META-INF/manifest.xml"), part("content.xml")];
  if (manifest === undefined || content === undefined)
    throw new RefusedFile(context.name, { code: "excel-damaged" });
  if ((await archive.read(manifest)).includes("encryption-data"))
    throw new RefusedFile(context.name, { code: "excel-encrypted" });
  const budget = new CellBudget(context.name, TABLE_LIMITS.excel);
  const reader = new OdsReader(budget, context);
  await readXml(archive.chunks(content), reader, context.name);
  context.onProgress?.(content.bytes, content.bytes, "bytes");
  const { sheets, hidden } = reader;
  return workbookTables({ sheets, hidden }, budget, context);
}

type Attributes = Readonly<Record<string, string>>;

/** Takes the elements of the content as they come. */
class OdsReader {
  readonly sheets: Sheet[] = [];
  readonly hidden: string[] = [];
  readonly #budget: CellBudget;
  readonly #context: TableContext;
  readonly #hiddenStyles = new Set<string>();
  #style = "";
  #sheet = { name: "", style: "" };
  #cells: CellCollector;
  #merges: Merge[] = [];
  #row = 1;
  #rowTimes = 1;
  #isRowHidden = false;
  #column = 0;
  #cell: Attributes | undefined;
  #text = "";
  #inRemark = false;

  constructor(budget: CellBudget, context: TableContext) {
    this.#budget = budget;
    this.#context = context;
    this.#cells = new CellCollector(budget);
  }

  open(name: string, attributes: Attributes): void {
    if (name === "annotation") this.#inRemark = true;
    if (this.#inRemark) return;
    if (name === "style") this.#style = attributes["name"] ?? "";
    else if (name === "table-properties" && attributes["display"] === "false")
      this.#hiddenStyles.add(this.#style);
    else if (name === "table") {
      this.#sheet = { name: attributes["name"] ?? "", style: attributes["style-name"] ?? "" };
      this.#cells = new CellCollector(this.#budget);
      this.#merges = [];
      this.#row = 1;
    } else if (name === "table-row") {
      this.#rowTimes = times(attributes["number-rows-repeated"]);
      this.#column = 0;
      this.#isRowHidden = /^(?:collapse|filter)$/.test(attributes["visibility"] ?? "");
    } else if (name === "table-cell" || name === "covered-table-cell") {
      this.#cell = attributes;
      this.#text = "";
    } else if (name === "p" && this.#text !== "") this.#text += "\n";
    else if (name === "s") this.#text += " ";
    else if (name === "tab") this.#text += "\t";
    else if (name === "line-break") this.#text += "\n";
  }

  text(text: string): void {
    // Between the paragraphs there are only the blanks that lay out the XML.
    if (!this.#inRemark && this.#cell && (this.#text !== "" || text.trim() !== ""))
      this.#text += text;
  }

  close(name: string): void {
    if (name === "annotation") this.#inRemark = false;
    else if (this.#inRemark) return;
    else if (name === "table-cell" || name === "covered-table-cell") this.#takeCell();
    else if (name === "table-row") this.#row += this.#rowTimes;
    else if (name === "table") this.#takeSheet();
  }

  #takeCell(): void {
    const cell = this.#cell ?? {};
    this.#cell = undefined;
    const wide = times(cell["number-columns-repeated"]);
    const isError = cell["calcext:value-type"] === "error" || ERROR.test(this.#text);
    const value = isError ? "" : valueOf(cell, this.#text);
    if (value !== "" || isError) this.#put(value, isError, wide, cell);
    this.#column += wide;
  }

  #put(value: string, isError: boolean, wide: number, cell: Attributes): void {
    const hasLost = isNumber(cell) && hasLostDigits(Number(cell["value"]));
    for (let row = this.#row; row < this.#row + this.#rowTimes; row += 1) {
      if (this.#isRowHidden) this.#cells.hide(row);
      for (let column = this.#column; column < this.#column + wide; column += 1) {
        if (isError) this.#cells.note(row, column, "value-excel-error");
        else this.#cells.put(row, column, value);
        if (hasLost) this.#cells.note(row, column, "value-digits-lost");
      }
    }
    const across = times(cell["number-columns-spanned"]);
    const down = times(cell["number-rows-spanned"]);
    if (across * down < 2) return;
    const [top, left] = [this.#row, this.#column];
    this.#merges.push({ top, left, bottom: top + down - 1, right: left + across - 1 });
  }

  #takeSheet(): void {
    const { name, style } = this.#sheet;
    if (this.#hiddenStyles.has(style)) {
      this.hidden.push(name);
      return;
    }
    const { notes, hiddenRows } = this.#cells;
    this.sheets.push({ name, rows: this.#cells.rows(), merges: this.#merges, notes, hiddenRows });
    checkSheets(this.sheets.length, this.#context, TABLE_LIMITS.excel.sheets);
  }
}

const ERROR = /^#(?:N\/A|REF!|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!)$/;

function isNumber(cell: Attributes): boolean {
  return /^(?:float|percentage|currency)$/.test(cell["value-type"] ?? "");
}

function valueOf(cell: Attributes, shown: string): string {
  if (isNumber(cell)) {
    const number = Number(cell["value"]);
    return Number.isFinite(number) ? numberText(number) : shown;
  }
  switch (cell["value-type"] ?? "") {
    case "date":
      return (cell["date-value"] ?? shown).replace(/T00:00:00$/, "");
    case "boolean":
      return cell["boolean-value"] ?? shown;
    default:
      return shown;
  }
}

function times(text: string | undefined): number {
  const number = Number(text ?? 1);
  return Number.isInteger(number) && number > 0 ? number : 1;
}
