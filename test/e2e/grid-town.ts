import { utils, write } from "@e965/xlsx";
import iconv from "iconv-lite";
import { osmXml } from "../fixtures/osm-file.ts";

/** Three by three corners some 200 m apart, ten people at each, one health station in the middle: all are reached. */

const WEST = 100.4;
const SOUTH = 38.9;
const STEP = 0.0018;
const CORNERS = Array.from({ length: 9 }, (_, i) => ({
  id: i + 1,
  lng: round(WEST + (i % 3) * STEP),
  lat: round(SOUTH + Math.floor(i / 3) * STEP),
}));
const MIDDLE = CORNERS[4] ?? { lng: WEST, lat: SOUTH };

export const PEOPLE_OF_TOWN = 90;

export function townStreets() {
  const streets = [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
    [1, 4, 7],
    [2, 5, 8],
    [3, 6, 9],
  ];
  return fileOf(
    "方格镇.osm",
    osmXml({
      bounds: [WEST - 0.01, SOUTH - 0.01, WEST + 0.02, SOUTH + 0.02],
      nodes: CORNERS,
      ways: streets.map((refs, i) => ({
        id: i + 1,
        refs,
        tags: { highway: "residential", name: `路${i + 1}` },
      })),
    }),
  );
}

/** In GBK, as a Chinese Excel saves it. */
export function townPeople() {
  const rows = CORNERS.map(({ id, lng, lat }) => `${id}号院,${lng},${lat},10`);
  return fileOf("人口.csv", iconv.encode(`小区,经度,纬度,人口数\n${rows.join("\n")}\n`, "gbk"));
}

/** A workbook whose first sheet is another list; one row of the second is of a kind nobody can know. */
export function townFacilities() {
  const book = utils.book_new();
  const { lng, lat } = MIDDLE;
  const other = [["街道", "电话"], ...CORNERS.map(({ id }) => [`${id}街道`, "0936-0000000"])];
  const list = [
    ["机构名称", "机构类别", "经度", "纬度", "说明"],
    ["方格镇卫生服务站", "社区卫生服务站", lng, lat, "共有 3 张床"],
    ["方格镇为民中心", "为民综合体", lng, lat, ""],
  ];
  utils.book_append_sheet(book, utils.aoa_to_sheet(other), "街道");
  utils.book_append_sheet(book, utils.aoa_to_sheet(list), "机构");
  return fileOf("机构.xlsx", new Uint8Array(write(book, { type: "array", bookType: "xlsx" })));
}

export function fileOf(name: string, content: string | Uint8Array) {
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) };
}

function round(degrees: number): number {
  return Number(degrees.toFixed(6));
}
