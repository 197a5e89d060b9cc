import type { Proposal } from "#contract/import.ts";
import { inOrderOfAge } from "#core/demand/groups.ts";
import type { Counts } from "#core/demand/spread/counts.ts";
import { scaleTo } from "#core/demand/spread/scale.ts";
import type { UnitTotal } from "#core/demand/spread/spread.ts";
import { totalsOf } from "#core/demand/spread/totals.ts";
import type { PolygonRings } from "#core/geo/rings.ts";
import { joinUnits, type Joined } from "../people-tables/join-units.ts";
import type { PeopleRow } from "../people-tables/people-row.ts";
import { readPeopleRows, type PeopleRows } from "../people-tables/people-rows.ts";
import { writePeople, type PlacedPeople } from "../people-tables/write-people.ts";
import { polygonsIn } from "./geometry.ts";
import type { MeantTable, RoleJudgement } from "./judge-table.ts";
import type { RowNotes } from "./row-notes.ts";
import { spreadOver, summed } from "./spread-people.ts";
import type { ImportOrder, StudySoFar } from "./study-so-far.ts";

/** A table of people as the people of the study. */
export function judgePeople(
  { table, mapping, placed }: MeantTable,
  order: ImportOrder,
  notes: RowNotes,
): RoleJudgement {
  const all = readPeopleRows(table, mapping, placed.geometries);
  if (all.blocking.length > 0) return nothing(all.blocking);
  const isHeld = notes.left();
  const read = { ...all, rows: all.rows.filter(({ row }) => !isHeld.has(row)) };
  notes.addAll(read.notes);
  if (read.places === "units" && order.study.units.length === 0)
    return nothing([{ code: "people-need-units" }]);
  const joined = read.places === "units" ? join(read.rows, order) : null;
  if (joined !== null) notes.addAll(joined.notes);
  const totals = joined === null ? areasOf(read) : unitsOf(joined, order.study);
  const spread = spreadOver(totals, order);
  const direct = read.rows.flatMap((row): PlacedPeople[] =>
    row.place.kind === "point" || row.place.kind === "cell"
      ? [{ ...row.place, people: row.people ?? 0, groups: row.groups }]
      : [],
  );
  return peopleReading(
    {
      sources: [...direct, ...spread.sources],
      counts: joined === null ? read.rows : joined.matched,
      places: read.places,
      spread: [...given(direct), ...summed(spread.used)],
      joined: joined && {
        by: joined.by,
        units: new Set(joined.matched.flatMap(({ units }) => units)).size,
        without: joined.unitsWithout.length,
      },
    },
    order,
  );
}

type Reading = NonNullable<Proposal["people"]>;

/** People with their places, whatever they were read from. */
export interface FoundPeople extends Pick<Reading, "places" | "spread" | "joined"> {
  readonly sources: readonly PlacedPeople[];
  readonly counts: readonly Counts[];
}

/** What is said of people that would be stored, after scaling them where that is asked for. */
export function peopleReading(found: FoundPeople, { decisions }: ImportOrder): RoleJudgement {
  const { scaleTo: wanted, scaleNote = "" } = decisions.people ?? {};
  const scaled = wanted === undefined ? null : scaleTo(found.sources, wanted);
  const sources = scaled?.items ?? found.sources;
  const total = sources.reduce((sum, { people }) => sum + people, 0);
  const known = totalsOf(found.counts).groups;
  const groups = inOrderOfAge(sources.flatMap((source) => Object.keys(source.groups)));
  const rules = found.spread.toSorted((a, b) => b.people - a.people);
  return {
    about: {
      people: {
        total,
        groups: groups.map((group) => ({
          group,
          total: sources.reduce((sum, source) => sum + (source.groups[group] ?? 0), 0),
          estimated: known.some((one) => one.group === group && one.estimated),
        })),
        places: found.places,
        spread: found.spread,
        joined: found.joined,
        scale: scaled && { factor: scaled.factor, to: wanted ?? 0, note: scaleNote },
      },
    },
    blocking: wanted !== undefined && scaled === null ? [{ code: "people-nobody-to-scale" }] : [],
    content: sources.length === 0 ? null : { role: "people", text: writePeople(sources, groups) },
    amount: Math.round(total),
    facts: {
      spread: rules.length > 1 ? "several" : (rules[0]?.rule ?? "given"),
      ...Object.fromEntries(
        rules.map(({ rule, people }) => [`spread-${rule}`, Math.round(people)]),
      ),
      ...(scaled === null ? {} : { factor: scaled.factor, scaleNote }),
    },
  };
}

function nothing(blocking: RoleJudgement["blocking"]): RoleJudgement {
  return { about: {}, blocking, content: null, amount: 0, facts: {} };
}

function join(rows: readonly PeopleRow[], { study, decisions }: ImportOrder): Joined {
  return joinUnits(rows, study.units, decisions.people?.join ?? "auto");
}

/** Rows with areas of their own. */
function areasOf({ rows }: PeopleRows): UnitTotal[] {
  return rows.flatMap(({ row, place, people, groups }) =>
    place.kind === "area" ? [{ id: `${row}`, polygons: place.polygons, people, groups }] : [],
  );
}

/** The units rows were joined to; people known for several units together lie in all of them. */
function unitsOf({ matched, unitsWithout }: Joined, { units }: StudySoFar): UnitTotal[] {
  const shapes = new Map<string, readonly PolygonRings[]>(
    units.map(({ id, geometry }) => [id, polygonsIn(geometry)]),
  );
  const known = matched.map(({ units: ids, people, groups }) => ({
    id: ids.join(" "),
    polygons: ids.flatMap((id) => shapes.get(id) ?? []),
    people,
    groups,
  }));
  // Units whose people are not known keep their buildings to themselves.
  const unknown = unitsWithout.map((id) => ({
    id,
    polygons: shapes.get(id) ?? [],
    people: null,
    groups: {},
  }));
  return [...known, ...unknown].filter(({ polygons }) => polygons.length > 0);
}

function given(direct: readonly PlacedPeople[]): Reading["spread"] {
  if (direct.length === 0) return [];
  const people = direct.reduce((sum, source) => sum + source.people, 0);
  return [{ rule: "given", units: direct.length, people }];
}
