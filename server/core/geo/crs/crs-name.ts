import { systemOf, utmMeridian, type CrsId, type GaussKrueger } from "./crs.ts";

/** A system in words an official knows. An id that is not understood is its own name. */
export function crsName(id: CrsId): { zh: string; en: string } {
  const system = systemOf(id);
  switch (system?.kind) {
    case undefined:
      return { zh: id, en: id };
    case "degrees":
      return DEGREES[system.frame];
    case "web-mercator":
      return { zh: "Web 墨卡托", en: "Web Mercator" };
    case "utm": {
      const zone = `${system.zone}${system.south ? "S" : "N"}`;
      const meridian = utmMeridian(system.zone);
      return {
        zh: `WGS 84 UTM ${zone} 带，中央经线 ${meridian}°`,
        en: `WGS 84 / UTM zone ${zone}, central meridian ${meridian}°`,
      };
    }
    case "gauss-krueger":
      return gaussKruegerName(system);
    case "baidu-mercator":
      return { zh: "BD-09 墨卡托米制坐标（百度）", en: "BD-09 Mercator metres (Baidu)" };
    case "gcj02-projected": {
      const grid = crsName(system.grid);
      return {
        zh: `GCJ-02 经纬度被当作 CGCS2000 或 WGS 84 投影成的坐标（${grid.zh}）`,
        en: `GCJ-02 degrees projected as if they were CGCS2000 or WGS 84 (${grid.en})`,
      };
    }
  }
}

const DEGREES = {
  wgs84: { zh: "WGS 84 经纬度", en: "WGS 84 degrees" },
  cgcs2000: { zh: "CGCS2000 经纬度", en: "CGCS2000 degrees" },
  gcj02: { zh: "GCJ-02 经纬度（高德、腾讯）", en: "GCJ-02 degrees (Amap, Tencent)" },
  bd09: { zh: "BD-09 经纬度（百度）", en: "BD-09 degrees (Baidu)" },
} as const;

function gaussKruegerName({ meridian, falseEasting, falseNorthing, zone }: GaussKrueger) {
  if (zone === null) {
    const [zh, en] =
      falseNorthing === 0
        ? ["", ""]
        : [`，北加 ${falseNorthing} 米`, `, false northing ${falseNorthing} m`];
    return {
      zh: `CGCS2000 高斯投影，中央经线 ${meridian}°，东加 ${falseEasting} 米${zh}`,
      en: `CGCS2000 Gauss-Krüger, central meridian ${meridian}°, false easting ${falseEasting} m${en}`,
    };
  }
  const { width, number } = zone;
  const isPrefixed = falseEasting > 1e6;
  return {
    zh: `CGCS2000 ${width}° 带 ${number} 带，中央经线 ${meridian}°，横坐标${isPrefixed ? `带带号 ${number}` : "不带带号"}`,
    en: `CGCS2000 ${width}° zone ${number}, central meridian ${meridian}°, easting ${isPrefixed ? `prefixed with ${number}` : "without prefix"}`,
  };
}
