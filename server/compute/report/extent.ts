import type { Ground } from "#core/coverage/survey.ts";
import type { Unit } from "#core/demand/units.ts";
import type { Extent } from "../../report/map-picture/map-picture.ts";

/** Outside the middle of the people by either degree, so that a hamlet far off does not make the town a speck. */
const TRIMMED = 0.01;
const MARGIN = 0.06;
/** Some 500 metres. */
const LEAST_DEGREES = 0.005;

/**
 * What a map of some units shows: where their people live, the outermost hundredth on either side left out. It hangs
 * on units and people only, so the figures of two years lie on each other. `members` null is everything.
 */
export function extentOf(
  { demand, unitOf }: Pick<Ground, "demand" | "unitOf">,
  members: ReadonlySet<number> | null,
): Extent {
  const cells = demand.cells.flatMap((_, c) =>
    members === null || members.has(unitOf[c] ?? -1) ? [c] : [],
  );
  const shown = cells.length > 0 ? cells : demand.cells.map((_, c) => c);
  const [west, east] = middle(shown, demand.lng, demand.people);
  const [south, north] = middle(shown, demand.lat, demand.people);
  return [west, south, east, north];
}

/** All of some units, with a little room around them. */
export function outlineExtent(units: readonly Unit[]): Extent {
  const [west, south, east, north] = boundsOf(
    units.flatMap(({ geometry: { type, coordinates } }) =>
      (type === "Polygon" ? [coordinates] : coordinates).flat(2),
    ),
  );
  const [across, up] = [padding(west, east), padding(south, north)];
  return [west - across, south - up, east + across, north + up];
}

function boundsOf(places: readonly (readonly number[])[]): Extent {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng = NaN, lat = NaN] of places) {
    west = Math.min(west, lng);
    east = Math.max(east, lng);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

function padding(low: number, high: number): number {
  return Math.max((high - low) * MARGIN, LEAST_DEGREES);
}

function middle(
  cells: readonly number[],
  degrees: Float64Array,
  people: Float64Array,
): [number, number] {
  const sorted = cells.toSorted((a, b) => (degrees[a] ?? 0) - (degrees[b] ?? 0));
  const total = sorted.reduce((sum, cell) => sum + (people[cell] ?? 0), 0);
  const at = (order: readonly number[]): number => {
    let passed = 0;
    for (const cell of order) {
      passed += people[cell] ?? 0;
      if (passed >= total * TRIMMED) return degrees[cell] ?? 0;
    }
    return degrees[order[0] ?? 0] ?? 0;
  };
  const [low, high] = [at(sorted), at(sorted.toReversed())];
  const room = padding(low, high);
  return [low - room, high + room];
}
