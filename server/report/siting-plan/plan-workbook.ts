import { writeWorkbook, type WorkbookCell, type WorkbookSheet } from "../workbook/workbook.ts";
import { planSheet } from "./plan-sheet.ts";
import { siteSheet } from "./site-sheet.ts";
import {
  departmentsSaid,
  planName,
  requestLines,
  resultLines,
  STALE_MARK,
  SYNTHETIC_MARK,
} from "./plan-words.ts";
import { unitOf, type PlanCell, type ToldPlan } from "./told-plan.ts";

/** A plan as an office hands it on: the whole, its sites, whom it cannot serve, how firm it is, and whose task it is. */
export function writePlanWorkbook(told: ToldPlan): Promise<Buffer> {
  const { plan } = told;
  return writeWorkbook([
    summarySheet(told),
    siteSheet(told),
    uncoverableSheet(told),
    regretSheet(told),
    departmentSheet(told),
    ...(plan.candidates.leftOut.length > 0 ? [leftOutSheet(told)] : []),
    ...(plan.assignment === null ? [] : [assignmentSheet(told)]),
  ]);
}

function summarySheet(told: ToldPlan): WorkbookSheet {
  const { plan } = told;
  const section = (title: string, lines: readonly (readonly [string, string])[]) => [
    [{ value: title, bold: true, box: true, fill: "#E4EEEA", across: 2 }, null],
    ...lines.map(([what, said]): WorkbookCell[] => [
      { value: what, box: true, wrap: true },
      { value: said, box: true, wrap: true },
    ]),
  ];
  return {
    name: "方案汇总",
    widths: [26, 90],
    headRows: 1,
    foot: footOf(told),
    rows: [
      [{ value: planName(told), bold: true, size: 14, height: 26 }, null],
      ...marksOf(told).map((value): WorkbookCell[] => [
        { value, bold: true, colour: "#8A2613", across: 2, wrap: true },
        null,
      ]),
      ...section("要求", requestLines(told)),
      ...section("结果", resultLines(told)),
      ...section("出处", [
        ["生成时间", timeSaid(plan.created)],
        ["依据成果", plan.result],
        ["计算时间上限", `${plan.request.timeLimit}秒`],
        ["随机数种子", `${plan.request.seed}（同一输入得同一方案）`],
      ]),
    ],
  };
}

function uncoverableSheet(told: ToldPlan): WorkbookSheet {
  const { people, cells } = told.plan.uncoverable;
  return planSheet(told, {
    name: "未能覆盖",
    lead:
      cells.length === 0
        ? "候选点全开，能判断的人都走得到。"
        : `候选点全开也走不到的人合计如下，共${cells.length.toLocaleString("en")}个格网。`,
    columns: [
      ["格网编号（H3）", 20],
      ["人数", 12, "#,##0.0"],
      ["所在单元", 22],
      ["单元代码", 16],
      ["经度", 13, "0.000000"],
      ["纬度", 13, "0.000000"],
    ],
    rows: [
      ...told.uncoverable
        .toSorted((a, b) => b.people - a.people)
        .map((cell) => cellRow(told, cell)),
      ...(cells.length === 0 ? [] : [["合计", people, null, null, null, null]]),
    ],
  });
}

function cellRow(told: ToldPlan, place: PlanCell): (string | number | null)[] {
  const unit = unitOf(told, place);
  const { cell, people, lng, lat } = place;
  return [cell, people, unit?.name ?? null, unit?.code ?? null, lng, lat];
}

function regretSheet(told: ToldPlan): WorkbookSheet {
  const { plan } = told;
  return planSheet(told, {
    name: "稳健性",
    lead:
      plan.regret.length === 0
        ? "没有换条件试算。"
        : `换一个条件，同样多的网点最好能做到多少，本方案差多少。单位：${plan.unit.zh}。`,
    columns: [
      ["条件", 50],
      ["本方案", 16, "#,##0.##"],
      ["该条件下最好", 16, "#,##0.##"],
      ["不可能超过", 16, "#,##0.##"],
      ["差", 14, "#,##0.##"],
    ],
    rows: plan.regret.map(({ said, value, best, bound, regret }) => [
      said.zh,
      value,
      best,
      bound,
      regret,
    ]),
  });
}

function departmentSheet(told: ToldPlan): WorkbookSheet {
  const { sites } = told.plan;
  return planSheet(told, {
    name: "部门与依据",
    lead: `涉及部门：${departmentsSaid(sites) || "未明确"}。*为推定的责任单位，文件未写明。`,
    columns: [
      ["序号", 7, "0"],
      ["网点", 34],
      ["涉及部门", 46],
      ["受理依据和备案提示", 70],
    ],
    rows: sites.map((site, i) => [
      i + 1,
      site.name || site.id,
      departmentsSaid([site]) || "未明确",
      site.filing?.zh ?? "—（文件没有可依据的条文，或面积不明）",
    ]),
  });
}

function leftOutSheet(told: ToldPlan): WorkbookSheet {
  const { considered, leftOut } = told.plan.candidates;
  return planSheet(told, {
    name: "未采用的候选点",
    lead: `共考虑候选点${considered.toLocaleString("en")}处；下列候选点没有参加选址。`,
    columns: [
      ["原因", 60],
      ["处数", 10, "#,##0"],
      ["编号", 80],
    ],
    rows: leftOut.map(({ why, sites, ids }) => [
      why.zh,
      sites,
      ids.length < sites ? `${ids.join("、")}等` : ids.join("、"),
    ]),
  });
}

function assignmentSheet(told: ToldPlan): WorkbookSheet {
  const { plan } = told;
  const names = new Map(plan.sites.map(({ id, name }) => [id, name || id]));
  return planSheet(told, {
    name: "分配",
    lead: "按容量把居民分配到网点，容量不超。",
    columns: [
      ["格网编号（H3）", 20],
      ["所在单元", 22],
      ["网点", 34],
      ["分配人数", 12, "#,##0.0"],
    ],
    rows: (plan.assignment ?? []).map(({ site, people }, i) => {
      const cell = told.assigned[i];
      return [
        cell?.cell ?? null,
        cell === undefined ? null : (unitOf(told, cell)?.name ?? null),
        names.get(site) ?? site,
        people,
      ];
    }),
  });
}

function marksOf({ plan, stale }: ToldPlan): string[] {
  return [
    ...(plan.synthetic ? [SYNTHETIC_MARK] : []),
    ...(stale ? [STALE_MARK] : []),
    ...(plan.check.agrees ? [] : ["复核不一致，方案不能采用。"]),
  ];
}

function footOf(told: ToldPlan): string {
  return `${told.plan.synthetic ? `${SYNTHETIC_MARK}  ` : ""}${planName(told)}`;
}

/** 2026-11-22 14:30, as in China. */
function timeSaid(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
}
