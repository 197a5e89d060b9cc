import type { Said } from "#contract/jobs.ts";
import type { Level } from "#core/vocabulary.ts";

export function levelWord(level: Level): Said {
  return WORDS[level];
}

const WORDS: Readonly<Record<Level, Said>> = {
  province: { zh: "省", en: "province" },
  city: { zh: "市", en: "city" },
  county: { zh: "县区", en: "county" },
  township: { zh: "乡镇（街道）", en: "township" },
  community: { zh: "社区", en: "community" },
  village: { zh: "行政村", en: "village" },
  estate: { zh: "小区或项目", en: "estate or project" },
};
