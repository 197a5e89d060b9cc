import { read, utils } from "@e965/xlsx";
import type { FeatureCollection } from "geojson";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "#contract/jobs.ts";
import {
  BENCHES,
  CODED_UNITS,
  DISTRICT,
  EAST,
  QILI,
  textOf,
  WEST,
} from "../../fixtures/policy-town.ts";
import { unzipped } from "../../fixtures/unzipped.ts";
import { service, type Service } from "./service.ts";

let asked: Service;
let study: string;
beforeAll(async () => {
  asked = await service({ now: () => new Date("2026-02-01T00:00:00Z") });
  study = await asked.makeTown({ units: CODED_UNITS });
  await asked.post("/api/policy/documents", JSON.parse(textOf(QILI)));
  await asked.post(`/api/studies/${study}/stock`, { figures: BENCHES });
});
afterAll(() => asked.close());

const get = (path: string) => asked.get(`/api/studies/${study}/${path}`);
const nameOf = (reply: { headers: Record<string, unknown> }) =>
  decodeURIComponent(/''(.*)$/.exec(String(reply.headers["content-disposition"]))?.[1] ?? "");

describe("a ledger", () => {
  it("is a workbook of all settlements, fresh every time", async () => {
    const reply = await get("ledger?level=settlement");
    expect([reply.statusCode, reply.headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(nameOf(reply)).toBe("七里镇社区（村）台账（2025 年）.xlsx");
    const book = read(reply.rawPayload);
    expect(book.SheetNames).toEqual(["台账", "合计与口径", "指标", "字段对照"]);
    const rows = utils.sheet_to_json<unknown[]>(book.Sheets["台账"]!, { header: 1, raw: true });
    expect(rows.slice(3).map(([code]) => code)).toEqual([WEST, EAST]);
    const benches = rows[2]?.indexOf("填报_座椅数（张）") ?? -1;
    expect(rows.slice(3).map((row) => row[benches])).toEqual([30, 10]);
  });

  it("is text in either encoding, or a layer in the system asked for", async () => {
    const csv = await get("ledger?level=county&format=csv");
    expect(csv.rawPayload.toString("utf8")).toContain(`\r\n${DISTRICT},七里区,`);
    const chinese = await get("ledger?level=county&format=csv-gb18030");
    expect(chinese.headers["content-type"]).toBe("text/csv; charset=gb18030");
    expect(`\ufeff${iconv.decode(chinese.rawPayload, "gb18030")}`).toBe(
      csv.rawPayload.toString("utf8"),
    );
    const layer = await get("ledger?level=settlement&format=geojson&crs=EPSG:4542");
    expect(nameOf(layer)).toBe("七里镇社区（村）台账（2025 年）_CGCS2000-CM99.geojson");
    const { features } = layer.json<FeatureCollection>();
    expect(features.map(({ properties }) => properties?.["填报_座椅数（张）"])).toEqual([30, 10]);
    const container = await get("ledger?level=settlement&format=geopackage");
    expect(container.rawPayload.subarray(0, 15).toString()).toBe("SQLite format 3");
  });

  it.each([
    "",
    "?level=village",
    "?level=county&format=pdf",
    "?level=county&crs=EPSG:1",
    "?level=county&more=1",
  ])("cannot be had by %s", async (query) => {
    expect((await get(`ledger${query}`)).json<Problem>().code).toBe("invalid-parameter");
  });

  it("of a unit that the study does not have is refused", async () => {
    const reply = await get("ledger?level=settlement&unit=999999");
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([404, "no-such-unit"]);
  });
});

describe("a gap layer", () => {
  it("has the gaps of a service for those it is for", async () => {
    const reply = await get("gap-layers?service=clinic&minutes=3");
    expect(nameOf(reply)).toMatch(/^七里镇_.+_步行缺口_3分钟_WGS84\.geojson$/);
    const { features } = reply.json<FeatureCollection>();
    expect(features.length).toBeGreaterThan(0);
    expect(features[0]?.properties).toMatchObject({
      序号: 1,
      时限分钟: 3,
      步行者: "成年人，1.1 m/s",
      性质: "空间测算，不是政策指标",
    });
  });

  it("is the same list of people as the gaps themselves", async () => {
    const { features } = (
      await get("gap-layers?service=clinic&minutes=3")
    ).json<FeatureCollection>();
    const query = "service=clinic&profile=adult&direction=towards&measure=time&limitMinutes=3";
    const gaps = (await get(`gaps?${query}`)).json<{ people: number }[]>();
    expect(features.map(({ properties }) => properties?.["缺口人口"])).toEqual(
      gaps.map(({ people }) => Math.round(people * 1000) / 1000),
    );
  });

  it("is a shapefile with a table of its short names", async () => {
    const reply = await get("gap-layers?service=clinic&minutes=3&format=shapefile&crs=EPSG:4490");
    const files = await unzipped(reply.rawPayload);
    expect(files.get("fields.csv")?.toString()).toContain("POP,缺口人口,");
    expect([...files.keys()].some((name) => name.endsWith(".prj"))).toBe(true);
  });

  it("of an indicator that is not told by unit has no feature, and of none there is no layer", async () => {
    const { features } = (await get("gap-layers?indicator=benches")).json<FeatureCollection>();
    expect(features).toEqual([]);
    expect((await get("gap-layers?indicator=nothing")).json<Problem>().code).toBe(
      "invalid-parameter",
    );
  });

  it.each([
    "",
    "?service=clinic&indicator=benches",
    "?service=moon",
    "?service=clinic&minutes=31",
    "?service=clinic&format=pdf",
  ])("cannot be had by %s", async (query) => {
    expect((await get(`gap-layers${query}`)).json<Problem>().code).toBe("invalid-parameter");
  });
});

it("nothing went wrong on the way", () => {
  expect(asked.faults).toEqual([]);
});
