import type { Value } from "./sql.ts";

/** How the text of a column is read, by PostgreSQL's number of its type (pg_type.oid); others as the drivers do. */
export const READERS: Readonly<Record<number, (text: string) => unknown>> = {
  20: wholeNumber, // int8
  1700: Number, // numeric
  114: parseJson, // json
  3802: parseJson, // jsonb
  1184: isoTime, // timestamptz
};

/** A value as both drivers take it. */
export function written(value: Value): string | number | boolean | null {
  if (typeof value === "string") return storable(value);
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

/** What PostgreSQL's text cannot hold, U+0000 and halves of characters, becomes U+FFFD. */
export function storable(text: string): string {
  return text.replaceAll("\0", "\uFFFD").toWellFormed();
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The database gave ${text}, which is too large to be counted with.`);
  return value;
}

function parseJson(text: string): unknown {
  return JSON.parse(text);
}

function isoTime(text: string): string {
  return new Date(text).toISOString();
}
