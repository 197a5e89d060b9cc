import { fork, type ChildProcess } from "node:child_process";
import { resolve as absolute } from "node:path";
import type { Reason } from "#contract/reasons/reasons.ts";
import { RefusedFile } from "../refused-file.ts";
import type { ExcelLimits } from "./limits.ts";
import type { TableContext } from "./raw-table.ts";
import type { Workbook } from "./sheet.ts";

/** What the process is told. */
export interface XlsTask {
  readonly path: string;
  readonly name: string;
  readonly limits: ExcelLimits;
}

/** What it answers, once. */
export type XlsAnswer = { readonly workbook: Workbook } | { readonly reason: Reason };

/**
 * Reads a workbook in the binary format of Excel 5 to 2003, in a process of its own: a damaged one can keep the library
 * busy for ever or fill the memory, which ends a whole process and not only a thread. Throws `RefusedFile`, or the
 * signal's reason.
 */
export async function readXlsWorkbook(
  path: string,
  context: TableContext,
  limits: ExcelLimits,
): Promise<Workbook> {
  context.signal?.throwIfAborted();
  const child = fork(new URL("xls-process.ts", import.meta.url), {
    execArgv: [`--max-old-space-size=${limits.xlsMegabytes}`],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const task: XlsTask = { path: absolute(path), name: context.name, limits };
  child.send(task);
  const answer = await firstWord(child, limits.xlsSeconds, context.signal).finally(() =>
    child.kill("SIGKILL"),
  );
  context.signal?.throwIfAborted();
  if ("workbook" in answer) return answer.workbook;
  throw new RefusedFile(context.name, answer.reason);
}

const DAMAGED: XlsAnswer = { reason: { code: "excel-damaged" } };

/** The answer of the process; that of a damaged file when it takes too long or ends without one. */
function firstWord(
  child: ChildProcess,
  seconds: number,
  signal: AbortSignal | undefined,
): Promise<XlsAnswer> {
  return new Promise((resolve) => {
    const giveUp = (): void => {
      resolve(DAMAGED);
    };
    const patience = setTimeout(giveUp, seconds * 1000);
    child.once("message", (answer: XlsAnswer) => {
      resolve(answer);
    });
    child.once("error", giveUp);
    child.once("exit", () => {
      clearTimeout(patience);
      signal?.removeEventListener("abort", giveUp);
      giveUp();
    });
    signal?.addEventListener("abort", giveUp, { once: true });
  });
}
