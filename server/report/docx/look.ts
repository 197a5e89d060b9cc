import type { Run } from "#contract/policy/report.ts";

/** How an official document is set, after GB/T 9704-2012: fonts by level, 三号 text, 28.5 points to a line. */

const LATIN = "Times New Roman";

/** A Chinese font with the one that Latin letters and digits are set in. */
function font(eastAsia: string) {
  return { ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia, hint: "eastAsia" } as const;
}

export const FONTS = {
  title: font("方正小标宋简体"),
  heading1: font("黑体"),
  heading2: font("楷体"),
  text: font("仿宋"),
  table: font("宋体"),
  caption: font("黑体"),
} as const;

/** What stands in for a font that a machine lacks; Windows and WPS bring the last ones. */
export const STAND_INS: Readonly<Record<string, string>> = {
  方正小标宋简体: "宋体",
  黑体: "SimHei",
  楷体: "KaiTi",
  仿宋: "仿宋_GB2312",
  宋体: "SimSun",
};

/** Half points: 二号, 三号, 小四, 五号. */
export const SIZES = { title: 44, text: 32, wideTable: 24, table: 21, note: 21 } as const;

/** 28.5 points, in twentieths. */
export const LINE = 570;

/** Twentieths of a point. A3 lies across, its lines then being no longer than two pages side by side. */
export const PAPERS = {
  A4: { width: 11_906, height: 16_838, top: 1985, bottom: 1758, left: 1588, right: 1474 },
  A3: { width: 16_838, height: 23_811, top: 1588, bottom: 1588, left: 1985, right: 1985 },
} as const;

export const TONES: Readonly<Record<NonNullable<Run["tone"]>, string>> = {
  met: "17756A",
  "not-met": "B5351C",
  unknown: "66717E",
  note: "4C5865",
};

/** The mark of invented data. */
export const SYNTHETIC = {
  text: "示例数据（合成），不作决策依据",
  fill: "FFE7A8",
  color: "5C3B00",
} as const;
