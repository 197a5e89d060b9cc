import type { UnitSet } from "#contract/policy/measure.ts";
import type { ATTRIBUTES, Level, Said } from "../vocabulary.ts";
import { ownValue } from "../own-value.ts";

/** The same in both languages. */
export function same(text: string): Said {
  return { zh: text, en: text };
}

/** Names in a row; after the third, how many there are in all. */
export function listed(names: readonly string[]): Said {
  const shown = names.slice(0, 3);
  if (names.length <= 3) return { zh: shown.join("、"), en: shown.join(", ") };
  return {
    zh: `${shown.join("、")}等${names.length}个`,
    en: `${shown.join(", ")} and ${names.length - 3} more`,
  };
}

/** How divisions of a level are counted: 2 个社区. */
export const COUNTED: Readonly<Record<Level | "settlement", Said>> = {
  province: { zh: "个省", en: "provinces" },
  city: { zh: "个市州", en: "cities" },
  county: { zh: "个县区", en: "counties" },
  township: { zh: "个乡镇（街道）", en: "townships" },
  community: { zh: "个社区", en: "communities" },
  village: { zh: "个村", en: "villages" },
  settlement: { zh: "个社区（村）", en: "communities and villages" },
  estate: { zh: "个项目", en: "projects" },
};

/** Settlements that are urban are communities to those who count them, and rural ones villages. */
export function countedBy({ level, area }: UnitSet): Said {
  if (level !== "settlement" || area === undefined) return COUNTED[level];
  return area === "urban" ? COUNTED.community : COUNTED.village;
}

/** Units of targets as documents write them. One not listed stands in both languages as written. */
const TARGET_UNITS: Readonly<Record<string, string>> = {
  "%": "%",
  "个/千人": "per 1,000 people",
  "人/千人": "per 1,000 people",
  "张/千人": "beds per 1,000 people",
  "㎡/人": "m² per person",
  "㎡/百户": "m² per 100 households",
  "㎡/万人": "m² per 10,000 people",
  "万次/万人": "× 10,000 uses per 10,000 people",
  "所/县": "per county",
  "万人次/年": "× 10,000 a year",
  个: "in all",
  种: "kinds",
  万人: "× 10,000 people",
  万名: "× 10,000 people",
  万人次: "× 10,000",
  年: "years",
  "㎡": "m²",
  万元: "× 10,000 yuan",
};

export function targetUnit(unit: string): Said {
  return { zh: unit, en: ownValue(TARGET_UNITS, unit) ?? unit };
}

export const ATTRIBUTE_WORDS: Readonly<
  Record<Exclude<(typeof ATTRIBUTES)[number], "address" | "unit" | "unit-code"> | "capacity", Said>
> = {
  capacity: { zh: "容量", en: "capacity" },
  "childcare-places": { zh: "托位数", en: "childcare places" },
  beds: { zh: "床位数", en: "beds" },
  "nursing-beds": { zh: "护理型床位数", en: "nursing beds" },
  "meal-seats": { zh: "餐位数", en: "meal seats" },
  staff: { zh: "工作人员数", en: "staff" },
  "floor-area": { zh: "建筑面积", en: "floor area" },
  "site-area": { zh: "占地面积", en: "site area" },
  "outdoor-area": { zh: "室外场地面积", en: "outdoor area" },
  enrolled: { zh: "在园（在托）人数", en: "children enrolled" },
  year: { zh: "年份", en: "year" },
  inclusive: { zh: "是否普惠", en: "whether inclusive" },
  registered: { zh: "备案状态", en: "whether registered" },
};
