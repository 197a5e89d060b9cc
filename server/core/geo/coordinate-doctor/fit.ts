import type { Degrees, Metres } from "../../vocabulary.ts";
import { lngShrink, METRES_PER_DEGREE } from "../lonlat.ts";
import { nearestOf } from "./nearest.ts";
import { grown, type Box, type Reference } from "./reference.ts";

export type Place = readonly [lng: Degrees, lat: Degrees];

/** Farther than this from anything says nothing more: nothing may be mapped there. */
export const CAP: Metres = 100;

/** A place on a building is surer evidence than one beside a street: nearly all of a town is near some street. */
const STREET_WEIGHT = 0.5;

/** The misfit of a place far from all that is mapped. */
const NOTHING_NEAR = CAP + STREET_WEIGHT * CAP;

/** The misfit of what is no place, or is far outside the reference. */
export const IMPOSSIBLE = 2 * NOTHING_NEAR;

/** How well places lie on what is known of an area. */
export interface Fit {
  /** From 0, on a building and a street, to `NOTHING_NEAR`; facilities lie low, random places high. */
  readonly misfit: (place: Place) => number;
  /** Metres to the nearest building (0 inside one) and street, `farthest` when there is none nearer. */
  readonly toBuilding: (place: Place) => Metres;
  readonly toStreet: (place: Place) => Metres;
  /** The same, looked for no farther than `CAP`. */
  readonly nearBuilding: (place: Place) => Metres;
  readonly nearStreet: (place: Place) => Metres;
  readonly inUnit: (place: Place) => boolean;
}

/** Distances that are told, not weighed, are followed this far. */
const FARTHEST: Metres = 3200;

/** Good for places inside the box. */
export function fitTo({ buildings, streets, units }: Reference, box: Box): Fit {
  const wide = grown(box, CAP);
  const building = nearestOf(buildings, "outlines", wide);
  const street = nearestOf(
    streets.map((line) => [line]),
    "lines",
    wide,
  );
  const unit = nearestOf(units, "outlines", wide);
  return {
    misfit: ([lng, lat]) => building(lng, lat, CAP) + STREET_WEIGHT * street(lng, lat, CAP),
    toBuilding: (place) => widening(building, place),
    toStreet: (place) => widening(street, place),
    nearBuilding: ([lng, lat]) => building(lng, lat, CAP),
    nearStreet: ([lng, lat]) => street(lng, lat, CAP),
    inUnit: ([lng, lat]) => unit(lng, lat, 1) === 0,
  };
}

function widening(nearest: ReturnType<typeof nearestOf>, [lng, lat]: Place): Metres {
  for (let cap = CAP; cap < FARTHEST; cap *= 2) {
    const metres = nearest(lng, lat, cap);
    if (metres < cap) return metres;
  }
  return nearest(lng, lat, FARTHEST);
}

const DISTANCES: readonly Metres[] = [90, 130, 200, 300];
const DIRECTIONS = 12;

/** How far from its places a fit is looked at when it is asked whether they stand out. */
export const ELSEWHERE: Metres = Math.max(...DISTANCES);

/** Of the 48 displaced copies, those that may fit as well and the places still stand out. */
const AS_GOOD = 4;

/**
 * Whether places fit better where they are than they do moved 90–300 m to any side. The best of several wrong
 * suppositions does not: it lies by chance as it lies, and so do its copies. This is what keeps a system that
 * is not among the suppositions (an old national datum, say) from being taken for the nearest that is.
 */
export function standOut(places: readonly Place[], misfit: Fit["misfit"]): boolean {
  const here = total(places, misfit);
  let asGood = 0;
  for (const [d, distance] of DISTANCES.entries())
    for (let i = 0; i < DIRECTIONS; i++) {
      // Each ring turned against the last, so that copies do not line up along straight streets.
      const angle = ((i + d / DISTANCES.length) * 2 * Math.PI) / DIRECTIONS;
      const [east, north] = [distance * Math.cos(angle), distance * Math.sin(angle)];
      const there = total(places, (place) => misfit(moved(place, east, north)));
      if (there <= here && ++asGood > AS_GOOD) return false;
    }
  return !liesBeside(places, misfit);
}

/** So near, copies of right places often fit as well; here a copy has to fit clearly better to count. */
const BESIDE: readonly Metres[] = [50, 75];

/** Standard errors by which the places fit worse than a copy, above which chance is no explanation. */
const CLEARLY_BETTER = 2.5;

/** Whether places fit clearly better moved aside a little: an old datum lies some 50–120 m off the new one. */
function liesBeside(places: readonly Place[], misfit: Fit["misfit"]): boolean {
  const here = places.map(misfit);
  return BESIDE.some((distance) =>
    Array.from({ length: DIRECTIONS }, (_, i) => (i * 2 * Math.PI) / DIRECTIONS).some((angle) => {
      const [east, north] = [distance * Math.cos(angle), distance * Math.sin(angle)];
      let [sum, squares] = [0, 0];
      for (const [i, place] of places.entries()) {
        const worse = here[i]! - misfit(moved(place, east, north));
        sum += worse;
        squares += worse * worse;
      }
      return sum > CLEARLY_BETTER * Math.sqrt(squares);
    }),
  );
}

function total(places: readonly Place[], misfit: Fit["misfit"]): number {
  let sum = 0;
  for (const place of places) sum += misfit(place);
  return sum;
}

/** A place moved so far to the east and north. */
export function moved([lng, lat]: Place, east: Metres, north: Metres): Place {
  return [lng + east / (METRES_PER_DEGREE * lngShrink(lat)), lat + north / METRES_PER_DEGREE];
}
