import type { Geometry } from "geojson";
import { DatabaseSync } from "node:sqlite";
import type { CrsId } from "#core/geo/crs/crs.ts";
import { crsMark, type CrsMark } from "./export-crs.ts";
import { uniqueNames, type ExportColumn, type ExportTable } from "./export-table.ts";
import { boxOf, geopackageBlob } from "./geopackage-blob.ts";
import { transformedGeometries } from "./transformed.ts";

/** "GPKG", and version 1.3.0 (OGC 12-128r17, 1.1.1.1.1). */
const APPLICATION_ID = 0x47504b47;
const USER_VERSION = 10300;

/** In place of the time of writing, so that the same table always gives the same bytes. */
const LAST_CHANGE = "1980-01-01T00:00:00.000Z";

/** For systems without a code; above all of EPSG's. */
const OWN_SRS_ID = 990_001;

const SQL_TYPES: Readonly<Record<ExportColumn["type"], string>> = {
  text: "TEXT",
  number: "DOUBLE",
  integer: "INTEGER",
};

/** A GeoPackage of one layer, or of one table of attributes where there are no places. */
export function writeGeopackage(table: ExportTable, crs: CrsId): Promise<Buffer> {
  const mark = crsMark(crs);
  const geometries = transformedGeometries(table, crs);
  const database = new DatabaseSync(":memory:");
  try {
    database.exec(
      `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${USER_VERSION};`,
    );
    database.exec("BEGIN");
    database.exec(CORE_TABLES);
    writeSystems(database, mark);
    writeLayer(database, table, mark, geometries);
    writeNotes(database, table);
    database.exec("COMMIT");
    return Promise.resolve(Buffer.from(database.serialize()));
  } finally {
    database.close();
  }
}

const CORE_TABLES = `
  CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
  CREATE TABLE gpkg_contents (
    table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
  CREATE TABLE gpkg_geometry_columns (
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
`;

/** The three that every GeoPackage has, and the layer's own. */
function writeSystems(database: DatabaseSync, mark: CrsMark): void {
  const insert = database.prepare("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)");
  const wgs84 = crsMark("EPSG:4326");
  insert.run("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", null);
  insert.run("Undefined geographic SRS", 0, "NONE", 0, "undefined", null);
  insert.run(wgs84.words, 4326, "EPSG", 4326, definitionOf(wgs84), null);
  const { epsg, words } = mark;
  if (epsg === undefined)
    insert.run(words, OWN_SRS_ID, "NONE", OWN_SRS_ID, definitionOf(mark), null);
  else if (epsg !== 4326) insert.run(words, epsg, "EPSG", epsg, definitionOf(mark), null);
}

/** Degrees of which no datum can be told are a local system by name, so that nobody takes them for WGS 84. */
function definitionOf({ words, wkt }: CrsMark): string {
  return (
    wkt ??
    `LOCAL_CS["${words}",LOCAL_DATUM["${words}",32767],UNIT["Degree",0.0174532925199433],AXIS["Longitude",EAST],AXIS["Latitude",NORTH]]`
  );
}

function writeLayer(
  database: DatabaseSync,
  table: ExportTable,
  mark: CrsMark,
  geometries: readonly (Geometry | null)[],
): void {
  const srsId = mark.epsg ?? OWN_SRS_ID;
  const hasPlaces = table.shape !== "none";
  const names = columnNames(table);
  const [fid = "", geom = "", ...columns] = names.map(quoted);
  const layer = tableName(table.name);
  const definitions = [
    `${fid} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL`,
    ...(hasPlaces ? [`${geom} ${geometryType(table)}`] : []),
    ...columns.map((name, i) => `${name} ${SQL_TYPES[table.columns[i]?.type ?? "text"]}`),
  ];
  database.exec(`CREATE TABLE ${quoted(layer)} (${definitions.join(", ")})`);
  const description = [...(hasPlaces ? [mark.words] : []), ...table.notes].join("\n");
  const box = boxOf(geometries);
  database
    .prepare("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    .run(
      layer,
      hasPlaces ? "features" : "attributes",
      table.title,
      description,
      LAST_CHANGE,
      ...box.map((bound) => (Number.isFinite(bound) ? bound : null)),
      hasPlaces ? srsId : null,
    );
  if (hasPlaces) {
    database
      .prepare("INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)")
      .run(layer, names[1] ?? "", geometryType(table), srsId);
  }
  const all = [fid, ...(hasPlaces ? [geom] : []), ...columns];
  const insert = database.prepare(
    `INSERT INTO ${quoted(layer)} (${all.join(", ")}) VALUES (${all.map(() => "?").join(", ")})`,
  );
  for (const [i, { values }] of table.features.entries()) {
    const geometry = geometries[i] ?? null;
    const blob = geometry === null ? null : geopackageBlob(asDeclared(geometry, table), srsId);
    insert.run(
      i + 1,
      ...(hasPlaces ? [blob] : []),
      ...table.columns.map((_, c) => values[c] ?? null),
    );
  }
}

/** What columns hold, by the schema extension (OGC 12-128r17, annex F.9); nothing where no column says it. */
function writeNotes(database: DatabaseSync, table: ExportTable): void {
  if (!table.columns.some(({ note }) => note !== undefined)) return;
  database.exec(NOTE_TABLES);
  const layer = tableName(table.name);
  const [, , ...names] = columnNames(table);
  const insert = database.prepare(
    "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, NULL)",
  );
  for (const [i, { name, short, note = "" }] of table.columns.entries())
    insert.run(layer, names[i] ?? "", short ?? names[i] ?? "", name, note);
}

const NOTE_TABLES = `
  CREATE TABLE gpkg_extensions (
    table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
    scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
  CREATE TABLE gpkg_data_columns (
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
    mime_type TEXT, constraint_name TEXT,
    CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
    CONSTRAINT gdc_tn UNIQUE (table_name, name));
  CREATE TABLE gpkg_data_column_constraints (
    constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
    min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
    CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
  INSERT INTO gpkg_extensions VALUES
    ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write'),
    ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write');
`;

/** Of the key, the place and the columns, each once. */
function columnNames(table: ExportTable): string[] {
  return uniqueNames(["fid", "geom", ...table.columns.map(({ name }) => name)]);
}

function geometryType({ shape }: ExportTable): string {
  return { point: "POINT", line: "MULTILINESTRING", polygon: "MULTIPOLYGON", none: "GEOMETRY" }[
    shape
  ];
}

/** A layer has one type of geometry; so a single line or polygon becomes several, with one. */
function asDeclared(geometry: Geometry, { shape, name }: ExportTable): Geometry {
  switch (geometry.type) {
    case "Point":
      if (shape === "point") return geometry;
      break;
    case "LineString":
      if (shape === "line") return { type: "MultiLineString", coordinates: [geometry.coordinates] };
      break;
    case "MultiLineString":
      if (shape === "line") return geometry;
      break;
    case "Polygon":
      if (shape === "polygon") return { type: "MultiPolygon", coordinates: [geometry.coordinates] };
      break;
    case "MultiPolygon":
      if (shape === "polygon") return geometry;
      break;
    case "MultiPoint":
    case "GeometryCollection":
      break;
  }
  throw new Error(`${name} is a table of shape "${shape}" and holds a ${geometry.type}.`);
}

/** Names that begin like those of the format's own tables, or SQLite's, are not for layers. */
function tableName(name: string): string {
  const plain = name.replaceAll("\0", "");
  return plain === "" || /^(gpkg|rtree|sqlite)_/i.test(plain) ? `layer_${plain}` : plain;
}

function quoted(name: string): string {
  return `"${name.replaceAll("\0", "").replaceAll('"', '""')}"`;
}
