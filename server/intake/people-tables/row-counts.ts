import type { RowNote } from "#contract/import.ts";
import type { Field } from "#contract/fields.ts";
import type { Reason } from "#contract/reasons/reasons.ts";
import type { Counts } from "#core/demand/spread/counts.ts";
import { excessesOf } from "#core/demand/spread/consistency.ts";
import { MAX_PEOPLE, quantise } from "#core/demand/people.ts";
import { readAmount } from "../meaning/amount.ts";
import type { RawRow, RawTable } from "../tables/raw-table.ts";
import { agesInWords } from "./ages.ts";
import { rowNote } from "./row-note.ts";
import { ownValue } from "#core/own-value.ts";

/** The columns of a table that count people. */
export interface CountColumns {
  readonly people: CountColumn | undefined;
  readonly groups: readonly GroupColumn[];
}

interface CountColumn {
  readonly title: string;
  readonly index: number;
  /** 10,000 where the title says that the column counts in 万人. */
  readonly unit: number;
}

interface GroupColumn extends CountColumn {
  readonly group: string;
  /** 1 or 100 for a column of shares: what a share that is everybody would be written as. */
  readonly whole: number | undefined;
}

/** Finds the columns of counts; of two columns with one meaning the first is taken. */
export function countColumns(
  table: RawTable,
  mapping: Readonly<Record<string, Field>>,
): CountColumns {
  let people: CountColumn | undefined;
  const groups = new Map<string, GroupColumn>();
  for (const [index, title] of table.columns.entries()) {
    const field = ownValue(mapping, title);
    const column = { title, index, unit: /万\s*人/.test(title) ? 10_000 : 1 };
    if (field === "people") people ??= column;
    const [, kind, from, to] = /^(people|share)_(\d+)_(\d+|plus)$/.exec(field ?? "") ?? [];
    if (kind === undefined) continue;
    const group = `${Number(from)}_${to === "plus" ? to : Number(to)}`;
    const whole = kind === "share" ? wholeOf(table, index) : undefined;
    // A count is better than a share of the same group.
    if (!groups.has(group) || (kind === "people" && groups.get(group)?.whole !== undefined))
      groups.set(group, { ...column, group, whole });
  }
  return { people, groups: [...groups.values()] };
}

/** Shares are in per cent when any of the column is above 1 or written with its sign. */
function wholeOf(table: RawTable, index: number): 1 | 100 {
  const inPercent = table.rows.some(({ values }) => {
    const amount = readAmount(values[index] ?? "", "share");
    return amount.kind === "number" && (amount.percent === true || amount.value > 1);
  });
  return inPercent ? 100 : 1;
}

/**
 * What a row counts. Blank people are not known, which is null and is noted here as the row being dropped; people
 * that cannot be read drop the row as well. A group that cannot be read costs the row only that group.
 */
export function readCounts(
  row: RawRow,
  columns: CountColumns,
): { counts: Counts; notes: RowNote[] } {
  const { people: column } = columns;
  const people = column === undefined ? undefined : readPeople(row, column);
  if (people === undefined || "problem" in people) {
    return { counts: NOT_KNOWN, notes: people === undefined ? [] : [people.problem] };
  }
  const notes: RowNote[] = [...people.remarks];
  const groups: Record<string, number> = {};
  for (const group of columns.groups) {
    const read = readGroup(row, group, people.count);
    if (read === undefined) continue;
    if ("problem" in read) notes.push(read.problem);
    else {
      groups[group.group] = read.count;
      notes.push(...read.remarks);
    }
  }
  const counts = { people: people.count, groups, estimated: [] };
  return { counts, notes: [...notes, ...contradictions(row.number, counts)] };
}

const NOT_KNOWN: Counts = { people: null, groups: {}, estimated: [] };

type Read = { readonly count: number; readonly remarks: RowNote[] } | { readonly problem: RowNote };

function readPeople(row: RawRow, { title, index, unit }: CountColumn): Read {
  const text = row.values[index] ?? "";
  const at = { column: title, value: text };
  const dropped = (reason: Reason) => ({ problem: rowNote(row.number, "dropped", reason, at) });
  const amount = readAmount(text, "count");
  if (amount.kind === "none") return dropped({ code: "people-blank" });
  if (amount.kind === "fault") return dropped(amount.reason);
  const count = quantise(amount.value * unit);
  if (count > MAX_PEOPLE) return dropped({ code: "people-too-many" });
  const remarks = amount.noted ? [rowNote(row.number, "noted", amount.noted, at)] : [];
  return { count, remarks };
}

/** Undefined where the group is blank: not known. */
function readGroup(row: RawRow, column: GroupColumn, people: number): Read | undefined {
  const text = row.values[column.index] ?? "";
  const at = { column: column.title, value: text };
  const noted = (reason: Reason) => rowNote(row.number, "noted", reason, at);
  const isShare = column.whole !== undefined;
  const amount = readAmount(text, isShare ? "share" : "count");
  if (amount.kind === "none") return undefined;
  const values = { ages: agesInWords(column.group) };
  if (amount.kind === "fault") return { problem: noted({ code: "group-unreadable", values }) };
  const remarks = amount.noted ? [noted(amount.noted)] : [];
  if (!isShare) {
    const count = quantise(amount.value * column.unit);
    if (count > MAX_PEOPLE) return { problem: noted({ code: "group-unreadable", values }) };
    return { count, remarks };
  }
  const share = amount.value / (column.whole ?? 1);
  if (share > 1) return { problem: noted({ code: "group-share-too-large", values }) };
  return { count: quantise(people * share), remarks };
}

/** Groups that are larger than what holds them: noted, and used as they are. */
function contradictions(row: number, counts: Counts): RowNote[] {
  return excessesOf(counts).map(({ parts, sum, whole, of }) => {
    const values = {
      parts: parts.map(agesInWords).join(" + "),
      sum: rounded(sum),
      of: rounded(of),
    };
    const reason: Reason =
      whole === null
        ? { code: "groups-above-people", values }
        : { code: "groups-above-group", values: { ...values, whole: agesInWords(whole) } };
    return rowNote(row, "noted", reason);
  });
}

/** For words: two decimals at most. */
export function rounded(people: number): number {
  return Math.round(people * 100) / 100;
}
