import Flatbush from "flatbush";
import { metresBetween } from "../../geo/lonlat.ts";
import type { LngLat } from "../../geo/rings.ts";
import type { Metres } from "../../vocabulary.ts";
import { snapper } from "../linkage.ts";
import type { Network } from "../network.ts";
import type { Repair } from "../repairs.ts";
import { E7 } from "../streets.ts";
import { ELSEWHERE } from "../walking-rules.ts";
import { finding, type Finding } from "./finding.ts";
import type { Obstacles } from "./obstacles.ts";
import type { Surroundings } from "./surroundings.ts";

/** Beyond this a wrong position is likelier than a way that nobody drew. */
const FARTHEST_WAY: Metres = 1000;

/** Beyond this a kilometre more or less says the same. */
const FARTHEST_LOOK: Metres = 20_000;

/**
 * Facilities that no street of the main part is near enough to, with how far the nearest is. A way from there is
 * proposed where nothing is known to lie in between.
 */
export function facilityFindings(
  network: Network,
  obstacles: Obstacles,
  facilities: Surroundings["facilities"],
  snapCap: Metres,
): Finding[] {
  const { nearest } = snapper(network, false);
  return facilities.flatMap(({ name, lng, lat }) => {
    if (nearest(lng, lat, snapCap) !== undefined) return [];
    return finding({
      kind: "facility-too-far",
      lng,
      lat,
      metres: nearest(lng, lat, FARTHEST_LOOK)?.leg ?? metresToBox(network, lng, lat),
      names: name === "" ? [] : [name],
      repair: wayTo([lng, lat]),
      sure: false,
    });
  });

  function wayTo(to: LngLat): Repair | null {
    const street = nearest(...to, FARTHEST_WAY);
    if (street === undefined || (network.traits[street.edge]! & ELSEWHERE) !== 0) return null;
    const from: LngLat = [Math.round(street.lng * E7) / E7, Math.round(street.lat * E7) / E7];
    return obstacles.between(from, to) === undefined ? { kind: "gate", from, to } : null;
  }
}

/** To the nearest street's box. */
function metresToBox(network: Network, lng: number, lat: number): Metres {
  const [box] = Flatbush.from(network.index).neighbors(lng * E7, lat * E7, 1);
  const p = network.boxPoint[box ?? 0]!;
  return metresBetween(lng, lat, network.points[2 * p]! / E7, network.points[2 * p + 1]! / E7);
}
