import type { Field } from "#contract/fields.ts";
import { agesOf } from "#core/demand/groups.ts";
import { ownValue } from "#core/own-value.ts";
import { AGE_GROUPS } from "#core/vocabulary.ts";
import { ageField } from "../meaning/ages.ts";
import { readAmount } from "../meaning/amount.ts";
import { plainText } from "../meaning/plain-text.ts";
import type { RawTable } from "../tables/raw-table.ts";

/** The columns of a table that count people. */
export interface CountColumns {
  /** One, or those of men and of women where there is none of all; empty where there are neither. */
  readonly people: readonly CountColumn[];
  readonly groups: readonly GroupColumns[];
  /** Usual groups without columns that others of the table add up to. */
  readonly sums: readonly GroupSum[];
  /** Groups that make up all people, where no column has these; else empty. */
  readonly whole: readonly string[];
}

export interface CountColumn {
  readonly title: string;
  readonly index: number;
  /** 10,000 where the title says that the column counts in 万人. */
  readonly unit: number;
}

export interface GroupColumns {
  readonly group: string;
  /** One, or those of men and of women. */
  readonly columns: readonly CountColumn[];
  /** 1 or 100 for a column of shares: what a share that is everybody would be written as. */
  readonly share: number | undefined;
}

export interface GroupSum {
  readonly group: string;
  readonly parts: readonly string[];
}

/**
 * Finds the columns of counts; of two columns with one meaning the first is taken, and a count before a share. Columns
 * of men and women are taken together where none has both.
 */
export function countColumns(
  table: RawTable,
  mapping: Readonly<Record<string, Field>>,
): CountColumns {
  let all: CountColumn | undefined;
  const groups = new Map<string, GroupColumns>();
  const sexes = new Map<Field, Partial<Record<Sex, CountColumn>>>();
  for (const [index, title] of table.columns.entries()) {
    const field = ownValue(mapping, title);
    const column = { title, index, unit: /万\s*人/.test(title) ? 10_000 : 1 };
    const half = field === undefined ? halfOf(title) : undefined;
    if (half !== undefined) sexes.set(half.field, { [half.sex]: column, ...sexes.get(half.field) });
    if (field === "people") all ??= column;
    const [, kind] = OF_AGES.exec(field ?? "") ?? [];
    if (kind === undefined) continue;
    const group = groupOf(field ?? "");
    const share = kind === "share" ? wholeOf(table, index) : undefined;
    if (!groups.has(group) || (kind === "people" && groups.get(group)?.share !== undefined))
      groups.set(group, { group, columns: [column], share });
  }
  for (const [field, { men, women }] of sexes) {
    if (field === "people" || men === undefined || women === undefined) continue;
    const group = groupOf(field);
    if (groups.get(group)?.columns === undefined || groups.get(group)?.share !== undefined)
      groups.set(group, { group, columns: [men, women], share: undefined });
  }
  const { men, women } = sexes.get("people") ?? {};
  const people = all ? [all] : men && women ? [men, women] : [];
  const known = [...groups.keys()];
  const counted = known.filter((group) => groups.get(group)?.share === undefined);
  return {
    people,
    groups: [...groups.values()],
    sums: AGE_GROUPS.filter((group) => !groups.has(group)).flatMap((group) => {
      const { from, to } = agesOf(group);
      const parts = partsOf(known, from, to);
      return parts === undefined ? [] : [{ group, parts }];
    }),
    whole: people.length > 0 ? [] : (partsOf(counted, 0, agesOf("0_plus").to) ?? []),
  };
}

const OF_AGES = /^(people|share)_(\d+)_(\d+|plus)$/;

function groupOf(field: string): string {
  const [, , from, to] = OF_AGES.exec(field) ?? [];
  return `${Number(from)}_${to === "plus" ? to : Number(to)}`;
}

type Sex = "men" | "women";
const MEN = /男性?|\b(?:male|men)\b/g;
const WOMEN = /女性?|\b(?:female|women)\b/g;
const ALL_OF_A_SEX = /^(?:其中)?(?:常住|户籍|总)?(?:人口|人数|居民)?(?:数|人)*$/;

/** What a title counts for one sex only: all people, or an age group. */
function halfOf(title: string): { readonly sex: Sex; readonly field: Field } | undefined {
  const plain = plainText(title);
  const [men, women] = [plain.match(MEN)?.length ?? 0, plain.match(WOMEN)?.length ?? 0];
  if (men + women !== 1) return undefined;
  const sex = men === 1 ? "men" : "women";
  const rest = plain.replace(sex === "men" ? MEN : WOMEN, "");
  if (ALL_OF_A_SEX.test(rest.replaceAll(/[\p{P}\p{S}]/gu, ""))) return { sex, field: "people" };
  const field = ageField(rest);
  return field?.startsWith("people_") === true ? { sex, field } : undefined;
}

/** Shares are in per cent when any of the column is above 1 or written with its sign. */
function wholeOf(table: RawTable, index: number): 1 | 100 {
  const inPercent = table.rows.some(({ values }) => {
    const amount = readAmount(values[index] ?? "", "share");
    return amount.kind === "number" && (amount.percent === true || amount.value > 1);
  });
  return inPercent ? 100 : 1;
}

/** Groups that follow each other from the first age to the last, as few as can be; undefined where some are missing. */
function partsOf(groups: readonly string[], from: number, to: number): string[] | undefined {
  const next = groups
    .map((group) => ({ group, ...agesOf(group) }))
    .filter((one) => one.from === from && one.to <= to)
    .toSorted((a, b) => b.to - a.to);
  for (const { group, to: last } of next) {
    if (last === to) return [group];
    const rest = partsOf(groups, last + 1, to);
    if (rest !== undefined) return [group, ...rest];
  }
  return undefined;
}
