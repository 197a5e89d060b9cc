import type { StockItem } from "#contract/policy/measure.ts";
import type { Estate, KeptFigure } from "#contract/policy/stock.ts";
import { STOCK_TITLES, stockTitle } from "#contract/stock-titles.ts";
import type { Division } from "#core/policy/input.ts";
import type { Level } from "#core/vocabulary.ts";
import { SYNTHETIC_NOTICE } from "./layers.ts";
import { stockNotes } from "./stock-notes.ts";
import { writeWorkbook, type WorkbookCell, type WorkbookSheet } from "./workbook/workbook.ts";

/** What a sheet to be filled in is made of. */
export interface StockSheetOrder {
  readonly study: { readonly name: string; readonly synthetic: boolean };
  /** Communities and villages share a sheet, whichever of the two is asked for. */
  readonly level: Exclude<Level, "province">;
  readonly year: number;
  readonly items: Readonly<Record<string, StockItem>>;
  readonly divisions: readonly Division[];
  readonly estates: readonly Estate[];
  /** Newest last, of any year. */
  readonly figures: readonly KeptFigure[];
}

/** Rows left open below the estates that are known. */
const OPEN_ROWS = 40;

const HEAD = { bold: true, box: true, wrap: true, align: "center", fill: "#E4EEEA" } as const;
const GIVEN = { box: true, fill: "#F3F5F7" } as const;

/**
 * The workbook an office fills in away from the program: a row for every unit of the level, a column for every figure
 * that is reported at it, with what is known of the year already in its place. Blank is not reported, never zero.
 */
export function writeStockSheet(order: StockSheetOrder): Promise<Buffer> {
  const items = itemsOf(order);
  return writeWorkbook([entrySheet(order, items), stockNotes(order, items, leadOf(order.level))]);
}

/** "社区、行政村", for titles and the names of files. */
export function stockLevelWords(level: StockSheetOrder["level"]): string {
  return LEVEL_WORDS[level];
}

const LEVEL_WORDS: Readonly<Record<StockSheetOrder["level"], string>> = {
  city: "市州",
  county: "县区",
  township: "乡镇街道",
  community: "社区、行政村",
  village: "社区、行政村",
  estate: "新建小区和建设项目",
};

export interface NamedItem {
  readonly id: string;
  readonly item: StockItem;
}

function itemsOf({ items, level }: StockSheetOrder): NamedItem[] {
  const levels = sameSheet(level);
  return Object.entries(items).flatMap(([id, item]) =>
    item.levels.some((one) => levels.includes(one)) ? [{ id, item }] : [],
  );
}

function sameSheet(level: Level): readonly Level[] {
  return level === "community" || level === "village" ? ["community", "village"] : [level];
}

/** Titles of the columns that say which unit a row is about. */
function leadOf(level: Level): readonly (keyof typeof STOCK_TITLES)[] {
  if (level === "estate") return ["estateCode", "estateName", "within", "withinName"];
  return level === "community" || level === "village"
    ? ["code", "name", "township"]
    : ["code", "name"];
}

const LEAD_WIDTHS: Readonly<Partial<Record<keyof typeof STOCK_TITLES, number>>> = {
  code: 14,
  within: 14,
  estateCode: 12,
};

function entrySheet(order: StockSheetOrder, items: readonly NamedItem[]): WorkbookSheet {
  const { study, level, year } = order;
  const lead = leadOf(level);
  const titles = [
    ...lead.map((column) => STOCK_TITLES[column]),
    ...items.map(({ item }) => stockTitle(item)),
    STOCK_TITLES.source,
    STOCK_TITLES.date,
  ];
  const title = `${study.name} ${LEVEL_WORDS[level]}存量数据填报表（${year} 年）`;
  const mark = study.synthetic ? `${SYNTHETIC_NOTICE} ` : "";
  const rows = [
    banner(study.synthetic ? `${title} 示例数据（合成）` : title, titles.length, {
      bold: true,
      size: 14,
      height: 26,
    }),
    banner(`${mark}${INSTRUCTIONS}`, titles.length, { wrap: true, height: 44 }),
    titles.map((value): WorkbookCell => ({ ...HEAD, value, height: 68 })),
    ...(level === "estate" ? estateRows(order, items) : unitRows(order, items)),
  ];
  return {
    name: "填报",
    widths: [
      ...lead.map((column) => LEAD_WIDTHS[column] ?? 16),
      ...items.map(({ item }) => (item.type === "truth" ? 8.5 : 10)),
      16,
      11,
    ],
    rows,
    headRows: 3,
    headColumns: 2,
    filter: true,
    choices: items.flatMap(({ item }, i) =>
      item.type === "truth"
        ? [{ column: lead.length + i + 1, from: 4, to: rows.length, answers: ["是", "否"] }]
        : [],
    ),
    paper: titles.length > 14 ? "A3" : "A4",
    foot: `${study.synthetic ? "示例数据（合成）  " : ""}${title}`,
  };
}

const INSTRUCTIONS =
  "空白表示没有填报，确实为零请填 0。数据按列名中的单位填写；填了数据的行请写明来源和日期（如 2025-12-31）。" +
  "不要改动列名和代码，列的次序可以调换；灰色格不用填。请勿填写姓名、电话、身份证号等个人信息。";

/** Columns that fit on the first page, so that what stands above the titles is read in one go. */
const FIRST_PAGE = 12;

function banner(
  value: string,
  columns: number,
  look: { bold?: boolean; size?: number; wrap?: boolean; height: number },
): WorkbookCell[] {
  const across = Math.min(columns, FIRST_PAGE);
  return [{ value, across, ...look }, ...Array.from({ length: across - 1 }, () => null)];
}

function unitRows(order: StockSheetOrder, items: readonly NamedItem[]): WorkbookCell[][] {
  const { divisions, level } = order;
  const byCode = new Map(divisions.map((division) => [division.code, division]));
  const levels = sameSheet(level);
  const known = knownIn(order);
  return divisions
    .filter((division) => levels.includes(division.level))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map((division) => {
      const township = byCode.get(division.within ?? "")?.name ?? "";
      const lead = leadOf(level).map((column) =>
        column === "code" ? division.code : column === "name" ? division.name : township,
      );
      return [
        ...lead.map((value): WorkbookCell => ({ ...GIVEN, value })),
        ...figureCells(division.code, division.level, items, known),
      ];
    });
}

function estateRows(order: StockSheetOrder, items: readonly NamedItem[]): WorkbookCell[][] {
  const names = new Map(order.divisions.map(({ code, name }) => [code, name]));
  const known = knownIn(order);
  const rows = order.estates.map(({ code, name, within }): WorkbookCell[] => [
    ...[code, name, within, names.get(within) ?? ""].map((value) => ({ box: true, value })),
    ...figureCells(code, "estate", items, known),
  ]);
  const open = Array.from({ length: OPEN_ROWS }, (): WorkbookCell[] => [
    ...leadOf("estate").map(() => ({ box: true, value: null, format: "@" })),
    ...figureCells("", "estate", items, known),
  ]);
  return [...rows, ...open];
}

type Known = ReadonlyMap<string, ReadonlyMap<string, KeptFigure>>;

/** The year's figures by unit and item; of several the last. */
function knownIn({ figures, year }: StockSheetOrder): Known {
  const known = new Map<string, Map<string, KeptFigure>>();
  for (const figure of figures) {
    if (figure.year !== year) continue;
    const of = known.get(figure.unit) ?? new Map<string, KeptFigure>();
    known.set(figure.unit, of.set(figure.item, figure));
  }
  return known;
}

/**
 * The figures of a unit, and what proves them: left open where they have several sources, as a row states one for all
 * that stands in it.
 */
function figureCells(
  unit: string,
  level: Level,
  items: readonly NamedItem[],
  known: Known,
): WorkbookCell[] {
  const figures = known.get(unit);
  const shown = items.flatMap(({ id, item }) =>
    item.levels.includes(level) ? (figures?.get(id) ?? []) : [],
  );
  const [first] = shown;
  const same = shown.every(({ source, date }) => source === first?.source && date === first.date);
  const proof = same && first !== undefined ? [first.source, first.date] : [null, null];
  return [
    ...items.map(({ id, item }) =>
      item.levels.includes(level) ? figureCell(item, figures?.get(id)) : { ...GIVEN, value: null },
    ),
    ...proof.map((value): WorkbookCell => ({ box: true, format: "@", value })),
  ];
}

function figureCell(item: StockItem, figure: KeptFigure | undefined): WorkbookCell {
  const value = figure?.value ?? null;
  switch (item.type) {
    case "number":
      return {
        box: true,
        format: item.whole === true ? "#,##0" : "#,##0.00",
        value: typeof value === "number" ? value : null,
      };
    case "truth":
      return {
        box: true,
        align: "center",
        value: value === null ? null : value === true ? "是" : "否",
      };
    case "text":
      return { box: true, format: "@", value: value === null ? null : `${value}` };
  }
}
