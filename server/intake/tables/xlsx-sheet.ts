import { RefusedFile } from "../refused-file.ts";
import type { Archive, ArchiveEntry } from "./archive.ts";
import { dateText, hasLostDigits, numberText } from "./cell-text.ts";
import { CellCollector, type CellBudget } from "./cell-collector.ts";
import type { TableContext } from "./raw-table.ts";
import { cellAt, mergeOf, type Merge, type Sheet } from "./sheet.ts";
import { RichText, unescapeText, type XlsxWorkbook } from "./xlsx-workbook.ts";
import { readXml } from "./xml.ts";
import { TABLE_LIMITS } from "./limits.ts";

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly style: number;
  formula: boolean;
  value: string;
}

/** Streams one sheet of a workbook in Office Open XML; only cells in which something stands are kept. */
export async function readXlsxSheet(
  archive: Archive,
  sheet: { readonly name: string; readonly part: ArchiveEntry },
  workbook: XlsxWorkbook,
  budget: CellBudget,
  context: TableContext,
): Promise<Sheet> {
  const cells = new CellCollector(budget);
  const merges: Merge[] = [];
  const rich = new RichText();
  let row = 0;
  let column = -1;
  let cell: Cell | undefined;
  let inValue = false;
  await readXml(
    archive.chunks(sheet.part),
    {
      open(name, attributes, isSelfClosing) {
        if (name === "row") {
          row = rowNumber(attributes["r"]) ?? row + 1;
          column = -1;
          if (/^(?:1|true)$/.test(attributes["hidden"] ?? "")) cells.hide(row);
        } else if (name === "c") {
          const at = cellAt(attributes["r"] ?? "");
          column = at?.column ?? column + 1;
          const style = Number(attributes["s"] ?? 0);
          const type = attributes["t"] ?? "n";
          cell = { row: at?.row ?? row, column, type, style, formula: false, value: "" };
          rich.begin();
        } else if (name === "f") {
          if (cell) cell.formula = true;
        } else if (name === "v") {
          inValue = !isSelfClosing;
        } else if (name === "mergeCell") {
          const merge = mergeOf(attributes["ref"] ?? "");
          if (merge) merges.push(merge);
          if (merges.length > TABLE_LIMITS.excel.mergedRanges) {
            const values = { sheet: sheet.name, limit: TABLE_LIMITS.excel.mergedRanges };
            throw new RefusedFile(context.name, { code: "excel-too-many-merges", values });
          }
        } else {
          rich.open(name);
        }
      },
      text(text) {
        if (inValue && cell) cell.value += text;
        else rich.add(text);
      },
      close(name) {
        if (name === "v") inValue = false;
        else if (name === "c") {
          if (cell?.type === "inlineStr") cell.value = rich.end();
          if (cell) takeCell(cell, cells, workbook);
          cell = undefined;
        } else rich.close(name);
      },
    },
    context.name,
  );
  const { notes, hiddenRows } = cells;
  return { name: sheet.name, rows: cells.rows(), merges, notes, hiddenRows };
}

function rowNumber(text: string | undefined): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

function takeCell(cell: Cell, cells: CellCollector, workbook: XlsxWorkbook): void {
  const { row, column, type, style, value } = cell;
  switch (type) {
    case "s":
      cells.put(row, column, workbook.sharedTexts[Number(value)] ?? "");
      return;
    case "str":
      cells.put(row, column, unescapeText(value));
      return;
    case "inlineStr":
    case "d":
      cells.put(row, column, value);
      return;
    case "b":
      cells.put(row, column, value === "1" || value === "true" ? "true" : "false");
      return;
    case "e":
      cells.note(row, column, "value-excel-error");
      return;
    default:
      if (value.trim() === "") {
        if (cell.formula) cells.note(row, column, "value-not-calculated");
        return;
      }
      takeNumber(row, column, value, cells, {
        parts: workbook.dateStyles[style],
        from1904: workbook.from1904,
      });
  }
}

function takeNumber(
  row: number,
  column: number,
  text: string,
  cells: CellCollector,
  { parts, from1904 }: { parts: XlsxWorkbook["dateStyles"][number]; from1904: boolean },
): void {
  const number = Number(text);
  if (!Number.isFinite(number)) {
    cells.put(row, column, text);
    return;
  }
  const date = parts && dateText(number, parts, from1904);
  if (date === undefined && hasLostDigits(number)) cells.note(row, column, "value-digits-lost");
  cells.put(row, column, date ?? numberText(number));
}
