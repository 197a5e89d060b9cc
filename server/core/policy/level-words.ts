import type { Level } from "../vocabulary.ts";

/** Tried in this order: 社区 holds 区, and 城市社区 holds 市. */
const WORDS: readonly (readonly [RegExp, Level])[] = [
  [/小区|楼盘|项目|estate/i, "estate"],
  [/社区|居委|居民委|communit|neighbou?rhood/i, "community"],
  [/村|嘎查|village/i, "village"],
  [/街道|镇|乡|苏木|township|town|sub-?district|street/i, "township"],
  [/区|县|旗|county|district/i, "county"],
  [/市|州|盟|city|prefecture/i, "city"],
  [/省|province/i, "province"],
];

const ENDINGS: readonly (readonly [RegExp, Level])[] = [
  [/小区$/, "estate"],
  [/(社区|居委会|居民委员会)$/, "community"],
  [/(村|村委会|村民委员会|嘎查)$/, "village"],
  [/(街道|街道办|街道办事处|镇|乡|苏木)$/, "township"],
  [/(区|县|旗)$/, "county"],
  [/(市|州|盟)$/, "city"],
  [/省$/, "province"],
];

/** The level that a file's own words tell, or the ending of a name; null where neither does. */
export function levelOfWords(level: string | null, name: string): Level | null {
  const fits =
    (text: string) =>
    ([pattern]: readonly [RegExp, Level]) =>
      pattern.test(text);
  const said = level === null ? undefined : WORDS.find(fits(level));
  return (said ?? ENDINGS.find(fits(name.trim())))?.[1] ?? null;
}
