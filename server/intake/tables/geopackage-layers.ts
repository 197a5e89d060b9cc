import type { DatabaseSync } from "node:sqlite";
import { unexplained } from "./feature-table-text.ts";

export interface Layer {
  readonly name: string;
  /** A plain table; views and virtual tables could run whatever they say. */
  readonly readable: boolean;
  /** Without generated columns, which could be computed at any cost. */
  readonly columns: readonly { readonly name: string; readonly isBoolean: boolean }[];
  readonly geometryColumn: string | null;
  /** "EPSG:n", else the definition in WKT, else the name; null when undefined. */
  readonly crs: string | null;
  /** As the last writer counted them; 0 when unknown. */
  readonly rows: number;
}

/** Feature and attribute tables in the order of the contents; undefined when this is no GeoPackage. */
export function listLayers(database: DatabaseSync): Layer[] | undefined {
  const types = tableTypes(database);
  if (types.get("gpkg_contents") !== "table") return undefined;
  const contents = rowsOf(
    database,
    "SELECT table_name AS name, data_type AS type, srs_id AS srs FROM gpkg_contents ORDER BY rowid",
  );
  const geometries =
    types.get("gpkg_geometry_columns") === "table"
      ? rowsOf(
          database,
          "SELECT table_name AS name, column_name AS geometry, srs_id AS srs FROM gpkg_geometry_columns",
        )
      : [];
  const hasSystems = types.get("gpkg_spatial_ref_sys") === "table";
  return contents.flatMap(({ name, type, srs }) => {
    const known = typeof name === "string" ? types.get(name.toLowerCase()) : undefined;
    if (typeof name !== "string" || known === undefined || !isVector(type)) return [];
    const readable = known === "table";
    const columns = readable ? columnsOf(database, name) : [];
    const given = geometries.find((each) => sameName(each["name"], name));
    const geometry = columns.find((column) => sameName(given?.["geometry"], column.name));
    return {
      name,
      readable,
      columns,
      geometryColumn: geometry?.name ?? null,
      crs: hasSystems && geometry ? systemOf(database, given?.["srs"] ?? srs) : null,
      rows: readable && types.get("gpkg_ogr_contents") === "table" ? rowCount(database, name) : 0,
    };
  });
}

/** Definitions that say nothing of the earth; the name says more. */
const NO_GEODESY = /^\s*(undefined\b|LOCAL_CS\b|ENGCRS\b|ENGINEERINGCRS\b|$)/i;

/** A name of the database within a statement. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function isVector(type: unknown): boolean {
  return type === "features" || type === "attributes" || type === "aspatial";
}

/** By lower-case name: SQLite does not tell cases apart. */
function tableTypes(database: DatabaseSync): Map<string, string> {
  const listed = rowsOf(database, "PRAGMA main.table_list");
  return new Map(listed.map(({ name, type }) => [text(name).toLowerCase(), text(type)]));
}

function columnsOf(database: DatabaseSync, table: string): Layer["columns"] {
  return rowsOf(database, `PRAGMA main.table_xinfo(${quoted(table)})`)
    .filter(({ hidden }) => hidden === 0)
    .map(({ name, type }) => ({ name: text(name), isBoolean: /^bool/i.test(text(type)) }));
}

function systemOf(database: DatabaseSync, id: unknown): string | null {
  if (typeof id !== "number" || id === 0 || id === -1) return null;
  const [system] = rowsOf(
    database,
    `SELECT srs_name AS name, organization, organization_coordsys_id AS code, definition
     FROM gpkg_spatial_ref_sys WHERE srs_id = ?`,
    id,
  );
  if (system === undefined) return null;
  const { name, organization, code, definition } = system;
  if (/^epsg$/i.test(text(organization)) && typeof code === "number") return `EPSG:${code}`;
  if (typeof definition === "string" && !NO_GEODESY.test(definition)) return definition;
  return typeof name === "string" && name.trim() !== "" ? unexplained(name) : null;
}

function rowCount(database: DatabaseSync, table: string): number {
  const [count] = rowsOf(
    database,
    "SELECT feature_count AS rows FROM gpkg_ogr_contents WHERE table_name = ?",
    table,
  );
  return typeof count?.["rows"] === "number" ? count["rows"] : 0;
}

function rowsOf(
  database: DatabaseSync,
  sql: string,
  ...values: (string | number)[]
): Record<string, unknown>[] {
  return database.prepare(sql).all(...values);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function sameName(a: unknown, b: string): boolean {
  return typeof a === "string" && a.toLowerCase() === b.toLowerCase();
}
