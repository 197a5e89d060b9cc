import { epsgOf, systemOf, utmMeridian, type CrsId, type System } from "#core/geo/crs/crs.ts";

/** How a file tells which coordinate system it is in. */
export interface CrsMark {
  /** Within file names: "CGCS2000-CM99". */
  readonly inNames: string;
  /** For people: "CGCS2000 / 3-degree Gauss-Kruger CM 99E (EPSG:4542)". */
  readonly words: string;
  /** Undefined for what EPSG does not know: GCJ-02, BD-09, local systems. */
  readonly epsg: number | undefined;
  /** Well-known text as Esri writes it; of a local coordinate system where nothing else is true. */
  readonly wkt: string;
  /** For a .prj; undefined where it could only be mistaken. */
  readonly prj: string | undefined;
  /** Whether coordinates are degrees, else metres. */
  readonly isDegrees: boolean;
}

/** Throws on an id that is no coordinate system. */
export function crsMark(crs: CrsId): CrsMark {
  const system = systemOf(crs);
  if (system === undefined) throw new Error(`"${crs}" is not a coordinate system that is known.`);
  const epsg = epsgOf(crs);
  const names = namesOf(system);
  const isOffset = system.kind === "degrees" && "gcj02 bd09".includes(system.frame);
  const words = isOffset
    ? `${names.words} (not WGS 84)`
    : `${names.words} (${epsg === undefined ? "no EPSG code" : `EPSG:${epsg}`})`;
  const wkt = isOffset ? unknownDegrees(words) : wktOf(system, names.esri);
  return {
    inNames: names.inNames,
    words,
    epsg,
    wkt,
    prj: isOffset ? undefined : wkt,
    isDegrees: system.kind === "degrees",
  };
}

interface Names {
  readonly inNames: string;
  /** As EPSG calls it. */
  readonly words: string;
  /** As Esri calls it; what software knows a .prj by. */
  readonly esri: string;
}

function namesOf(system: System): Names {
  switch (system.kind) {
    case "degrees":
      return {
        wgs84: { inNames: "WGS84", words: "WGS 84", esri: "GCS_WGS_1984" },
        cgcs2000: {
          inNames: "CGCS2000",
          words: "CGCS2000",
          esri: "GCS_China_Geodetic_Coordinate_System_2000",
        },
        gcj02: { inNames: "GCJ-02", words: "GCJ-02", esri: "" },
        bd09: { inNames: "BD-09", words: "BD-09", esri: "" },
      }[system.frame];
    case "web-mercator":
      return {
        inNames: "Web-Mercator",
        words: "WGS 84 / Pseudo-Mercator",
        esri: "WGS_1984_Web_Mercator_Auxiliary_Sphere",
      };
    case "utm": {
      const zone = `${system.zone}${system.south ? "S" : "N"}`;
      return {
        inNames: `UTM-${zone}`,
        words: `WGS 84 / UTM zone ${zone}`,
        esri: `WGS_1984_UTM_Zone_${zone}`,
      };
    }
    case "gauss-krueger":
      return gaussKruegerNames(system);
  }
}

function gaussKruegerNames({
  meridian,
  falseEasting,
  zone,
}: Extract<System, { kind: "gauss-krueger" }>): Names {
  if (zone === null) {
    return {
      inNames: `CGCS2000-CM${meridian}-E${falseEasting}`,
      words: `CGCS2000 / Gauss-Kruger CM ${meridian}E, false easting ${falseEasting} m`,
      esri: `CGCS2000_GK_CM_${meridian}E_FE_${falseEasting}`,
    };
  }
  // With the zone's number in front of the easting, the zone is what the system is known by.
  const isPrefixed = falseEasting > 1e6;
  const three = zone.width === 3;
  const end = isPrefixed ? `zone ${zone.number}` : `CM ${meridian}E`;
  return {
    inNames: `CGCS2000-${three ? "" : "6deg-"}${isPrefixed ? `Z${zone.number}` : `CM${meridian}`}`,
    words: `CGCS2000 / ${three ? "3-degree " : ""}Gauss-Kruger ${end}`,
    esri: `CGCS2000_${three ? "3_Degree_" : ""}GK_${end.replace("zone", "Zone").replace(" ", "_")}`,
  };
}

const DEGREE = 'UNIT["Degree",0.0174532925199433]';
const METRE = 'UNIT["Meter",1.0]';
const WGS84 = `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],${DEGREE}]`;
const CGCS2000 = `GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],${DEGREE}]`;

function wktOf(system: System, name: string): string {
  switch (system.kind) {
    case "degrees":
      return system.frame === "cgcs2000" ? CGCS2000 : WGS84;
    case "web-mercator":
      return projected(name, WGS84, "Mercator_Auxiliary_Sphere", {
        False_Easting: 0,
        False_Northing: 0,
        Central_Meridian: 0,
        Standard_Parallel_1: 0,
        Auxiliary_Sphere_Type: 0,
      });
    case "utm":
      return projected(name, WGS84, "Transverse_Mercator", {
        False_Easting: 500_000,
        False_Northing: system.south ? 10_000_000 : 0,
        Central_Meridian: utmMeridian(system.zone),
        Scale_Factor: 0.9996,
        Latitude_Of_Origin: 0,
      });
    case "gauss-krueger":
      return projected(name, CGCS2000, "Gauss_Kruger", {
        False_Easting: system.falseEasting,
        False_Northing: 0,
        Central_Meridian: system.meridian,
        Scale_Factor: 1,
        Latitude_Of_Origin: 0,
      });
  }
}

function projected(
  name: string,
  base: string,
  projection: string,
  parameters: Readonly<Record<string, number>>,
): string {
  const list = Object.entries(parameters).map(([key, value]) => {
    const text = Number.isInteger(value) ? value.toFixed(1) : `${value}`;
    return `PARAMETER["${key}",${text}]`;
  });
  return `PROJCS["${name}",${base},PROJECTION["${projection}"],${list.join(",")},${METRE}]`;
}

/** Degrees of which no datum can be told: a local coordinate system, so that nobody takes them for WGS 84. */
function unknownDegrees(words: string): string {
  return `LOCAL_CS["${words}",LOCAL_DATUM["${words}",32767],${DEGREE},AXIS["Longitude",EAST],AXIS["Latitude",NORTH]]`;
}
