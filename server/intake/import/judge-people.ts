import type { Reason } from "#contract/reasons/reasons.ts";
import type { Counts } from "#core/demand/spread/counts.ts";
import { notGivenOf } from "#core/demand/not-given.ts";
import { applyShares } from "#core/demand/spread/shares.ts";
import type { UnitTotal } from "#core/demand/spread/spread.ts";
import { totalsOf } from "#core/demand/spread/totals.ts";
import type { PolygonRings } from "#core/geo/rings.ts";
import { agesInWords } from "../people-tables/ages.ts";
import { unknownUnits } from "../people-tables/decide-units.ts";
import { joinUnits, type Joined } from "../people-tables/join-units.ts";
import type { PeopleRow } from "../people-tables/people-row.ts";
import { readPeopleRows } from "../people-tables/people-rows.ts";
import type { PlacedPeople } from "../people-tables/write-people.ts";
import { polygonsIn } from "./geometry.ts";
import type { MeantTable, RoleJudgement } from "./judge-table.ts";
import { peopleOutside } from "./people-outside.ts";
import { peopleReading, type FoundPeople } from "./people-reading.ts";
import type { RowNotes } from "./row-notes.ts";
import { spreadOver, summed } from "./spread-people.ts";
import { undecidedUnits } from "./undecided-units.ts";
import type { ImportOrder, StudySoFar } from "./study-so-far.ts";

/** A table of people as the people of the study. */
export function judgePeople(
  { table, mapping, placed }: MeantTable,
  order: ImportOrder,
  notes: RowNotes,
): RoleJudgement {
  const { study, decisions } = order;
  const read = readPeopleRows(table, mapping, placed.geometries);
  if (read.blocking.length > 0) return nothing(read.blocking);
  const isHeld = notes.left();
  const used = read.rows.filter(({ row }) => !isHeld.has(row));
  notes.addAll(read.notes);
  if (read.places === "units" && study.units.length === 0)
    return nothing([{ code: "people-need-units" }]);
  const shares = decisions.people?.shares ?? {};
  const joined = read.places === "units" ? join(used, order) : null;
  const rows = applyShares(used, shares);
  const matched = applyShares(joined?.matched ?? [], shares);
  if (joined !== null) {
    notes.addAll(joined.notes);
    for (const reason of withoutPeople(joined, study)) notes.add(0, "noted", reason);
  }
  const counts = joined === null ? rows : matched;
  for (const reason of partlyKnown(counts)) notes.add(0, "noted", reason);
  const totals = joined === null ? areasOf(rows) : unitsOf(matched, joined.unitsWithout, study);
  const spread = spreadOver(totals, order);
  const direct = rows.flatMap((row): PlacedPeople[] =>
    row.place.kind === "point" || row.place.kind === "cell"
      ? [{ ...row.place, people: row.people ?? 0, groups: row.groups }]
      : [],
  );
  const sources = [...direct, ...spread.sources];
  if (joined === null)
    for (const reason of peopleOutside(sources, study)) notes.add(0, "noted", reason);
  const { blocking, ...reading } = peopleReading(
    {
      sources,
      known: totalsOf(counts).groups,
      places: read.places,
      spread: [...given(direct), ...summed(spread.used)],
      joined: joined && {
        by: joined.by,
        units: new Set(matched.flatMap(({ units }) => units)).size,
        without: joined.unitsWithout.length,
      },
      ...(joined && { undecided: undecidedUnits(joined.open, order) }),
      ...(joined && { notGiven: notGivenOf(matched, joined.unitsWithout) }),
    },
    order,
  );
  const unknown = joined === null ? [] : unknownUnits(decisions.people?.units ?? {}, study.units);
  return {
    ...reading,
    blocking: [
      ...unknown.map(({ key, id }) => ({
        code: "unit-decided-unknown",
        values: { name: key, id },
      })),
      ...blocking,
    ],
  };
}

function nothing(blocking: RoleJudgement["blocking"]): RoleJudgement {
  return { about: {}, blocking, content: null, amount: 0, facts: {} };
}

function join(rows: readonly PeopleRow[], { study, decisions }: ImportOrder): Joined {
  const { join: how = "auto", units = {} } = decisions.people ?? {};
  return joinUnits(rows, study.units, how, units);
}

/** More names than these are no help in a sentence. */
const MOST_NAMES = 12;

/** Where the table says nothing of some units: not that nobody lives there. */
function withoutPeople({ unitsWithout }: Joined, { units }: StudySoFar): Reason[] {
  if (unitsWithout.length === 0) return [];
  const isWithout = new Set(unitsWithout);
  const names = units.flatMap(({ id, name }) => (isWithout.has(id) ? [name] : []));
  const listed = names.slice(0, MOST_NAMES).join("、");
  const values = { units: names.length, names: names.length > MOST_NAMES ? `${listed} …` : listed };
  return [{ code: "units-without-people", values }];
}

/** Groups that some rows know and others leave blank. */
function partlyKnown(counts: readonly Counts[]): Reason[] {
  return totalsOf(counts).groups.flatMap(({ group }) => {
    const blank = counts.filter(
      ({ people, groups }) => people !== null && people > 0 && !(group in groups),
    );
    if (blank.length === 0) return [];
    const people = Math.round(blank.reduce((sum, row) => sum + (row.people ?? 0), 0));
    const values = { ages: agesInWords(group), rows: blank.length, people };
    return [{ code: "group-partly-known", values }];
  });
}

/** Rows with areas of their own. */
function areasOf(rows: readonly PeopleRow[]): UnitTotal[] {
  return rows.flatMap(({ row, place, people, groups }) =>
    place.kind === "area" ? [{ id: `${row}`, polygons: place.polygons, people, groups }] : [],
  );
}

/** The units rows were joined to; people known for several units together lie in all of them. */
function unitsOf(
  matched: Joined["matched"],
  unitsWithout: Joined["unitsWithout"],
  { units }: StudySoFar,
): UnitTotal[] {
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

function given(direct: readonly PlacedPeople[]): FoundPeople["spread"] {
  if (direct.length === 0) return [];
  const people = direct.reduce((sum, source) => sum + source.people, 0);
  return [{ rule: "given", units: direct.length, people }];
}
