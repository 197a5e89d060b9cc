import { describe, expect, it } from "vitest";
import { passageOf } from "#core/policy/passage.ts";

/** Headings alone on a line, in full-width brackets; a list of contents before. */
const PROVINCE = `某省方案
目录
一、总体要求……1
二、行动目标……2
三、重点任务 3
（一）第一行动
1.甲事
先有几句话。
再有几句话。
一、总体要求
（二）基本原则。
——甲。甲的话。
——乙。乙的话。
二、行动目标
先说为什么。
到某年，达到3.5个。
三、重点任务
（一）第一行动。
1.甲事。做甲事。
2．乙事。做乙事。
3.5人以上的话不是第三条。
（二）第二行动。
1、丙事。做丙事。
`;

/** Traditional characters, items numbered through, headings at the start of paragraphs. */
const CITY = [
  "一、行動目標",
  "到某年，覆蓋率達到95%。",
  "二、重點任務",
  "(一)加強供給。",
  "1.甲事。做甲事。",
  "2.乙事。做乙事。",
  "乙事的第二段。",
  "(二)補齊短板。",
  "3.丙事。做丙事。",
  "十一、組織實施",
  "(一)強化統籌。發改委會同各縣區抓好。",
  "(二)加強監測。",
].join("\r\n");

/** An annex that begins to count again. */
const ANNEX = [
  "一、行动目标",
  "达到95%。",
  "附件",
  "一、分工",
  "（一）养老。",
  "（二）别的。",
].join("\n");

describe("a clause", () => {
  it.each([
    [PROVINCE, "三、(一)1", ["1.甲事。做甲事。"], ["三、重点任务", "（一）第一行动"]],
    [
      PROVINCE,
      "三、（一）2",
      ["2．乙事。做乙事。", "3.5人以上的话不是第三条。"],
      ["三、重点任务", "（一）第一行动"],
    ],
    [PROVINCE, "三、(二)1", ["1、丙事。做丙事。"], ["三、重点任务", "（二）第二行动"]],
    [PROVINCE, "二、行动目标·第2段", ["到某年，达到3.5个。"], ["二、行动目标"]],
    [PROVINCE, "二、行动目标", ["先说为什么。", "到某年，达到3.5个。"], ["二、行动目标"]],
    [
      PROVINCE,
      "三、重点任务",
      [
        "（一）第一行动。",
        "1.甲事。做甲事。",
        "2．乙事。做乙事。",
        "3.5人以上的话不是第三条。",
        "（二）第二行动。",
        "1、丙事。做丙事。",
      ],
      ["三、重点任务"],
    ],
    [PROVINCE, "一、(二)第2项", ["——乙。乙的话。"], ["一、总体要求", "（二）基本原则"]],
    [PROVINCE, "三、(二)", ["1、丙事。做丙事。"], ["三、重点任务", "（二）第二行动"]],
    [ANNEX, "一、行动目标", ["达到95%。"], ["一、行动目标"]],
    [ANNEX, "一、(二)", ["（二）别的。"], ["一、分工"]],
    [CITY, "一、行动目标", ["到某年，覆蓋率達到95%。"], ["一、行動目標"]],
    [CITY, "二、(二)3", ["3.丙事。做丙事。"], ["二、重點任務", "(二)補齊短板"]],
    [CITY, "二、(一)2", ["2.乙事。做乙事。", "乙事的第二段。"], ["二、重點任務", "(一)加強供給"]],
    [CITY, "十一、(一)", ["(一)強化統籌。發改委會同各縣區抓好。"], ["十一、組織實施"]],
    [CITY, "十一、(二)", ["(二)加強監測。"], ["十一、組織實施"]],
    [
      CITY,
      "十一、组织实施",
      ["(一)強化統籌。發改委會同各縣區抓好。", "(二)加強監測。"],
      ["十一、組織實施"],
    ],
  ])("of a text is found: %#", (text, clause, paragraphs, under) => {
    expect(passageOf(text, clause)).toEqual({ clause, under, paragraphs, found: clause });
  });

  it.each([
    [PROVINCE, "三、(一)9", "三、(一)"],
    [PROVINCE, "三、(九)1", "三、"],
    [PROVINCE, "九、(一)1", ""],
    [PROVINCE, "二、行动目标·第3段", "二、行动目标"],
    [PROVINCE, "二、主要任务", ""],
    [CITY, "二、(一)3", "二、(一)"],
    [PROVINCE, "第三条", ""],
    [PROVINCE, "", ""],
    ["", "一、行动目标", ""],
  ])(
    "that a text does not have is followed as far as it goes, and never guessed: %#",
    (text, clause, found) => {
      expect(passageOf(text, clause)).toMatchObject({ paragraphs: [], found });
    },
  );
});
