import type { Kind } from "./facility.ts";
import type { Place } from "./ganzhou-places.ts";
import type { Random } from "./random.ts";
import {
  about,
  ofStreet,
  ofTownship,
  ofUnit,
  sizeOfTown,
  times,
  type Part,
} from "./supply-kinds.ts";

const STORES = ["惠邻", "小满仓", "晨光里", "万家灯", "好邻里", "一家亲"];

/** Convenience shops and food markets. */
export function shopsOf(place: Place, part: Part, random: Random): Kind[] {
  const shop = (name: Kind["name"], apart: number): Kind => ({
    name,
    services: ["convenience"],
    apart,
    attributes: { "floor-area": random.whole(3, 16) * 10 },
  });
  const store = (): Kind => {
    const brand = random.pick(STORES);
    return shop(({ street }) => `${brand}便利店${street}店`, 110);
  };
  const market = (name: Kind["name"], size = 1): Kind => {
    const stalls = Math.max(10, Math.round(random.whole(3, 15) * size) * 10);
    return {
      name,
      services: random.chance(0.25) ? ["market", "convenience"] : ["market"],
      apart: 520,
      capacities: { market: stalls },
      attributes: { "floor-area": stalls * random.whole(9, 18) },
    };
  };
  const shares: Readonly<Record<Part, readonly [market: number, shops: number]>> = {
    old: [0.45, 8],
    ring: [0.42, 6.5],
    new: [0.12, 2.2],
    works: [0, 1.4],
    town: [0.85, 4],
    village: [0, 0.74],
  };
  const [markets, shops] = shares[part];
  return [
    ...times(about(markets, random), () =>
      part === "town"
        ? market(ofTownship("农贸市场"), sizeOfTown(place))
        : market(ofStreet("菜市场")),
    ),
    ...times(about(shops, random), () =>
      part === "village" ? shop(ofUnit("便民店"), 0) : store(),
    ),
  ];
}
