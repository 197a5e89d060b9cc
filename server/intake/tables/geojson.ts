import { readFile, stat } from "node:fs/promises";
import { jsonFaultAt } from "#core/json-fault.ts";
import { RefusedFile } from "../refused-file.ts";
import { FeatureTable } from "./feature-table.ts";
import { unexplained } from "./feature-table-text.ts";
import { planarGeometry } from "./geojson-geometry.ts";
import type { RawFile, TableContext } from "./raw-table.ts";
import { detectEncoding } from "./text.ts";

/** A GeoJSON file is parsed as a whole, in several times its size of memory. */
const LARGEST_MEGABYTES = 200;
/** Digits beyond which a whole number loses its last ones as a JavaScript number: eighteen-digit codes. */
const LONG_WHOLE_NUMBER = /[:[,\s]-?\d{16,}\s*[,}\]\s]/;
const RECORD_SEPARATOR = "\u001e";

type Json = Readonly<Record<string, unknown>>;

/** A record of a sequence: a value, or undefined where the text is no JSON. */
type JsonRecord = { readonly value: unknown } | undefined;

const GEOMETRIES: ReadonlySet<unknown> = new Set([
  "Point",
  "MultiPoint",
  "LineString",
  "MultiLineString",
  "Polygon",
  "MultiPolygon",
  "GeometryCollection",
]);

/**
 * Reads GeoJSON in all its forms: a FeatureCollection, one Feature, a bare geometry, or a sequence of them, one per
 * line (RFC 8142 with or without its separators). A feature without geometry is a row without one. Throws
 * `RefusedFile`.
 */
export async function readGeojsonTables(path: string, context: TableContext): Promise<RawFile> {
  const { name, signal } = context;
  const { size } = await stat(path);
  if (size > LARGEST_MEGABYTES * 1024 * 1024) throw tooLarge(name, size);
  const bytes = await readFile(path, { ...(signal && { signal }) });
  const encoding = await detectEncoding(path, context);
  const text = new TextDecoder(encoding).decode(bytes);
  const { features, crs } = readDocument(text, name);
  if (features.length === 0) throw new RefusedFile(name, { code: "vector-no-features" });
  const table = new FeatureTable(name, "");
  const idColumn = columnForIds(features);
  for (const [i, feature] of features.entries()) {
    if (i % 4096 === 0) {
      signal?.throwIfAborted();
      context.onProgress?.(i, features.length, "records");
    }
    addRecord(table, i + 1, feature, idColumn);
  }
  return { format: "geojson", encoding, tables: [table.finish(crs)] };
}

interface Document {
  readonly features: readonly JsonRecord[];
  readonly crs: string | null;
}

function readDocument(text: string, name: string): Document {
  const long = LONG_WHOLE_NUMBER.test(text);
  const whole = parse(text, long);
  if (whole !== undefined) return documentOf(whole.value, name);
  const records = sequenceOf(text, long);
  if (records === undefined) throw notJson(text, name);
  const first = records.find((record) => record !== undefined)?.value;
  return { features: records, crs: isObject(first) ? declaredCrs(first) : null };
}

function documentOf(value: unknown, name: string): Document {
  if (!isObject(value)) throw notGeojson(value, name);
  const { type, features } = value;
  const crs = declaredCrs(value);
  if (type === "FeatureCollection" && Array.isArray(features)) {
    return { features: features.map((feature: unknown) => ({ value: feature })), crs };
  }
  if (type === "Feature" || GEOMETRIES.has(type)) return { features: [{ value }], crs };
  throw notGeojson(value, name);
}

/** Undefined when the first record, too, is no GeoJSON: then this is no sequence but one broken file. */
function sequenceOf(text: string, long: boolean): JsonRecord[] | undefined {
  const separator = text.includes(RECORD_SEPARATOR) ? RECORD_SEPARATOR : /\r?\n/;
  const records = text.split(separator).flatMap((part) => {
    const trimmed = part.trim();
    return trimmed === "" ? [] : [parse(trimmed, long)];
  });
  const first = records[0]?.value;
  const isGeojson =
    isObject(first) && (first["type"] === "Feature" || GEOMETRIES.has(first["type"]));
  return isGeojson ? records : undefined;
}

/** Whole numbers too long for a JavaScript number are kept as texts where `long` says that there are some. */
function parse(text: string, long: boolean): JsonRecord {
  try {
    return {
      value: long ? (JSON.parse(text, keepDigits) as unknown) : (JSON.parse(text) as unknown),
    };
  } catch (error) {
    // A RangeError tells of nesting that only an attack would have.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== "number" || source === undefined || Number.isSafeInteger(value))
    return value;
  return /^-?\d+$/.test(source) ? source : value;
}

function addRecord(
  table: FeatureTable,
  number: number,
  record: JsonRecord,
  idColumn: string | undefined,
): void {
  const feature = record?.value;
  if (isObject(feature) && GEOMETRIES.has(feature["type"])) {
    table.tryFeature(number, [], () => planarGeometry(feature));
  } else if (isObject(feature) && feature["type"] === "Feature") {
    const { geometry, properties, id } = feature;
    const values = isObject(properties) ? Object.entries(properties) : [];
    const ids = idColumn !== undefined && id !== undefined ? ([[idColumn, id]] as const) : [];
    table.tryFeature(number, [...values, ...ids], () => planarGeometry(geometry));
  } else {
    table.leaveOut(number, { code: "feature-damaged" });
  }
}

/** A feature may carry its id outside its properties: then it gets a column, unless "id" is a property, too. */
function columnForIds(features: readonly JsonRecord[]): string | undefined {
  let found = false;
  for (const record of features) {
    const feature = record?.value;
    if (!isObject(feature)) continue;
    const { id, properties } = feature;
    if (isObject(properties) && Object.keys(properties).some((key) => /^\s*id\s*$/i.test(key)))
      return undefined;
    found ||= typeof id === "string" || typeof id === "number";
  }
  return found ? "id" : undefined;
}

/**
 * What GeoJSON before RFC 7946 could say of its coordinates (a name or an EPSG code), else the plain words that
 * our own files carry. Silence is not taken for WGS 84: files in GCJ-02 are silent as well.
 */
function declaredCrs(json: Json): string | null {
  const { crs, coordinate_system: words } = json;
  if (isObject(crs) && isObject(crs["properties"])) {
    const { name, code } = crs["properties"];
    if (typeof name === "string" && name.trim() !== "") return name.trim();
    if (typeof code === "number" || typeof code === "string") return `EPSG:${code}`;
  }
  return typeof words === "string" && words.trim() !== "" ? unexplained(words) : null;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function notJson(text: string, file: string): RefusedFile {
  const at = jsonFaultAt(text);
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  const column = at - before.lastIndexOf("\n");
  return new RefusedFile(file, { code: "json-damaged", values: { line, column } });
}

function notGeojson(value: unknown, file: string): RefusedFile {
  return new RefusedFile(file, {
    code: "json-not-geojson",
    values: { type: kindOfJson(value).slice(0, 40) },
  });
}

/** What servers give that is not GeoJSON, by what only they have. */
const FOREIGN: readonly (readonly [member: string, kind: string])[] = [
  ["spatialReference", "Esri JSON"],
  ["geometryType", "Esri JSON"],
  ["elements", "Overpass JSON"],
  ["pois", "POI API"],
];

function kindOfJson(value: unknown): string {
  if (!isObject(value)) return Array.isArray(value) ? "[ ]" : typeof value;
  const { type } = value;
  if (typeof type === "string") return `type: ${type}`;
  return FOREIGN.find(([member]) => member in value)?.[1] ?? "{ }";
}

function tooLarge(file: string, bytes: number): RefusedFile {
  const megabytes = Math.ceil(bytes / 1024 / 1024);
  return new RefusedFile(file, {
    code: "file-too-large",
    values: { megabytes, limit: LARGEST_MEGABYTES },
  });
}
