import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, describe } from "vitest";
import type { Decisions } from "#contract/import.ts";
import { corner, folderWith, gridTownXml, runCli, runProcess, type Run } from "./run-cli.ts";
import { gbk } from "../../fixtures/office-files.ts";

/** An office's list of the grid town: GBK, with titles above, and totals below. */
const LIST = gbk(
  [
    "2024年设施台账（合成示例）,,,,",
    "编号,名称,设施类型,经度,纬度",
    `c1,甲诊所,诊所,${corner(10, 10)}`,
    `k1,乙幼儿园,幼儿园,${corner(12, 12)}`,
    `x1,丙药店,药店,${corner(3, 3)}`,
    "合计,3,,,",
    "",
  ].join("\r\n"),
);
const PEOPLE = [
  "经度,纬度,常住人口,60岁以上人口",
  ...Array.from({ length: 441 }, (_, i) => `${corner(i % 21, Math.floor(i / 21))},20,5`),
  "",
].join("\n");

type Files = Readonly<Record<string, string | Uint8Array>>;

const given = (more: Files = {}) =>
  folderWith({ "town.osm": gridTownXml(21, 20), "台账.csv": LIST, "人口.csv": PEOPLE, ...more });

function importIn(folder: string, file: string, args: readonly string[] = []): Promise<Run> {
  const out = join(folder, `${file}-out`);
  return runCli(["import", "--file", join(folder, file), "--out", out, ...args]);
}

const read = (folder: string, file: string, part: string) =>
  readFileSync(join(folder, `${file}-out`, part), "utf8");

describe("import", () => {
  it("takes a list of idle premises", async () => {
    const rows = "P1,粮站,260,8.0005,50.0005\nP2,小楼,,8.0015,50.0005\n";
    const folder = given({ "闲置房源.csv": `编号,用房名称,建筑面积,经度,纬度\n${rows}` });
    const asked = ["--role", "premises", "--crs", "EPSG:4326"];
    const taken = await importIn(folder, "闲置房源.csv", asked);
    expect(taken.code, taken.err).toBe(0);
    expect(JSON.parse(taken.out)).toMatchObject({
      role: "premises",
      written: "premises.geojson",
      account: { read: 2, usable: 2 },
    });
    const { features } = JSON.parse(read(folder, "闲置房源.csv", "premises.geojson"));
    expect(features[0].properties).toEqual({ id: "P1", name: "粮站", "floor-area": 260 });
  });

  it("turns an office's files into what assess takes", async () => {
    const folder = given();
    const wgs84 = ["--crs", "EPSG:4326"];
    const streets = await importIn(folder, "town.osm");
    const list = await importIn(folder, "台账.csv", wgs84);
    const people = await importIn(folder, "人口.csv", wgs84);
    expect([streets, list, people].map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(JSON.parse(list.out)).toMatchObject({
      role: "facilities",
      written: "facilities.geojson",
      // The row of the total is no institution.
      account: { read: 4, usable: 2, doubtful: 0, dropped: 2 },
      blocking: [],
    });
    expect(JSON.parse(people.out)).toMatchObject({ role: "people", amount: 8820 });
    expect(readdirSync(join(folder, "台账.csv-out")).toSorted()).toEqual([
      "account.csv",
      "facilities.geojson",
      "report.json",
    ]);
    expect(read(folder, "台账.csv", "account.csv")).toContain("service-not-ours");

    const at = (file: string, part: string) => join(folder, `${file}-out`, part);
    const options = {
      network: at("town.osm", "network.ykz"),
      facilities: at("台账.csv", "facilities.geojson"),
      people: at("人口.csv", "people.csv"),
      out: join(folder, "assessed"),
      metres: "650",
      resolution: "11",
    };
    const args = Object.entries(options).flatMap(([option, value]) => [`--${option}`, value]);
    const assessed = await runCli(["assess", ...args]);
    expect(assessed.code).toBe(0);
    // Within six blocks of Manhattan distance lie 1 + 4 × (1 + … + 6) = 85 corners of 20 people each.
    expect(JSON.parse(assessed.out)).toMatchObject({
      services: { clinic: { people: 8820, covered: 1700 }, kindergarten: { covered: 1700 } },
    });
  });

  it("writes the same bytes again, in place of what it wrote", async () => {
    const folder = given();
    await importIn(folder, "台账.csv", ["--crs", "EPSG:4326"]);
    const parts = ["account.csv", "facilities.geojson", "report.json"];
    const first = parts.map((part) => read(folder, "台账.csv", part));
    expect((await importIn(folder, "台账.csv", ["--crs", "EPSG:4326"])).code).toBe(0);
    expect(parts.map((part) => read(folder, "台账.csv", part))).toEqual(first);
  });

  it("takes decisions from a file, and options before them", async () => {
    const decisions: Decisions = {
      crs: { crs: "GCJ-02", swapped: false },
      mapping: { 设施类型: "" },
      services: { fallback: "meal" },
    };
    const folder = given({ "d.json": JSON.stringify(decisions) });
    const args = ["--decisions", join(folder, "d.json"), "--crs", "EPSG:4326"];
    const { code, out } = await importIn(folder, "台账.csv", args);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ crs: { proposed: { crs: "EPSG:4326" } } });
    expect(read(folder, "台账.csv", "facilities.geojson")).not.toContain('"service":"meal;');
  });

  it("with exit code 3 says what has to be decided, and writes the report all the same", async () => {
    const folder = given();
    const { code, out, err } = await importIn(folder, "台账.csv");
    expect(code).toBe(3);
    expect(out).toBe("");
    expect(err).toContain("too few points (3)");
    expect(err).toContain("--crs");
    expect(readdirSync(join(folder, "台账.csv-out")).toSorted()).toEqual([
      "account.csv",
      "report.json",
    ]);
    expect(JSON.parse(read(folder, "台账.csv", "report.json"))).toMatchObject({ written: null });
  });

  it.each<[what: string, file: string, content: string | Uint8Array, message: RegExp]>([
    ["an empty file", "空.csv", "", /空\.csv/],
    ["a gzip archive", "x.gz", Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0), /x\.gz.*gzip/],
    ["JSON that is no GeoJSON", "x.json", '{"a":1}', /x\.json.*GeoJSON/],
    ["an extract cut short", "x.osm", '<osm version="0.6"><node id="1"', /x\.osm/],
    ["a TIFF of nothing", "x.tif", Uint8Array.of(0x49, 0x49, 0x2a, 0, 8, 0, 0, 0), /x\.tif/],
  ])("refuses %s with exit code 3, and writes nothing", async (_, file, content, message) => {
    const folder = folderWith({ [file]: content });
    const { code, out, err } = await importIn(folder, file);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
    expect([code, out]).toEqual([3, ""]);
    expect(existsSync(join(folder, `${file}-out`))).toBe(false);
  });

  it("refuses files that are not there, and a folder", async () => {
    const folder = given();
    const gone = join(folder, "gone.json");
    for (const args of [
      ["--file", gone],
      ["--file", folder],
      ["--file", join(folder, "台账.csv"), "--decisions", gone],
      ["--file", join(folder, "台账.csv"), "--network", gone],
      ["--file", join(folder, "台账.csv"), "--units", gone],
    ]) {
      const { code, err } = await runCli(["import", ...args, "--out", join(folder, "out")]);
      expect(err, args.join(" ")).not.toMatch(/\n\s+at /);
      expect(code, args.join(" ")).toBe(3);
    }
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  it("calls wrong usage that, with exit code 2", async () => {
    const folder = given({ "bad.json": "{", "odd.json": '{"crs":"GCJ-02"}' });
    for (const args of [
      ["--role", "roads"],
      ["--crs", "EPSG:9999"],
      ["--decisions", join(folder, "bad.json")],
      ["--decisions", join(folder, "odd.json")],
      ["stray"],
    ])
      expect((await importIn(folder, "台账.csv", args)).code, args.join(" ")).toBe(2);
    expect((await runCli(["import", "--out", folder])).err).toContain("--file is missing");
  });
});

it("leaves nothing half-written when interrupted", async () => {
  const rows = Array.from({ length: 200_000 }, (_, i) => `F${i},甲诊所,诊所,${corner(i % 21, 3)}`);
  const folder = folderWith({ "台账.csv": ["编号,名称,类型,经度,纬度", ...rows].join("\n") });
  let stopped = false;
  const run = await runProcess(
    ["import", "--file", join(folder, "台账.csv"), "--out", join(folder, "out")],
    (err, stop) => {
      if (stopped || !err.includes("read")) return;
      stopped = true;
      stop("SIGINT");
    },
  );
  expect(run).toMatchObject({ code: 130, err: expect.stringContaining("Interrupted") as string });
  expect(run.out).toBe("");
  expect(readdirSync(folder)).toEqual(["台账.csv"]);
});
