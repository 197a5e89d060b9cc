import type { Kind } from "./facility.ts";
import type { Place } from "./ganzhou-places.ts";
import type { Random } from "./random.ts";
import { careFor } from "./supply-care.ts";
import { childrenOf } from "./supply-children.ts";
import type { Part } from "./supply-kinds.ts";
import { medicineFor } from "./supply-medicine.ts";
import { shopsOf } from "./supply-shops.ts";

/** Which part of the district a unit is. */
export function partOf({ name, level, township }: Place, isTownSeat: boolean): Part {
  if (isTownSeat) return "town";
  if (WORKS.has(name)) return "works";
  if (name.startsWith("滨河新区") || NEW.has(`${township.name}${name}`)) return "new";
  if (OLD.has(name)) return "old";
  return level === "village" ? "village" : township.name.endsWith("街道") ? "ring" : "village";
}

const OLD = new Set(
  "小寺庙社区 税亭社区 甘泉社区 西来寺社区 佛城社区 泰安社区 交通巷社区".split(" "),
);
const NEW = new Set(
  "新墩镇西关村 新墩镇园艺村 西街街道新乐社区 南街街道丹霞社区 长安镇南关村 长安镇万家墩村".split(
    " ",
  ),
);
const WORKS = new Set("经济开发区虚拟社区 街道直辖村民小组 梁家墩村 下安村".split(" "));

/** The kinds of facility a unit is to have, the rarest first. */
export function supplyOf(place: Place, part: Part, random: Random): Kind[] {
  return [
    ...careFor(place, part, random),
    ...medicineFor(place, part, random),
    ...childrenOf(place, part, random),
    ...shopsOf(place, part, random),
  ];
}
