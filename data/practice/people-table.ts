import { utils, write } from "@e965/xlsx";
import { Buckets } from "../demonstration/buckets.ts";
import { isInside } from "../demonstration/geometry.ts";
import { placeOf, readTable, readUnits, type Place } from "./read-demonstration.ts";

/** People of each community and village by name, in one sheet of a workbook. */
export function peopleTable(peopleCsv: string, unitsGeojson: string): Uint8Array {
  const units = readUnits(unitsGeojson);
  const counts = countsByUnit(peopleCsv, units);
  const rows = units.map(({ id, township, name }) => [
    township,
    name === SPELT ? MISSPELT : name,
    ...(counts.get(id) ?? GROUPS.map(() => 0)),
  ]);
  const totals = GROUPS.map((_, index) =>
    [...counts.values()].reduce((sum, numbers) => sum + (numbers[index] ?? 0), 0),
  );
  const sheet = utils.aoa_to_sheet([
    ["甘州区分社区（村）人口统计表（示例数据，合成）"],
    ["街道（乡镇）", "社区（村）", ...GROUPS.map(({ title }) => title)],
    ...rows,
    ["合计", "", ...totals],
  ]);
  sheet["!merges"] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: GROUPS.length + 1 } }];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, "人口");
  return new Uint8Array(write(book, { type: "array", bookType: "xlsx", compression: true }));
}

/** One name written with a wrong character that sounds the same. */
const [SPELT, MISSPELT] = ["长沙门社区", "长纱门社区"];

const GROUPS = [
  { column: "people", title: "总人口" },
  { column: "people_0_2", title: "0-2岁" },
  { column: "people_3_5", title: "3-5岁" },
  { column: "people_0_14", title: "0-14岁" },
  { column: "people_60_plus", title: "60岁及以上" },
  { column: "people_65_plus", title: "65岁及以上" },
  { column: "people_80_plus", title: "80岁及以上" },
] as const;

function countsByUnit(
  peopleCsv: string,
  units: readonly { readonly id: string; readonly ring: readonly Place[] }[],
): Map<string, number[]> {
  const near = new Buckets<{ id: string; ring: { x: number; y: number }[] }>(0.02);
  for (const { id, ring } of units) {
    const points = ring.map(([x, y]) => ({ x, y }));
    const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
    near.addAlong(
      { x: Math.min(...xs), y: Math.min(...ys) },
      { x: Math.max(...xs), y: Math.max(...ys) },
      { id, ring: points },
    );
  }
  const counts = new Map<string, number[]>();
  for (const row of readTable(peopleCsv)) {
    const [x, y] = placeOf(row);
    const unit = near.along({ x, y }, { x, y }).find(({ ring }) => isInside({ x, y }, ring));
    if (unit === undefined) continue;
    const known = counts.get(unit.id) ?? GROUPS.map(() => 0);
    counts.set(
      unit.id,
      GROUPS.map(({ column }, index) => (known[index] ?? 0) + Number(row.get(column))),
    );
  }
  return counts;
}
