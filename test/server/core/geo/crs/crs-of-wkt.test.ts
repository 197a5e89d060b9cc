import proj4 from "proj4";
import { describe, expect, it } from "vitest";
import { readWkt } from "#core/geo/crs/crs-of-wkt.ts";
import { fromWgs84 } from "#core/geo/crs/transform.ts";
import { writeWkt } from "#core/geo/crs/write-wkt.ts";

const CGCS2000 = `GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`;
const WGS84 = `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`;
const XIAN = `GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`;

function esri(name: string, base: string, easting: number, meridian: number, more = ""): string {
  return `PROJCS["${name}",${base},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting}],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]${more}]`;
}

/** As the register of EPSG prints it. */
const WKT2 = `PROJCRS["CGCS2000 / 3-degree Gauss-Kruger CM 99E",
  BASEGEOGCRS["China Geodetic Coordinate System 2000",
    DATUM["China 2000", ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]],
    PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]], ID["EPSG",4490]],
  CONVERSION["3-degree Gauss-Kruger CM 99E",
    METHOD["Transverse Mercator",ID["EPSG",9807]],
    PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],
    PARAMETER["Longitude of natural origin",99,ANGLEUNIT["degree",0.0174532925199433]],
    PARAMETER["Scale factor at natural origin",1,SCALEUNIT["unity",1]],
    PARAMETER["False easting",500000,LENGTHUNIT["metre",1]],
    PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],
  CS[Cartesian,2], AXIS["northing (X)",north,ORDER[1],LENGTHUNIT["metre",1]],
  AXIS["easting (Y)",east,ORDER[2],LENGTHUNIT["metre",1]],
  USAGE[SCOPE["Cadastre"],AREA["China"],BBOX[22.22,97.5,42.76,100.5]], ID["EPSG",4542]]`;

/** As GDAL writes it, in round brackets for once. */
const GDAL_UTM = `PROJCS("WGS 84 / UTM zone 47N",GEOGCS("WGS 84",DATUM("WGS_1984",SPHEROID("WGS 84",6378137,298.257223563,AUTHORITY("EPSG","7030")),AUTHORITY("EPSG","6326")),PRIMEM("Greenwich",0),UNIT("degree",0.0174532925199433),AUTHORITY("EPSG","4326")),PROJECTION("Transverse_Mercator"),PARAMETER("latitude_of_origin",0),PARAMETER("central_meridian",99),PARAMETER("scale_factor",0.9996),PARAMETER("false_easting",500000),PARAMETER("false_northing",0),UNIT("metre",1),AXIS("Easting",EAST),AXIS("Northing",NORTH),AUTHORITY("EPSG","32647"))`;

const GDAL_MERCATOR = `PROJCS["WGS 84 / Pseudo-Mercator",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],PARAMETER["scale_factor",1],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1],EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0"],AUTHORITY["EPSG","3857"]]`;

describe("well-known text", () => {
  it.each([
    ["degrees of ESRI", CGCS2000, "EPSG:4490"],
    ["WGS 84 of ESRI", WGS84, "EPSG:4326"],
    [
      "a 3° zone without prefix",
      esri("CGCS2000_3_Degree_GK_CM_99E", CGCS2000, 5e5, 99),
      "EPSG:4542",
    ],
    [
      "a 3° zone with prefix",
      esri("CGCS2000_3_Degree_GK_Zone_33", CGCS2000, 335e5, 99),
      "EPSG:4521",
    ],
    ["a 6° zone with prefix", esri("CGCS2000_GK_Zone_17", CGCS2000, 175e5, 99), "EPSG:4495"],
    ["a local system", esri("Zhangye_Local", CGCS2000, 5e5, 100.5), "GK:100.5:500000"],
    [
      "a town's own system, with its northings cut short",
      esri("moved", CGCS2000, 5e5, 100.45).replace(
        `"False_Northing",0.0`,
        `"False_Northing",-4000000.0`,
      ),
      "GK:100.45:500000:-4000000",
    ],
    ["a zone by a name of its own", esri("whatever", WGS84, 5e5, 102), "EPSG:4543"],
    [
      "a zone whose code says it is the 6° one",
      esri("x", CGCS2000, 5e5, 99, `,AUTHORITY["EPSG","4506"]`),
      "EPSG:4506",
    ],
    ["WKT 2", WKT2, "EPSG:4542"],
    ["WKT 1 in round brackets", GDAL_UTM, "EPSG:32647"],
    ["Web Mercator of GDAL", GDAL_MERCATOR, "EPSG:3857"],
    [
      "a compound system",
      `COMPD_CS["both",${CGCS2000},VERT_CS["height",VERT_DATUM["Yellow Sea 1985",2005],UNIT["metre",1]]]`,
      "EPSG:4490",
    ],
    ["a bare code", "EPSG:4542", "EPSG:4542"],
    ["a bare name", "gcj02", "GCJ-02"],
  ])("of %s is read", (_, wkt, crs) => {
    expect(readWkt(wkt)).toEqual({ crs });
  });

  it.each([
    [
      "an old datum",
      esri("Xian_1980_3_Degree_GK_Zone_33", XIAN, 335e5, 99),
      "Xian_1980_3_Degree_GK_Zone_33",
    ],
    ["degrees of an old datum", XIAN, "GCS_Xian_1980"],
    [
      "an old datum called new",
      esri("CGCS2000_3_Degree_GK_CM_99E", XIAN, 5e5, 99),
      "CGCS2000_3_Degree_GK_CM_99E",
    ],
    [
      "a code that contradicts the figures",
      esri("odd", CGCS2000, 5e5, 99, `,AUTHORITY["EPSG","4543"]`),
      "odd",
    ],
    [
      "a code of another system",
      esri("odd", CGCS2000, 5e5, 99, `,AUTHORITY["EPSG","2361"]`),
      "odd",
    ],
    [
      "kilometres",
      esri("km", CGCS2000, 500, 99).replace(`UNIT["Meter",1.0]`, `UNIT["Kilometer",1000.0]`),
      "km",
    ],
    [
      "gons",
      CGCS2000.replace("0.0174532925199433", "0.015707963267948967"),
      "GCS_China_Geodetic_Coordinate_System_2000",
    ],
    [
      "Paris",
      CGCS2000.replace(`"Greenwich",0.0`, `"Paris",2.33722917`),
      "GCS_China_Geodetic_Coordinate_System_2000",
    ],
    [
      "an unknown datum",
      CGCS2000.replace("D_China_2000", "D_Unknown"),
      "GCS_China_Geodetic_Coordinate_System_2000",
    ],
    [
      "the ellipsoidal Mercator",
      GDAL_MERCATOR.replace(/,EXTENSION.*\],AUTHORITY.*$/, "]"),
      "WGS 84 / Pseudo-Mercator",
    ],
    ["a local frame", `LOCAL_CS["site",UNIT["metre",1]]`, "site"],
    ["words", "some local grid\n of 1987", "some local grid of 1987"],
    ["nothing", "", ""],
    ["half a text", CGCS2000.slice(0, 100), CGCS2000.slice(0, 80)],
  ])("of %s is left unread, by its name", (_, wkt, unread) => {
    expect(readWkt(wkt)).toEqual({ unread });
  });

  it("nested out of all reason is left unread", () => {
    expect(readWkt("A[".repeat(50_000))).toHaveProperty("unread");
    expect(readWkt(`${"A[".repeat(200)}1${"]".repeat(200)}`)).toHaveProperty("unread");
    expect(readWkt(`GEOGCS["${"a".repeat(1e6)}`)).toHaveProperty("unread");
  });
});

describe("the text that is written", () => {
  const IDS = [
    "EPSG:4326",
    "EPSG:4490",
    "EPSG:4542",
    "EPSG:4521",
    "EPSG:4495",
    "EPSG:32647",
    "EPSG:32747",
    "EPSG:3857",
    "GK:100.5:500000",
    "GK:100.45:500000:-4000000",
  ];

  it.each(IDS)("for %s is read as the same again", (crs) => {
    expect(readWkt(writeWkt(crs) ?? "")).toEqual({ crs });
  });

  it.each(IDS)("for %s gives another reader of such texts the same positions", (crs) => {
    const place: [number, number] = [100.449, crs === "EPSG:32747" ? -8.9 : 38.9255];
    const [x, y] = fromWgs84(crs)(place);
    const [theirX, theirY] = proj4(writeWkt(crs) ?? "").forward([...place]);
    expect(theirX).toBeCloseTo(x, 3);
    expect(theirY).toBeCloseTo(y, 3);
  });

  it("is none for systems that no such text describes", () => {
    expect(writeWkt("GCJ-02")).toBeUndefined();
    expect(writeWkt("BD-09")).toBeUndefined();
    expect(writeWkt("BD-09MC")).toBeUndefined();
    expect(writeWkt("GCJ-02@EPSG:4542")).toBeUndefined();
    expect(writeWkt("EPSG:2361")).toBeUndefined();
  });
});
