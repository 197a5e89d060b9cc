import type { Kind } from "./facility.ts";
import type { Place } from "./ganzhou-places.ts";
import type { Random } from "./random.ts";
import {
  about,
  isFirstCommunity,
  ofTownship,
  ofUnit,
  sizeOfTown,
  times,
  type Part,
} from "./supply-kinds.ts";

/** For old people: homes, day care, meals; and centres that offer several services at one place. */
export function careFor(place: Place, part: Part, random: Random): Kind[] {
  const whole = (low: number, high: number): number => random.whole(low, high);
  const home = (name: Kind["name"], low: number, high: number, size = 1): Kind => {
    const beds = Math.max(20, Math.round(whole(low / 10, high / 10) * size) * 10);
    return {
      name,
      services: ["elderly-care"],
      apart: 500,
      capacities: { "elderly-care": beds },
      attributes: {
        beds,
        "nursing-beds": Math.round(beds * random.between(0.3, 0.66)),
        "floor-area": beds * whole(26, 38),
        "site-area": beds * whole(20, 40),
        staff: Math.round(beds / random.between(3, 6)),
        registered: "是",
      },
    };
  };
  const dayCare = (name: Kind["name"], low: number, high: number): Kind => {
    const places = whole(low, high);
    return {
      name,
      services: ["elderly-care"],
      apart: 300,
      capacities: { "elderly-care": places },
      attributes: { "floor-area": places * whole(9, 16), staff: whole(2, 6) },
    };
  };
  const meal = (): Kind => {
    const seats = whole(4, 12) * 10;
    return {
      name: ofUnit("助餐点"),
      services: ["meal"],
      apart: 380,
      capacities: { meal: seats },
      attributes: { "meal-seats": seats, "floor-area": seats * 2, staff: whole(2, 6) },
    };
  };
  const neighbourhoodCentre = (): Kind => {
    const [care, seats, childcare] = [whole(15, 30), whole(5, 10) * 10, whole(2, 4) * 10];
    return {
      name: ofUnit("邻里服务中心"),
      services: ["elderly-care", "meal", "childcare", "clinic"],
      apart: 300,
      capacities: { "elderly-care": care, meal: seats, childcare, clinic: whole(3, 8) },
      attributes: {
        "meal-seats": seats,
        "childcare-places": childcare,
        "floor-area": whole(9, 16) * 100,
        staff: whole(10, 22),
      },
    };
  };
  switch (part) {
    case "old":
    case "ring": {
      if (isFirstCommunity(place)) {
        const [beds, seats] = [whole(3, 6) * 10, whole(10, 18) * 10];
        const centre: Kind = {
          name: ofTownship("综合养老服务中心"),
          services: ["elderly-care", "meal"],
          apart: 300,
          capacities: { "elderly-care": beds, meal: seats },
          attributes: {
            beds,
            "nursing-beds": Math.round(beds * 0.6),
            "meal-seats": seats,
            "floor-area": whole(11, 19) * 100,
            staff: whole(14, 30),
          },
        };
        return [centre, ...times(about(0.4, random), meal)];
      }
      const lot = random.next();
      return [
        ...(lot < 0.24 ? [neighbourhoodCentre()] : []),
        ...(lot >= 0.24 && lot < 0.78 ? [dayCare(ofUnit("日间照料中心"), 15, 40)] : []),
        ...times(about(part === "old" ? 0.6 : 0.45, random), meal),
        ...times(about(0.22, random), () => home(ofUnit("颐养院"), 80, 180)),
      ];
    }
    case "new":
      return random.chance(0.3) ? [dayCare(ofUnit("日间照料中心"), 15, 30)] : [];
    case "works":
      return [];
    case "town":
      return [
        ...(random.chance(0.5) ? [home(ofTownship("敬老院"), 40, 100, sizeOfTown(place))] : []),
        ...(random.chance(0.6) ? [dayCare(ofTownship("日间照料中心"), 12, 30)] : []),
        ...times(about(0.45, random), meal),
      ];
    case "village": {
      if (random.chance(0.52)) return [];
      const places = whole(8, 15);
      const withMeals = random.chance(0.3);
      return [
        {
          name: ofUnit("互助幸福院"),
          services: withMeals ? ["elderly-care", "meal"] : ["elderly-care"],
          apart: 0,
          capacities: { "elderly-care": places, ...(withMeals && { meal: places * 2 }) },
          attributes: {
            "floor-area": places * whole(12, 20),
            ...(withMeals && { "meal-seats": places * 2 }),
          },
        },
      ];
    }
  }
}
