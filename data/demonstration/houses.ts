import { Buckets } from "./buckets.ts";
import type { Site } from "./facility.ts";
import { distanceToSegment, type Point } from "./geometry.ts";
import { toGround } from "./ground.ts";
import { walkedLegs, type Survey } from "./survey.ts";
import type { Unit } from "./units.ts";

/** The houses that open to a street, where a facility can be. */
export interface Houses {
  readonly sites: readonly Site[];
  readonly streets: StreetDistances;
}

export function housesAtStreets(map: Survey, unitAt: (place: Point) => Unit | undefined): Houses {
  const streets = streetDistances(map);
  const sites = map.buildings.flatMap(({ at, street }): Site[] => {
    const unit = street === undefined ? undefined : unitAt(at);
    if (unit === undefined || street === undefined || !streets.isAtStreet(at)) return [];
    return [{ at, street, place: unit.place }];
  });
  return { sites, streets };
}

export interface StreetDistances {
  /** Metres to the nearest street or path, at most 700. */
  readonly nearest: (place: Point) => number;
  /** 10 to 40 m from a street, with no path of an estate's inside nearer. */
  readonly isAtStreet: (place: Point) => boolean;
}

function streetDistances(map: Survey): StreetDistances {
  const legs = new Buckets<{ a: Point; b: Point; highway: string }>(200);
  for (const leg of walkedLegs(map)) legs.addAlong(leg.a, leg.b, leg);
  const within = (place: Point, reach: number) => {
    const at = toGround(place);
    const corner = (sign: number): Point => ({ x: at.x + sign * reach, y: at.y + sign * reach });
    return legs
      .along(corner(-1), corner(1))
      .map(({ a, b, highway }) => ({ highway, metres: distanceToSegment(at, a, b) }));
  };
  const least = (found: readonly { metres: number }[], otherwise: number): number =>
    found.reduce((best, { metres }) => Math.min(best, metres), otherwise);
  return {
    nearest: (place) => least(within(place, 700), 700),
    isAtStreet: (place) => {
      const found = within(place, 60);
      const street = least(
        found.filter(({ highway }) => !INSIDE.has(highway)),
        Infinity,
      );
      const path = least(
        found.filter(({ highway }) => INSIDE.has(highway)),
        Infinity,
      );
      return street >= 10 && street <= 40 && path > street;
    },
  };
}

const INSIDE: ReadonlySet<string> = new Set(["service", "footway", "path", "steps", "track"]);
