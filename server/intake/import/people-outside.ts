import type { Reason } from "#contract/reasons/reasons.ts";
import { unitsOfCells } from "#core/demand/unit-of-cell.ts";
import { centreOf } from "#core/geo/cells.ts";
import type { PlacedPeople } from "../people-tables/write-people.ts";
import type { StudySoFar } from "./study-so-far.ts";

/** Looking up more would take longer than reading them. */
const MOST_PLACES = 200_000;

/** How many people of a file lie in no unit of the study: they are in its totals and in no row by units. */
export function peopleOutside(
  sources: readonly PlacedPeople[],
  { units }: Pick<StudySoFar, "units">,
): Reason[] {
  if (units.length === 0 || sources.length > MOST_PLACES) return [];
  const at = sources.map((source) =>
    source.kind === "cell" ? centreOf(source.cell) : ([source.lng, source.lat] as const),
  );
  const unitOf = unitsOfCells(
    { lng: Float64Array.from(at, ([lng]) => lng), lat: Float64Array.from(at, ([, lat]) => lat) },
    units,
  );
  const outside = sources.filter(({ people }, i) => unitOf[i] === -1 && people > 0);
  if (outside.length === 0) return [];
  const people = Math.round(outside.reduce((sum, source) => sum + source.people, 0));
  return [{ code: "people-outside-units", values: { places: outside.length, people } }];
}
