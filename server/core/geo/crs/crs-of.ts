import { gaussKrueger, mathsOf, systemOf, type CrsId } from "./crs.ts";

/**
 * The system a text names: an id, a code, a URN, or a name as programs and people write it. Case, spaces and
 * punctuation do not matter. Undefined for what is not understood, and for systems whose relation to WGS 84 is
 * not public (Xi'an 1980, Beijing 1954).
 */
export function crsOf(text: string): CrsId | undefined {
  const plain = text.normalize("NFKC").toLowerCase().trim();
  if (plain.length > LONGEST) return undefined;
  return localId(plain) ?? byCode(plain) ?? byZone(plain) ?? byName(plain);
}

const LONGEST = 300;

/** "GK:102.5:500000", the code of a national zone if it is one; "GCJ-02@EPSG:4542". */
function localId(plain: string): CrsId | undefined {
  const id = plain.replaceAll(/\s/g, "").toUpperCase();
  return /^(?:GK:|GCJ-02@)/.test(id) && systemOf(id) !== undefined ? mathsOf(id) : undefined;
}

/** Codes of other lists for systems that have one of ours. */
const OTHER_CODES: Readonly<Record<string, CrsId>> = {
  "900913": "EPSG:3857",
  "102100": "EPSG:3857",
  "102113": "EPSG:3857",
  "3785": "EPSG:3857",
  "4979": "EPSG:4326",
  "4480": "EPSG:4490",
};

/** "4542", "EPSG:4542", "urn:ogc:def:crs:EPSG::4490", "http://www.opengis.net/def/crs/EPSG/0/4490". */
function byCode(plain: string): CrsId | undefined {
  const code = /^(?:.*\bepsg\b.*?\D|esri\s*:\s*)?(\d{4,6})$/.exec(plain)?.[1];
  if (code === undefined) return undefined;
  const id = `EPSG:${code}`;
  return systemOf(id) === undefined ? OTHER_CODES[code] : id;
}

/** Old datums with zones of the same numbers, and systems of other countries. */
const NOT_CGCS2000 = /xi'?an|西安|beijing|北京|1954|1980|pulkovo|nad|etrs|jgd|tokyo|krasovsky/;

const EAST_OF_MERIDIAN = /(?:cm|central[ _]*meridian|中央(?:经线|子午线))[ _:]*(\d{2,3}(?:\.\d+)?)/;
const ZONE_NUMBER = /(?:zone|带号)[ _:]*(\d{2})(?!\d)|(\d{2})[ _]*(?:带|zone)/;
const IS_GAUSS =
  /gauss|kr[uü]e?ger|\bgk\b|_gk_|高斯|3[ -_]*deg|6[ -_]*deg|[36三六](?:°|度)[ _]*(?:分)?带/;
const IS_CGCS2000 =
  /cgcs[ _]*2000|china[ _]*(?:geodetic[ _]*coordinate[ _]*system[ _]*)?2000|国家2000|2000国家|大地2000/;

/** "WGS 84 / UTM zone 47N", "CGCS2000_3_Degree_GK_CM_99E", "CGCS2000 3度带 中央经线99", "CGCS2000_GK_Zone_17". */
function byZone(plain: string): CrsId | undefined {
  if (NOT_CGCS2000.test(plain)) return undefined;
  const [, utm, hemisphere] = /utm[ _]*(?:zone)?[ _]*(\d{1,2})[ _]*([ns])\b/.exec(plain) ?? [];
  if (utm !== undefined) {
    const id = `EPSG:32${hemisphere === "n" ? 6 : 7}${utm.padStart(2, "0")}`;
    return systemOf(id) && id;
  }
  if (!IS_CGCS2000.test(plain) || !IS_GAUSS.test(plain)) return undefined;
  const zone = ZONE_NUMBER.exec(plain.replace(EAST_OF_MERIDIAN, ""));
  const meridian = EAST_OF_MERIDIAN.exec(plain)?.[1];
  // A zone's number says that the easting is prefixed with it; a meridian alone, that it is not.
  const number = Number(zone?.[1] ?? zone?.[2]);
  const falseEasting = zone === null ? 500_000 : number * 1e6 + 500_000;
  if (zone === null && meridian === undefined) return undefined;
  const middle = zone === null ? Number(meridian) : number > 24 ? 3 * number : 6 * number - 3;
  const id = gaussKrueger(middle, falseEasting);
  return id.startsWith("EPSG:") ? id : undefined;
}

const NAMES: readonly (readonly [RegExp, CrsId])[] = [
  [
    /^(?:gcj-?02(?:-?ll)?|火星(?:坐标系?)?|国测局(?:坐标系?)?|amap|高德(?:地图)?(?:坐标系?)?|腾讯(?:地图)?(?:坐标系?)?|autonavi|gaode)$/,
    "GCJ-02",
  ],
  [/^(?:bd-?09-?mc|百度墨卡托(?:坐标系?)?)$/, "BD-09MC"],
  [/^(?:bd-?09(?:-?ll)?|baidu|百度(?:地图)?(?:坐标系?|经纬度)?)$/, "BD-09"],
  [
    /^(?:(?:gcs)?(?:cgcs2000|china2000|chinageodeticcoordinatesystem2000)|2000国家大地坐标系?|国家2000(?:大地)?(?:坐标系?)?|大地2000(?:坐标系?)?|cgcs2000(?:坐标系?|大地坐标系?)|天地图)$/,
    "EPSG:4490",
  ],
  [
    /^(?:(?:gcs)?wgs-?(?:19)?84(?:坐标系?|经纬度)?(?:\(crs84\))?|(?:.*:)?crs:?84h?|gps(?:坐标系?)?)$/,
    "EPSG:4326",
  ],
  [
    /^(?:(?:wgs-?(?:19)?84)?\/?(?:pseudo-?mercator|webmercator(?:auxiliarysphere)?)|web墨卡托)$/,
    "EPSG:3857",
  ],
];

function byName(plain: string): CrsId | undefined {
  const name = plain.replaceAll(/[\s_]/g, "");
  return NAMES.find(([pattern]) => pattern.test(name))?.[1];
}
