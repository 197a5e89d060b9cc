import type { Geometry, Position } from "geojson";
import type { CrsId } from "#core/geo/crs/crs.ts";
import { crsMark } from "./export-crs.ts";
import {
  uniqueNames,
  type ExportColumn,
  type ExportTable,
  type ExportValue,
} from "./export-table.ts";
import { transformedGeometries } from "./transformed.ts";

/**
 * A table that Excel opens by a double click: UTF-8 with a byte order mark, CRLF. Places are two columns of numbers
 * where they are points, else WKT; every row names the coordinate system and carries the notes, since rows get copied.
 */
export function writeCsv(table: ExportTable, crs: CrsId): Promise<Buffer> {
  const { isDegrees, words } = crsMark(crs);
  const geometries = transformedGeometries(table, crs);
  const placeColumns = {
    point: isDegrees ? ["lng", "lat"] : ["x", "y"],
    line: ["wkt"],
    polygon: ["wkt"],
    none: [],
  }[table.shape];
  const hasPlaces = table.shape !== "none";
  const notes = table.notes.join(" ");
  const names = [
    ...table.columns.map(({ name }) => name),
    ...placeColumns,
    ...(hasPlaces ? ["coordinate_system"] : []),
    ...(notes === "" ? [] : ["file_notes"]),
  ];
  const rows = table.features.map(({ values }, i) => [
    ...table.columns.map((column, c) => valueCell(column, values[c] ?? null)),
    ...placeCells(table.shape, geometries[i] ?? null),
    ...(hasPlaces ? [textCell(words)] : []),
    ...(notes === "" ? [] : [textCell(notes)]),
  ]);
  const lines = [uniqueNames(names).map(textCell), ...rows].map(
    (cells) => `${cells.join(",")}\r\n`,
  );
  return Promise.resolve(Buffer.from(`\ufeff${lines.join("")}`));
}

function valueCell({ type }: ExportColumn, value: ExportValue): string {
  if (value === null) return "";
  return type === "text" || typeof value === "string" ? textCell(`${value}`) : `${value}`;
}

/** What a spreadsheet would run as a formula (OWASP, CSV injection) gets an apostrophe; a negative number is none. */
function textCell(text: string): string {
  const isFormula = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^-\d+(\.\d+)?$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function placeCells(shape: ExportTable["shape"], geometry: Geometry | null): string[] {
  switch (shape) {
    case "none":
      return [];
    case "line":
    case "polygon":
      return [geometry === null ? "" : textCell(wkt(geometry))];
    case "point": {
      if (geometry === null) return ["", ""];
      if (geometry.type !== "Point") throw new Error(`A table of points holds a ${geometry.type}.`);
      const [x = NaN, y = NaN] = geometry.coordinates;
      return [`${x}`, `${y}`];
    }
  }
}

function wkt(geometry: Geometry): string {
  if (geometry.type === "GeometryCollection")
    return `GEOMETRYCOLLECTION (${geometry.geometries.map(wkt).join(", ")})`;
  return `${geometry.type.toUpperCase()} ${nested(
    geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates,
  )}`;
}

function nested(list: readonly (Position | readonly Position[] | readonly Position[][])[]): string {
  return `(${list.map((each) => (isPosition(each) ? each.join(" ") : nested(each))).join(", ")})`;
}

function isPosition(value: readonly unknown[]): value is Position {
  return typeof value[0] === "number";
}
