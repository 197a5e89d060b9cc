import type { Field } from "#contract/fields.ts";
import { wholeAge } from "./cut-titles.ts";
import { NUMERAL, readNumeral } from "./numerals.ts";
import { plainText } from "./plain-text.ts";

/**
 * The age group whose people a title names, as a field: "0-2岁" and "3岁以下" are people_0_2, "60岁及以上占比"
 * share_60_plus. Undefined for any other title, and for part of an age group (men, the disabled).
 */
export function ageField(title: string): Field | undefined {
  const plain = wholeAge(plainText(title))
    .replaceAll(
      new RegExp(`[${NUMERAL}]+(?=周?岁)`, "g"),
      (numeral) => `${readNumeral(numeral) ?? numeral}`,
    )
    .replaceAll(/周岁|足岁/g, "岁");
  for (const [pattern, groupOf] of PATTERNS) {
    const found = pattern.exec(plain);
    if (found === null) continue;
    const [whole, first = "", second = ""] = found;
    const group = groupOf(Number(first), Number(second));
    const rest = plain
      .replace(whole, whole.includes("岁") ? "岁" : "")
      .replaceAll(/[^a-z%岁一-鿿]/g, "");
    if (group === undefined || !ABOUT_PEOPLE.test(rest)) return undefined;
    return SHARE.test(rest) ? `share_${group}` : `people_${group}`;
  }
  return undefined;
}

const OLDEST = 120;

/** How age groups are written, the surest first. */
const PATTERNS: readonly (readonly [RegExp, (from: number, to: number) => string | undefined])[] = [
  [/(\d{1,3})岁?(?:[-~—–―_]|至|到|to)+(\d{1,3})(?!\d)岁?(?!以|及)/, range],
  [
    /(\d{1,3})岁?(?:(?:及|和|或|含)?(?:其)?以上|及之上|\+|_?plus|andover|andabove)岁?/,
    (from) => over(from),
  ],
  [/(?:≥|>=|over)(\d{1,3})岁?/, (from) => over(from)],
  [/(\d{1,3})岁?(?:及|含)以下/, (to) => range(0, to)],
  [/(?:不满|未满|<|under)(\d{1,3})岁?|(\d{1,3})岁以下/, (a, b) => range(0, (a || b) - 1)],
  [/(?<!\d)(\d{1,3})岁(?!以|及)/, (from) => range(from, from)],
];

function range(from: number, to: number): string | undefined {
  return from <= to && to <= OLDEST ? `${from}_${to}` : undefined;
}

function over(from: number): string | undefined {
  return from > 0 && from <= OLDEST ? `${from}_plus` : undefined;
}

const SHARE = /占|比|率|%|share|pct|percent|ratio/;

/** What may stand around an age group without narrowing it. */
const ABOUT_PEOPLE =
  /^(?:其中|常住|户籍|总|岁|年龄|龄|段|组|人口|人数|数量|数|人|的|万|婴幼儿|幼儿|婴儿|婴|儿童|少儿|青少年|学龄前|学龄|适龄|劳动力?|老年|老龄|高龄|老人|老|合计|小计|占|总人口|比例|比重|百分比|比|率|%|people|population|popn?|persons|aged?|years?|yrs?|old|share|pct|percent|ratio|of)*$/;
