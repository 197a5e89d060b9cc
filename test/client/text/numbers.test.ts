import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csv } from "../../../client/text/csv.ts";
import {
  area,
  bytes,
  kilometres,
  metres,
  metresBeyond,
  minutes,
  minutesInFull,
  MISSING,
  people,
  peopleCount,
  peopleShort,
  peopleShortCount,
  share,
  shareRange,
  speed,
} from "../../../client/text/numbers.ts";

describe("people", () => {
  it("stand in full in tables and short in headings from ten thousand on", () => {
    expect(people(23170, "zh")).toBe("23,170 人");
    expect(peopleShort(23170, "zh")).toBe("2.3 万人");
    expect(peopleShort(4769, "zh")).toBe("4,769 人");
    expect(peopleShort(9999.4, "zh")).toBe("9,999 人");
    expect(peopleShort(9999.6, "zh")).toBe("1.0 万人");
    expect(peopleShortCount(86367, "zh")).toBe("8.6 万");
  });

  it("keep their digits in English", () => {
    expect(people(23170, "en")).toBe("23,170 people");
    expect(peopleShort(23170, "en")).toBe("23,170 people");
  });

  it("are never rounded to nobody", () => {
    expect(peopleCount(0.2)).toBe("＜1");
    expect(peopleCount(0)).toBe("0");
  });
});

describe("a share", () => {
  it.each([
    [0.628, "62.8%"],
    [0.5, "50.0%"],
    [0, "0%"],
    [1, "100%"],
    [0.00001, "＜0.1%"],
    [0.0004, "＜0.1%"],
    [0.0006, "0.1%"],
    [0.9996, "99.9%"],
    [0.999_999_9, "99.9%"],
    [0.9994, "99.9%"],
  ])("of %d reads %s", (value, text) => expect(share(value)).toBe(text));

  it("reads 0% and 100% only when exact, and never more than one decimal", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (value) => {
        const text = share(value);
        expect(text === "0%").toBe(value === 0);
        expect(text === "100%").toBe(value === 1);
        expect(text).toMatch(/^(0|100|＜0\.1|\d{1,2}\.\d)%$/);
      }),
    );
  });

  it("has a range only when both ends are known", () => {
    expect(shareRange(0.517, 0.715)).toBe("51.7%–71.5%");
    expect(shareRange(null, 0.715)).toBe(MISSING);
  });
});

describe("minutes", () => {
  it("are rounded up, so that a walk past the limit never reads as the limit", () => {
    expect(minutes(900, "zh")).toBe("15 分钟");
    expect(minutes(900.1, "zh")).toBe("16 分钟");
    expect(minutesInFull(900.1, "zh")).toBe("15 分 1 秒");
    expect(minutesInFull(760, "zh")).toBe("12 分 40 秒");
    expect(minutesInFull(760, "en")).toBe("12 min 40 s");
    expect(minutesInFull(900, "zh")).toBe("15 分钟");
    expect(minutesInFull(42, "zh")).toBe("42 秒");
    expect(minutesInFull(0, "zh")).toBe("0 秒");
  });

  it("beyond thirty, or without a way, are words and never a number", () => {
    expect(minutes(1800, "zh")).toBe("30 分钟");
    for (const none of [null, Infinity, Number.NaN, 1800.1]) {
      expect(minutes(none, "zh")).toBe("30 分钟以上");
      expect(minutesInFull(none, "en")).toBe("over 30 min");
    }
  });
});

describe("distances, areas, speeds and sizes", () => {
  it("read as ui rules say", () => {
    expect(metres(412, "zh")).toBe("412 米");
    expect(metres(1234, "zh")).toBe("1.2 公里");
    expect(metres(999.6, "zh")).toBe("1.0 公里");
    expect(metresBeyond(300.2, "zh")).toBe("301 米");
    expect(kilometres(1612.44, "en")).toBe("1,612.4 km");
    expect(area(1.42, "zh")).toBe("1.4 平方公里");
    expect(area(0.045, "zh")).toBe("0.04 平方公里");
    expect(area(0.001, "en")).toBe("＜0.01 km²");
    expect(speed(1, "zh")).toBe("1.0 米/秒");
    expect(bytes(3_400_000)).toBe("3.4 MB");
    expect(bytes(1)).toBe("1 B");
    expect(bytes(1001)).toBe("2 kB");
  });
});

describe("what is missing", () => {
  it("is a dash, never zero, never empty", () => {
    for (const nothing of [null, undefined, Number.NaN, Infinity]) {
      for (const text of [
        people(nothing, "zh"),
        peopleShort(nothing, "en"),
        share(nothing),
        metres(nothing, "zh"),
        area(nothing, "zh"),
        kilometres(nothing, "zh"),
      ]) {
        expect(text).toBe(MISSING);
      }
    }
  });
});

describe("a table as CSV", () => {
  it("opens in a spreadsheet with its characters, quotes and line ends intact", () => {
    expect(csv(["名称", "值"], [['说"好"', "a,b\nc"]])).toBe(
      '\uFEFF"名称","值"\r\n"说""好""","a,b\nc"\r\n',
    );
  });

  it("keeps formulas as text and numbers as numbers", () => {
    expect(csv(["v"], [["=1+1"], ["-12.5"], ["+cmd|x"], ["@sum"], ["-"]])).toBe(
      `\uFEFF"v"\r\n"'=1+1"\r\n"-12.5"\r\n"'+cmd|x"\r\n"'@sum"\r\n"'-"\r\n`,
    );
  });
});
