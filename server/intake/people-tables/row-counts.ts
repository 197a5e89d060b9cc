import type { RowNote } from "#contract/import.ts";
import type { Reason } from "#contract/reasons/reasons.ts";
import type { Counts } from "#core/demand/spread/counts.ts";
import { excessesOf } from "#core/demand/spread/consistency.ts";
import { MAX_PEOPLE, quantise } from "#core/demand/people.ts";
import { readAmount } from "../meaning/amount.ts";
import type { RawRow } from "../tables/raw-table.ts";
import { agesInWords } from "./ages.ts";
import type { CountColumn, CountColumns, GroupColumns, GroupSum } from "./count-columns.ts";
import { rowNote } from "./row-note.ts";

/**
 * What a row counts. Blank people are not known, which is null and is noted here as the row being dropped; people
 * that cannot be read drop the row as well. A group that cannot be read costs the row only that group. Groups that
 * follow from a share are marked as estimated.
 */
export function readCounts(
  row: RawRow,
  columns: CountColumns,
): { counts: Counts; notes: RowNote[] } {
  const people = readPeople(row, columns);
  if ("problem" in people) return { counts: NOT_KNOWN, notes: [people.problem] };
  const notes: RowNote[] = [...people.remarks];
  const groups: Record<string, number> = {};
  const estimated: string[] = [];
  for (const group of columns.groups) {
    const read = readGroup(row, group, people.count);
    if (read === undefined) continue;
    if ("problem" in read) {
      notes.push(read.problem);
      continue;
    }
    groups[group.group] = read.count;
    notes.push(...read.remarks);
    if (group.share !== undefined) estimated.push(group.group);
  }
  const counts = withSums({ people: people.count, groups, estimated }, columns.sums);
  return { counts, notes: [...notes, ...contradictions(row.number, counts)] };
}

const NOT_KNOWN: Counts = { people: null, groups: {}, estimated: [] };

type Read = { readonly count: number; readonly remarks: RowNote[] } | { readonly problem: RowNote };

function readPeople(row: RawRow, { people, groups, whole }: CountColumns): Read {
  const parts = groups.filter(({ group }) => whole.includes(group));
  const columns = people.length > 0 ? people : parts.flatMap((part) => part.columns);
  return added(
    columns.map((column) => readPart(row, column) ?? blank(row, column)),
    (reason) => rowNote(row.number, "dropped", reason),
  );
}

function blank(row: RawRow, { title, index }: CountColumn): Read {
  const at = { column: title, value: row.values[index] ?? "" };
  return { problem: rowNote(row.number, "dropped", { code: "people-blank" }, at) };
}

/** A count of people; undefined where it is blank. */
function readPart(row: RawRow, { title, index, unit }: CountColumn): Read | undefined {
  const text = row.values[index] ?? "";
  const at = { column: title, value: text };
  const dropped = (reason: Reason) => ({ problem: rowNote(row.number, "dropped", reason, at) });
  const amount = readAmount(text, "count");
  if (amount.kind === "none") return undefined;
  if (amount.kind === "fault") return dropped(amount.reason);
  const count = quantise(amount.value * unit);
  if (count > MAX_PEOPLE) return dropped({ code: "people-too-many" });
  const remarks = amount.noted ? [rowNote(row.number, "noted", amount.noted, at)] : [];
  return { count, remarks };
}

/** The sum of counts, or the first problem among them. */
function added(reads: readonly Read[], noteOf: (reason: Reason) => RowNote): Read {
  let count = 0;
  const remarks: RowNote[] = [];
  for (const read of reads) {
    if ("problem" in read) return read;
    count += read.count;
    remarks.push(...read.remarks);
  }
  return count > MAX_PEOPLE ? { problem: noteOf({ code: "people-too-many" }) } : { count, remarks };
}

/** Undefined where the group is blank: not known. */
function readGroup(row: RawRow, group: GroupColumns, people: number): Read | undefined {
  const values = { ages: agesInWords(group.group) };
  if (group.share === undefined) {
    const reads = group.columns.map((column) => readPart(row, column));
    if (reads.includes(undefined)) return undefined;
    const sum = added(
      reads.flatMap((read) => read ?? []),
      (reason) => rowNote(row.number, "noted", reason),
    );
    if (!("problem" in sum)) return sum;
    const reason = { code: "group-unreadable", values } as const;
    return { problem: { ...sum.problem, outcome: "noted", reason } };
  }
  const [column] = group.columns;
  const text = row.values[column?.index ?? -1] ?? "";
  const at = { column: column?.title ?? "", value: text };
  const noted = (reason: Reason) => rowNote(row.number, "noted", reason, at);
  const amount = readAmount(text, "share");
  if (amount.kind === "none") return undefined;
  if (amount.kind === "fault") return { problem: noted({ code: "group-unreadable", values }) };
  const share = amount.value / group.share;
  if (share > 1) return { problem: noted({ code: "group-share-too-large", values }) };
  return {
    count: quantise(people * share),
    remarks: amount.noted ? [noted(amount.noted)] : [],
  };
}

/** Known where all its parts are, estimated where one of them is. */
function withSums({ people, groups, estimated }: Counts, sums: readonly GroupSum[]): Counts {
  const known = sums.filter(({ parts }) => parts.every((part) => part in groups));
  return {
    people,
    groups: {
      ...groups,
      ...Object.fromEntries(
        known.map(({ group, parts }) => [
          group,
          parts.reduce((sum, part) => sum + (groups[part] ?? 0), 0),
        ]),
      ),
    },
    estimated: [
      ...estimated,
      ...known
        .filter(({ parts }) => parts.some((part) => estimated.includes(part)))
        .map(({ group }) => group),
    ],
  };
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
