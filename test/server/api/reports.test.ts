import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Job } from "#contract/jobs.ts";
import type { Snapshot } from "#contract/policy/compliance.ts";
import type { ReportFile, ReportPreview, ReportRequest } from "#contract/policy/report.ts";
import { reportRequest } from "../../fixtures/assessment.ts";
import { BENCHES, CODED_UNITS, QILI, WEST } from "../../fixtures/policy-town.ts";
import { unzipped } from "../../fixtures/unzipped.ts";
import { filesBelow, service, type Service } from "./service.ts";

let made: Service;
let study: string;
beforeAll(async () => {
  made = await service();
  study = await made.makeTown({ units: CODED_UNITS });
  await made.post("/api/policy/documents", QILI);
  await made.post(`/api/studies/${study}/stock`, { figures: BENCHES });
});
afterAll(() => made.close());

const path = (rest: string) => `/api/studies/${study}/${rest}`;

async function make(request: Partial<ReportRequest> = {}): Promise<Job> {
  const reply = await made.post(path("reports"), reportRequest(request));
  expect([reply.statusCode, reply.body.slice(0, 400)]).toEqual([202, expect.any(String)]);
  const job = await made.jobs.ended(reply.json<Job>().id);
  if (job === undefined) throw new Error("The job is gone.");
  return job;
}

const listed = async () => (await made.get(path("reports"))).json<ReportFile[]>();
const snapshots = async () => (await made.get(path("snapshots"))).json<Snapshot[]>();

describe("a report", () => {
  it("is made as a job, kept with its snapshot, and given under a name that says what it is", async () => {
    const job = await make();
    expect(job).toMatchObject({ state: "done", study });
    expect(job.progress.map(({ stage }) => stage)).toEqual(["assess", "pictures", "write"]);
    const [report] = await listed();
    const [snapshot] = await snapshots();
    expect(report).toMatchObject({
      number: 1,
      format: "docx",
      request: reportRequest(),
      notes: [],
      snapshot: snapshot?.number,
    });
    const file = await made.get(path("reports/1/file"));
    expect(file.headers["content-type"]).toBe(
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    );
    expect(file.rawPayload.length).toBe(report?.bytes);
    const name = decodeURIComponent(
      String(file.headers["content-disposition"]).split("filename*=UTF-8''")[1] ?? "",
    );
    expect(name).toBe(report?.name);
    expect(name).toMatch(/^七里区_评估报告_快照1_\d{4}-\d{2}-\d{2}\.docx$/);
    const document = (await unzipped(file.rawPayload)).get("word/document.xml")?.toString() ?? "";
    expect(document).toContain("七里区一刻钟便民生活圈服务能力评估报告");
    expect(document).toContain("按七政办发〔2023〕1号（一、1），到2025年不低于12张/百户。");
    expect(document).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("tells a kept snapshot with the very same bytes, whenever it is made", async () => {
    const [snapshot] = await snapshots();
    const request: Partial<ReportRequest> = {
      snapshot: snapshot?.number ?? 0,
      chapters: ["summary", "indicators"],
    };
    expect([(await make(request)).state, (await make(request)).state]).toEqual(["done", "done"]);
    const [second, first] = await listed();
    const [one, other] = await Promise.all(
      [first, second].map((report) => made.get(path(`reports/${report?.number}/file`))),
    );
    expect(one?.rawPayload.equals(other?.rawPayload ?? Buffer.of())).toBe(true);
    expect(await snapshots()).toHaveLength(1);
  });

  it("is a workbook of the ledgers, or a layer of the settlements", async () => {
    expect((await make({ format: "xlsx" })).state).toBe("done");
    const [workbook] = await listed();
    const sheets = await unzipped(
      (await made.get(path(`reports/${workbook?.number}/file`))).rawPayload,
    );
    const names = [
      ...(sheets.get("xl/workbook.xml")?.toString() ?? "").matchAll(/<sheet [^>]*name="([^"]*)"/g),
    ];
    expect(names.map(([, name]) => name)).toEqual([
      "指标",
      "社区（村）台账",
      "社区（村）合计与口径",
      "乡镇（街道）台账",
      "乡镇（街道）合计与口径",
      "县区台账",
      "县区合计与口径",
    ]);
    expect((await make({ format: "geojson", unit: WEST })).state).toBe("done");
    const [layer] = await listed();
    const features = (await made.get(path(`reports/${layer?.number}/file`))).json<{
      features: { geometry: { type: string }; properties: Record<string, unknown> }[];
    }>();
    expect(features.features).toHaveLength(1);
    expect(Object.values(features.features[0]?.properties ?? {})).toContain(WEST);
    expect(features.features[0]?.geometry.type).toMatch(/Polygon/);
  });

  it("that is cancelled leaves nothing", async () => {
    const before = [await listed(), await snapshots(), await filesBelow(made.home)];
    const { id } = (await made.post(path("reports"), reportRequest())).json<Job>();
    while (!made.jobs.find(id)?.progress.some(({ stage }) => stage === "pictures")) await wait(5);
    const cancelled = await made.inject({ method: "DELETE", url: `/api/jobs/${id}` });
    expect(cancelled.json()).toMatchObject({ state: "cancelled" });
    const [reports, kept, files] = before;
    expect(await listed()).toEqual(reports);
    expect(await snapshots()).toEqual(kept);
    // The kept assessment of the snapshot that was taken back is an artifact nothing refers to.
    const left = (await filesBelow(made.home)).filter(
      (name) => !files?.some((one) => one === name) && !/^(database|artifacts)\//.test(name),
    );
    expect(left).toEqual([]);
  });

  it("is refused where there is nothing to tell", async () => {
    const code = async (request: Partial<ReportRequest>, of = study) =>
      (await made.post(`/api/studies/${of}/reports`, reportRequest(request))).json<{
        code: string;
      }>().code;
    expect(await code({ unit: "1" })).toBe("no-such-unit");
    expect(await code({ snapshot: 99 })).toBe("no-such-snapshot");
    expect(await code({ snapshot: 1, unit: WEST })).toBe("no-such-snapshot");
    expect(await code({ topic: "nothing" })).toBe("unusable-input");
    expect(await code({ chapters: [] })).toBe("invalid-parameter");
    expect(await code({}, "nowhere")).toBe("no-such-study");
    expect(await code({}, await made.makeStudy())).toBe("no-result");
    expect((await made.get(path("reports/99/file"))).json()).toMatchObject({
      code: "no-such-report",
    });
  });
});

describe("the preview of a report", () => {
  const preview = async (request: Partial<ReportRequest> = {}) => {
    const reply = await made.post(path("report-preview"), reportRequest(request));
    expect([reply.statusCode, reply.body.slice(0, 300)]).toEqual([200, expect.any(String)]);
    return reply.json<ReportPreview>();
  };

  it("shows its blocks and pictures, and keeps neither report nor snapshot", async () => {
    const before = [await listed(), await snapshots()];
    const { document, pictures } = await preview();
    expect(document.title).toBe("七里区一刻钟便民生活圈服务能力评估报告");
    expect(document.subtitle).toContain("生成报告时存为快照");
    const keys = document.blocks.flatMap((block) => (block.kind === "picture" ? [block.key] : []));
    expect(keys.length).toBeGreaterThan(0);
    expect(pictures.map(({ key }) => key).toSorted()).toEqual(keys.toSorted());
    const png = await made.get(pictures[0]?.href ?? "");
    expect(png.headers["content-type"]).toBe("image/png");
    expect(png.rawPayload.subarray(1, 4).toString()).toBe("PNG");
    const gone = await made.get(path(`report-pictures/${"0".repeat(32)}`));
    expect(gone.json()).toMatchObject({ code: "no-such-picture" });
    expect([await listed(), await snapshots()]).toEqual(before);
  });

  it("shows the chapters that are asked for without drawing anew", async () => {
    const { document, pictures } = await preview({ chapters: ["summary"] });
    expect(document.blocks.some(({ kind }) => kind === "picture")).toBe(false);
    expect(pictures).toEqual([]);
  });

  it("lists the figures that changed since the last report of the same place", async () => {
    expect((await preview()).changes).toEqual([]);
    const figure = BENCHES.find(({ item }) => item === "benches");
    if (figure === undefined) throw new Error("There are no benches.");
    const more = { ...figure, value: Number(figure.value) + 100 };
    const stored = await made.post(path("stock"), { figures: [more] });
    expect(stored.statusCode).toBe(201);
    const { changes } = await preview();
    const changed = changes.find(({ id }) => id === "benches");
    // 40 benches of 400 households before: 10 for each hundred of them; now 140.
    expect(changed?.before).toEqual({ value: 10, verdict: "not-met" });
    expect(changed?.after).toEqual({ value: 35, verdict: "met" });
  });
});
