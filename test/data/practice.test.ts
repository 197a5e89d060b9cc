import { read, utils } from "@e965/xlsx";
import iconv from "iconv-lite";
import proj4 from "proj4";
import { describe, expect, it } from "vitest";
import yauzl from "yauzl";
import { makeDemonstration } from "../../data/demonstration/town.ts";
import { makePracticeFiles } from "../../data/practice/practice-files.ts";
import { metresBetween, placeOf, readTable } from "./demonstration-files.ts";

const demonstration = makeDemonstration();
const files = await makePracticeFiles(demonstration);
const facilities = readTable(demonstration["facilities.csv"]);
const placeCalled = new Map(facilities.map((row) => [row.get("name") ?? "", placeOf(row)]));

describe("the practice files", () => {
  it("are the same for the same demonstration, and each says in both languages what is wrong", async () => {
    const again = await makePracticeFiles(demonstration);
    expect(again.map(({ bytes }) => Buffer.from(bytes))).toEqual(
      files.map(({ bytes }) => Buffer.from(bytes)),
    );
    for (const { about } of files) {
      expect(about.zh.length).toBeGreaterThan(10);
      expect(about.en.length).toBeGreaterThan(10);
    }
    expect(new Set(files.map(({ role }) => role))).toEqual(
      new Set(["network", "units", "people", "facilities", "premises"]),
    );
  });
});

describe("托育机构台账2025.xls", () => {
  const rows = sheetOf("托育机构台账2025.xls");
  const titles = rows[2] ?? [];
  const column = (title: string): number => titles.indexOf(title);
  const below = rows.slice(3);
  const entries = below.filter(([serial]) => /^\d+$/.test(serial ?? ""));

  it("has merged titles above the row of column titles", () => {
    expect(rows[0]?.filter((cell) => cell !== "")).toHaveLength(1);
    expect(rows[1]?.join("")).toContain("示例数据（合成）");
    expect(titles).toContain("机构名称");
  });

  it("shifts every place as GCJ-02 does there, but for twelve rows of the city in the middle", () => {
    const places = [...placeCalled.values()];
    const shifts = entries.flatMap((row, index) => {
      const [lng, lat] = [Number(row[column("经度")]), Number(row[column("纬度")])];
      if (lng === 0) return [];
      const own = placeCalled.get(row[column("机构名称")] ?? "");
      const nearest = Math.min(...places.map((at) => metresBetween(at, [lng, lat])));
      return [{ index, nearest, metres: own && metresBetween(own, [lng, lat]) }];
    });
    // 163 m in the city; the shift wavers over the district.
    const named = shifts.flatMap(({ metres }) => metres ?? []);
    expect(named.length).toBeGreaterThan(35);
    expect(Math.min(...named)).toBeGreaterThan(100);
    expect(Math.max(...named)).toBeLessThan(200);
    // The others stand where a shop is, if they are not shifted.
    const plain = shifts.filter(({ nearest }) => nearest < 1).map(({ index }) => index);
    expect(plain).toEqual(Array.from({ length: 12 }, (_, step) => (plain[0] ?? 0) + step));
    expect(entries.filter((row) => row[column("经度")] === "")).toHaveLength(1);
  });

  it("has an empty row, a row of totals and a remark, and some numbers kept as text", () => {
    const others = below.filter((row) => !entries.includes(row));
    expect(others.map(([first]) => first?.slice(0, 3))).toEqual(["", "合计", "填表人"]);
    const sheet = read(bytesOf("托育机构台账2025.xls"), { type: "array" }).Sheets["托育机构"] ?? {};
    const types = entries.map((_, index) => {
      const line = below.indexOf(entries[index] ?? []) + 3;
      const cell: { t?: string } = sheet[utils.encode_cell({ r: line, c: column("托位数") })] ?? {};
      return cell.t;
    });
    expect(new Set(types)).toEqual(new Set(["n", "s"]));
    expect(types.filter((type) => type === "s").length).toBeGreaterThan(20);
  });

  it("counts one capacity in characters, and holds only telephone and identity numbers that cannot be", () => {
    const places = entries.map((row) => row[column("托位数")] ?? "");
    expect(places.filter((text) => !/^\d+$/.test(text))).toEqual(["四十"]);
    for (const row of entries) {
      expect(row[column("负责人姓名")]).toMatch(/^.某某$/);
      expect(row[column("负责人电话")]).toMatch(/^1380000\d{4}$/);
      // Born in month 00 on day 00.
      expect(row[column("负责人身份证号")]).toMatch(/^62070200000000\d{4}$/);
    }
  });
});

describe("便民网点_地图采集.csv", () => {
  const text = Buffer.from(bytesOf("便民网点_地图采集.csv")).toString();
  const rows = text
    .slice(1)
    .trimEnd()
    .split("\r\n")
    .map((line) => line.slice(1, -1).split('","'));
  const [titles = [], ...entries] = rows;
  const of = (row: readonly string[], title: string) => row[titles.indexOf(title)] ?? "";

  it("begins with a byte order mark, and has both coordinates in one column, shifted as GCJ-02 is", () => {
    expect(text.codePointAt(0)).toBe(0xfeff);
    expect(titles).toContain("location");
    const shifts = entries.flatMap((row) => {
      const own = placeCalled.get(of(row, "name"));
      const [lng = NaN, lat = NaN] = of(row, "location").split(",").map(Number);
      return own === undefined ? [] : [metresBetween(own, [lng, lat])];
    });
    expect(shifts.length).toBeGreaterThan(40);
    expect(Math.min(...shifts)).toBeGreaterThan(140);
    expect(Math.max(...shifts)).toBeLessThan(185);
  });

  it("says that it does not know as map services do, brings other places along, and one twice", () => {
    expect(entries.filter((row) => of(row, "location") === "[]")).toHaveLength(1);
    expect(entries.filter((row) => of(row, "typecode").startsWith("06")).length).toBeGreaterThan(
      40,
    );
    expect(entries.map((row) => of(row, "typecode"))).toEqual(
      expect.arrayContaining(["140000", "141400", "050000", "090601"]),
    );
    const names = entries.map((row) => of(row, "name"));
    expect(names.length - new Set(names).size).toBe(1);
    expect(names.filter((name) => !name.endsWith("（示例）"))).toEqual([]);
    // No subscriber's number begins with a nought.
    for (const row of entries) expect(of(row, "tel")).toMatch(/^(?:\[\]|0936-000\d{4})$/);
  });
});

describe("社区卫生服务站.zip", () => {
  it("is in the zone around 99° E without prefix, in GBK, and has no .cpg", async () => {
    const parts = await unzipped(bytesOf("社区卫生服务站.zip"));
    expect([...parts.keys()].some((name) => name.endsWith(".cpg"))).toBe(false);
    const [dbf, shp] = [".dbf", ".shp"].map((end) => {
      return [...parts].find(([name]) => name.endsWith(end))?.[1] ?? Buffer.alloc(0);
    });
    const text = iconv.decode(dbf ?? Buffer.alloc(0), "gbk");
    expect(text).toContain("所属社区");
    expect(text).toContain("社区卫生服务中心（示例）");
    const [x, y] = [shp?.readDoubleLE(112) ?? 0, shp?.readDoubleLE(120) ?? 0];
    const zone = "+proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80";
    const [lng = 0, lat = 0] = proj4(zone, "+proj=longlat +ellps=GRS80", [x, y]);
    const stations = facilities.filter((row) => row.get("name")?.includes("卫生服务"));
    const nearest = Math.min(...stations.map((row) => metresBetween(placeOf(row), [lng, lat])));
    expect(nearest).toBeLessThan(0.5);
  });
});

describe("社区人口表.xlsx", () => {
  it("adds up to the district by names alone, one of them misspelt", () => {
    const rows = sheetOf("社区人口表.xlsx");
    const people = rows[1]?.indexOf("总人口") ?? -1;
    const [total, ...units] = rows.slice(2).toReversed();
    expect(total?.[0]).toBe("合计");
    expect(Number(total?.[people])).toBe(519_096);
    expect(units).toHaveLength(279);
    expect(units.reduce((sum, row) => sum + Number(row[people]), 0)).toBe(519_096);
    const names = new Set(facilities.map((row) => row.get("unit")));
    const strange = units.flatMap((row) => (row[1]?.includes("纱") ? [row[1]] : []));
    expect(strange).toEqual(["长纱门社区"]);
    expect(names).not.toContain("长纱门社区");
  });
});

describe("闲置房源清单.csv", () => {
  const text = iconv.decode(Buffer.from(bytesOf("闲置房源清单.csv")), "gbk");
  const rows = text
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
  const [titles = [], ...entries] = rows;
  const of = (row: readonly string[], title: string) => row[titles.indexOf(title)] ?? "";

  it("lists every idle house, one of them twice, shifted as GCJ-02 does there", () => {
    const own = new Map(
      readTable(demonstration["premises.csv"]).map((row) => [row.get("name") ?? "", placeOf(row)]),
    );
    expect(entries).toHaveLength(own.size + 1);
    expect(new Set(entries.map((row) => of(row, "用房名称"))).size).toBe(own.size);
    for (const row of entries) {
      if (of(row, "经度") === "") continue;
      const at = [Number(of(row, "经度")), Number(of(row, "纬度"))] as const;
      const metres = metresBetween(own.get(of(row, "用房名称")) ?? [0, 0], at);
      expect(metres).toBeGreaterThan(80);
      expect(metres).toBeLessThan(220);
    }
    expect(entries.filter((row) => of(row, "经度") === "")).toHaveLength(1);
  });

  it("has costs in ten thousand yuan, and telephone numbers that cannot be", () => {
    const costs = entries.map((row) => of(row, "改造费用（万元）"));
    expect(costs).toContain("待估");
    expect(costs.every((cost) => cost === "待估" || /^\d+$/.test(cost))).toBe(true);
    expect(entries.filter((row) => of(row, "建筑面积（㎡）").startsWith("约"))).toHaveLength(1);
    for (const row of entries) expect(of(row, "联系电话")).toMatch(/^1380001\d{4}$/);
  });
});

describe("社区边界_CGCS2000.geojson", () => {
  it("says its system as GeoJSON did before", () => {
    const units: { crs: { properties: { name: string } }; features: unknown[] } = JSON.parse(
      Buffer.from(bytesOf("社区边界_CGCS2000.geojson")).toString(),
    );
    expect(units.crs.properties.name).toBe("urn:ogc:def:crs:EPSG::4490");
    expect(units.features).toHaveLength(279);
  });
});

describe("城区路网.osm", () => {
  it("has the city's streets whole, and not the country's", () => {
    const xml = Buffer.from(bytesOf("城区路网.osm")).toString();
    const nodes = new Set([...xml.matchAll(/<node id="(\d+)"/g)].map(([, id]) => id));
    const missing = [...xml.matchAll(/<nd ref="(\d+)"/g)].filter(([, ref]) => !nodes.has(ref));
    expect(missing).toEqual([]);
    expect(xml.slice(0, 300)).toContain("示例数据（合成）");
    expect(xml).toContain("东大街");
    expect(xml).not.toContain("沙井大街");
  });
});

function bytesOf(name: string): Uint8Array {
  const file = files.find((candidate) => candidate.name === name);
  if (file === undefined) throw new Error(`There is no practice file ${name}.`);
  return file.bytes;
}

function sheetOf(name: string): string[][] {
  const book = read(bytesOf(name), { type: "array" });
  const sheet = book.Sheets[book.SheetNames[0] ?? ""];
  if (sheet === undefined) throw new Error(`${name} has no sheet.`);
  const rows: unknown[][] = utils.sheet_to_json(sheet, { header: 1, defval: "", raw: true });
  return rows.map((row) => row.map(String));
}

/** All entries of a zip by name. */
async function unzipped(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    );
  });
  const parts = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) => {
    zip.on("end", resolve);
    zip.on("entry", (entry: yauzl.Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          parts.set(entry.fileName, Buffer.concat(chunks));
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
  return parts;
}
