import { FIELDS } from "#contract/fields.ts";
import { ageGroup } from "./words.ts";
import type { Words } from "./zh.ts";

/** What a column is read as, in words: a field, or the people of an age group, counted or as a share. */
export function fieldName(field: string, words: Words): string {
  const plain = FIELDS.find((one) => one === field);
  if (plain !== undefined) return words.field[plain];
  const [, kind, ages] = /^(people|share)_(.+)$/.exec(field) ?? [];
  if (ages === undefined) return field;
  const group = ageGroup(ages, words);
  return kind === "share" ? words.data.columns.share(group) : words.data.columns.people(group);
}
