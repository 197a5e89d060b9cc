import type { Service } from "./vocabulary.ts";

/**
 * What a new place of each service is called, after where it stands, whatever the language of the page: by these words
 * the catalogue knows what kind a place is.
 */
export const PLACE_WORDS: Readonly<Record<Service, string>> = {
  childcare: "托育点",
  kindergarten: "幼儿园",
  "elderly-care": "日间照料中心",
  meal: "助餐点",
  clinic: "卫生服务站",
  convenience: "便利店",
  market: "菜市场",
};
