import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import type { CrsId } from "#core/geo/crs/crs.ts";
import { crsMark, type CrsMark } from "./export-crs.ts";
import { fileStem } from "./export-file-name.ts";
import type { ExportTable } from "./export-table.ts";
import { dbfFile, type DbfEncoding, type DbfField } from "./shapefile-fields.ts";
import { shapeFiles } from "./shapefile-shapes.ts";
import { transformedGeometries } from "./transformed.ts";

/** The earliest time a zip knows, so that the same table always gives the same bytes. */
const NO_TIME = new Date(1980, 0, 1);

interface ShapefileOptions {
  /** "gbk" is what older software of Chinese offices writes: no .cpg, only the language byte tells. */
  readonly encoding?: DbfEncoding;
}

/**
 * A shapefile in a zip. Beside its parts lies a table of the fields, whose names have room for ten bytes only, and a
 * text with title, coordinate system and notes. A system that no .prj can tell, such as GCJ-02, has none.
 */
export function writeShapefile(
  table: ExportTable,
  crs: CrsId,
  { encoding = "utf-8" }: ShapefileOptions = {},
): Promise<Buffer> {
  const mark = crsMark(crs);
  const { shp, shx } = shapeFiles(transformedGeometries(table, crs), table.shape);
  const { dbf, fields } = dbfFile(table, encoding);
  // Unpacked, the parts must still say what no .prj says for them.
  const stem = fileStem(table.name) + (mark.wkt === undefined ? `_${mark.inNames}` : "");
  const zip = new ZipFile();
  const add = (content: Buffer, name: string): void =>
    zip.addBuffer(content, name, { mtime: NO_TIME, forceDosTimestamp: true });
  add(shp, `${stem}.shp`);
  add(shx, `${stem}.shx`);
  add(dbf, `${stem}.dbf`);
  if (mark.wkt !== undefined) add(Buffer.from(mark.wkt), `${stem}.prj`);
  if (encoding === "utf-8") add(Buffer.from("UTF-8"), `${stem}.cpg`);
  add(Buffer.from(fieldsText(fields)), "fields.csv");
  add(Buffer.from(readme(table, mark)), "readme.txt");
  zip.end();
  return buffer(zip.outputStream);
}

function fieldsText(fields: readonly DbfField[]): string {
  const lines = fields.map(({ name, title, cut }) => [name, title, cut === 0 ? "" : `${cut}`]);
  const rows = [["field", "column", "texts_cut_short"], ...lines];
  return `\ufeff${rows.map((row) => `${row.map(quotedIfNeeded).join(",")}\r\n`).join("")}`;
}

function quotedIfNeeded(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function readme({ title, notes }: ExportTable, { words, wkt }: CrsMark): string {
  const noPrj =
    wkt === undefined
      ? ["没有 .prj：此坐标系没有标准定义。 No .prj: this system has no standard definition."]
      : [];
  const system = `坐标系 Coordinate system: ${words}`;
  return `\ufeff${[title, system, ...noPrj, ...notes].join("\r\n")}\r\n`;
}
