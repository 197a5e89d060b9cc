import { systemOf, utmMeridian, type CrsId, type GaussKrueger } from "./crs.ts";

/**
 * The text of a .prj as ESRI programs write and read it; undefined for all that comes of GCJ-02 and BD-09, which no
 * such text can describe, and for an unknown id.
 */
export function writeWkt(id: CrsId): string | undefined {
  const system = systemOf(id);
  switch (system?.kind) {
    case undefined:
    case "baidu-mercator":
    case "gcj02-projected":
      return undefined;
    case "degrees":
      if (system.frame === "wgs84") return WGS84;
      return system.frame === "cgcs2000" ? CGCS2000 : undefined;
    case "web-mercator":
      return projected(
        "WGS_1984_Web_Mercator_Auxiliary_Sphere",
        WGS84,
        "Mercator_Auxiliary_Sphere",
        {
          False_Easting: 0,
          False_Northing: 0,
          Central_Meridian: 0,
          Standard_Parallel_1: 0,
          Auxiliary_Sphere_Type: 0,
        },
      );
    case "utm":
      return projected(
        `WGS_1984_UTM_Zone_${system.zone}${system.south ? "S" : "N"}`,
        WGS84,
        "Transverse_Mercator",
        transverse(500_000, system.south ? 1e7 : 0, utmMeridian(system.zone), 0.9996),
      );
    case "gauss-krueger":
      return projected(
        zoneName(system),
        CGCS2000,
        "Gauss_Kruger",
        transverse(system.falseEasting, system.falseNorthing, system.meridian, 1),
      );
  }
}

const WGS84 = geographic("GCS_WGS_1984", "D_WGS_1984", "WGS_1984", "298.257223563");
const CGCS2000 = geographic(
  "GCS_China_Geodetic_Coordinate_System_2000",
  "D_China_2000",
  "CGCS2000",
  "298.257222101",
);

function geographic(name: string, datum: string, spheroid: string, flattening: string): string {
  return `GEOGCS["${name}",DATUM["${datum}",SPHEROID["${spheroid}",6378137.0,${flattening}]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`;
}

function zoneName({ meridian, falseEasting, zone }: GaussKrueger): string {
  if (zone === null) return `CGCS2000_GK_CM_${String(meridian).replace(".", "_")}E_Local`;
  const width = zone.width === 3 ? "3_Degree_" : "";
  return `CGCS2000_${width}GK_${falseEasting > 1e6 ? `Zone_${zone.number}` : `CM_${meridian}E`}`;
}

function transverse(easting: number, northing: number, meridian: number, scale: number) {
  return {
    False_Easting: easting,
    False_Northing: northing,
    Central_Meridian: meridian,
    Scale_Factor: scale,
    Latitude_Of_Origin: 0,
  };
}

function projected(
  name: string,
  base: string,
  method: string,
  parameters: Readonly<Record<string, number>>,
): string {
  const list = Object.entries(parameters).map(
    ([parameter, value]) =>
      `PARAMETER["${parameter}",${Number.isInteger(value) ? value.toFixed(1) : value}]`,
  );
  return `PROJCS["${name}",${base},PROJECTION["${method}"],${list.join(",")},UNIT["Meter",1.0]]`;
}
