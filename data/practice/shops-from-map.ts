import { fromWgs84 } from "#core/geo/crs/transform.ts";
import { placeOf, type Place, type Row } from "./read-demonstration.ts";

/**
 * Shops and markets of the city as they come out of a map service: its type codes, both coordinates in one column,
 * "[]" where it knows nothing, and among them places that are something else, or that only their user can tell.
 */
export function shopsFromMap(facilities: readonly Row[]): Uint8Array {
  const toGcj = fromWgs84("GCJ-02");
  const shops = facilities.filter(isShopInCity).filter((_, index) => index % 3 === 0);
  const known = shops.map((row): Placed => {
    const isMarket = row.get("service")?.startsWith("market") === true;
    return {
      name: row.get("name") ?? "",
      type: isMarket ? "购物服务;综合市场;蔬菜市场" : "购物服务;便民商店/便利店;便民商店/便利店",
      code: isMarket ? "060705" : "060200",
      at: placeOf(row),
      address: row.get("address") ?? "[]",
    };
  });
  const others = OTHERS.flatMap(({ name, type, code }, index): Placed[] => {
    const near = known[index * 5];
    return near === undefined ? [] : [{ ...near, name, type, code, at: northOf(near.at, 25) }];
  });
  const [first, second] = known;
  const all: Found[] = [
    ...known,
    ...others,
    ...(first === undefined ? [] : [{ ...first, at: northOf(first.at, 9) }]),
    ...(second === undefined ? [] : [{ ...second, name: "城郊便民店（示例）", at: undefined }]),
  ];
  const rows = all.map(({ name, type, code, at, address }, index) => [
    `B0${String(index + 1).padStart(8, "0")}`,
    name,
    type,
    code,
    at === undefined ? "[]" : pairOf(toGcj(at)),
    address,
    index % 4 === 0 ? "[]" : `0936-000${String(index + 1).padStart(4, "0")}`,
  ]);
  const lines = [TITLES, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(","));
  return new TextEncoder().encode(`\uFEFF${lines.join("\r\n")}\r\n`);
}

const TITLES = ["id", "name", "type", "typecode", "location", "address", "tel"];

/** What a search for shops brings along: some only a user can place, some are none of the services. */
const OTHERS = [
  { name: "望川老年活动中心（示例）", type: "科教文化服务;文化宫;文化宫", code: "140000" },
  { name: "青禾早教中心（示例）", type: "科教文化服务;培训机构;培训机构", code: "141400" },
  { name: "小满仓生鲜食堂（示例）", type: "餐饮服务;餐饮相关场所;餐饮相关", code: "050000" },
  { name: "惠民大药房（示例）", type: "医疗保健服务;医药保健销售店;药房", code: "090601" },
  { name: "万隆五金店（示例）", type: "购物服务;专卖店;专营店", code: "061200" },
] as const;

interface Found {
  readonly name: string;
  readonly type: string;
  readonly code: string;
  readonly at: Place | undefined;
  readonly address: string;
}

type Placed = Found & { readonly at: Place };

function isShopInCity(row: Row): boolean {
  return (
    /^(?:convenience|market)/.test(row.get("service") ?? "") &&
    row.get("address")?.includes("街道") === true
  );
}

function pairOf([lng, lat]: readonly number[]): string {
  return `${lng?.toFixed(6)},${lat?.toFixed(6)}`;
}

function northOf([lng, lat]: Place, metres: number): Place {
  return [lng, lat + metres / 111_195];
}
