import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FeatureCollection } from "geojson";
import { afterAll, describe, expect, it } from "vitest";
import { writePlan } from "../../server/report/siting-plan/write-plan.ts";
import { toldPlan } from "../fixtures/told-plan.ts";

const haveOffice = spawnSync("soffice", ["--version"], { timeout: 60_000 }).status === 0;
if (!haveOffice) console.info("skipped: plans as LibreOffice reads them (no soffice here)");
const haveGdal = spawnSync("ogr2ogr", ["--version"]).status === 0;
if (!haveGdal) console.info("skipped: plans as GDAL reads them (no gdal-bin here)");

const folder = mkdtempSync(join(tmpdir(), "plan-files-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!haveOffice)("LibreOffice", () => {
  it("opens the workbook of a plan, and runs nothing of it", { timeout: 150_000 }, async () => {
    const path = join(folder, "plan.xlsx");
    writeFileSync(path, (await writePlan(toldPlan(), "xlsx")).bytes);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    // Comma, quotes, UTF-8, from the first row, every sheet a file of its own.
    const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    execFileSync(
      "soffice",
      ["--headless", profile, "--convert-to", filter, "--outdir", folder, path],
      { stdio: "ignore", timeout: 120_000 },
    );
    const sheet = (name: string) => readFileSync(join(folder, `plan-${name}.csv`), "utf8");
    expect(sheet("方案汇总")).toContain("示例数据（合成），不作决策依据");
    expect(sheet("方案汇总")).toContain("2处最多到67.7%，达不到69%，因此不能再少。");
    // What begins like a formula is a name.
    expect(sheet("网点")).toContain("=东社区配套用房");
    expect(sheet("未能覆盖")).toContain("合计,62.5");
    expect(sheet("稳健性")).toContain("步速慢五分之一,650,660,664.25,10");
  });
});

describe.skipIf(!haveGdal)("GDAL", () => {
  it("reads points and outlines of a plan with their fields", async () => {
    const path = join(folder, "plan.geojson");
    writeFileSync(path, (await writePlan(toldPlan(), "geojson")).bytes);
    const text = execFileSync("ogr2ogr", ["-f", "GeoJSON", "/vsistdout/", path], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const { features } = JSON.parse(text) as FeatureCollection;
    expect(features.map(({ geometry }) => geometry.type)).toEqual([
      "Point",
      "Point",
      "Point",
      "Polygon",
      "Polygon",
      "Polygon",
    ]);
    expect(features[0]?.properties).toMatchObject({ 类型: "新增网点", 用房面积_平方米: 260 });
    expect(features[3]?.properties).toMatchObject({ 类型: "走不到的格网", 人数: 20 });
  });
});
