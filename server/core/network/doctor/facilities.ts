import Flatbush from "flatbush";
import { metresBetween } from "../../geo/lonlat.ts";
import type { Metres } from "../../vocabulary.ts";
import { snapper } from "../linkage.ts";
import type { Network } from "../network.ts";
import { E7 } from "../streets.ts";
import { finding, type Finding } from "./finding.ts";
import type { Surroundings } from "./surroundings.ts";

/** Facilities that no street of the main part is near enough to, with how far the nearest is. */
export function facilityFindings(
  network: Network,
  facilities: Surroundings["facilities"],
  snapCap: Metres,
): Finding[] {
  const { nearest, whyNot } = snapper(network, false);
  return facilities.flatMap(({ name, lng, lat }) => {
    if (nearest(lng, lat, snapCap) !== undefined) return [];
    return finding({
      kind: "facility-too-far",
      lng,
      lat,
      metres: whyNot(lng, lat).metres ?? metresToBox(network, lng, lat),
      names: name === "" ? [] : [name],
      repair: null,
      sure: false,
    });
  });
}

/** To the nearest street's box: far outside the extract, where a kilometre more or less says the same. */
function metresToBox(network: Network, lng: number, lat: number): Metres {
  const [box] = Flatbush.from(network.index).neighbors(lng * E7, lat * E7, 1);
  const p = network.boxPoint[box ?? 0]!;
  return metresBetween(lng, lat, network.points[2 * p]! / E7, network.points[2 * p + 1]! / E7);
}
