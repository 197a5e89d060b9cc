import { DatabaseSync } from "node:sqlite";
import { read, utils } from "@e965/xlsx";
import type { FeatureCollection } from "geojson";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { assess } from "#core/policy/assess.ts";
import { writeLedger, type LedgerFormat } from "../../../../server/report/ledger/write-ledger.ts";
import type { LedgerLevel } from "../../../../server/report/ledger/ledger.ts";
import { unzipped } from "../../../fixtures/unzipped.ts";
import { OUTLINES, TINY, tinyLedger } from "./tiny-town.ts";

const written = (format: LedgerFormat, level: LedgerLevel = "settlement", crs = "EPSG:4490") =>
  writeLedger(
    { ledger: tinyLedger(level), assessment: assess(TINY), units: OUTLINES, crs },
    format,
  );

const gridOf = (bytes: Buffer, sheet: string): unknown[][] =>
  utils.sheet_to_json<unknown[]>(read(bytes).Sheets[sheet]!, {
    header: 1,
    raw: true,
    defval: null,
  });

describe("as a workbook", () => {
  it("has its groups above its titles, and numbers as numbers", async () => {
    const { bytes, name } = await written("xlsx");
    expect(name).toBe("示例_小城社区（村）台账（2025 年）.xlsx");
    const [title, groups, titles, first, second] = gridOf(bytes, "台账");
    expect(title?.[0]).toBe("小城社区（村）台账（2025 年）  示例数据（合成），不作决策依据");
    expect(groups?.filter((group) => group !== null)).toEqual([
      "基本情况",
      "人口",
      "待办",
      "政策指标",
      "填报数据（指标用）",
      "设施名录汇总（指标用）",
      "设施现状",
      "空间测算（不是政策指标）",
    ]);
    const at = (row: unknown[] | undefined, column: string) => row?.[titles?.indexOf(column) ?? -1];
    expect([at(first, "区划代码"), at(first, "人口（人）")]).toEqual(["620702001001", 1000]);
    expect([at(second, "名称"), at(second, "每百户面积")]).toEqual(["=西\n社区😀", "未达标"]);
    expect(groups?.indexOf("空间测算（不是政策指标）")).toBe(titles?.indexOf("托育_最近设施"));
  });

  it("has totals and where they come from, the indicators with their clauses, and short names", async () => {
    const { bytes } = await written("xlsx");
    const totals = gridOf(bytes, "合计与口径");
    const people = totals.find(([, title]) => title === "人口（人）");
    expect(people?.slice(2)).toEqual([1800.25, "人", 3, 0, "人口图层 people v1，时点 2020"]);
    const rate = totals.find(([, title]) => title === "每百户面积");
    expect(rate?.at(-1)).toBe("面积 ÷ 户数 × 100；市1号 二、(一)2：≥30%（2025 年）");
    expect(totals.at(-1)?.[0]).toContain("空白为未知或未填报，不等于 0");
    const [head, floor] = gridOf(bytes, "指标");
    expect(head?.slice(0, 4)).toEqual(["指标", "文件", "依据条款", "目标"]);
    // One community reported 60 for 100, one 10 for 200, the village nothing: not all is known.
    expect(floor?.slice(0, 7)).toEqual([
      "每百户面积",
      "市1号",
      "二、(一)2",
      "≥30%",
      "2025 年",
      "目标",
      "是",
    ]);
    expect([floor?.[7], floor?.[9]]).toEqual([null, "暂不可评"]);
    const fields = gridOf(bytes, "字段对照");
    expect(fields[1]?.slice(0, 4)).toEqual([1, "区划代码", "CODE", "基本情况"]);
    expect(fields.length).toBe(tinyLedger("settlement").columns.length + 1);
  });

  it("keeps its head and its first columns in sight, filtered and printed on A3", async () => {
    const files = await unzipped((await written("xlsx")).bytes);
    const sheet = files.get("xl/worksheets/sheet1.xml")?.toString() ?? "";
    expect(sheet).toMatch(/<pane ySplit="3" xSplit="3"/);
    expect(sheet).toMatch(/<autoFilter ref="A3:[A-Z]+6"\/>/);
    expect(sheet).toMatch(/<pageSetup paperSize="8" orientation="landscape"/);
    expect(files.get("xl/workbook.xml")?.toString()).toContain("'台账'!$A:$C,'台账'!$1:$3");
  });
});

describe("as a table of text", () => {
  it("is UTF-8 with its mark, and safe from formulas", async () => {
    const { bytes, name } = await written("csv");
    const text = bytes.toString("utf8");
    expect(name).toBe("示例_小城社区（村）台账（2025 年）.csv");
    expect(text.startsWith("\ufeff区划代码,名称,")).toBe(true);
    expect(text).toContain('"\'=西\n社区😀"');
  });

  it("is the same in GB 18030, every character of it", async () => {
    const [plain, chinese] = [await written("csv"), await written("csv-gb18030")];
    expect(chinese.name).toBe("示例_小城社区（村）台账（2025 年）_GB18030.csv");
    expect(chinese.bytes.subarray(0, 4)).toEqual(Buffer.from("c7f8bbae", "hex"));
    expect(`\ufeff${iconv.decode(chinese.bytes, "gb18030")}`).toBe(plain.bytes.toString("utf8"));
  });
});

describe("as a layer", () => {
  it("has the outlines of its units in the system asked for, and its titles as fields", async () => {
    const { bytes, name } = await written("geojson");
    expect(name).toBe("示例_小城社区（村）台账（2025 年）_CGCS2000.geojson");
    const { features } = JSON.parse(bytes.toString()) as FeatureCollection;
    expect(features.map(({ geometry }) => geometry.type)).toEqual([
      "Polygon",
      "Polygon",
      "Polygon",
    ]);
    expect(features[0]?.properties).toMatchObject({ 区划代码: "620702001001", "人口（人）": 1000 });
  });

  it("joins the outlines of what larger units are made of", async () => {
    const { features } = JSON.parse(
      (await written("geojson", "township")).bytes.toString(),
    ) as FeatureCollection;
    const [town] = features;
    expect(town?.geometry.type).toBe("Polygon");
    const ring = town?.geometry.type === "Polygon" ? town.geometry.coordinates[0] : [];
    const xs = ring?.map(([x = 0]) => x) ?? [];
    expect([Math.min(...xs), Math.max(...xs)]).toEqual([100, 100.02]);
  });

  it("explains its columns within a GeoPackage", async () => {
    const { bytes } = await written("geopackage");
    const database = new DatabaseSync(":memory:");
    database.deserialize(bytes);
    const notes = database
      .prepare(
        "SELECT column_name, name, description FROM gpkg_data_columns WHERE name = 'CC_RATE'",
      )
      .get();
    expect({ ...notes }).toEqual({
      column_name: "托育_步行可达率（%）",
      name: "CC_RATE",
      description: "带幼儿者步行 15 分钟；0—2岁人口；常速；可达人口 ÷ 情况已知的人口",
    });
    expect(database.prepare("SELECT count(*) AS n FROM 台账").get()).toMatchObject({ n: 3 });
    database.close();
  });
});
