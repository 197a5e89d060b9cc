import type { Decisions, Proposal, ReasonGiven, Role } from "#contract/import.ts";
import type { Field } from "#contract/fields.ts";
import { printable } from "../account.ts";
import { decideMapping, guessMapping, type ColumnGuess } from "../meaning/guess-mapping.ts";
import { guessRole } from "../meaning/guess-role.ts";
import { refusePersonRegister } from "../meaning/person-register.ts";
import { matchTemplate } from "../meaning/templates.ts";
import { readTables } from "../tables/read-tables.ts";
import type { RawFile, RawTable } from "../tables/raw-table.ts";
import { judgeFacilities } from "./judge-facilities.ts";
import { placeTable, type PlacedTable } from "./judge-crs.ts";
import { judgeLines } from "./judge-lines.ts";
import { judgePeople } from "./judge-people.ts";
import { judgePremises } from "./judge-premises.ts";
import { judgeUnits } from "./judge-units.ts";
import { layerFor } from "./layer-name.ts";
import { rawPlaces } from "./raw-places.ts";
import { RowNotes } from "./row-notes.ts";
import type { ImportOrder, Judged, RoleReading } from "./study-so-far.ts";

/** A table whose columns have a meaning and whose rows have places, for one of the roles to read. */
export interface MeantTable {
  readonly table: RawTable;
  readonly columns: readonly ColumnGuess[];
  readonly mapping: Readonly<Record<string, Field>>;
  readonly placed: PlacedTable;
}

/** What a role makes of a table. */
export type RoleJudgement = RoleReading & { readonly blocking: readonly ReasonGiven[] };

/** A file with tables in it. */
export async function judgeTableFile(order: ImportOrder): Promise<Judged> {
  const { path, name, decisions, signal, onProgress } = order;
  const file = await readTables(path, {
    name,
    encoding: decisions.encoding,
    headerRow: decisions.headerRow,
    signal,
    onProgress: (done, total, unit) => onProgress?.("read", done, total, unit),
  });
  return judgeTables(file, order);
}

/** Tables as read: the table, its role and its columns are guessed or decided, its places found out. */
export function judgeTables(
  file: Omit<RawFile, "format"> & { readonly format: string },
  order: ImportOrder,
): Judged {
  const { name, decisions, onProgress } = order;
  const told = new Set(file.tables.length > 1 ? file.tables.filter(isTold) : []);
  const table = chosenTable(file, told, decisions);
  const notes = new RowNotes();
  for (const { row, reason } of table.unread) notes.add(row, "dropped", reason);
  for (const { row, reason, column } of table.noted ?? [])
    notes.add(row, "noted", reason, { column });
  for (const reason of file.remarks ?? []) notes.add(0, "noted", reason);
  const others = [...told].filter((one) => one !== table && one.rows.length > 0);
  if (others.length > 0)
    notes.add(0, "noted", {
      code: "tables-unread",
      values: { tables: printable(others.map(({ name }) => name).join("、"), 200) },
    });
  const template = matchTemplate(table.columns, order.templates);
  const guess = (role?: Role) =>
    decideMapping(guessMapping(table, { role, template: template?.mapping }), decisions.mapping);
  const role =
    decisions.role ?? guessRole(table, guess(), `${name} ${table.name}`).role ?? "facilities";
  const columns = guess(role);
  if (role === "people" || role === "facilities" || role === "premises")
    refusePersonRegister(name, columns);
  for (const { title, field, personal } of columns)
    if (personal !== null && field === null)
      notes.add(table.headerRow, "noted", {
        code: "column-personal",
        values: { column: title },
      });
  const mapping = mappingOf(columns);
  onProgress?.("coordinates", 0, 1);
  // People in cells have their places, whatever else is said of them.
  const raw =
    role === "people" && Object.values(mapping).includes("cell")
      ? { geometries: table.rows.map(() => undefined), has: false, titles: [] }
      : rawPlaces(table, mapping, notes);
  const placed: PlacedTable = raw.has
    ? placeTable(table, file.format, raw, order, notes)
    : { crs: NO_COORDINATES, picture: null, geometries: raw.geometries, blocking: [] };
  onProgress?.("coordinates", 1, 1);
  onProgress?.("sort", 0, 1);
  const { about, blocking, ...reading } = read(
    role,
    { table, columns, mapping, placed },
    order,
    notes,
  );
  onProgress?.("sort", 1, 1);
  const unreadable = notes.unreadable();
  const account = notes.account(table.rows.length + table.unread.length, table.headerRow);
  const blocks: ReasonGiven[] = [
    ...(isThere(file, decisions.table)
      ? []
      : [{ code: "table-not-there", values: { table: decisions.table ?? "" } }]),
    ...placed.blocking,
    ...blocking,
  ];
  if (blocks.length === 0 && (account.usable === 0 || reading.content === null))
    blocks.push({ code: "no-rows" });
  const proposal: Proposal = {
    role,
    format: file.format,
    encoding: file.encoding,
    headerRow: table.headerRow === 0 ? null : table.headerRow,
    tables: file.tables.map((one) => ({
      name: one.name,
      rows: one.rows.length + one.unread.length,
      columns: one.columns.length,
    })),
    table: table.name,
    columns: columns.map((column) => ({
      ...column,
      examples: [...column.examples],
      unreadable: unreadable.get(column.title) ?? 0,
    })),
    template: template?.name ?? null,
    crs: placed.crs,
    picture: placed.picture,
    services: null,
    duplicates: null,
    people: null,
    network: null,
    ...about,
    account,
    layer: about.layer ?? layerFor(role, decisions.layer, name, [], order.study),
    blocking: blocks,
  };
  return {
    proposal,
    notes: notes.all(),
    ...reading,
    content: blocks.length === 0 ? reading.content : null,
  };
}

const NO_COORDINATES: PlacedTable["crs"] = {
  declared: null,
  unread: null,
  verdict: "cells",
  proposed: null,
  ranking: [],
  against: null,
  points: 0,
  resampled: null,
  shift: null,
  mixed: null,
};

function isThere({ tables }: Pick<RawFile, "tables">, table: Decisions["table"]): boolean {
  return table === undefined || tables.some(({ name }) => name === table);
}

/** Shapes that make a layer of a container the one meant, where it is said what it is for. */
const SHAPES: Readonly<Partial<Record<Role, RegExp>>> = {
  network: /LineString$/,
  units: /Polygon$/,
};

/**
 * The one that is named, else the first with the most rows; of those with the shapes its role needs, if any, and before
 * those that only explain how to fill in the others.
 */
function chosenTable(
  { tables }: Pick<RawFile, "tables">,
  told: ReadonlySet<RawTable>,
  { table, role }: Decisions,
): RawTable {
  const named = tables.find(({ name }) => name === table);
  const shape = role && SHAPES[role];
  const suited = ({ rows }: RawTable) =>
    shape === undefined
      ? 0
      : rows.filter(({ geometry }) => geometry && shape.test(geometry.type)).length;
  const [first] = tables.toSorted(
    (a, b) =>
      suited(b) - suited(a) ||
      Number(told.has(b)) - Number(told.has(a)) ||
      b.rows.length - a.rows.length,
  );
  const chosen = named ?? first;
  if (chosen === undefined) throw new Error("A reader gave a file without tables.");
  return chosen;
}

/** Whether a table has shapes, or titles of which something is known. */
function isTold(table: RawTable): boolean {
  return (
    table.rows.some(({ geometry }) => geometry !== undefined) ||
    guessMapping(table).filter(({ field }) => field !== null).length > 1
  );
}

function mappingOf(columns: readonly ColumnGuess[]): Record<string, Field> {
  return Object.fromEntries(
    columns.flatMap(({ title, field }) => (field === null ? [] : [[title, field]])),
  );
}

function read(role: Role, meant: MeantTable, order: ImportOrder, notes: RowNotes): RoleJudgement {
  switch (role) {
    case "facilities":
      return judgeFacilities(meant, order, notes);
    case "premises":
      return judgePremises(meant, order, notes);
    case "units":
      return judgeUnits(meant, notes);
    case "people":
      return judgePeople(meant, order, notes);
    case "network":
      return judgeLines(meant, order, notes);
  }
}
