import { stat } from "node:fs/promises";
import type { Reason } from "#contract/reasons/reasons.ts";
import { printable } from "../account.ts";
import { RefusedFile } from "../refused-file.ts";
import { openArchive } from "./archive.ts";
import { kindOfBytes } from "./kind-of-bytes.ts";
import type { RawFile, TableContext } from "./raw-table.ts";
import { decodeText, detectEncoding, readHead } from "./text.ts";
import { withWrittenPlaces } from "./written-places.ts";

/**
 * Reads the tables of a file, whose format is told by its content and never by its name: CSV and the like, Excel (as
 * web pages and XML too, which systems export under .xls), GeoJSON, zipped shapefile, GeoPackage, KML and KMZ. Throws
 * `RefusedFile` for anything else, with what to do.
 */
export async function readTables(path: string, context: TableContext): Promise<RawFile> {
  return withWrittenPlaces(await readAny(path, context));
}

async function readAny(path: string, context: TableContext): Promise<RawFile> {
  await checkFile(path, context.name);
  const head = await readHead(path);
  const kind = kindOfBytes(head);
  if (kind === undefined) return readText(path, head, context);
  if (typeof kind !== "string") throw new RefusedFile(context.name, kind);
  switch (kind) {
    case "zip":
      return readZip(path, context);
    case "compound":
      return (await import("./excel.ts")).readExcel(path, context);
    case "sqlite":
      return (await import("./geopackage.ts")).readGeopackage(path, context);
  }
}

async function checkFile(path: string, name: string): Promise<void> {
  const refuse = (reason: Reason): RefusedFile => new RefusedFile(name, reason);
  const stats = await stat(path).catch((error: unknown) => {
    const why = error instanceof Error && "code" in error ? String(error.code) : "";
    throw refuse(
      why === "ENOENT" || why === "ENOTDIR"
        ? { code: "file-missing" }
        : { code: "file-unreadable", values: { why } },
    );
  });
  if (stats.isDirectory()) throw refuse({ code: "file-is-folder" });
  if (!stats.isFile()) throw refuse({ code: "file-unreadable", values: { why: "device" } });
  if (stats.size === 0) throw refuse({ code: "file-empty" });
}

async function readZip(path: string, context: TableContext): Promise<RawFile> {
  const names = await namesIn(path, context);
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  const refuse = (reason: Reason): RefusedFile => new RefusedFile(context.name, reason);
  if (has(/^xl\/workbook\.xml$/i)) return (await import("./excel.ts")).readExcel(path, context);
  if (has(/^xl\/workbook\.bin$/i)) throw refuse({ code: "excel-kind", values: { kind: ".xlsb" } });
  if (has(/^word\//i)) throw refuse({ code: "file-no-table", values: { kind: "Word" } });
  if (has(/^ppt\//i)) throw refuse({ code: "file-no-table", values: { kind: "PowerPoint" } });
  if (has(/^META-INF\/manifest\.xml$/i) && has(/^content\.xml$/i)) {
    return (await import("./ods-workbook.ts")).readOdsWorkbook(path, context);
  }
  if (has(/^Index\/Document\.iwa$/i)) {
    throw refuse({ code: "excel-kind", values: { kind: "Numbers" } });
  }
  // A workbook may call its main part otherwise; its list of content types is where it must be.
  if (has(/^\[Content_Types\]\.xml$/i))
    return (await import("./excel.ts")).readExcel(path, context);
  if (has(/\.(?:shp|dbf|shx)$/i)) {
    return (await import("./shapefile.ts")).readShapefile(path, context);
  }
  if (has(/\.kml$/i)) return (await import("./kml.ts")).readKml(path, context);
  const shown = printable(names.slice(0, 5).join(", "), 120) || "—";
  throw refuse({ code: "archive-no-table", values: { names: shown } });
}

async function namesIn(path: string, context: TableContext): Promise<string[]> {
  await using archive = await openArchive(path, context);
  return archive.entries.map(({ name }) => name);
}

async function readText(path: string, head: Buffer, context: TableContext): Promise<RawFile> {
  const encoding = await detectEncoding(path, context);
  const readCsv = async () =>
    (await import("./csv-table.ts")).readCsvTable(path, { ...context, encoding });
  // GeoJSON in lines may begin each of them with a record separator.
  const start = decodeText(head, encoding).replace(/^(?:[\s\ufeff]|\p{Cc})+/u, "");
  if (/^(?:\{\s*(?:["}]|$)|\[\s*(?:[\]{]|$))/.test(start)) {
    return (await import("./geojson.ts")).readGeojsonTables(path, context);
  }
  if (/^MIME-Version:/i.test(start))
    throw new RefusedFile(context.name, { code: "excel-kind", values: { kind: "MHTML" } });
  if (/^(?:PROJ|GEOG|GEOC|COMPD_|LOCAL_|BOUND)(?:CS|CRS)\[/.test(start))
    throw new RefusedFile(context.name, { code: "file-shapefile-part", values: { kind: ".prj" } });
  if (start.startsWith("<")) return readMarkup(path, start, readCsv, context);
  return readCsv();
}

async function readMarkup(
  path: string,
  start: string,
  readCsv: () => Promise<RawFile>,
  context: TableContext,
): Promise<RawFile> {
  const refuse = (reason: Reason): RefusedFile => new RefusedFile(context.name, reason);
  const body = start.replaceAll(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->/g, "");
  const root = /<([A-Za-z][\w.:-]*)/.exec(body)?.[1] ?? "";
  const name = root.slice(root.indexOf(":") + 1);
  if (
    /^(?:html|head|body|title|meta|link|table|style|script|div|center|form|font)$/i.test(root) ||
    /^<!doctype\s+html/i.test(body)
  ) {
    return (await import("./html-workbook.ts")).readHtmlWorkbook(path, context);
  }
  if (/^kml$/i.test(name)) return (await import("./kml.ts")).readKml(path, context);
  if (/^osm(?:change)?$/i.test(name)) {
    throw refuse({ code: "file-is-network", values: { kind: "OpenStreetMap XML" } });
  }
  if (name === "Workbook") {
    return (await import("./xml-workbook.ts")).readXmlWorkbook(path, context);
  }
  if (root === "") return readCsv();
  throw refuse({ code: "file-xml-unknown", values: { root: printable(root, 30) } });
}
