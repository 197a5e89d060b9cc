import { Value } from "typebox/value";
import { ScenarioContent, type Edit, type ImportedScenario } from "#contract/scenario.ts";
import { crsOf } from "#core/geo/crs/crs-of.ts";
import type { CrsId } from "#core/geo/crs/crs.ts";
import { toWgs84 } from "#core/geo/crs/transform.ts";
import { ownValue } from "#core/own-value.ts";
import { scenarioFeatures } from "../intake/scenario-geojson.ts";
import { UnfitScenario } from "./unfit-scenario.ts";

/** What stands in a file of one scenario, as the program writes it. */
export const SCENARIO_FILE = "yikezhong-scenario";
export const SCENARIO_FILE_VERSION = 1;

export interface ReadScenario {
  readonly content: ScenarioContent;
  readonly notes: ImportedScenario["notes"];
}

/** More features than could be edited by anybody. */
const MOST_FEATURES = 20_000;
const EDITS_PER_STEP = 1000;

/** A file of a scenario, or features as a new one. `at` is now. Throws `UnfitScenario`. */
export function readScenario(file: unknown, at: string): ReadScenario {
  if (isRecord(file) && ownValue(file, "format") === SCENARIO_FILE)
    return { content: ownContent(file), notes: [] };
  if (isRecord(file) && ownValue(file, "type") === "FeatureCollection")
    return fromFeatures(file, at);
  throw new UnfitScenario(
    "The file is neither a scenario saved from here nor a GeoJSON FeatureCollection.",
    "Choose a file that was exported from a scenario, or a GeoJSON FeatureCollection in WGS 84.",
    [
      {
        path: "",
        zh: "文件既不是本系统导出的方案，也不是 GeoJSON 要素集合。请选用从方案导出的文件，或 GeoJSON 文件。",
        en: "Choose a file that was exported from a scenario, or a GeoJSON FeatureCollection.",
      },
    ],
  );
}

function ownContent(file: Readonly<Record<string, unknown>>): ScenarioContent {
  const version = ownValue(file, "formatVersion");
  if (version !== SCENARIO_FILE_VERSION)
    throw new UnfitScenario(
      `The scenario file is of format version ${String(version).slice(0, 20)}; this program reads version ${SCENARIO_FILE_VERSION}.`,
      "Open it with the version of the program that wrote it, or export it from there again.",
    );
  const scenario = ownValue(file, "scenario");
  const { name, note, steps, inForce } = isRecord(scenario) ? scenario : {};
  const content = { name, note, steps, inForce };
  if (Value.Check(ScenarioContent, content)) return content;
  const [first] = Value.Errors(ScenarioContent, content);
  const where = (first?.instancePath ?? "").replace(/^\//, "").replaceAll("/", ".");
  throw new UnfitScenario(
    `The scenario in the file is not whole: ${where === "" ? "it" : where} ${first?.message ?? "is wrong"}.`,
    "Export the scenario again; a file that was edited by hand must keep its form.",
    [
      {
        path: where,
        zh: `文件中的方案不完整（${where}）。请重新导出后再导入。`,
        en: "Export the scenario again.",
      },
    ],
  );
}

function fromFeatures(file: Readonly<Record<string, unknown>>, at: string): ReadScenario {
  const features = ownValue(file, "features");
  if (!Array.isArray(features) || features.length === 0 || features.length > MOST_FEATURES)
    throw new UnfitScenario(
      `The file has no features, or more than ${MOST_FEATURES}.`,
      "Give the features of one scenario in one file.",
    );
  const toPlace = toWgs84(systemOf(file));
  const read = scenarioFeatures(([x = Number.NaN, y = Number.NaN]) => toPlace([x, y]));
  const edits: Edit[] = [];
  const notes: ImportedScenario["notes"] = [];
  for (const [i, feature] of (features as readonly unknown[]).entries()) {
    const { name, edit, notes: said } = read(feature);
    if (edit !== undefined) edits.push(edit);
    notes.push(...said.map((one) => ({ feature: i + 1, name, used: edit !== undefined, ...one })));
  }
  if (edits.length === 0)
    throw new UnfitScenario(
      "None of the features could be used.",
      "Points need a service, lines two ends, polygons a ring; see details.",
      notes.slice(0, 100).map(({ feature, zh, en }) => ({
        path: `features[${feature - 1}]`,
        zh: `第 ${feature} 个要素${zh}。`,
        en: `Feature ${feature} ${en}.`,
      })),
    );
  const steps = Array.from({ length: Math.ceil(edits.length / EDITS_PER_STEP) }, (_, s) => ({
    edits: edits.slice(s * EDITS_PER_STEP, (s + 1) * EDITS_PER_STEP),
    note: "",
    at,
  }));
  const named = ownValue(file, "name");
  const name = typeof named === "string" ? named.trim().slice(0, 80) : "";
  return {
    content: { name: name || "导入的方案", note: "", steps, inForce: steps.length },
    notes,
  };
}

/** RFC 7946 knows WGS 84 alone; older files, and ours in other systems, name theirs. */
function systemOf(file: Readonly<Record<string, unknown>>): CrsId {
  const crs = ownValue(file, "crs");
  const properties = isRecord(crs) ? ownValue(crs, "properties") : undefined;
  const named = isRecord(properties) ? ownValue(properties, "name") : undefined;
  const own = ownValue(file, "coordinate_system");
  const text =
    typeof named === "string" ? named : typeof own === "string" ? own.replace(/ \(.*$/, "") : "";
  if (text === "" && (crs === undefined || own !== undefined)) return "EPSG:4326";
  const id = /CRS84$/i.test(text) ? "EPSG:4326" : crsOf(text);
  if (id !== undefined) return id;
  throw new UnfitScenario(
    `The file is in a coordinate system that is not known: "${text.slice(0, 80)}".`,
    "Convert it to WGS 84 longitude and latitude.",
    [
      {
        path: "crs",
        zh: "文件的坐标系不能识别。请先转换为 WGS 84 经纬度。",
        en: "Convert it to WGS 84 longitude and latitude.",
      },
    ],
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
