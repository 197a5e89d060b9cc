import { open as openFile, stat } from "node:fs/promises";
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { RefusedFile } from "../refused-file.ts";
import { FeatureTable, MOST_ROWS } from "./feature-table.ts";
import { readGeopackageGeometry } from "./geopackage-geometry.ts";
import { listLayers, quoted, type Layer } from "./geopackage-layers.ts";
import type { RawFile, RawTable, TableContext } from "./raw-table.ts";

/** One value: a polygon of a million corners has 16 MB. */
const LONGEST_VALUE = 64 * 1024 * 1024;
const LONGEST_SQL = 1024 * 1024;

/** How many rows are read between two looks at the signal. */
const AT_A_TIME = 2048;

/**
 * Reads the feature and attribute tables of a GeoPackage. The file is a foreign database, so nothing in it is
 * run: views, virtual tables and generated columns are passed over, and it is opened as an immutable file, beside
 * which SQLite neither looks for a journal nor makes one. Throws `RefusedFile`.
 */
export async function readGeopackage(path: string, context: TableContext): Promise<RawFile> {
  const { size } = await stat(path);
  const database = open(path, context.name);
  try {
    const file = await readLayers(database, size, context);
    return (await hasLog(path)) ? { ...file, remarks: [{ code: "geopackage-open" }] } : file;
  } catch (error) {
    if (isOfSqlite(error)) throw damaged(context.name);
    throw error;
  } finally {
    database.close();
  }
}

/** Byte 19 of a SQLite database: 2 where edits go to a log beside it, which software removes when it closes the file. */
async function hasLog(path: string): Promise<boolean> {
  await using file = await openFile(path);
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, 19);
  return buffer[0] === 2;
}

async function readLayers(
  database: DatabaseSync,
  bytes: number,
  context: TableContext,
): Promise<RawFile> {
  const layers = listLayers(database);
  if (layers === undefined) throw damaged(context.name);
  if (layers.length === 0) throw new RefusedFile(context.name, { code: "geopackage-no-layers" });
  if (layers.every((layer) => !layer.readable)) {
    const [{ name }] = layers as [Layer];
    throw new RefusedFile(context.name, { code: "geopackage-view", values: { layer: name } });
  }
  const budget = { bytes: 2 * bytes + LONGEST_VALUE };
  const tables: RawTable[] = [];
  for (const layer of layers) tables.push(await readLayer(database, layer, budget, context));
  return { format: "geopackage", encoding: null, tables };
}

async function readLayer(
  database: DatabaseSync,
  layer: Layer,
  budget: { bytes: number },
  context: TableContext,
): Promise<RawTable> {
  const attributes = layer.columns.filter(({ name }) => name !== layer.geometryColumn);
  const titles = attributes.map(({ name }) => name);
  const table = new FeatureTable(context.name, layer.name, titles);
  if (!layer.readable) {
    table.leaveOut(0, { code: "geopackage-view", values: { layer: layer.name } });
    return table.finish(null);
  }
  const names = layer.geometryColumn === null ? titles : [...titles, layer.geometryColumn];
  if (names.length === 0) return table.finish(layer.crs);
  const statement = database.prepare(
    `SELECT ${names.map(quoted).join(", ")} FROM ${quoted(layer.name)} LIMIT ${MOST_ROWS + 1}`,
  );
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  let number = 0;
  for (const row of statement.iterate() as Iterable<unknown> as Iterable<SQLOutputValue[]>) {
    number += 1;
    budget.bytes -= row.reduce<number>((sum, value) => sum + lengthOf(value), 0);
    // A damaged tree of pages can lead to the same bytes over and over.
    if (budget.bytes < 0) throw damaged(context.name);
    const blob = layer.geometryColumn === null ? null : row.at(-1);
    const geometry = table.tryGeometry(number, () => readGeopackageGeometry(blob));
    if (geometry !== undefined) {
      const values = attributes.map(({ isBoolean }, i) => attribute(row[i], isBoolean));
      table.addValues(number, values, geometry);
    }
    if (number % AT_A_TIME === 0) {
      await setImmediate();
      context.signal?.throwIfAborted();
      context.onProgress?.(number, Math.max(number, layer.rows), "records");
    }
  }
  return table.finish(layer.crs);
}

function attribute(value: SQLOutputValue | undefined, isBoolean: boolean): unknown {
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  return isBoolean && (value === 0n || value === 1n) ? value === 1n : value;
}

function lengthOf(value: SQLOutputValue): number {
  return typeof value === "string" || value instanceof Uint8Array ? value.length : 0;
}

function open(path: string, name: string): DatabaseSync {
  const address = pathToFileURL(path);
  address.search = "?immutable=1";
  try {
    const database = new DatabaseSync(address, {
      readOnly: true,
      allowExtension: false,
      defensive: true,
      limits: { length: LONGEST_VALUE, sqlLength: LONGEST_SQL, attach: 0 },
    });
    database.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;");
    return database;
  } catch (error) {
    if (isOfSqlite(error)) throw damaged(name);
    throw error;
  }
}

function isOfSqlite(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
}

function damaged(file: string): RefusedFile {
  return new RefusedFile(file, { code: "geopackage-damaged" });
}
