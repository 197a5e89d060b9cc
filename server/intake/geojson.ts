import { readFile } from "node:fs/promises";
import { InputError, printable, type AccountKeeper, type Fault } from "./account.ts";
import { mapColumns, type Column, type ColumnMap } from "./columns.ts";
import { jsonFaultAt } from "#core/json-fault.ts";
import type { Geometry, Layout, Row } from "./row.ts";
import type { IntakeContext, Source } from "./source.ts";
import { bytesOfMark, checkUtf8 } from "./utf8.ts";
import type { Field } from "./values.ts";

/** A GeoJSON file is parsed as a whole, in several times its size of memory. */
const LARGEST_BYTES = 200 * 1024 * 1024;
/** WGS 84 by its names, and CGCS2000, which differs from it by less than a metre. */
const DEGREES = /CRS:?84|EPSG:+(?:[\d.]*:)?(?:4326|4490)$/i;

/** Reads a GeoJSON FeatureCollection; a feature of another geometry than the layout wants is dropped. */
export async function eachFeature(
  source: Source,
  context: IntakeContext,
  layout: Layout,
  keeper: AccountKeeper,
  visit: (row: Row) => void,
): Promise<readonly string[]> {
  const features = featuresOf(await readJson(source, context), source.name);
  for (const [i, value] of features.entries()) {
    if (i % 1024 === 0) context.signal?.throwIfAborted();
    const feature = readFeature(value, i + 1, layout);
    if (feature instanceof Feature) visit(feature);
    else keeper.drop(i + 1, feature);
  }
  context.onProgress?.(source.bytes, source.bytes);
  return [];
}

async function readJson({ path, name, bytes }: Source, context: IntakeContext): Promise<unknown> {
  if (bytes > LARGEST_BYTES) {
    throw new InputError(
      `${name} has ${Math.ceil(bytes / 1024 / 1024)} MB; GeoJSON is read up to ${LARGEST_BYTES / 1024 / 1024} MB.`,
      "Cut it to the place under study, or give points as CSV.",
      { file: name },
    );
  }
  context.signal?.throwIfAborted();
  const buffer = await readFile(path, context.signal ? { signal: context.signal } : {});
  const content = buffer.subarray(bytesOfMark(buffer));
  checkUtf8(content, 1, name);
  const text = content.toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    throw brokenJson(text, name);
  }
}

function brokenJson(text: string, name: string): InputError {
  const at = jsonFaultAt(text);
  const before = text.slice(0, at).split("\n");
  const [row, column] = [before.length, (before.at(-1) ?? "").length + 1];
  const what =
    at >= text.length
      ? "it ends too early"
      : `"${printable(text.slice(at, at + 20), 20)}" is not expected here`;
  return new InputError(
    `${name} is not valid JSON: line ${row}, character ${column}: ${what}.`,
    "Export the file again, or correct it there.",
    { file: name, row },
  );
}

function featuresOf(json: unknown, name: string): readonly unknown[] {
  const refuse = (problem: string, remedy: string) =>
    new InputError(`${name} ${problem}.`, remedy, { file: name });
  if (!isObject(json) || json["type"] !== "FeatureCollection") {
    const type = isObject(json) && typeof json["type"] === "string" ? json["type"] : undefined;
    throw refuse(
      type === undefined ? "is JSON, but not GeoJSON" : `is a ${printable(type, 30)}`,
      "Give a GeoJSON FeatureCollection.",
    );
  }
  const { features, crs } = json;
  if (!Array.isArray(features)) {
    throw refuse("has no list of features", "Give a GeoJSON FeatureCollection.");
  }
  const system = crsName(crs);
  if (system !== undefined && !DEGREES.test(system)) {
    throw refuse(
      `says its coordinates are in ${printable(system, 60)}`,
      "Export it again in degrees of WGS 84 (EPSG:4326).",
    );
  }
  return features;
}

/** The coordinate system that GeoJSON before RFC 7946 could name. */
function crsName(crs: unknown): string | undefined {
  if (!isObject(crs) || !isObject(crs["properties"])) return undefined;
  const { name } = crs["properties"];
  return typeof name === "string" ? name.trim() : undefined;
}

function readFeature(value: unknown, number: number, layout: Layout): Feature | Fault {
  const remedy = `Give features with ${layout.geometries.join(" or ")} geometry.`;
  if (!isObject(value) || value["type"] !== "Feature") return { reason: "not a Feature", remedy };
  const { geometry, properties, id } = value;
  if (!isObject(geometry) || typeof geometry["type"] !== "string") {
    return { reason: "the feature has no geometry", remedy };
  }
  const type = geometry["type"];
  if (!layout.geometries.some((wanted) => wanted === type)) {
    return {
      column: "geometry",
      value: type,
      reason: `the geometry is not a ${layout.geometries.join(" or ")}`,
      remedy,
    };
  }
  const shape = { type, coordinates: geometry["coordinates"] };
  return new Feature(number, shape, isObject(properties) ? properties : {}, id);
}

class Feature implements Row {
  readonly number: number;
  readonly geometry: Geometry;
  readonly #titles: readonly string[];
  readonly #values: readonly unknown[];
  readonly #map: ColumnMap;
  readonly #id: unknown;

  constructor(
    number: number,
    geometry: Geometry,
    properties: Readonly<Record<string, unknown>>,
    id: unknown,
  ) {
    this.number = number;
    this.geometry = geometry;
    this.#titles = Object.keys(properties);
    this.#values = Object.values(properties);
    this.#map = mapColumns(this.#titles);
    this.#id = id;
  }

  /** A property that is not there is a blank one; a feature may carry its id outside its properties. */
  field(column: Column): Field {
    const index = this.#map.columns.get(column);
    if (index !== undefined) return this.#fieldAt(index);
    return { column, text: column === "id" ? textOf(this.#id) : "" };
  }

  groups(): [string, Field][] {
    return Array.from(this.#map.groups, ([group, index]) => [group, this.#fieldAt(index)]);
  }

  #fieldAt(index: number): Field {
    return { column: this.#titles[index] ?? "", text: textOf(this.#values[index]) };
  }
}

/** A list reads as CSV writes one, separated by semicolons; what is nested deeper has no text of ours. */
function textOf(value: unknown): string {
  return Array.isArray(value) ? value.map(scalarText).join(";") : scalarText(value);
}

function scalarText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value.trim();
  return typeof value === "number" || typeof value === "boolean" ? `${value}` : "{…}";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
