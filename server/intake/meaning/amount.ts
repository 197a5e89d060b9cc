import type { Reason } from "#contract/reasons/reasons.ts";
import { NUMERAL, readNumeral } from "./numerals.ts";
import { plainText } from "./plain-text.ts";
import { ownValue } from "#core/own-value.ts";

/** What a value says when a number is wanted. */
export type Amount =
  | {
      readonly kind: "number";
      readonly value: number;
      /** The value was written with a per-cent sign, and is in per cent. */
      readonly percent?: true;
      /** How the value was taken, where there was something to interpret. */
      readonly noted?: Reason;
    }
  /** Blank, or a word for "not known". Never zero. */
  | { readonly kind: "none" }
  | { readonly kind: "fault"; readonly reason: Reason };

/** What the number counts: things and people, square metres, yuan, or a share of something. */
export type Measure = "count" | "area" | "money" | "share";

/**
 * A number as people write it: "1,200", "１２０张", "四十", "约120", "1.2万". Areas come out in square metres. A
 * range, a negative number, or a unit of something else cannot be read.
 */
export function readAmount(text: string, measure: Measure = "count"): Amount {
  if (PLAIN.test(text)) return number(Number(text));
  const plain = plainText(text)
    .replace("−", "-")
    .replace(/(?<=.)[。,;、]$/, "");
  if (isNothing(plain)) return { kind: "none" };
  if (TORN.test(text)) return fault("amount-unreadable", text);
  const bare = plain.replace(/[([【].*[)\]】]$/, "");
  const aside = plain.slice(bare.length).replaceAll(/[()[\]【】]/g, "");
  const found = WRITTEN.exec(bare);
  if (found === null) return fault(whyNot(plain), text);
  const { before, arabic, numeral, times, after, unit, more, percent } = found.groups ?? {};
  const counted =
    arabic === undefined ? readNumeral(numeral ?? "") : Number(arabic.replaceAll(",", ""));
  if (counted === undefined) return fault("amount-unreadable", text);
  const asideIsUnit = unit === undefined && isUnit(aside);
  const size = sizeOf(asideIsUnit ? aside : (unit ?? ""), measure);
  if (size === undefined || (percent !== undefined && measure !== "share")) {
    return fault("amount-wrong-unit", text);
  }
  const value = tidy(counted * (TIMES[times ?? ""] ?? 1) * size);
  if (!(value <= LARGEST)) return fault("amount-too-large", text);
  const interpreted =
    [before, numeral, times, after, more].some((part) => part !== undefined) ||
    size !== 1 ||
    (aside !== "" && !asideIsUnit);
  return {
    ...number(value),
    ...(percent !== undefined && { percent: true }),
    ...(interpreted && { noted: { code: "value-read-as", values: { text, value } } }),
  };
}

/** Whether a value says that nothing is known. */
export function isNothing(plain: string): boolean {
  return /^[-–—―_/\\.*?？、]*$/.test(plain) || NOTHING.has(plain);
}

const PLAIN = /^\d{1,12}(?:\.\d{1,12})?$/;
/** Digits with a space between them that parts no thousands are two numbers. */
const TORN = /\d\s+(?!\d{3}(?!\d))\d|\d{4}\s+\d/;
const LARGEST = 1e12;
const NOTHING: ReadonlySet<string> = new Set(
  (
    "无 暂无 没有 空 空白 无数据 暂无数据 未知 不详 不明 不清楚 未填 未填写 未填报 未统计 未提供 待定 待填 待补 待核实 待统计 待估 待评估 待测算 " +
    "n/a na #n/a null none nan nil unknown undefined tbd"
  ).split(" "),
);

const ROUGHLY =
  "约为|大约|大概|约|近|共计|共有|共|计|设有|至少|不少于|超过|超|不足|满|>=|<=|>|<|≥|≤|≈|~";
const ABOUT = "左右|上下|以上|以下|以内|多|余|\\+";
const WRITTEN = new RegExp(
  `^(?<before>${ROUGHLY})?` +
    `(?:(?<arabic>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+\\.?\\d*(?:e\\+?\\d+)?|\\.\\d+)|(?<numeral>[${NUMERAL}]+))` +
    `(?<times>[百千万亿])?(?<after>${ABOUT})?(?:(?<percent>%)|(?<unit>[㎡a-z²一-鿿0-9]*?[㎡a-z²一-鿿2]))??` +
    `(?<more>${ABOUT})?$`,
);
const TIMES: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 };

/** By unit how much of what is counted; square metres for areas. */
const SIZES: Readonly<Record<Measure, Readonly<Record<string, number>>>> = {
  count: Object.fromEntries(
    (
      "个 人 名 位 张 床 床位 张床 张床位 个床位 张护理床 托位 个托位 餐位 个餐位 座 个座位 座位 份 套 户 " +
      "家 间 所 处 班 个班 层 层楼 楼 幢 栋 周岁 岁 人次 p people beds places persons"
    )
      .split(" ")
      .map((unit) => [unit, 1]),
  ),
  area: {
    ...Object.fromEntries(
      "平方米 平方 平米 平 方 m2 m² ㎡ sqm 平方m".split(" ").map((unit) => [unit, 1]),
    ),
    亩: 2000 / 3,
    公顷: 1e4,
    ha: 1e4,
    平方公里: 1e6,
    平方千米: 1e6,
    km2: 1e6,
  },
  money: { 元: 1, 块: 1, 元整: 1, 元人民币: 1, rmb: 1, cny: 1, yuan: 1, 万元: 1e4 },
  share: {},
};

function isUnit(text: string): boolean {
  return Object.hasOwn(SIZES.count, text) || Object.hasOwn(SIZES.area, text);
}

/** How much one unit is; a number without a unit is in the unit wanted. */
function sizeOf(unit: string, measure: Measure): number | undefined {
  return unit === "" ? 1 : ownValue(SIZES[measure], unit);
}

function whyNot(plain: string): Reason["code"] {
  if (/^-[\d.]/.test(plain)) return "amount-negative";
  if (/^\d[\d.]*(?:-|~|–|—|至|到)\d[\d.]*\D*$/.test(plain)) return "amount-range";
  return "amount-unreadable";
}

function number(value: number): { kind: "number"; value: number } {
  return { kind: "number", value };
}

function fault(code: Reason["code"], text: string): Amount {
  return { kind: "fault", reason: { code, values: { text } } };
}

/** Multiplying leaves dust in the last places. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
