import type { Assessment } from "#contract/policy/compliance.ts";
import { indicatorSheet } from "./ledger/indicator-sheet.ts";
import { totalSheet } from "./ledger/ledger-notes.ts";
import { recordSheet } from "./ledger/ledger-workbook.ts";
import { LEDGER_LEVEL_WORDS, type Ledger } from "./ledger/ledger.ts";
import { siteSheet } from "./siting-plan/site-sheet.ts";
import type { ToldPlan } from "./siting-plan/told-plan.ts";
import { writeWorkbook, type WorkbookSheet } from "./workbook/workbook.ts";

/** A report as a workbook: the indicators, the ledger of every level that has units, with its totals, and the sites of plans. */
export function writeReportWorkbook(
  ledgers: readonly Ledger[],
  assessment: Assessment,
  plans: readonly ToldPlan[],
): Promise<Buffer> {
  const mark = assessment.synthetic ? "示例数据（合成），不作决策依据  " : "";
  return writeWorkbook([
    indicatorSheet(assessment, `${mark}${assessment.scope.name}政策指标`),
    ...ledgers
      .filter(({ rows }) => rows.length > 0)
      .flatMap((ledger): WorkbookSheet[] => {
        const level = LEDGER_LEVEL_WORDS[ledger.level];
        const foot = `${mark}${ledger.title}`;
        return [
          { ...recordSheet(ledger, assessment.synthetic, foot), name: `${level}台账` },
          { ...totalSheet(ledger, foot), name: `${level}合计与口径` },
        ];
      }),
    ...plans.map((told) => siteSheet(told, `选址方案第${told.plan.number}号`)),
  ]);
}
