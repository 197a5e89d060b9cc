import { unexplained } from "./feature-table-text.ts";
import { GeometryFault } from "./geojson-geometry.ts";
import type { RawFile, RawRow, RawTable, UnreadRow } from "./raw-table.ts";
import { isWkt, readWktGeometry, sridOf } from "./wkt-geometry.ts";

const GEOMETRY =
  /^(?:wkt(?:_?geom(?:etry)?)?|(?:the_|st_)?geom(?:etry)?(?:_?wkt)?|shape|几何|几何图形|空间数据)$/i;
/** Titles of a column that names the system, without blanks and strokes. */
const SYSTEM =
  /^(?:坐标系(?:统|名称|类型)?|坐标类型|坐标参考系?|空间参考|坐标基准|大地基准|crs|srs|coord(?:inate)?sys(?:tem)?|coordtype)$/;
/** So many rows tell whether a column holds geometries; some may be damaged. */
const SAMPLE = 50;
const MOST = 0.8;

/**
 * Tables with what their columns say of places beyond pairs of numbers: one that names the coordinate system, where the
 * file itself does not, and in plain tables one of geometries in well-known text.
 */
export function withWrittenPlaces(file: RawFile): RawFile {
  const isPlain = file.format === "csv" || file.format === "excel";
  return { ...file, tables: file.tables.map((table) => withPlaces(table, isPlain)) };
}

function withPlaces(table: RawTable, isPlain: boolean): RawTable {
  const system = statedSystem(table);
  const stated = system === null ? table : { ...table, declaredCrs: system };
  const column = isPlain ? geometryColumn(table) : -1;
  return column === -1 ? stated : withGeometries(stated, column);
}

/** Only where all rows agree: a list joined from two is for the coordinate doctor. */
function statedSystem({ columns, rows, declaredCrs }: RawTable): string | null {
  const column = columns.findIndex((title) => SYSTEM.test(bare(title)));
  if (declaredCrs !== null || column === -1) return declaredCrs;
  const said = new Set(rows.flatMap(({ values }) => values[column]?.trim() || []));
  const [only] = said;
  return only === undefined || said.size > 1 ? null : unexplained(only);
}

function bare(title: string): string {
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_:-]/g, "");
}

function geometryColumn({ columns, rows }: RawTable): number {
  return columns.findIndex((title, column) => {
    if (!GEOMETRY.test(title)) return false;
    const filled = rows.flatMap(({ values }) => values[column] || []).slice(0, SAMPLE);
    return filled.length > 0 && filled.filter(isWkt).length >= MOST * filled.length;
  });
}

function withGeometries(table: RawTable, column: number): RawTable {
  const others = <T>(values: readonly T[]): T[] => values.toSpliced(column, 1);
  const rows: RawRow[] = [];
  const unread: UnreadRow[] = [...table.unread];
  let srid: string | undefined;
  for (const { number, values } of table.rows) {
    const text = values[column] ?? "";
    srid ??= sridOf(text);
    try {
      const geometry = text === "" ? null : readWktGeometry(text);
      rows.push({ number, values: others(values), ...(geometry !== null && { geometry }) });
    } catch (error) {
      if (!(error instanceof GeometryFault)) throw error;
      unread.push({ row: number, reason: error.reason });
    }
  }
  const declaredCrs = table.declaredCrs ?? (srid === undefined ? null : `EPSG:${srid}`);
  return { ...table, columns: others(table.columns), rows, unread, declaredCrs };
}
