import { readFile, stat } from "node:fs/promises";
import { RefusedFile } from "../refused-file.ts";
import { CellBudget } from "./cell-collector.ts";
import { htmlTables } from "./html-tables.ts";
import { TABLE_LIMITS } from "./limits.ts";
import type { RawFile, TableContext } from "./raw-table.ts";
import type { Sheet } from "./sheet.ts";
import { decodeText, detectEncoding } from "./text.ts";
import { workbookTables } from "./workbook-tables.ts";

/**
 * Reads the tables of a web page, as which many systems of offices export what they call .xls. Throws `RefusedFile` for
 * a page that has none, such as the form to log in.
 */
export async function readHtmlWorkbook(path: string, context: TableContext): Promise<RawFile> {
  const { size } = await stat(path);
  const limit = TABLE_LIMITS.excel.xlsBytes;
  if (size > limit) {
    const [megabytes, most] = [size, limit].map((bytes) => Math.ceil(bytes / 1024 / 1024));
    const values = { megabytes: megabytes ?? 0, limit: most ?? 0 };
    throw new RefusedFile(context.name, { code: "file-too-large", values });
  }
  const encoding = await detectEncoding(path, context);
  const budget = new CellBudget(context.name, TABLE_LIMITS.excel);
  const page = htmlTables(decodeText(await readFile(path), encoding), budget);
  const sheets = page.sheets.filter(isTable);
  if (sheets.length === 0) throw new RefusedFile(context.name, { code: "file-web-page" });
  const file = workbookTables({ sheets: named(sheets), hidden: [] }, budget, context);
  context.onProgress?.(size, size, "bytes");
  return { ...file, encoding, ...(page.cut && { remarks: [{ code: "web-page-cut" }] }) };
}

/** Pages are laid out with tables too: those have hardly a row of several values. */
function isTable({ rows }: Sheet): boolean {
  return rows.filter(({ values }) => values.filter((value) => value !== "").length > 1).length > 1;
}

function named(sheets: readonly Sheet[]): readonly Sheet[] {
  return sheets.length === 1
    ? sheets
    : sheets.map((sheet, i) => ({ ...sheet, name: `表${i + 1}` }));
}
