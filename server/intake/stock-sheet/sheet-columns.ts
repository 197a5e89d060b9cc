import type { StockItem } from "#contract/policy/measure.ts";
import { STOCK_TITLES, stockTitle, type StockColumn } from "#contract/stock-titles.ts";
import { factorOf, readings } from "../meaning/titles.ts";
import type { Sheet, SheetRow } from "../tables/sheet.ts";

/** One column of a filled sheet, and what its title says it holds. */
export interface SheetColumn {
  /** From 0. */
  readonly index: number;
  readonly title: string;
  readonly holds: Holds;
}

export type Holds =
  | { readonly kind: "lead"; readonly column: StockColumn }
  | {
      readonly kind: "item";
      readonly id: string;
      readonly item: StockItem;
      /** By what its values are to be multiplied: 10,000 under "人口（万人）". */
      readonly factor: number;
    }
  /** The title has another unit than the item. */
  | { readonly kind: "other-unit"; readonly item: StockItem; readonly found: string }
  | { readonly kind: "unknown" };

export interface SheetHeader {
  /** As the spreadsheet numbers it. */
  readonly row: number;
  readonly columns: readonly SheetColumn[];
  /** The rows are estates, not units of the study. */
  readonly estates: boolean;
}

/** Rows from the top in which titles are looked for. */
const FAR_DOWN = 40;

/** The row of titles: the one that names a unit's column and the most figures. Undefined where none does. */
export function findStockHeader(
  sheet: Sheet,
  items: Readonly<Record<string, StockItem>>,
): SheetHeader | undefined {
  const known = knownTitles(items);
  let best: { readonly header: SheetHeader; readonly score: number } | undefined;
  for (const row of sheet.rows.slice(0, FAR_DOWN)) {
    const columns = columnsOf(row, known);
    const leads = columns.filter(({ holds }) => holds.kind === "lead");
    const figures = columns.length - leads.length - count(columns, "unknown");
    const names = leads.some(({ holds }) => holds.kind === "lead" && IDENTIFYING.has(holds.column));
    const score = leads.length + figures;
    if (!names || figures === 0 || score <= (best?.score ?? 0)) continue;
    const estates = leads.some(
      ({ holds }) => holds.kind === "lead" && ESTATE_COLUMNS.has(holds.column),
    );
    best = { header: { row: row.number, columns, estates }, score };
  }
  return best?.header;
}

const IDENTIFYING: ReadonlySet<StockColumn> = new Set(["code", "name", "estateCode", "estateName"]);
const ESTATE_COLUMNS: ReadonlySet<StockColumn> = new Set(["estateCode", "estateName", "within"]);

function count(columns: readonly SheetColumn[], kind: Holds["kind"]): number {
  return columns.filter(({ holds }) => holds.kind === kind).length;
}

function columnsOf(row: SheetRow, known: KnownTitles): SheetColumn[] {
  return row.values.flatMap((title, index) =>
    title === "" ? [] : [{ index, title, holds: holdsOf(title, known) }],
  );
}

interface KnownTitles {
  readonly leads: ReadonlyMap<string, StockColumn>;
  readonly items: ReadonlyMap<string, { readonly id: string; readonly item: StockItem }>;
}

/** Other words offices have for the columns that say which unit a row is about. */
const ALIASES: Readonly<Partial<Record<StockColumn, string>>> = {
  code: "代码 编码 统计用区划代码 行政区划代码 区划编码 单元代码 社区代码 村代码 社区村代码 乡镇街道代码 code",
  name: "单元名称 社区名称 村名 村名称 行政村名称 社区村名称 村社区名称 乡镇街道名称 乡镇名称 街道名称 县区名称 区县名称 社区 name",
  township: "所属乡镇 所属街道 乡镇街道 所在乡镇街道 镇街 所属镇街 township",
  estateCode: "项目编号",
  estateName: "项目名称 小区项目名称",
  within: "所在社区代码 所在村代码 所属社区代码",
  withinName: "所在社区名称 所在村名称 所在社区 所属社区 所在社区村",
  source: "数据来源 资料来源 source",
  date: "来源日期 数据日期 date",
};

function knownTitles(items: Readonly<Record<string, StockItem>>): KnownTitles {
  const leads = new Map<string, StockColumn>();
  for (const [column, title] of Object.entries(STOCK_TITLES) as [StockColumn, string][])
    for (const one of [title, ...(ALIASES[column] ?? "").split(" ")])
      if (one !== "") leads.set(readings(one).whole, column);
  const byTitle = new Map<string, { id: string; item: StockItem }>();
  const named = Object.entries(items).map(([id, item]) => ({ id, item }));
  for (const one of named)
    for (const title of [one.item.name.zh, one.item.name.en, one.id])
      byTitle.set(readings(title).whole, one);
  // What the template writes goes before what is only like it.
  for (const one of named) byTitle.set(readings(stockTitle(one.item)).whole, one);
  return { leads, items: byTitle };
}

function holdsOf(title: string, { leads, items }: KnownTitles): Holds {
  const { whole, bare, aside } = readings(title);
  const column = leads.get(whole);
  if (column !== undefined) return { kind: "lead", column };
  const exact = items.get(whole);
  if (exact !== undefined) return { kind: "item", ...exact, factor: 1 };
  const near = items.get(bare) ?? items.get(whole.slice(0, whole.length - aside.length));
  if (near === undefined) return { kind: "unknown" };
  if (near.item.type !== "number" || saysUnit(near.item, aside))
    return { kind: "item", ...near, factor: 1 };
  const { factor, unit } = factorOf(title) ?? {};
  return factor !== undefined && fits(unit ?? "", near.item)
    ? { kind: "item", ...near, factor }
    : { kind: "other-unit", item: near.item, found: aside };
}

/** A title without brackets can only have ended in square metres. */
function saysUnit({ unit }: StockItem, aside: string): boolean {
  if (unit.zh === "㎡") return /^(?:平方米|平米|平方|m2|)$/.test(aside);
  return readings(unit.zh).whole === aside;
}

/** "万人" for what is counted in 人; areas in any unit for what is counted in square metres. */
function fits(unit: string, { unit: own }: StockItem): boolean {
  return own.zh === "㎡"
    ? /亩|公顷|公里|ha|km|米|m2/.test(unit)
    : /^[万千]/.test(unit) && unit.slice(1) === own.zh;
}
