import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { describe, expect, it, onTestFinished } from "vitest";
import { FILES_REASONS } from "../../../../server/contract/reasons/files.ts";
import { GEODATA_REASONS } from "../../../../server/contract/reasons/geodata.ts";
import { TABLES_REASONS } from "../../../../server/contract/reasons/tables.ts";
import { fill } from "../../../../server/contract/reasons/wording.ts";
import { RefusedFile } from "../../../../server/intake/refused-file.ts";
import { readTables } from "../../../../server/intake/tables/read-tables.ts";
import type { RawFile } from "../../../../server/intake/tables/raw-table.ts";
import { workbookOf, type Grid } from "../../../fixtures/workbooks.ts";
import {
  database,
  dbfFile,
  emptyGeopackage,
  geopackageGeometry,
  pointShape,
  refusalCode,
  shpFile,
  zipOf,
} from "../../../fixtures/vector-files.ts";
import { given } from "../given.ts";

/** The name says nothing: what a file is stands in it. */
function read(content: string | Uint8Array): Promise<RawFile> {
  return readTables(given("upload", content), { name: "upload.csv" });
}

const GRID: Grid = [
  ["名称", "地址", "床位", "经度"],
  ["阳光托育中心", "南街1号", "60", "100.4512"],
  ["小星星幼儿园", "北街2号", "45", "100.4634"],
];
const CSV = GRID.map((row) => row.join(",")).join("\r\n");
const MESSY_GRID: Grid = [
  ["甘州区托育机构台账", null, null, null],
  ["填表单位：区卫健局", null, null, "日期：2024年3月1日"],
  [],
  ["名 称", "地址", "床位", "经度"],
  [null, null, "（张）", null],
  [" 阳光托育中心\u3000", "南街1号", "60", "100.4512"],
  [],
  ["小星星幼儿园", "\u200b北街2号", "45", "100.4634"],
  ["合计", null, "105", null],
  ["注：数据截至2023年底。", null, null, null],
];
const messyCsv = MESSY_GRID.map((row) => row.map((value) => value ?? "").join("\t")).join("\n");

describe("the same table, clean and messy, is the same in every format", () => {
  it.each<[string, string, () => Uint8Array]>([
    ["CSV", "csv", () => Buffer.from(CSV)],
    ["CSV in GBK", "csv", () => iconv.encode(CSV, "gbk")],
    ["CSV in UTF-16", "csv", () => iconv.encode(CSV, "utf16-le", { addBOM: true })],
    ["an .xlsx", "excel", () => workbookOf({ 表: GRID })],
    ["an .xls", "excel", () => workbookOf({ 表: GRID }, "biff8")],
    ["a messy file with tabs", "csv", () => Buffer.from(`\ufeff${messyCsv}`)],
    [
      "a messy file with tabs in GBK",
      "csv",
      () => iconv.encode(messyCsv.replace("\u200b", ""), "gbk"),
    ],
    ["a messy .xlsx", "excel", () => workbookOf({ 表: MESSY_GRID })],
    ["a messy .xls", "excel", () => workbookOf({ 表: MESSY_GRID }, "biff8")],
    ["a web page called .xls", "excel", () => workbookOf({ 表: GRID }, "html")],
    ["XML of Excel 2003", "excel", () => workbookOf({ 表: GRID }, "xlml")],
    ["OpenDocument", "excel", () => workbookOf({ 表: GRID }, "ods")],
    ["a messy web page", "excel", () => workbookOf({ 表: MESSY_GRID }, "html")],
    ["messy XML of Excel 2003", "excel", () => workbookOf({ 表: MESSY_GRID }, "xlml")],
    ["messy OpenDocument", "excel", () => workbookOf({ 表: MESSY_GRID }, "ods")],
  ])("%s", async (_, format, bytes) => {
    const file = await read(bytes());
    expect(file.format).toBe(format);
    expect(file.tables[0]?.columns.map((title) => title.replace("（张）", ""))).toEqual(GRID[0]);
    expect(file.tables[0]?.rows.map(({ values }) => values)).toEqual(GRID.slice(1));
  });
});

describe("formats with geometries are told by their content", () => {
  it("GeoJSON, after a byte order mark or blanks", async () => {
    const text =
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":null}]}';
    for (const start of ["", "\ufeff", "\n  "])
      expect((await read(start + text)).format).toBe("geojson");
  });

  it("a shapefile, in whatever folder of a zip", async () => {
    const bytes = await zipOf({
      "导出/设施.shp": shpFile(1, [pointShape(100.5, 38.9)]),
      "导出/设施.dbf": dbfFile([{ name: "NAME", type: "C", width: 10 }], [["a"]]),
    });
    expect((await read(bytes)).format).toBe("shapefile");
  });

  it("KML and KMZ", async () => {
    const kml =
      '<?xml version="1.0"?><!-- <osm> --><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>a</name><Point><coordinates>1,2</coordinates></Point></Placemark></Document></kml>';
    expect((await read(kml)).format).toBe("kml");
    expect((await read(await zipOf({ "doc.kml": kml }))).format).toBe("kml");
  });

  it("a GeoPackage", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "gpkg-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = database(path.join(folder, "x"), (made) => {
      emptyGeopackage(made, "name TEXT, geom BLOB");
      made
        .prepare("INSERT INTO places (geom, name) VALUES (?, ?)")
        .run(
          geopackageGeometry(Buffer.from("0101000000000000000000f03f0000000000000040", "hex")),
          "a",
        );
    });
    expect((await readTables(file, { name: "x" })).format).toBe("geopackage");
  });
});

describe("what is no table is refused with what to do instead", () => {
  const magic = (hex: string): Buffer =>
    Buffer.concat([Buffer.from(hex, "hex"), Buffer.alloc(600)]);

  it.each<[string, string, () => Uint8Array | Promise<Uint8Array>]>([
    ["an empty file", "file-empty", () => Buffer.alloc(0)],
    ["blanks alone", "table-no-rows", () => Buffer.from(" \r\n\t\n")],
    ["gzip", "file-packed", () => gzipSync(CSV)],
    ["RAR", "file-packed", () => magic("526172211a0700")],
    ["7z", "file-packed", () => magic("377abcaf271c")],
    ["PDF", "file-no-table", () => Buffer.from("%PDF-1.7\n…")],
    ["PNG", "file-no-table", () => magic("89504e470d0a1a0a")],
    ["JPEG", "file-no-table", () => magic("ffd8ffe0")],
    [
      "DOCX",
      "file-no-table",
      () => zipOf({ "[Content_Types].xml": "<a/>", "word/document.xml": "<a/>" }),
    ],
    [
      "PPTX",
      "file-no-table",
      () => zipOf({ "[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>" }),
    ],
    ["xlsb", "excel-kind", () => workbookOf({ 表: GRID }, "xlsb")],
    ["Excel 4", "excel-kind", () => magic("0904060000001000")],
    ["Excel 2", "excel-kind", () => workbookOf({ sheet: [["a", 1]] }, "biff2")],
    [
      "a page to log in",
      "file-web-page",
      () => Buffer.from("<!DOCTYPE html><html><table><tr><td>账号<td><input></table></html>"),
    ],
    ["a page kept as MHTML", "excel-kind", () => Buffer.from("MIME-Version: 1.0\nContent-Type: a")],
    [
      "other XML",
      "file-xml-unknown",
      () => Buffer.from('<?xml version="1.0"?><gpx version="1.1"></gpx>'),
    ],
    [
      "OpenStreetMap XML",
      "file-is-network",
      () => Buffer.from('<?xml version="1.0"?>\n<osm version="0.6"></osm>'),
    ],
    [
      "OpenStreetMap PBF",
      "file-is-network",
      () => Buffer.from("\0\0\0\u000d\n\tOSMHeader\u0018\u0001"),
    ],
    ["our own network", "file-is-network", () => Buffer.from("YKZ-NET\n\0\0\0")],
    ["GeoTIFF", "file-is-raster", () => magic("49492a0008000000")],
    [".shp alone", "file-shapefile-part", () => shpFile(1, [pointShape(1, 2)])],
    [
      ".prj alone",
      "file-shapefile-part",
      () => Buffer.from('GEOGCS["China_2000",DATUM["D_China_2000"]]'),
    ],
    [
      ".dbf alone",
      "file-shapefile-part",
      () => dbfFile([{ name: "A", type: "C", width: 1 }], [["a"]]),
    ],
    ["DWG", "file-no-table", () => Buffer.from("AC1032\0\0\0\0")],
    ["a zip of tables", "archive-no-table", () => zipOf({ "a.csv": CSV, "b.csv": CSV })],
    ["an empty zip", "archive-no-table", () => zipOf({})],
    ["a compound file of nothing known", "excel-damaged", () => magic("d0cf11e0a1b11ae1")],
    [
      "bytes",
      "file-binary",
      () => Buffer.from(Array.from({ length: 999 }, (_, i) => (i * i * 31 + i) % 256)),
    ],
  ])("%s", async (_, code, content) => {
    expect(await refusalCode(read(await content()))).toBe(code);
  });

  it("a folder, and a file that is not there", async () => {
    expect(await refusalCode(readTables(tmpdir(), { name: "tmp" }))).toBe("file-is-folder");
    expect(await refusalCode(readTables("/nowhere/a.csv", { name: "a.csv" }))).toBe("file-missing");
  });

  it("in whole sentences, naming the file", async () => {
    const error = await read(gzipSync(CSV)).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RefusedFile);
    expect((error as RefusedFile).message).toBe(
      "upload.csv: This is a gzip archive. Unpack it and give the table in it; pack a shapefile as a zip.",
    );
  });
});

it("every reason speaks of the same values in both languages, and ends in whole sentences", () => {
  const all = { ...FILES_REASONS, ...TABLES_REASONS, ...GEODATA_REASONS };
  const placeholders = (text: string) => new Set(text.match(/\{\w+\}/g));
  for (const [code, { what, remedy }] of Object.entries(all)) {
    for (const wording of [what, remedy]) {
      expect(placeholders(wording.zh), code).toEqual(placeholders(wording.en));
      expect(fill(wording, "zh"), code).toMatch(/。$/);
      expect(fill(wording, "en"), code).toMatch(/\.$/);
    }
  }
});
