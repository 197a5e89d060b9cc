import { centreOf, isCell, resolutionOf } from "#core/geo/cells.ts";
import type { PeopleSource } from "#core/demand/demand.ts";
import { inOrderOfAge } from "#core/demand/groups.ts";
import { MAX_PEOPLE, quantise } from "#core/demand/people.ts";
import type { PolygonRings } from "#core/geo/rings.ts";
import type { CellId, Degrees, People } from "#core/vocabulary.ts";
import { InputError, type Account, type AccountKeeper, type Fault } from "./account.ts";
import { eachRow } from "./each-row.ts";
import { polygonsOf, touches } from "./polygon.ts";
import { allOutside, isInside, pointOf, type Bounds } from "./position.ts";
import { fieldOf, type Layout, type Row } from "./row.ts";
import type { IntakeContext } from "./source.ts";
import { faultOf, isFault, readCount, type Field } from "./values.ts";

/** Resolutions of the cells people can be given in. */
export const COARSEST_CELL = 7;
export const FINEST_CELL = 12;

const LAYOUT: Layout = {
  missing: (has) => {
    const place = has("cell") ? (["cell"] as const) : (["lng", "lat"] as const);
    return [...place, "people" as const].filter((column) => !has(column));
  },
  wanted:
    "cell (an H3 index) or lng, lat; people; and, where known, age groups such as people_0_2 or people_60_plus",
  geometries: ["Point", "Polygon", "MultiPolygon"],
};

/**
 * People from CSV (`cell` or `lng,lat`, and `people`; where both places are given, the cell counts) or from GeoJSON
 * points and polygons with the same properties, and the age groups found. People outside the bounds are kept:
 * their coverage is unknown. A group that is blank is not known there; one that cannot be read costs the row only that group, and one
 * larger than the people of its row is used as it is; both are noted. `total` is what `toDemand` conserves.
 * Throws `InputError` for an unusable file, also when everyone is outside.
 */
export async function readPeople(
  path: string,
  context: IntakeContext,
): Promise<{ sources: PeopleSource[]; groups: string[]; account: Account; total: People }> {
  const sources: PeopleSource[] = [];
  const found = new Set<string>();
  let total = 0;
  const { keeper, name, groups } = await eachRow(path, context, LAYOUT, (row, account) => {
    const source = readSource(row, context.bounds, account);
    if (isFault(source)) return account.drop(row.number, source);
    sources.push(source);
    total += quantise(source.people);
    for (const group in source.groups) found.add(group);
    return account.use();
  });
  const account = keeper.close();
  if (total > MAX_PEOPLE) {
    throw new InputError(
      `${name}: the people add up to more than ${MAX_PEOPLE.toLocaleString("en")}.`,
      "Check the unit of the column people.",
      { file: name, column: "people" },
    );
  }
  const { bounds } = context;
  if (bounds && sources.length > 0 && !sources.some((source) => isNear(source, bounds))) {
    throw allOutside(name);
  }
  return { sources, groups: inOrderOfAge([...groups, ...found]), account, total };
}

function isNear(source: PeopleSource, bounds: Bounds): boolean {
  switch (source.kind) {
    case "point":
      return isInside([source.lng, source.lat], bounds);
    case "cell":
      return isInside(centreOf(source.cell), bounds);
    case "area":
      return touches(source.polygons, bounds);
  }
}

function readSource(
  row: Row,
  bounds: Bounds | undefined,
  account: AccountKeeper,
): PeopleSource | Fault {
  const field = fieldOf(row, "people");
  const people = readCount(field, MAX_PEOPLE);
  if (typeof people !== "number") return people;
  const place = readPlace(row, bounds);
  if (isFault(place)) return place;
  return { ...place, people, groups: readGroups(row, people, field.column, account) };
}

type Place =
  | { readonly kind: "point"; readonly lng: Degrees; readonly lat: Degrees }
  | { readonly kind: "cell"; readonly cell: CellId }
  | { readonly kind: "area"; readonly polygons: readonly PolygonRings[] };

function readPlace(row: Row, bounds: Bounds | undefined): Place | Fault {
  if (row.geometry !== undefined && row.geometry.type !== "Point") {
    const polygons = polygonsOf(row.geometry, bounds);
    return isFault(polygons) ? polygons : { kind: "area", polygons };
  }
  const cell = row.geometry === undefined ? row.field("cell") : undefined;
  if (cell !== undefined) return readCell(cell);
  const at = pointOf(row, bounds);
  return isFault(at) ? at : { kind: "point", lng: at[0], lat: at[1] };
}

function readCell(field: Field): Place | Fault {
  const cell = field.text.toLowerCase();
  if (!isCell(cell)) {
    const wrong = cell === "" ? "is blank" : "is not an H3 index";
    return faultOf(field, wrong, "Give H3 indices such as 8a1fb46622dffff.");
  }
  const resolution = resolutionOf(cell);
  if (resolution >= COARSEST_CELL && resolution <= FINEST_CELL) return { kind: "cell", cell };
  return faultOf(
    field,
    `has not a resolution from ${COARSEST_CELL} to ${FINEST_CELL}`,
    `Give cells of resolution ${COARSEST_CELL} to ${FINEST_CELL}.`,
  );
}

function readGroups(
  row: Row,
  people: number,
  title: string,
  account: AccountKeeper,
): Readonly<Record<string, number>> {
  const groups: Record<string, number> = {};
  for (const [group, field] of row.groups()) {
    if (field.text === "") continue;
    const count = readCount(field, MAX_PEOPLE);
    if (typeof count === "number") groups[group] = count;
    else account.note(row.number, { ...count, reason: `${count.reason}; left out of this group` });
    if (typeof count === "number" && count > people) {
      const larger = faultOf(field, `is larger than ${title}`, "Check both columns.");
      account.note(row.number, { ...larger, reason: `${larger.reason}; used as it is` });
    }
  }
  return groups;
}
