import { parse } from "csv-parse/sync";
import { posix } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Reason } from "#contract/reasons/reasons.ts";
import { RefusedFile } from "../refused-file.ts";
import { openArchive, type Archive, type ArchiveEntry } from "./archive.ts";
import { FeatureTable } from "./feature-table.ts";
import { decodeBytes, knownEncoding, unexplained } from "./feature-table-text.ts";
import type { RawFile, RawTable, TableContext } from "./raw-table.ts";
import { readAttributes } from "./shapefile-attributes.ts";
import { readShapes } from "./shapefile-shapes.ts";

/** What we write beside a layer is a page; a larger file is something else. */
const LARGEST_NOTE = 1024 * 1024;

/** What one shapefile is made of; other parts (.shx, .sbn, .xml …) say nothing that is not in these. */
interface Parts {
  readonly name: string;
  readonly shp: ArchiveEntry;
  readonly dbf: ArchiveEntry | undefined;
  readonly prj: ArchiveEntry | undefined;
  readonly cpg: ArchiveEntry | undefined;
  /** What our own exports write beside a layer. */
  readonly readme: ArchiveEntry | undefined;
  readonly fields: ArchiveEntry | undefined;
}

/**
 * Reads the shapefiles in a zip, wherever in it they lie, one table for each. Records deleted in the .dbf are no rows.
 * One that cannot be used is remarked on where there are others. Throws `RefusedFile`.
 */
export async function readShapefile(path: string, context: TableContext): Promise<RawFile> {
  await using archive = await openArchive(path, context);
  const layers = findLayers(archive.entries, context.name);
  const tables: RawTable[] = [];
  const remarks: Reason[] = [];
  const encodings = new Set<string>();
  for (const [i, parts] of layers.entries()) {
    const read = await readLayer(archive, parts, context).catch((error: unknown) => {
      if (!(error instanceof RefusedFile && UNUSABLE.has(error.reason.code)) || layers.length === 1)
        throw error;
      remarks.push(error.reason);
    });
    if (read !== undefined) {
      tables.push(read.table);
      encodings.add(read.encoding);
    }
    context.onProgress?.(i + 1, layers.length, "layers");
  }
  const [reason] = remarks;
  if (tables.length === 0 && reason !== undefined) throw new RefusedFile(context.name, reason);
  if (tables.every(({ rows, unread }) => rows.length + unread.length === 0))
    throw new RefusedFile(context.name, { code: "vector-no-features" });
  return { format: "shapefile", encoding: [...encodings].join(", "), tables, remarks };
}

/** What is wrong with one layer alone. */
const UNUSABLE: ReadonlySet<string> = new Set(["shapefile-no-dbf", "shapefile-damaged"]);

function findLayers(entries: readonly ArchiveEntry[], file: string): Parts[] {
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const shapes = entries.filter(({ name }) => extensionOf(name) === ".shp");
  if (shapes.length === 0) throw new RefusedFile(file, { code: "shapefile-no-shp" });
  return shapes.map((shp) => {
    const stem = shp.name.slice(0, -".shp".length);
    const part = (extension: string) => byName.get((stem + extension).toLowerCase());
    const name = posix.basename(stem);
    const beside = (file: string) => {
      const note = byName.get(posix.join(posix.dirname(shp.name), file).toLowerCase());
      return note !== undefined && note.bytes <= LARGEST_NOTE ? note : undefined;
    };
    return {
      name,
      shp,
      dbf: part(".dbf"),
      prj: part(".prj"),
      cpg: part(".cpg") ?? part(".shp.cpg"),
      readme: beside("readme.txt"),
      fields: beside("fields.csv"),
    };
  });
}

function extensionOf(name: string): string {
  return posix.extname(name).toLowerCase();
}

async function readLayer(
  archive: Archive,
  parts: Parts,
  context: TableContext,
): Promise<{ table: RawTable; encoding: string }> {
  const { dbf } = parts;
  if (dbf === undefined)
    throw new RefusedFile(context.name, {
      code: "shapefile-no-dbf",
      values: { layer: parts.name },
    });
  const damaged = (entry: ArchiveEntry): RefusedFile =>
    new RefusedFile(context.name, { code: "shapefile-damaged", values: { part: entry.name } });
  const text = async (entry: ArchiveEntry | undefined): Promise<string | null> =>
    entry === undefined ? null : decodeBytes(await archive.read(entry)).text.trim() || null;
  const found = readShapes(await archive.read(parts.shp));
  if (found === undefined) throw damaged(parts.shp);
  const declared = knownEncoding((await text(parts.cpg)) ?? "");
  const { shapes } = found;
  const attributes = readAttributes(
    await archive.read(dbf),
    context.encoding,
    declared,
    shapes.length,
  );
  if (attributes === undefined) throw damaged(dbf);

  const { recordCount, said, encoding } = attributes;
  const names = wholeNames(attributes.names, await text(parts.fields));
  const table = new FeatureTable(context.name, parts.name, names);
  const paired = Math.min(shapes.length, recordCount);
  for (const [i, shape] of shapes.slice(0, paired).entries()) {
    if (i % 4096 === 0) {
      await setImmediate();
      context.signal?.throwIfAborted();
    }
    const values = attributes.record(i);
    if (values === undefined) continue;
    if ("fault" in shape) table.leaveOut(i + 1, shape.fault.reason);
    else table.addValues(i + 1, values, shape.geometry);
  }
  const counts = { shapes: shapes.length, records: recordCount };
  for (let i = paired; i < Math.max(shapes.length, recordCount); i++)
    table.leaveOut(i + 1, { code: "shapefile-counts-differ", values: counts });
  if (found.cutShort) table.leaveOut(shapes.length + 1, cutShort(parts.shp));
  if (attributes.cutShort) table.leaveOut(recordCount + 1, cutShort(dbf));
  const system = (await text(parts.prj)) ?? systemToldIn(await text(parts.readme));
  const whole = table.finish(system);
  if (recordCount <= said) return { table: whole, encoding };
  const reason = {
    code: "shapefile-count-mended",
    values: { said, found: recordCount },
  } as const;
  return { table: { ...whole, noted: [{ row: 0, reason }] }, encoding };
}

/** The names that had no room in ten bytes, where our own export lists them. */
function wholeNames(names: readonly string[], fields: string | null): readonly string[] {
  if (fields === null || !fields.startsWith("field,column,")) return names;
  const rows = parse(fields, { relax_column_count: true, relax_quotes: true }) as string[][];
  const whole = new Map(rows.map(([field = "", column = ""]) => [field, column]));
  return names.map((name) => whole.get(name) || name);
}

/** The system in our own export, where no .prj can tell it. */
function systemToldIn(readme: string | null): string | null {
  const [, told] = /^坐标系 Coordinate system: (.+)$/m.exec(readme ?? "") ?? [];
  return told === undefined ? null : unexplained(told);
}

function cutShort(entry: ArchiveEntry) {
  return { code: "shapefile-cut-short", values: { part: entry.name } } as const;
}
