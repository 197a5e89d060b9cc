import { stat } from "node:fs/promises";
import type { Reason } from "#contract/reasons/reasons.ts";
import { RefusedFile } from "../refused-file.ts";
import { openArchive } from "./archive.ts";
import { CellBudget } from "./cell-collector.ts";
import { TABLE_LIMITS, type ExcelLimits } from "./limits.ts";
import type { RawFile, TableContext } from "./raw-table.ts";
import type { Sheet, Workbook } from "./sheet.ts";
import { readHead } from "./text.ts";
import { checkSheets, workbookTables } from "./workbook-tables.ts";
import { readXlsWorkbook } from "./xls-workbook.ts";
import { readXlsxSheet } from "./xlsx-sheet.ts";
import { readXlsxWorkbook } from "./xlsx-workbook.ts";

/**
 * Reads every visible sheet of an Excel workbook, .xlsx and .xlsm as streams, .xls as a whole. Formulas count with
 * their stored results. Throws `RefusedFile` for a workbook that is damaged, locked, beyond the limits, or empty.
 */
export async function readExcel(
  path: string,
  context: TableContext,
  limits: ExcelLimits = TABLE_LIMITS.excel,
): Promise<RawFile> {
  const { size } = await stat(path);
  const head = await readHead(path);
  const zipped = head[0] === 0x50 && head[1] === 0x4b;
  const limit = zipped ? limits.bytes : limits.xlsBytes;
  if (size > limit) throw refuse(context, tooLarge(size, limit));
  context.onProgress?.(0, size, "bytes");
  const budget = new CellBudget(context.name, limits);
  const workbook = zipped
    ? await readXlsx({ path, size, budget, context, limits })
    : await readXlsWorkbook(path, context, limits);
  const file = workbookTables(workbook, budget, context, limits);
  context.onProgress?.(size, size, "bytes");
  return file;
}

interface Opened {
  readonly path: string;
  readonly size: number;
  readonly budget: CellBudget;
  readonly context: TableContext;
  readonly limits: ExcelLimits;
}

async function readXlsx({ path, size, budget, context, limits }: Opened): Promise<Workbook> {
  const archiveLimits = { ...TABLE_LIMITS.archive, inflatedBytes: limits.inflatedBytes };
  await using archive = await openArchive(path, context, archiveLimits);
  const workbook = await readXlsxWorkbook(archive, context);
  checkSheets(workbook.sheets.length, context, limits.sheets);
  const visible = workbook.sheets.filter(({ hidden }) => !hidden);
  const sheets: Sheet[] = [];
  for (const [i, sheet] of visible.entries()) {
    sheets.push(await readXlsxSheet(archive, sheet, workbook, budget, context));
    context.onProgress?.((size * (i + 1)) / (visible.length + 1), size, "bytes");
  }
  const hidden = workbook.sheets.filter((sheet) => sheet.hidden).map(({ name }) => name);
  return { sheets, hidden };
}

function refuse(context: TableContext, reason: Reason): RefusedFile {
  return new RefusedFile(context.name, reason);
}

function tooLarge(bytes: number, limit: number): Reason {
  const megabytes = (count: number): number => Math.ceil(count / 1024 / 1024);
  const values = { megabytes: megabytes(bytes), limit: megabytes(limit) };
  return { code: "file-too-large", values };
}
