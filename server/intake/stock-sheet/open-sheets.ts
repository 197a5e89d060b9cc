import { stat } from "node:fs/promises";
import { RefusedFile } from "../refused-file.ts";
import { openArchive } from "../tables/archive.ts";
import { CellBudget } from "../tables/cell-collector.ts";
import { kindOfBytes } from "../tables/kind-of-bytes.ts";
import { TABLE_LIMITS, type ExcelLimits } from "../tables/limits.ts";
import type { Sheet } from "../tables/sheet.ts";
import { readHead } from "../tables/text.ts";
import { readXlsxSheet } from "../tables/xlsx-sheet.ts";
import { readXlsxWorkbook } from "../tables/xlsx-workbook.ts";

const MEGABYTE = 1024 * 1024;

/** A province's communities, ten thousand, with fifty figures each, and no more. */
const LIMITS: ExcelLimits = {
  ...TABLE_LIMITS.excel,
  bytes: 20 * MEGABYTE,
  inflatedBytes: 100 * MEGABYTE,
  cells: 600_000,
  sheets: 40,
  mergedRanges: 20_000,
};

/** The visible sheets of a workbook as grids of text. Throws `RefusedFile` for what is no .xlsx, or too large. */
export async function openSheets(path: string, name: string): Promise<readonly Sheet[]> {
  const { size } = await stat(path);
  if (size === 0) throw new RefusedFile(name, { code: "file-empty" });
  if (size > LIMITS.bytes) {
    const values = {
      megabytes: Math.ceil(size / MEGABYTE),
      limit: Math.floor(LIMITS.bytes / MEGABYTE),
    };
    throw new RefusedFile(name, { code: "file-too-large", values });
  }
  const notOne = new RefusedFile(name, { code: "stock-not-a-workbook", values: { file: name } });
  if (kindOfBytes(await readHead(path)) !== "zip") throw notOne;
  const context = { name };
  const archiveLimits = { ...TABLE_LIMITS.archive, inflatedBytes: LIMITS.inflatedBytes };
  await using archive = await openArchive(path, context, archiveLimits);
  if (!archive.entries.some((entry) => /^\[Content_Types\]\.xml$/i.test(entry.name))) throw notOne;
  const workbook = await readXlsxWorkbook(archive, context);
  if (workbook.sheets.length > LIMITS.sheets) {
    const values = { sheets: workbook.sheets.length, limit: LIMITS.sheets };
    throw new RefusedFile(name, { code: "excel-too-many-sheets", values });
  }
  const budget = new CellBudget(name, LIMITS);
  const sheets: Sheet[] = [];
  for (const sheet of workbook.sheets)
    if (!sheet.hidden) sheets.push(await readXlsxSheet(archive, sheet, workbook, budget, context));
  return sheets;
}
