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

/** Kindergartens, some with a group for toddlers, and nurseries. */
export function childrenOf(place: Place, part: Part, random: Random): Kind[] {
  const kindergarten = (name: Kind["name"], low: number, high: number, size = 1): Kind => {
    const places = Math.max(30, Math.round((size * random.between(low, high)) / 10) * 10);
    const isInclusive = random.chance(0.9);
    const toddlers = random.chance(0.17) ? random.whole(2, 4) * 10 : undefined;
    return {
      name,
      services: toddlers === undefined ? ["kindergarten"] : ["kindergarten", "childcare"],
      apart: 260,
      capacities: { kindergarten: places, ...(toddlers !== undefined && { childcare: toddlers }) },
      attributes: {
        enrolled: Math.round(places * random.between(0.72, 1.04)),
        inclusive: isInclusive ? "是" : "否",
        registered: "是",
        "floor-area": Math.round(places * random.between(7, 11)),
        "site-area": Math.round(places * random.between(10, 17)),
        staff: Math.round(places / random.between(8, 12)),
        ...(toddlers !== undefined && { "childcare-places": toddlers }),
      },
    };
  };
  const nursery = (): Kind => {
    const places = random.whole(4, 10) * 10;
    return {
      name: ofUnit("托育园"),
      services: ["childcare"],
      apart: 420,
      capacities: { childcare: places },
      attributes: {
        "childcare-places": places,
        inclusive: random.chance(0.6) ? "是" : "否",
        registered: random.chance(0.8) ? "是" : "否",
        "floor-area": places * random.whole(7, 12),
        staff: Math.round(places / 5),
      },
    };
  };
  const named = ofStreet("幼儿园");
  switch (part) {
    case "old":
      return [
        ...times(2, () => kindergarten(named, 170, 330)),
        ...times(about(0.7, random), nursery),
      ];
    case "ring":
      return [
        ...times(about(2.2, random), () => kindergarten(named, 210, 390)),
        ...times(about(0.75, random), nursery),
      ];
    case "new":
      return [
        ...times(about(0.9, random), () => kindergarten(named, 240, 390)),
        ...times(about(0.12, random), nursery),
      ];
    case "works":
      return times(about(0.4, random), () => kindergarten(named, 120, 240));
    case "town":
      return [
        kindergarten(ofTownship("中心幼儿园"), 180, 300, sizeOfTown(place)),
        ...times(place.township.people < 6000 ? 0 : about(0.8, random), () =>
          kindergarten(ofTownship("第二幼儿园"), 90, 200, sizeOfTown(place)),
        ),
        ...times(about(0.3, random), nursery),
      ];
    case "village":
      return times(about(0.1, random), () => kindergarten(ofUnit("幼儿园"), 30, 90));
  }
}
