import type { ProgressUnit } from "#contract/jobs.ts";
import type { Reason } from "#contract/reasons/reasons.ts";
import type { Geometry } from "geojson";

export const TABLE_FORMATS = ["csv", "excel", "geojson", "shapefile", "geopackage", "kml"] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** A file of tables as it was read, before anything is given a meaning. */
export interface RawFile {
  readonly format: TableFormat;
  /** As decoded, such as "UTF-8" or "GB18030"; null where the format leaves no choice. */
  readonly encoding: string | null;
  /** Sheets of a workbook, layers of a container; one for a plain file. At least one. */
  readonly tables: readonly RawTable[];
  /** Parts of the file that were not read, and why: hidden sheets, layers of no use. */
  readonly remarks?: readonly Reason[];
}

/** One table: columns of text and, where the format has them, geometries in the file's own coordinates. */
export interface RawTable {
  /** Name of the sheet or layer; "" where the file is the table. */
  readonly name: string;
  /**
   * Row of the file the titles stand in, the lowest where there are several, from 1; 0 where the format names its
   * columns itself, or where there are no titles and the columns are called 列1, 列2, …
   */
  readonly headerRow: number;
  /** Trimmed, never blank (column letters stand in for a blank title), each once (a second gets " (2)"). */
  readonly columns: readonly string[];
  readonly rows: readonly RawRow[];
  /** What the file itself says of its coordinates: WKT of a .prj, a CRS name or code; null when nothing. */
  readonly declaredCrs: string | null;
  /** Rows that could not be made rows of the table, and why. Blank rows and merged titles are no rows. */
  readonly unread: readonly UnreadRow[];
  /** Rows that were read with a remark, such as a value that was damaged or is blank for a reason. */
  readonly noted?: readonly NotedRow[];
}

export interface RawRow {
  /** Line, row or feature number in the file as its user counts it, from 1. */
  readonly number: number;
  /** As many as `columns`. Trimmed; "" for blank; numbers plain ("12.5"), dates ISO, truth "true" or "false". */
  readonly values: readonly string[];
  /** RFC 7946 shape in the file's own coordinates, [x, y]: longitude or easting first where the file can tell. */
  readonly geometry?: Geometry;
}

export interface UnreadRow {
  readonly row: number;
  readonly reason: Reason;
}

export interface NotedRow {
  readonly row: number;
  readonly reason: Reason;
  /** Title of the column it is about. */
  readonly column?: string;
}

/** What every reader of tables is given. */
export interface TableContext {
  /** The name the user knows the file by. */
  readonly name: string;
  /** Decoding to use instead of the detected one. */
  readonly encoding?: string | undefined;
  /** Row of the titles to use instead of the detected one. */
  readonly headerRow?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Without a unit it is a part of the whole that is told. */
  readonly onProgress?: ((done: number, total: number, unit?: ProgressUnit) => void) | undefined;
}
