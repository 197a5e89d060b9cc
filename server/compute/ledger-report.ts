import type { Progress } from "#contract/jobs.ts";
import { LEDGER_LEVELS } from "#contract/policy/report.ts";
import { ledgerOf } from "../report/ledger/ledger.ts";
import { writeLedger } from "../report/ledger/write-ledger.ts";
import { writeReportWorkbook } from "../report/report-workbook.ts";
import { openStudyFiles } from "../store/study-files.ts";
import { sparingly } from "./sparingly.ts";
import type { LedgerReportTask } from "./tasks.ts";

/** The ledgers of a report as a workbook of all levels, or that of the settlements as a layer of a map. */
export async function ledgerReport(
  task: LedgerReportTask,
  onProgress: (progress: Progress) => void,
): Promise<Uint8Array> {
  const report = sparingly(onProgress);
  const { order, format } = task;
  report("write", 0, 1);
  const bytes = format === "xlsx" ? await workbook() : await layer();
  report("write", 1, 1);
  return new Uint8Array(bytes);

  function workbook(): Promise<Buffer> {
    const ledgers = LEDGER_LEVELS.map((level) => ledgerOf({ ...order, level }));
    return writeReportWorkbook(ledgers, order.assessment, task.plans);
  }

  async function layer(): Promise<Uint8Array> {
    const { ground } = await openStudyFiles(task.folder, task.record);
    const ledger = ledgerOf({ ...order, level: "settlement" });
    const { assessment } = order;
    const file = { ledger, assessment, units: ground.units, crs: "EPSG:4326" } as const;
    return (await writeLedger(file, "geojson")).bytes;
  }
}
