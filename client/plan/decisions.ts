import type { Decisions } from "#contract/import.ts";
import type { Service } from "#contract/vocabulary.ts";

/** Decisions are sent whole; each of these gives the set with one thing decided anew. */

/** Reads a column as a field; an empty text leaves it unread. */
export function mapColumn(decisions: Decisions, title: string, field: string): Decisions {
  return { ...decisions, mapping: { ...decisions.mapping, [title]: field } };
}

/** Gives rows their services, by what is doubtful about them; none leaves them out. */
export function giveServices(
  decisions: Decisions,
  keys: readonly string[],
  services: readonly Service[],
): Decisions {
  const given = Object.fromEntries(keys.map((key) => [key, [...services]]));
  return {
    ...decisions,
    services: { ...decisions.services, byKey: { ...decisions.services?.byKey, ...given } },
  };
}

export function settlePair(
  decisions: Decisions,
  key: string,
  settled: "merge" | "keep",
): Decisions {
  return {
    ...decisions,
    duplicates: {
      ...decisions.duplicates,
      byKey: { ...decisions.duplicates?.byKey, [key]: settled },
    },
  };
}

/** Takes a row of a table of people for a unit; "" leaves the row out, undefined opens it again. */
export function settleUnit(decisions: Decisions, key: string, unit: string | undefined): Decisions {
  const { [key]: _, ...others } = decisions.people?.units ?? {};
  const units = unit === undefined ? others : { ...others, [key]: unit };
  return { ...decisions, people: { ...decisions.people, units } };
}

/** Leaves the coordinate system to be found out again. */
export function findCrsOut(decisions: Decisions): Decisions {
  const { crs: _, ...rest } = decisions;
  return rest;
}

/** Another sheet, encoding or header row makes another table: what was decided about columns and rows falls away. */
export function readAnew(
  decisions: Decisions,
  how: Pick<Decisions, "table" | "encoding" | "headerRow" | "role">,
): Decisions {
  const { mapping: _, services: __, duplicates: ___, crs: ____, mixed: _____, ...rest } = decisions;
  if (rest.people === undefined) return { ...rest, ...how };
  const { units: ______, ...people } = rest.people;
  return { ...rest, people, ...how };
}
