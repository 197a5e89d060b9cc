import { column, type Draft } from "./draft.ts";
import { valueCells, valueColumns } from "./indicator-chapter.ts";
import { departmentsOf } from "./say-indicator.ts";
import type { Scope } from "./scope.ts";

/** 附件: every indicator with its clauses, both targets, value, verdict, shortfall and departments. */
export function writeAnnex(draft: Draft, scope: Scope): void {
  draft.annex("附件　政策指标总表");
  draft.table(
    "政策指标总表",
    [
      column("序号", 6, "center"),
      column("指标", 24),
      column("依据条款", 21),
      ...valueColumns(scope),
      column("判定", 13, "center"),
      column("差额或缺什么", 21),
      column("责任单位", 21),
    ],
    scope.indicators.map((one, i) => [
      String(i + 1),
      one.name.zh,
      one.targets.map(scope.clause).join("；"),
      ...valueCells(scope, one),
      departmentsOf(one.targets),
    ]),
    "*为推定的责任单位，文件未写明。努力目标（力争）和享受政策的条件不作达标评判。",
  );
}
