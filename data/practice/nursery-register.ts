import { utils, write } from "@e965/xlsx";
import { fromWgs84 } from "#core/geo/crs/transform.ts";
import { seededRandom } from "../demonstration/random.ts";
import { placeFarFromStreets, streetsOf } from "./far-from-streets.ts";
import { placeOf, type OsmRead, type Place, type Row } from "./read-demonstration.ts";

/** A register of nurseries as it is kept by hand: everything that goes wrong in one, and fake personal data. */
export function nurseryRegister(facilities: readonly Row[], map: OsmRead): Uint8Array {
  const streets = streetsOf(map);
  const homes = homesOf(facilities);
  const half = homes.length / 2;
  const before = [...nurseriesOf(facilities), ...homes.slice(0, half)];
  const entries = [...before, ...homes.slice(half)];
  const [first] = entries;
  if (first === undefined)
    throw new Error("The demonstration has no nursery to put in a register.");
  const all: Entry[] = [
    ...entries,
    { ...first, at: eastOf(first.at, 18), note: "重复登记" },
    {
      ...first,
      name: "河湾农庄托育点（示例）",
      at: placeFarFromStreets(streets, 412),
      address: "城郊（示例）",
    },
  ];
  const toGcj = fromWgs84("GCJ-02");
  const rows = all.map((entry, index) => {
    const isWgs84 = index >= before.length && index < before.length + WGS84_ROWS;
    const [lng, lat] = isWgs84 ? entry.at : toGcj(entry.at);
    const serial = String(index + 1).padStart(4, "0");
    return [
      index + 1,
      entry.name,
      entry.township,
      entry.community,
      entry.address,
      index === BLANK_AT ? "" : round(lng),
      round(lat),
      index === IN_CHARACTERS_AT ? "四十" : index % 3 === 1 ? String(entry.places) : entry.places,
      entry.attending,
      entry.isInclusive,
      entry.isRegistered,
      entry.area,
      `${SURNAMES[index % SURNAMES.length]}某某`,
      `1380000${serial}`,
      `62070200000000${serial}`,
      entry.note,
    ];
  });
  const places = all.reduce((sum, entry) => sum + entry.places, 0);
  const sheet = utils.aoa_to_sheet([
    ["甘州区托育机构台账（2025年）"],
    ["填报单位：示例数据（合成）　　填报日期：2025年12月31日"],
    TITLES,
    ...rows.slice(0, BLANK_LINE_AT),
    TITLES.map(() => ""),
    ...rows.slice(BLANK_LINE_AT),
    ["合计", `${rows.length}家`, "", "", "", "", "", places],
    ["填表人：赵某某　　审核人：钱某某　　说明：示例数据（合成）"],
  ]);
  sheet["!merges"] = [0, 1].map((row) => ({
    s: { r: row, c: 0 },
    e: { r: row, c: TITLES.length - 1 },
  }));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, "托育机构");
  return new Uint8Array(write(book, { type: "array", bookType: "biff8" }));
}

const TITLES = [
  "序号",
  "机构名称",
  "所属街道",
  "所属社区",
  "详细地址",
  "经度",
  "纬度",
  "托位数",
  "在托人数",
  "是否普惠",
  "是否备案",
  "建筑面积（㎡）",
  "负责人姓名",
  "负责人电话",
  "负责人身份证号",
  "备注",
];

/** Rows in the middle, of flats in the city, whose places were taken with another device. */
const WGS84_ROWS = 12;
/** Entries, counted from nought. */
const BLANK_AT = 7;
const IN_CHARACTERS_AT = 4;
/** Entries above the empty line. */
const BLANK_LINE_AT = 20;
const SURNAMES = "赵 钱 孙 李 周 吴 郑 王".split(" ");
/** Nurseries in flats, which the district's own list does not have. */
const HOMES = 60;

interface Entry {
  readonly name: string;
  readonly township: string;
  readonly community: string;
  readonly address: string;
  readonly at: Place;
  readonly places: number;
  readonly attending: number;
  readonly isInclusive: string;
  readonly isRegistered: string;
  readonly area: number | string;
  readonly note: string;
}

function nurseriesOf(facilities: readonly Row[]): Entry[] {
  return facilities
    .filter((row) => row.get("service")?.split(";").includes("childcare"))
    .map((row) => {
      const places = Number(row.get("capacity_childcare"));
      return {
        ...placedLike(row),
        name: row.get("name") ?? "",
        places,
        attending: Math.round(places * 0.7),
        isInclusive: row.get("inclusive") ?? "",
        isRegistered: row.get("registered") ?? "",
        area: Number(row.get("floor-area")),
        note: "",
      };
    });
}

function homesOf(facilities: readonly Row[]): Entry[] {
  const random = seededRandom(7, "nurseries in flats");
  const shops = facilities.filter((row) => row.get("service") === "convenience" && isInCity(row));
  return Array.from({ length: HOMES }, (_, index) => {
    const places = random.whole(2, 5) * 5;
    return {
      ...placedLike(shops[(index * 7) % shops.length] ?? new Map()),
      name: `${random.pick(["小苗", "星星", "阳光", "彩虹", "青禾"])}家庭托育点${index + 1}（示例）`,
      places,
      attending: Math.round(places * random.between(0.4, 1)),
      isInclusive: "否",
      isRegistered: random.chance(0.6) ? "是" : "否",
      area: random.whole(6, 14) * 10,
      note: "",
    };
  });
}

function isInCity(row: Row): boolean {
  return row.get("address")?.includes("街道") === true;
}

function placedLike(row: Row) {
  const address = row.get("address") ?? "";
  return {
    township: /^.*?(?:街道|镇|乡|开发区)/.exec(address)?.[0] ?? "",
    community: row.get("unit") ?? "",
    address,
    at: placeOf(row),
  };
}

function eastOf([lng, lat]: Place, metres: number): Place {
  return [lng + metres / (111_195 * Math.cos((lat * Math.PI) / 180)), lat];
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
