import { crsName } from "#core/geo/crs/crs-name.ts";
import { epsgOf, systemOf, type CrsId, type System } from "#core/geo/crs/crs.ts";
import { writeWkt } from "#core/geo/crs/write-wkt.ts";

/** How a file tells which coordinate system it is in. */
export interface CrsMark {
  /** Within file names: "CGCS2000-CM99". */
  readonly inNames: string;
  /** For people, an id and what it means: "EPSG:4490 (CGCS2000 degrees)", "GCJ-02 (not WGS 84)". */
  readonly words: string;
  /** Undefined for what EPSG does not know: GCJ-02, BD-09, local systems. */
  readonly epsg: number | undefined;
  /** Well-known text; undefined for GCJ-02 and BD-09, for which any could only be mistaken. */
  readonly wkt: string | undefined;
  /** Whether coordinates are degrees, else metres. */
  readonly isDegrees: boolean;
}

/** Throws on an id that is no coordinate system. */
export function crsMark(crs: CrsId): CrsMark {
  const system = systemOf(crs);
  if (system === undefined) throw new Error(`"${crs}" is not a coordinate system that is known.`);
  const wkt = writeWkt(crs);
  return {
    inNames: nameInFiles(system),
    words: `${crs} (${wkt === undefined ? "not WGS 84" : crsName(crs).en})`,
    epsg: epsgOf(crs),
    wkt,
    isDegrees: system.kind === "degrees",
  };
}

function nameInFiles(system: System): string {
  switch (system.kind) {
    case "degrees":
      return { wgs84: "WGS84", cgcs2000: "CGCS2000", gcj02: "GCJ-02", bd09: "BD-09" }[system.frame];
    case "web-mercator":
      return "Web-Mercator";
    case "baidu-mercator":
      return "BD-09MC";
    case "gcj02-projected":
      return `GCJ-02-in-${nameInFiles(system.projected)}`;
    case "utm":
      return `UTM-${system.zone}${system.south ? "S" : "N"}`;
    case "gauss-krueger": {
      const { meridian, falseEasting, falseNorthing, zone } = system;
      if (zone === null) {
        const north = falseNorthing === 0 ? "" : `-N${falseNorthing}`;
        return `CGCS2000-CM${meridian}-E${falseEasting}${north}`;
      }
      const width = zone.width === 6 ? "6deg-" : "";
      // With the zone's number in front of the easting, the zone is what the system is known by.
      return `CGCS2000-${width}${falseEasting > 1e6 ? `Z${zone.number}` : `CM${meridian}`}`;
    }
  }
}
