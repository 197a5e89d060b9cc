import iconv from "iconv-lite";
import { fromWgs84 } from "#core/geo/crs/transform.ts";
import { placeOf, type Row } from "./read-demonstration.ts";

/** A list of idle houses as a housing office would send it: in GBK, as a web map has it, with what is kept by hand. */
export function idlePremises(premises: readonly Row[]): Uint8Array {
  const toGcj = fromWgs84("GCJ-02");
  const [first] = premises;
  if (first === undefined) throw new Error("The demonstration has no idle house to list.");
  const [lng, lat] = placeOf(first);
  const again = new Map([...first, ["lng", String(lng + TWELVE_METRES)], ["lat", String(lat)]]);
  const rows = [...premises, again].map((row, index) => {
    const at = toGcj(placeOf(row));
    const cost = row.get("cost") ?? "";
    const floor = row.get("floor-area") ?? "";
    return [
      index + 1,
      row.get("name"),
      row.get("premises-kind"),
      row.get("owned-by"),
      index === ABOUT_AT ? `约${floor}` : floor,
      cost === "" ? "待估" : Number(cost) / 10_000,
      row.get("rent"),
      row.get("unit"),
      row.get("unit-code"),
      index === BLANK_AT ? "" : at[0].toFixed(6),
      at[1].toFixed(6),
      `1380001${String(index + 1).padStart(4, "0")}`,
      index === premises.length ? "重复登记" : (row.get("note") ?? ""),
    ].join(",");
  });
  return new Uint8Array(iconv.encode([TITLES, ...rows, ""].join("\r\n"), "gbk"));
}

const TITLES =
  "序号,用房名称,用房性质,产权单位,建筑面积（㎡）,改造费用（万元）,租金,所属社区,统计用区划代码,经度,纬度,联系电话,备注";

/** At this latitude, in degrees of longitude. */
const TWELVE_METRES = 12 / (111_195 * Math.cos((38.9 * Math.PI) / 180));
/** Rows, counted from nought. */
const ABOUT_AT = 2;
const BLANK_AT = 9;
