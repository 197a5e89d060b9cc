import { readFileSync } from "node:fs";
import { RefusedFile } from "../refused-file.ts";
import { CellBudget } from "./cell-collector.ts";
import { checkXls } from "./xls-check.ts";
import { readXls } from "./xls-read.ts";
import type { XlsAnswer, XlsTask } from "./xls-workbook.ts";

/** The body of a process: reads the one workbook it is told, says what it found, and ends. */
process.once("message", (task: XlsTask) => {
  process.send?.(answer(task), () => {
    process.disconnect?.();
  });
});

function answer({ path, name, limits }: XlsTask): XlsAnswer {
  try {
    const bytes = readFileSync(path);
    checkXls(bytes, name, limits.xlsCells);
    return { workbook: readXls(bytes, new CellBudget(name, limits)) };
  } catch (error) {
    if (error instanceof RefusedFile) return { reason: error.reason };
    const locked = error instanceof Error && /password|encrypt/i.test(error.message);
    return { reason: { code: locked ? "excel-encrypted" : "excel-damaged" } };
  }
}
