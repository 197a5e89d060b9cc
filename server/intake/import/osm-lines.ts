import { isHighwayClass, RULE_WAY_KEYS } from "#core/network/walking-rules.ts";
import type { Tags } from "#core/osm/elements.ts";
import type { RawTable } from "../tables/raw-table.ts";

/** Of the classes that are filled in, so many must be those of OpenStreetMap. */
const MOST = 0.9;
/** What lines in such files are when they are no street: for saying so. */
const OTHER_KINDS = ["waterway", "railway", "barrier", "aerialway", "man_made", "power", "natural"];
const READ: ReadonlySet<string> = new Set([...RULE_WAY_KEYS, ...OTHER_KINDS]);
const OTHER_TAGS = "other_tags";

/**
 * Reads the tags of a row where lines came from OpenStreetMap by way of GDAL, QGIS, overpass turbo or Geofabrik, so
 * that they are walked as in the extract itself. Undefined where the classes in `classColumn` are an office's own.
 */
export function osmTagsOf(
  { columns, rows }: RawTable,
  classColumn: number,
): ((values: readonly string[]) => Tags) | undefined {
  const filled = rows.flatMap(({ values }) => values[classColumn] || []);
  const known = filled.filter((text) => isHighwayClass(classOf(text)));
  if (filled.length === 0 || known.length < MOST * filled.length) return undefined;
  // In a column of this name a blank says that the line is something else: a river, a wall.
  const blankIsStreet = !/^highway$/i.test(columns[classColumn] ?? "");
  const keys = columns.map((title) => title.trim().toLowerCase());
  return (values) => {
    const tags: Record<string, string> = {};
    for (const [i, key] of keys.entries()) {
      const text = values[i] ?? "";
      if (key === OTHER_TAGS) Object.assign(tags, storedTags(text));
      else if (READ.has(key) && text !== "") tags[key] = text;
    }
    for (const key of ["bridge", "tunnel"]) tags[key] = truthOf(tags[key] ?? "no");
    const highway = classOf(values[classColumn] ?? "") || (blankIsStreet ? "road" : "");
    if (highway === "") delete tags["highway"];
    else tags["highway"] = highway;
    return tags;
  };
}

/** Above the ground, below it when negative. */
export function levelOfTags({ layer, bridge, tunnel }: Tags): number {
  const stated = Number.parseFloat(layer ?? "");
  if (Number.isFinite(stated) && stated !== 0) return stated;
  if (bridge !== undefined && bridge !== "no") return 1;
  return tunnel === undefined || tunnel === "no" || tunnel === "building_passage" ? 0 : -1;
}

/** What a line is that nobody walks along: "motorway", "service, access=private", "waterway=stream". */
export function kindInTags(tags: Tags): string {
  const key = OTHER_KINDS.find((kind) => tags[kind] !== undefined);
  const kind = tags["highway"] ?? (key === undefined ? "—" : `${key}=${tags[key]}`);
  const limits = ["foot", "access", "motorroad"].filter((limit) => tags[limit] !== undefined);
  return [kind, ...limits.map((limit) => `${limit}=${tags[limit]}`)].join(", ");
}

/** Geofabrik tells grades of tracks within the class. */
function classOf(text: string): string {
  const word = text.trim().toLowerCase();
  if (word === "unknown") return "road";
  return /^track_grade\d$/.test(word) ? "track" : word;
}

/** Geofabrik writes T and F, osm2pgsql's users 1 and 0. */
function truthOf(text: string): string {
  if (/^(?:f|0|false|no|)$/i.test(text)) return "no";
  return /^(?:t|1|true)$/i.test(text) ? "yes" : text;
}

/** Tags that got no column of their own, in GDAL's words: "access"=>"private","layer"=>"1". */
function storedTags(text: string): Record<string, string> {
  const pairs = text.matchAll(/"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"/g);
  const plain = (written = "") => written.replaceAll(/\\(.)/g, "$1");
  return Object.fromEntries(
    [...pairs].flatMap(([, key, value]) =>
      READ.has(plain(key)) ? [[plain(key), plain(value)]] : [],
    ),
  );
}
