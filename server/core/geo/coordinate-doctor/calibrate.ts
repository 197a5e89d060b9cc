import type { Metres } from "../../vocabulary.ts";
import type { Candidate } from "./candidates.ts";
import { IMPOSSIBLE, moved, type Fit, type Place } from "./fit.ts";
import { stride } from "./stride.ts";
import { MISFIT_SCALE } from "./two-systems.ts";

/** Lower ends of the classes of distance that are told apart: to the nearest building, and to the nearest street. */
const TO_BUILDING: readonly Metres[] = [0, 0.5, 4, 10, 25, 60];
const TO_STREET: readonly Metres[] = [0, 4, 10, 20, 40, 80];
/** Rows whose copies are looked at. */
const COPIED = 150;
const DISTANCES: readonly Metres[] = [110, 160, 230];
const DIRECTIONS = 8;
/** Neither distance of a single row may say more than e^2.5 to one. */
const MOST = 2.5;

/**
 * What the place of a row is worth as evidence in this town and for this file, on the scale of `divide`: by how often
 * the rows of the system that fits best lie so near a building and a street, and how often their copies do, moved
 * aside. Where every house is mapped, standing on one says much; where few are, it says little. Rows of a second
 * system among those of the first make it say less, never more.
 */
export function calibration(main: Candidate, fit: Fit): (place: Place) => number {
  const places = stride(
    [...main.misfits.keys()].filter((i) => main.misfits[i]! < IMPOSSIBLE),
    COPIED,
  ).map((i) => main.places[i]!);
  const copies = places.flatMap((place) =>
    DISTANCES.flatMap((distance, d) =>
      Array.from({ length: DIRECTIONS }, (_, k) => {
        const angle = ((k + d / DISTANCES.length) * 2 * Math.PI) / DIRECTIONS;
        return moved(place, distance * Math.cos(angle), distance * Math.sin(angle));
      }),
    ),
  );
  const building = worthOf(TO_BUILDING, fit.nearBuilding, places, copies);
  const street = worthOf(TO_STREET, fit.nearStreet, places, copies);
  return (place) => -MISFIT_SCALE * (building(place) + street(place));
}

/** The natural logarithm of how much likelier a distance is for a place that is right than for one moved aside. */
function worthOf(
  classes: readonly Metres[],
  distance: (place: Place) => Metres,
  places: readonly Place[],
  copies: readonly Place[],
): (place: Place) => number {
  const classOf = (place: Place) => {
    const metres = distance(place);
    return classes.findLastIndex((low) => metres >= low);
  };
  const shares = (some: readonly Place[]) => {
    // One more of each, so that none is taken to be impossible.
    const counts = classes.map(() => 1);
    for (const place of some) counts[classOf(place)]! += 1;
    return counts.map((count) => count / (some.length + classes.length));
  };
  const [right, wrong] = [shares(places), shares(copies)];
  const worth = classes.map((_, c) =>
    Math.max(-MOST, Math.min(MOST, Math.log(right[c]! / wrong[c]!))),
  );
  return (place) => worth[classOf(place)]!;
}
