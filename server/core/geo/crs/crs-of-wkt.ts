import { gaussKrueger, mathsOf, systemOf, utmMeridian, type CrsId } from "./crs.ts";
import { crsOf } from "./crs-of.ts";
import { readWktTree, type WktNode } from "./wkt-tree.ts";

/** The system, or the name of one that is not understood. */
export type ReadCrs = { readonly crs: CrsId } | { readonly unread: string };

/**
 * The system that well-known text of a .prj describes (of ESRI, OGC WKT 1 or WKT 2), or that a bare name or code
 * names. It is read from datum, ellipsoid, units and projection parameters; a name or authority code only
 * decides between systems these leave open, and a code that contradicts them leaves the text unread. Other datums
 * than WGS 84 and CGCS2000 are unread: how Xi'an 1980 and Beijing 1954 lie to them is not public.
 */
export function readWkt(wkt: string): ReadCrs {
  const root = readWktTree(wkt);
  if (root === undefined) {
    const crs = crsOf(wkt);
    return crs === undefined ? { unread: shortened(wkt) } : { crs };
  }
  const horizontal = horizontalOf(root);
  const name = shortened(nameOf(horizontal ?? root));
  const crs = horizontal && described(horizontal);
  return crs === undefined ? { unread: name } : { crs };
}

function shortened(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ").slice(0, 80).toWellFormed();
}

function nameOf({ values, keyword }: WktNode): string {
  return String(values[0] ?? keyword);
}

const PROJECTED = ["PROJCS", "PROJCRS", "PROJECTEDCRS"];
const GEOGRAPHIC = ["GEOGCS", "GEOGCRS", "GEODCRS", "GEODETICCRS", "GEOGRAPHICCRS"];
const BASE = [...GEOGRAPHIC, "BASEGEOGCRS", "BASEGEODCRS"];
const WRAPPERS = ["COMPD_CS", "COMPOUNDCRS", "BOUNDCRS", "SOURCECRS"];

function horizontalOf(root: WktNode): WktNode | undefined {
  if ([...PROJECTED, ...GEOGRAPHIC].includes(root.keyword)) return root;
  if (!WRAPPERS.includes(root.keyword)) return undefined;
  for (const inner of root.children) {
    const found = horizontalOf(inner);
    if (found) return found;
  }
  return undefined;
}

function described(horizontal: WktNode): CrsId | undefined {
  const isProjected = PROJECTED.includes(horizontal.keyword);
  const geographic = isProjected ? child(horizontal, ...BASE) : horizontal;
  if (geographic === undefined) return undefined;
  const shiftedBy = crsOf(nameOf(geographic));
  if (shiftedBy === "GCJ-02" || shiftedBy === "BD-09") return isProjected ? undefined : shiftedBy;
  const coded = codeOf(horizontal);
  const frame = frameOf(geographic, coded);
  if (frame === undefined) return undefined;
  const read = isProjected ? projected(horizontal) : frame;
  if (read === undefined) return undefined;
  if (coded === undefined) return read;
  return mathsOf(coded) === mathsOf(read) ? coded : undefined;
}

/** The EPSG code a text carries, if it is one of ours. */
function codeOf(node: WktNode): CrsId | undefined {
  const [authority, code] = child(node, "AUTHORITY", "ID")?.values ?? [];
  if (String(authority).toUpperCase() !== "EPSG" || code === undefined) return undefined;
  const id = `EPSG:${code}`;
  // A code of a system that is not ours contradicts whatever the rest is read as.
  return crsOf(id) ?? id;
}

function child({ children }: WktNode, ...keywords: readonly string[]): WktNode | undefined {
  return children.find(({ keyword }) => keywords.includes(keyword));
}

const SEMI_MAJOR = 6_378_137;
const DEGREE = Math.PI / 180;

/** WGS 84 or CGCS2000 degrees. */
function frameOf(geographic: WktNode, coded: CrsId | undefined): CrsId | undefined {
  const datum = child(geographic, "DATUM", "ENSEMBLE", "GEODETICDATUM", "TRF");
  if (datum === undefined) return undefined;
  const ellipsoid = child(datum, "SPHEROID", "ELLIPSOID");
  const [, semiMajor, flattening] = ellipsoid?.values ?? [];
  const isEarth = semiMajor === SEMI_MAJOR && Math.abs(Number(flattening) - 298.257) < 0.001;
  const meridian = Number(child(geographic, "PRIMEM", "PRIMEMERIDIAN")?.values[1] ?? 0);
  const unit = Number(unitOf(geographic)?.values[1] ?? DEGREE);
  const isShifted = child(datum, "TOWGS84")?.values.some((value) => value !== 0);
  if (!isEarth || meridian !== 0 || Math.abs(unit - DEGREE) > 1e-8 || isShifted) return undefined;
  const name = nameOf(datum)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "");
  if (/^d?(?:wgs(?:19)?84|worldgeodeticsystem1984)(?:ensemble)?$/.test(name)) return "EPSG:4326";
  if (/^d?(?:china|cgcs)(?:geodeticcoordinatesystem)?2000$/.test(name)) return "EPSG:4490";
  // An unnamed datum on the right ellipsoid, of which a code says which it is.
  const isNameless = /^d?(?:unknown|unnamed)?$/.test(name);
  return isNameless && coded !== undefined && systemOf(coded) ? "EPSG:4490" : undefined;
}

/** In WKT 2 the unit may stand at the coordinate system's axes. */
function unitOf(node: WktNode): WktNode | undefined {
  const unit = ["UNIT", "ANGLEUNIT", "LENGTHUNIT"];
  return (
    child(node, ...unit) ??
    node.children.flatMap((axis) =>
      axis.keyword === "AXIS" ? (child(axis, ...unit) ?? []) : [],
    )[0]
  );
}

function projected(node: WktNode): CrsId | undefined {
  if (Number(unitOf(node)?.values[1] ?? 1) !== 1) return undefined;
  const conversion = child(node, "CONVERSION", "DERIVINGCONVERSION") ?? node;
  const method = nameOf(child(conversion, "PROJECTION", "METHOD") ?? node)
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "");
  const value = parametersOf(conversion);
  if (method === "transversemercator" || method === "gausskruger")
    return value("latitudeoforigin") === 0 ? transverse(value) : undefined;
  return isWebMercator(node, method, value) ? "EPSG:3857" : undefined;
}

type Parameters = (name: keyof typeof PARAMETERS) => number | undefined;

/** The parameters by the names of WKT 1, with those of WKT 2; and what stands for one that is left out. */
const PARAMETERS = {
  centralmeridian: { also: "longitudeofnaturalorigin", otherwise: undefined },
  falseeasting: { also: "", otherwise: 0 },
  falsenorthing: { also: "", otherwise: 0 },
  scalefactor: { also: "scalefactoratnaturalorigin", otherwise: 1 },
  latitudeoforigin: { also: "latitudeofnaturalorigin", otherwise: 0 },
  standardparallel1: { also: "latitudeof1ststandardparallel", otherwise: 0 },
} as const;

function parametersOf(conversion: WktNode): Parameters {
  const given = new Map(
    conversion.children
      .filter(({ keyword }) => keyword === "PARAMETER")
      .map(({ values: [name, value] }) => [
        String(name)
          .toLowerCase()
          .replaceAll(/[^a-z0-9]/g, ""),
        Number(value),
      ]),
  );
  return (name) => {
    const { also, otherwise } = PARAMETERS[name];
    return given.get(name) ?? given.get(also) ?? otherwise;
  };
}

function transverse(value: Parameters): CrsId | undefined {
  const meridian = value("centralmeridian") ?? NaN;
  const [easting, northing] = [value("falseeasting") ?? NaN, value("falsenorthing") ?? NaN];
  const scale = value("scalefactor");
  if (scale === 1) {
    const id = gaussKrueger(meridian, easting, northing);
    return systemOf(id) && id;
  }
  const zone = (meridian + 183) / 6;
  const isUtm = scale === 0.9996 && easting === 500_000 && utmMeridian(zone) === meridian;
  const hemisphere = northing === 0 ? 6 : northing === 1e7 ? 7 : undefined;
  if (!isUtm || hemisphere === undefined) return undefined;
  const id = `EPSG:32${hemisphere}${String(zone).padStart(2, "0")}`;
  return systemOf(id) && id;
}

function isWebMercator(node: WktNode, method: string, value: Parameters): boolean {
  const isCentred =
    value("centralmeridian") === 0 &&
    value("falseeasting") === 0 &&
    value("falsenorthing") === 0 &&
    value("standardparallel1") === 0 &&
    value("scalefactor") === 1;
  // GDAL writes the sphere as an extension to the ellipsoidal method.
  const onSphere = /\+b=6378137(?:\.0*)?(?:\s|$)/.test(String(child(node, "EXTENSION")?.values[1]));
  const methods = ["mercatorauxiliarysphere", "popularvisualisationpseudomercator"];
  return isCentred && (methods.includes(method) || (method === "mercator1sp" && onSphere));
}
