import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAmount, type Measure } from "../../../../server/intake/meaning/amount.ts";
import { readNumeral } from "../../../../server/intake/meaning/numerals.ts";
import { readTruth } from "../../../../server/intake/meaning/truth.ts";
import { readYear } from "../../../../server/intake/meaning/year.ts";

describe("an amount", () => {
  it.each<[text: string, value: number]>([
    ["120", 120],
    ["12.5", 12.5],
    ["0", 0],
    ["007", 7],
    ["1,200", 1200],
    ["1，200", 1200],
    ["1,234,567.5", 1234567.5],
    ["1 200", 1200],
    ["１２０", 120],
    ["120张", 120],
    ["120 张床位", 120],
    ["30个托位", 30],
    ["120（张）", 120],
    ["1e3", 1000],
    [".5", 0.5],
    ["120。", 120],
  ])("%s is %d, and nothing was interpreted", (text, value) => {
    expect(readAmount(text)).toEqual({ kind: "number", value });
  });

  it.each<[text: string, value: number]>([
    ["四十", 40],
    ["十", 10],
    ["二百五十", 250],
    ["两百张", 200],
    ["壹佰贰拾", 120],
    ["約120", 120],
    ["约 120 张", 120],
    ["120左右", 120],
    ["120+", 120],
    ["120余人", 120],
    ["200多张", 200],
    ["120张以上", 120],
    ["1.2万", 12000],
    ["1.2万人", 12000],
    ["3百", 300],
    ["120（含护理型40张）", 120],
    ["120人以内", 120],
    ["设有120张", 120],
  ])("%s is read as %d, and that is said", (text, value) => {
    expect(readAmount(text)).toEqual({
      kind: "number",
      value,
      noted: { code: "value-read-as", values: { text, value } },
    });
  });

  it.each([
    "",
    " ",
    "无",
    "—",
    "——",
    "-",
    "/",
    "暂无",
    "不详",
    "N/A",
    "null",
    "待核实",
    "無",
    "？",
  ])("“%s” is not known, not zero", (text) => {
    expect(readAmount(text)).toEqual({ kind: "none" });
  });

  it.each([
    ["-5", "amount-negative"],
    ["－5", "amount-negative"],
    ["100-120", "amount-range"],
    ["100～120张", "amount-range"],
    ["二三十", "amount-unreadable"],
    ["12,5", "amount-unreadable"],
    ["1,20,000", "amount-unreadable"],
    ["120 30", "amount-unreadable"],
    ["1.2.3", "amount-unreadable"],
    ["很多", "amount-unreadable"],
    ["0x10", "amount-unreadable"],
    ["120kg", "amount-wrong-unit"],
    ["120平方米", "amount-wrong-unit"],
    ["30%", "amount-wrong-unit"],
    ["9".repeat(20), "amount-too-large"],
    ["1e999", "amount-too-large"],
  ])("%s cannot be read: %s", (text, code) => {
    expect(readAmount(text)).toEqual({ kind: "fault", reason: { code, values: { text } } });
  });

  it.each<[text: string, measure: Measure, value: number, said: boolean]>([
    ["350㎡", "area", 350, false],
    ["350 平方米", "area", 350, false],
    ["1,350.5m²", "area", 1350.5, false],
    ["约350平米", "area", 350, true],
    ["3亩", "area", 2000, true],
    ["6（亩）", "area", 4000, true],
    ["1.5公顷", "area", 15000, true],
    ["0.2万平方米", "area", 2000, true],
    ["三千平方米", "area", 3000, true],
  ])("%s as %s is %d square metres", (text, measure, value, said) => {
    const read = readAmount(text, measure);
    expect(read).toMatchObject({ kind: "number", value });
    expect("noted" in read).toBe(said);
  });

  it("as a share may carry a per-cent sign, which is told", () => {
    expect(readAmount("18.7%", "share")).toEqual({ kind: "number", value: 18.7, percent: true });
    expect(readAmount("０．１８", "share")).toEqual({ kind: "number", value: 0.18 });
  });

  it("never throws, and never gives a number that is not finite or is below zero", () => {
    const bits = fc.constantFrom(
      "1",
      "二",
      "百",
      "万",
      ",",
      ".",
      "-",
      "约",
      "张",
      "亩",
      " ",
      "%",
      "(",
      ")",
      "e",
      "+",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(bits).map((all) => all.join("")),
        ),
        (text) => {
          for (const measure of ["count", "area", "share"] as const) {
            const read = readAmount(text, measure);
            const value = read.kind === "number" ? read.value : 0;
            expect(Number.isFinite(value) && value >= 0).toBe(true);
          }
        },
      ),
    );
  });
});

describe("a Chinese numeral", () => {
  it.each<[string, number | undefined]>([
    ["零", 0],
    ["十二", 12],
    ["二十", 20],
    ["一百零二", 102],
    ["一百二", 120],
    ["一百一十", 110],
    ["一千零五十", 1050],
    ["两千五", 2500],
    ["一万二", 12000],
    ["一万零二", 10002],
    ["三十五万六千", 356000],
    ["一亿三千万", 130000000],
    ["二〇二三", 2023],
    ["廿五", 25],
    ["十十", undefined],
    ["百", undefined],
    ["二三十", undefined],
    ["十百", undefined],
    ["万", undefined],
    ["百零", undefined],
    ["", undefined],
  ])("%s is %s", (text, value) => {
    expect(readNumeral(text)).toBe(value);
  });

  it("is what a writer of numerals wrote, for any number", () => {
    fc.assert(
      fc.property(fc.nat({ max: 999_999_999 }), (value) => {
        expect(readNumeral(written(value))).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });
});

/** A number as a schoolbook writes it: sections of four digits, one 零 for a gap. */
function written(value: number): string {
  if (value === 0) return "零";
  let [out, rest, gap] = ["", value, false];
  for (const [worth, word] of [
    [1e8, "亿"],
    [1e4, "万"],
    [1, ""],
  ] as const) {
    const section = Math.floor(rest / worth);
    rest -= section * worth;
    if (section === 0) gap = out !== "";
    else {
      const digits = Array.from(String(section).padStart(4, "0"), Number);
      for (const [i, digit] of digits.entries()) {
        if (digit === 0) gap ||= out !== "";
        else {
          out += `${gap ? "零" : ""}${"零一二三四五六七八九"[digit]}${"千百十"[i] ?? ""}`;
          gap = false;
        }
      }
      out += word;
      if (word !== "") gap = false;
    }
  }
  return out;
}

describe("yes or no", () => {
  it.each([
    ["是", true],
    ["√", true],
    ["有", true],
    ["Y", true],
    ["true", true],
    ["1", true],
    ["普惠", true],
    ["普惠性民办园", true],
    ["民办普惠", true],
    ["否", false],
    ["×", false],
    ["無", false],
    ["N", false],
    ["0", false],
    ["非普惠", false],
    ["未认定", false],
    ["√是 □否", true],
    ["□是 √否", false],
    ["☑是☐否", true],
    ["是☑ 否□", true],
    ["是☐／否☑", false],
    ["■普惠 □非普惠", true],
  ])("%s answers 普惠 with %s", (text, value) => {
    expect(readTruth(text, "inclusive")).toEqual({ kind: "truth", value });
  });

  it.each([
    ["已备案", true],
    ["备案", true],
    ["未备案", false],
    ["没有备案", false],
  ])("%s answers 备案 with %s", (text, value) => {
    expect(readTruth(text, "registered")).toEqual({ kind: "truth", value });
  });

  it("is told where it was inferred: a public kindergarten is inclusive, a filing number says filed", () => {
    expect(readTruth("公办", "inclusive")).toMatchObject({ value: true, noted: {} });
    expect(readTruth("营利性", "inclusive")).toMatchObject({ value: false, noted: {} });
    expect(readTruth("甘张备2023001号", "registered")).toMatchObject({ value: true, noted: {} });
    expect(readTruth("备案中", "registered")).toMatchObject({ value: false, noted: {} });
    expect(readTruth("是（2023年认定）", "inclusive")).toMatchObject({ value: true, noted: {} });
    expect(readTruth("否（正在申请）", "inclusive")).toMatchObject({ value: false, noted: {} });
  });

  it("is not known where nothing is said, and cannot be read where the words decide nothing", () => {
    expect(readTruth("—", "inclusive")).toEqual({ kind: "none" });
    expect(readTruth("民办", "inclusive")).toMatchObject({ kind: "fault" });
    expect(readTruth("□是 □否", "inclusive")).toMatchObject({ kind: "fault" });
    expect(readTruth("√是 √否", "inclusive")).toMatchObject({ kind: "fault" });
    expect(readTruth("也许", "registered")).toMatchObject({ kind: "fault" });
  });
});

describe("a year", () => {
  it.each([
    ["2023", 2023],
    ["2023年", 2023],
    ["２０２３年度", 2023],
    ["2023.0", 2023],
  ])("%s is %d", (text, value) => {
    expect(readYear(text)).toMatchObject({ kind: "number", value });
  });

  it.each([
    ["2023-05-01", 2023],
    ["2023年5月", 2023],
    ["2023/5/1", 2023],
    ["2023.12", 2023],
    ["20230501", 2023],
    ["二〇二三年五月", 2023],
  ])("%s is of %d, and that is said", (text, value) => {
    expect(readYear(text)).toMatchObject({
      kind: "number",
      value,
      noted: { code: "value-read-as" },
    });
  });

  it.each(["23", "202", "1023", "去年", "2023abc", "20235"])("%s is no year", (text) => {
    expect(readYear(text)).toMatchObject({ kind: "fault" });
  });
});
