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

/** Health centres and stations, township hospitals, village clinics. */
export function medicineFor(place: Place, part: Part, random: Random): Kind[] {
  const clinic = (name: Kind["name"], staff: number, area: number, beds?: number): Kind => ({
    name,
    services: ["clinic"],
    apart: part === "village" ? 0 : 350,
    capacities: { clinic: staff },
    attributes: { staff, "floor-area": area, ...(beds !== undefined && { beds }) },
  });
  const station = (): Kind =>
    clinic(ofUnit("卫生服务站"), random.whole(4, 10), random.whole(15, 34) * 10);
  const size = sizeOfTown(place);
  const hospital = (): Kind =>
    clinic(
      ofTownship("卫生院"),
      Math.max(8, Math.round(random.whole(14, 44) * size)),
      Math.max(6, Math.round(random.whole(12, 38) * size)) * 100,
      Math.max(1, Math.round(random.whole(2, 6) * size)) * 10,
    );
  switch (part) {
    case "old":
    case "ring":
      return isFirstCommunity(place)
        ? [
            clinic(
              ofTownship("社区卫生服务中心"),
              random.whole(24, 48),
              random.whole(14, 30) * 100,
              random.whole(1, 4) * 10,
            ),
          ]
        : times(about(0.95, random), station);
    case "new":
      return times(about(0.72, random), station);
    case "works":
      return times(about(0.4, random), station);
    case "town":
      return [hospital()];
    case "village": {
      const isSuburbSeat = SUBURB_SEATS.has(`${place.township.name}${place.name}`);
      const room = times(about(0.86, random), () =>
        clinic(ofUnit("卫生室"), random.whole(1, 3), random.whole(8, 15) * 10),
      );
      return isSuburbSeat ? [hospital()] : room;
    }
  }
}

/** Where the townships at the town's edge have their hospital. */
const SUBURB_SEATS = new Set("新墩镇新墩村 长安镇八一村 梁家墩镇六号村".split(" "));
