import type { Estate, StockFigure } from "#contract/policy/stock.ts";
import type { Reason } from "#contract/reasons/reasons.ts";
import type { StockColumn } from "#contract/stock-titles.ts";
import type { Level } from "#core/vocabulary.ts";
import type { StockSheetContext } from "../stock-sheet.ts";
import type { Sheet, SheetRow } from "../tables/sheet.ts";
import type { FindDivision } from "./find-division.ts";
import type { CellPlace, ProblemKeeper } from "./problems.ts";
import { readDay, sourceFault } from "./proof.ts";
import type { SheetColumn, SheetHeader } from "./sheet-columns.ts";
import { readStockValue } from "./stock-value.ts";
import { whoOf, type Row, type Who } from "./who.ts";

/** A figure, and the cell it stands in. */
export interface PlacedFigure {
  readonly figure: StockFigure;
  readonly place: CellPlace;
}

export interface RowsContext extends StockSheetContext {
  readonly find: FindDivision;
  /** Where each figure of a unit stood first, over all sheets of the workbook. */
  readonly taken: Map<string, { readonly sheet: string; readonly row: number }>;
  readonly problems: ProblemKeeper;
}

export interface ReadRows {
  readonly figures: PlacedFigure[];
  readonly estates: Estate[];
  readonly blank: number;
}

type ItemColumn = SheetColumn & { readonly holds: { readonly kind: "item" } };

/** The rows under the titles: what each is about, its figures, and what proves them. */
export function readRows(sheet: Sheet, header: SheetHeader, context: RowsContext): ReadRows {
  const { problems } = context;
  const items = header.columns.filter(
    (column): column is ItemColumn => column.holds.kind === "item",
  );
  const spoilt = spoiltCells(sheet, header, problems);
  const rows = rowsOf(sheet, header);
  const named = rows.map((row) => ({ row, who: whoOf(row, header, context) }));
  const levels = new Set(named.flatMap(({ who }) => who?.level ?? []));
  if (isOtherTemplate(items, levels)) {
    const values = {
      columns: levelWords(new Set(items.flatMap(({ holds }) => holds.item.levels))),
      rows: levelWords(levels),
    };
    problems.add({ code: "stock-other-level", values }, { sheet: sheet.name, row: header.row });
    return { figures: [], estates: [], blank: 0 };
  }
  const figures: PlacedFigure[] = [];
  const estates: Estate[] = [];
  const first = new Map<string, number>();
  let blank = 0;
  for (const { row, who } of named) {
    if (who === undefined) {
      readFigures(row, undefined, items, spoilt, context);
      continue;
    }
    const before = first.get(who.code);
    if (before !== undefined) {
      const values = { name: who.name, row: before };
      problems.add({ code: "stock-unit-twice", values }, { ...row.at(who.told), value: who.name });
      continue;
    }
    first.set(who.code, row.number);
    if (who.estate !== undefined) estates.push(who.estate);
    const read = readFigures(row, who, items, spoilt, context);
    blank += read.blank;
    if (read.filled) figures.push(...proved(row, read.values, who, context));
  }
  return { figures, estates, blank };
}

function isOtherTemplate(items: readonly ItemColumn[], levels: ReadonlySet<Level>): boolean {
  if (levels.size === 0 || items.length === 0) return false;
  return !items.some(({ holds }) => holds.item.levels.some((level) => levels.has(level)));
}

const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  province: "省",
  city: "市州",
  county: "县区",
  township: "乡镇街道",
  community: "社区",
  village: "行政村",
  estate: "小区（项目）",
};

function levelWords(levels: ReadonlySet<Level>): string {
  return [...levels].map((level) => LEVEL_WORDS[level]).join("、");
}

/** Rows in which something stands; a value of a unit's own columns that is merged over several holds for each. */
function rowsOf(sheet: Sheet, header: SheetHeader): Row[] {
  const leads = new Map<StockColumn, SheetColumn>();
  for (const column of header.columns)
    if (column.holds.kind === "lead" && !leads.has(column.holds.column))
      leads.set(column.holds.column, column);
  const problemColumn = leads.get("problem")?.index;
  const byNumber = new Map(sheet.rows.map((row) => [row.number, row.values]));
  const merged = (number: number, index: number): string => {
    const range = sheet.merges.find(
      ({ top, bottom, left }) => left === index && top < number && number <= bottom,
    );
    return range === undefined ? "" : (byNumber.get(range.top)?.[index] ?? "");
  };
  const isRow = ({ number, values }: SheetRow): boolean =>
    number > header.row && values.some((value, i) => value !== "" && i !== problemColumn);
  return sheet.rows.filter(isRow).map(({ number, values }) => ({
    number,
    values,
    lead: (column) => {
      const index = leads.get(column)?.index;
      return index === undefined ? "" : values[index] || merged(number, index);
    },
    at: (column) => {
      const place = { sheet: sheet.name, row: number };
      const lead = column === undefined ? undefined : leads.get(column);
      return lead === undefined ? place : { ...place, index: lead.index, title: lead.title };
    },
  }));
}

/** Cells of figures whose text is not what was meant: errors, formulas without a result, values merged over rows. */
function spoiltCells(sheet: Sheet, header: SheetHeader, problems: ProblemKeeper): Set<string> {
  const spoilt = new Set<string>();
  const columns = new Map(header.columns.map((column) => [column.index, column]));
  const spoil = (row: number, index: number, reason: Reason): void => {
    const column = columns.get(index);
    if (column === undefined || row <= header.row || column.holds.kind === "unknown") return;
    spoilt.add(`${row} ${index}`);
    const value = sheet.rows.find(({ number }) => number === row)?.values[index] ?? "";
    problems.add(reason, { sheet: sheet.name, row, index, title: column.title, value });
  };
  for (const { row, column, code } of sheet.notes) {
    const value = sheet.rows.find(({ number }) => number === row)?.values[column] ?? "";
    spoil(
      row,
      column,
      code === "value-digits-lost"
        ? { code: "stock-code-not-text", values: { code: value } }
        : { code: "stock-cell-error" },
    );
  }
  for (const { top, left, bottom, right } of sheet.merges) {
    const isFigure = columns.get(left)?.holds.kind === "item";
    const value = sheet.rows.find(({ number }) => number === top)?.values[left] ?? "";
    if (isFigure && value !== "" && (bottom > top || right > left))
      spoil(top, left, { code: "stock-cell-merged" });
  }
  return spoilt;
}

type Value = Pick<StockFigure, "item" | "value"> & { readonly place: CellPlace };

interface RowFigures {
  readonly values: Value[];
  readonly blank: number;
  /** Something stands in the row, right or wrong. */
  readonly filled: boolean;
}

/** What stands in the cells of a row; where it is not known whose they are, only what is wrong with them counts. */
function readFigures(
  row: Row,
  who: Who | undefined,
  items: readonly ItemColumn[],
  spoilt: ReadonlySet<string>,
  { problems, taken }: RowsContext,
): RowFigures {
  const values: Value[] = [];
  let blank = 0;
  let filled = false;
  for (const { index, title, holds } of items) {
    if (spoilt.has(`${row.number} ${index}`)) continue;
    const text = row.values[index] ?? "";
    const place = { ...row.at(), index, title, value: text };
    const { id, item, factor } = holds;
    const fits = who === undefined || item.levels.includes(who.level);
    const read = readStockValue(text, item, factor);
    if (read.kind === "blank") {
      if (fits) blank += 1;
      continue;
    }
    filled = true;
    if (read.kind === "fault") problems.add(read.reason, place);
    else if (who === undefined) continue;
    else if (!fits) {
      const words = levelWords(new Set(item.levels));
      const said = { levels: words, name: who.name, level: levelWords(new Set([who.level])) };
      problems.add({ code: "stock-not-at-level", values: said }, place);
    } else {
      const key = `${who.code} ${id}`;
      const before = taken.get(key);
      if (before === undefined) {
        taken.set(key, { sheet: place.sheet, row: row.number });
        values.push({ item: id, value: read.value, place });
      } else
        problems.add({ code: "stock-figure-twice", values: { name: who.name, ...before } }, place);
    }
  }
  return { values, blank, filled };
}

/** The figures of a row in which something stands, with their source and its day; none where these are wrong. */
function proved(
  row: Row,
  values: readonly Value[],
  who: Who,
  { year, problems, today, ...context }: RowsContext,
): PlacedFigure[] {
  const own = row.lead("source").trim();
  const source = own || context.source;
  const ownDate = row.lead("date").trim();
  const fault = sourceFault(source);
  const day = readDay(ownDate || context.date, today);
  if (fault !== undefined)
    problems.add(fault, {
      ...row.at("source"),
      value: fault.code === "stock-personal-value" ? "" : own,
    });
  if (typeof day !== "string") problems.add(day, { ...row.at("date"), value: ownDate });
  if (fault !== undefined || typeof day !== "string") return [];
  return values.map(({ item, value, place }) => ({
    figure: { item, unit: who.code, year, value, source, date: day },
    place,
  }));
}
