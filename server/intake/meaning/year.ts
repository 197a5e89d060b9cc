import type { Amount } from "./amount.ts";
import { isNothing } from "./amount.ts";
import { readNumeral } from "./numerals.ts";
import { plainText } from "./plain-text.ts";

/** The year of a year, a month or a date: "2023", "2023年5月", "二〇二三年", "2023-05-01". From 1900 to 2100. */
export function readYear(text: string): Amount {
  const plain = plainText(text);
  if (isNothing(plain)) return { kind: "none" };
  const written = /^(?<year>\d{4}|[零〇一二三四五六七八九]{4})(?<rest>.*)$/.exec(plain);
  const { year = "", rest = "" } = written?.groups ?? {};
  const value = /^\d/.test(year) ? Number(year) : readNumeral(year);
  if (value === undefined || value < 1900 || value > 2100 || !REST.test(rest)) {
    return { kind: "fault", reason: { code: "year-unreadable", values: { text } } };
  }
  const noted = { code: "value-read-as", values: { text, value } } as const;
  return { kind: "number", value, ...(rest.replace(/^年度?底?末?$/, "") !== "" && { noted }) };
}

/** What may follow the year: a month, a date, a time, a part of the year. */
const REST = new RegExp(
  "^(?:年(?:度|末|底|初)?|\\.0+|(?:0[1-9]|1[0-2])(?:[0-3]\\d)?|年(?:[上下]半年|第.季度)|" +
    "年[一二三四五六七八九十]{1,2}月.*|" +
    "[年\\-/.]\\d{1,2}(?:月份?)?(?:[-/.月]?\\d{1,2}[日号]?)?(?:t?\\d\\d?:[\\d:.]+z?)?)?$",
);
