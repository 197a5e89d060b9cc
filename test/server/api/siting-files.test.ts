import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Job, Problem } from "#contract/jobs.ts";
import type { ReportPreview } from "#contract/policy/report.ts";
import type { SitingPlan } from "#contract/siting.ts";
import { reportRequest } from "../../fixtures/assessment.ts";
import { sitingRequest } from "../../fixtures/told-plan.ts";
import { KNOWN, service, type Service } from "./service.ts";

let town: Service;
let study: string;
let plan: SitingPlan;
const file = (format: string, number = 1) =>
  town.get(`/api/studies/${study}/siting-plans/${number}/file?format=${format}`);

beforeAll(async () => {
  town = await service();
  study = await town.makeTown();
  const { id } = await town.bring(study, "premises", {
    name: "用房.csv",
    content: "编号,用房名称,建筑面积,经度,纬度\nP1,粮站,260,100.0085,38.0083\n",
  });
  await town.decide(id, { ...KNOWN, role: "premises" });
  await town.confirm(id);
});
afterAll(async () => {
  await town.close();
  for (const fault of town.faults) throw fault;
});

async function chapter(): Promise<string[]> {
  const reply = await town.post(
    `/api/studies/${study}/report-preview`,
    reportRequest({ chapters: ["siting"], unit: null, snapshot: null, topic: "kindergarten" }),
  );
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<ReportPreview>().document.blocks.flatMap((block) => {
    if (block.kind === "heading") return [block.text];
    if (block.kind === "paragraph") return [block.runs.map(({ text }) => text).join("")];
    return block.kind === "table" ? [block.caption] : [];
  });
}

describe("a study without plans", () => {
  it("has no file of one, and a report that says so", async () => {
    const reply = await file("xlsx");
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([404, "no-such-plan"]);
    expect(await chapter()).toEqual(expect.arrayContaining(["一、选址方案", "尚无选址方案。"]));
  });
});

describe("a plan that was searched for", () => {
  beforeAll(async () => {
    const asked = sitingRequest({
      objective: "p-median",
      services: [{ service: "kindergarten", share: null, capacity: null, cost: 0, perPlace: 0 }],
      count: 1,
      limitMinutes: 5,
      group: null,
      siteCost: 0,
      phases: [],
      require: [],
      spacing: 0,
      upgradeFirst: false,
    });
    const reply = await town.post(`/api/studies/${study}/siting`, asked);
    const ended = await town.jobs.ended(reply.json<Job>().id);
    if (ended?.state !== "done") throw new Error(`No plan was made: ${JSON.stringify(ended)}`);
    plan = (await town.get(`/api/studies/${study}/siting-plans/1`)).json();
  });

  it("comes as a layer with its sites and the cells that nothing serves", async () => {
    const reply = await file("geojson");
    expect(reply.statusCode).toBe(200);
    expect(reply.headers["content-type"]).toContain("application/geo+json");
    expect(reply.headers["content-disposition"]).toContain(encodeURIComponent("选址方案第1号"));
    const { features } = reply.json();
    const [site] = features;
    const [lng, lat] = site.geometry.coordinates;
    expect([lng, lat]).toEqual([
      expect.closeTo(plan.sites[0]!.lng, 6),
      expect.closeTo(plan.sites[0]!.lat, 6),
    ]);
    const kinds = Map.groupBy(features, (one: GeoJSON.Feature) => one.properties?.["类型"]);
    expect(kinds.get("新增网点")).toHaveLength(1);
    expect(kinds.get("走不到的格网") ?? []).toHaveLength(plan.uncoverable.cells.length);
    const people = (kinds.get("走不到的格网") ?? []).reduce(
      (sum, one) => sum + Number(one.properties?.["人数"]),
      0,
    );
    expect(people).toBeCloseTo(plan.uncoverable.people, 6);
  });

  it("comes as a workbook with the same sites", async () => {
    const reply = await file("xlsx");
    expect(reply.statusCode).toBe(200);
    const book = read(reply.rawPayload);
    const rows = utils.sheet_to_json<unknown[]>(book.Sheets["网点"]!, { header: 1 });
    expect(rows).toHaveLength(2 + plan.sites.length);
    expect(rows[2]?.at(-1)).toBe(plan.sites[0]?.id);
    expect((await file("dxf")).json<Problem>().code).toBe("invalid-parameter");
  });

  it("is told in the report, and marked once the study has a newer result", async () => {
    const told = await chapter();
    expect(told).toContain("（一）幼儿园新增网点（第1号方案，" + day(plan.created) + "）");
    expect(told.some((text) => text.includes(plan.why.zh.replaceAll(" ", "").slice(0, 6)))).toBe(
      true,
    );
    expect(told.join()).not.toContain("需重算");
    await town.post(`/api/studies/${study}/compute`);
    await town.computed(study);
    expect(await chapter()).toContain("研究成果已更新，此方案按旧成果算得，需重算。");
  });
});

/** In China. */
const day = (iso: string) => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 10);
