import type { People } from "../../vocabulary.ts";
import { inOrderOfAge } from "../groups.ts";
import type { Counts } from "./counts.ts";

/** What is known of one age group in a whole table. */
export interface GroupTotal {
  readonly group: string;
  readonly total: People;
  /** People of the rows this group is known in: below the people of the table, it is known for a part only. */
  readonly knownFor: People;
  /** Some of it was not counted but follows from a share. */
  readonly estimated: boolean;
}

export interface Totals {
  readonly people: People;
  /** Rows whose people are not known. */
  readonly unknownRows: number;
  /** In order of age; a group no row knows is not named. */
  readonly groups: readonly GroupTotal[];
}

/** Sums over rows whose counts are held exactly; they do not depend on the order of the rows. */
export function totalsOf(rows: readonly Counts[]): Totals {
  const groups = inOrderOfAge(rows.flatMap((row) => Object.keys(row.groups)));
  return {
    people: sum(rows, (row) => row.people ?? 0),
    unknownRows: rows.filter(({ people }) => people === null).length,
    groups: groups.map((group) => {
      const knowing = rows.filter((row) => row.groups[group] !== undefined);
      return {
        group,
        total: sum(knowing, (row) => row.groups[group] ?? 0),
        knownFor: sum(knowing, (row) => row.people ?? 0),
        estimated: knowing.some((row) => row.estimated.includes(group)),
      };
    }),
  };
}

function sum(rows: readonly Counts[], count: (row: Counts) => People): People {
  return rows.reduce((total, row) => total + count(row), 0);
}
