import type { LngLat } from "../../geo/rings.ts";
import type { Metres } from "../../vocabulary.ts";
import type { Network } from "../network.ts";
import type { StretchFinder } from "../stretches.ts";
import { ELSEWHERE } from "../walking-rules.ts";
import type { Obstacles } from "./obstacles.ts";

/** Around a bridge a mapper may have left out a tag or two. */
const NEAR_BRIDGE: Metres = 15;

/**
 * Whether everything about a place is on the ground for certain: the levels of streets are known, none of those
 * around is a bridge or tunnel, no railway passes, and it is not inside a building.
 */
export function plainGround(
  network: Network,
  finder: StretchFinder,
  obstacles: Obstacles,
): (at: LngLat) => boolean {
  return (at) =>
    network.report.levelsKnown === true &&
    !obstacles.inBuilding(at) &&
    !obstacles.nearRailway(at) &&
    finder.near(...at, NEAR_BRIDGE).every(({ edge }) => (network.traits[edge]! & ELSEWHERE) === 0);
}
