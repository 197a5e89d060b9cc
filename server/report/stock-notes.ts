import type { StockItem } from "#contract/policy/measure.ts";
import { STOCK_NOTES_SHEET, STOCK_TITLES, stockTitle } from "#contract/stock-titles.ts";
import type { Level } from "#core/vocabulary.ts";
import type { NamedItem, StockSheetOrder } from "./stock-sheet.ts";
import { SYNTHETIC_NOTICE } from "./layers.ts";
import type { WorkbookCell, WorkbookSheet } from "./workbook/workbook.ts";

const HEAD = { bold: true, box: true, wrap: true, align: "center", fill: "#E4EEEA" } as const;

/** The sheet that explains every column of a sheet to be filled in. */
export function stockNotes(
  { study, year }: StockSheetOrder,
  items: readonly NamedItem[],
  lead: readonly (keyof typeof STOCK_TITLES)[],
): WorkbookSheet {
  const titles = ["列名", "怎样填", "单位", "允许的值", "填报层级", "口径说明"];
  const row = (cells: readonly string[]): WorkbookCell[] =>
    cells.map((value) => ({ value, box: true, wrap: true }));
  return {
    name: STOCK_NOTES_SHEET,
    widths: [28, 34, 12, 26, 22, 60],
    headRows: 1,
    headColumns: 1,
    rows: [
      titles.map((value) => ({ ...HEAD, value })),
      ...lead.map((column) => row([STOCK_TITLES[column], LEAD_WORDS[column], "", "", "", ""])),
      ...items.map(({ item }) =>
        row([
          stockTitle(item),
          HOW[item.type],
          item.type === "number" ? item.unit.zh : "",
          allowed(item),
          item.levels.map((level) => LEVELS_ZH[level]).join("、"),
          item.note?.zh ?? "",
        ]),
      ),
      row([STOCK_TITLES.source, LEAD_WORDS.source, "", "最多 200 字", "", ""]),
      row([STOCK_TITLES.date, LEAD_WORDS.date, "", "", "", ""]),
      ...[
        `本表填报 ${year} 年的数据；其他年份请另行下载模板。`,
        "空白表示没有填报，0 表示确实为零，两者在评估中的处理不同。",
        "可以写 1,200 或 1.2万；不要写“约”“左右”之外的文字说明。",
        "有一处填错，整张表都不入库；系统会返回标出错误的表，改好后再次上传即可。",
        ...(study.synthetic ? [SYNTHETIC_NOTICE] : []),
      ].map((value): WorkbookCell[] => [
        { value, across: titles.length, wrap: true, height: 20 },
        ...Array.from({ length: titles.length - 1 }, () => null),
      ]),
    ],
    foot: study.synthetic ? "示例数据（合成）" : study.name,
  };
}

const HOW: Readonly<Record<StockItem["type"], string>> = {
  number: "填数字",
  truth: "填“是”或“否”",
  text: "按允许的值填写",
};

const LEAD_WORDS: Readonly<Record<keyof typeof STOCK_TITLES, string>> = {
  code: "统计用区划代码，按文本填写；留空时按名称对应",
  name: "单元名称；代码留空时须与系统中的名称完全一致",
  township: "供核对；同名的社区（村）按它区分",
  estateCode: "单位自定的编号，同一小区每次填报要一致",
  estateName: "小区或建设项目的名称",
  within: "小区所在社区（村）的区划代码",
  withinName: "代码留空时按名称对应",
  source: "数据出自哪里：报表、台账或文件的名称",
  date: "数据来源的日期，写到日：2025-12-31",
  problem: "系统返回时写明错在哪里；再次上传时不读",
};

const LEVELS_ZH: Readonly<Record<Level, string>> = {
  province: "省",
  city: "市州",
  county: "县区",
  township: "乡镇街道",
  community: "社区",
  village: "行政村",
  estate: "小区（项目）",
};

function allowed({ type, whole, minimum, maximum, pattern }: StockItem): string {
  if (type === "truth") return "是、否";
  if (type === "text") return pattern === undefined ? "最多 200 字" : choicesOf(pattern);
  return [
    whole === true ? "整数" : "",
    `不小于 ${minimum ?? 0}`,
    maximum === undefined ? "" : `不大于 ${maximum}`,
  ]
    .filter((text) => text !== "")
    .join("，");
}

/** "^(111|112)$" as words; a pattern of another kind is explained in the item's own note. */
function choicesOf(pattern: string): string {
  const [, list] = /^\^\((?:\?:)?([\w|]+)\)\$$/.exec(pattern) ?? [];
  return list === undefined ? "见口径说明" : list.replaceAll("|", "、");
}
