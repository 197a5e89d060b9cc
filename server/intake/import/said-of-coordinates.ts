import type { CrsId } from "#core/geo/crs/crs.ts";
import { crsOf } from "#core/geo/crs/crs-of.ts";
import { readWkt } from "#core/geo/crs/crs-of-wkt.ts";
import { oldDatumOf, type OldDatum } from "#core/geo/crs/old-datum.ts";
import type { RawTable } from "../tables/raw-table.ts";

/** What a file says of its coordinates. */
export interface SaidOfCoordinates {
  readonly declared: CrsId | null;
  /** The file's own words where they are not understood, or are about an old datum. */
  readonly unread: string | null;
  readonly oldDatum: OldDatum | null;
  /** The file is silent; what is declared is what its format prescribes. */
  readonly assumed: boolean;
}

/** By what it declares, else by the titles of its coordinates, its name; else by its format. */
export function saidOfCoordinates(
  table: RawTable,
  about: {
    /** Of the file. */
    readonly name: string;
    readonly format: string;
    /** Of the columns the coordinates are in; none where they are geometries. */
    readonly titles: readonly string[];
    readonly areDegrees: boolean;
  },
): SaidOfCoordinates {
  const { name, format, titles, areDegrees } = about;
  const said =
    (table.declaredCrs === null ? undefined : declaredBy(table.declaredCrs)) ??
    titles.map((title) => namedIn(title, areDegrees)).find((found) => found !== undefined) ??
    namedIn(`${name} ${table.name}`.trim(), areDegrees);
  if (said !== undefined) return said;
  // By their standards GeoJSON and KML are WGS 84; files of Chinese map services are silent as well.
  return format === "geojson" || format === "kml"
    ? { ...NOTHING, declared: "EPSG:4326", assumed: true }
    : NOTHING;
}

const NOTHING: SaidOfCoordinates = { declared: null, unread: null, oldDatum: null, assumed: false };

function declaredBy(text: string): SaidOfCoordinates {
  const code = crsOf(text);
  if (code !== undefined) return { ...NOTHING, declared: code };
  const read = readWkt(text);
  return "crs" in read
    ? { ...NOTHING, declared: read.crs }
    : { ...NOTHING, unread: read.unread, oldDatum: oldDatumOf(text) ?? null };
}

const FRAMES: readonly (readonly [RegExp, CrsId])[] = [
  [/gcj-?_?02|火星坐标|高德坐标|高德(?:经|纬)度|腾讯坐标/, "GCJ-02"],
  [/bd-?_?09|百度坐标|百度(?:经|纬)度/, "BD-09"],
  [/wgs-?_?(?:19)?84/, "EPSG:4326"],
  [/cgcs-?_?2000|国家2000|2000国家|大地2000/, "EPSG:4490"],
];

/** A system named in passing: of frames only where the values are degrees, since metres are not in them. */
function namedIn(text: string, areDegrees: boolean): SaidOfCoordinates | undefined {
  const plain = text.normalize("NFKC").toLowerCase();
  const oldDatum = oldDatumOf(plain);
  if (oldDatum !== undefined && ABOUT_COORDINATES.test(plain))
    return { ...NOTHING, unread: text, oldDatum };
  const [found, ...more] = FRAMES.filter(([words]) => words.test(plain));
  if (!areDegrees || found === undefined || more.length > 0) return undefined;
  return { ...NOTHING, declared: found[1] };
}

/** A street and a house number can read like a datum; with one of these it is one. */
const ABOUT_COORDINATES =
  /坐标|投影|经度|纬度|[36三六]度|带|(?:^|[\s_.(-])(?:xi'?an|xa|bj|beijing)[\s_-]?(?:19)?(?:54|80)/;
