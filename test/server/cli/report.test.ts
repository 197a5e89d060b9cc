import { once } from "node:events";
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Job } from "#contract/jobs.ts";
import type { ReportFile } from "#contract/policy/report.ts";
import { writeAddress } from "../../../server/store/address.ts";
import { reportRequest } from "../../fixtures/assessment.ts";
import { CODED_UNITS, QILI, WEST } from "../../fixtures/policy-town.ts";
import { unzipped } from "../../fixtures/unzipped.ts";
import { service, type Service } from "../api/service.ts";

const MAIN = join(import.meta.dirname, "../../../server/cli/main.ts");

let made: Service;
let study: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "yikezhong-report-"));
  made = await service();
  study = await made.makeTown({ units: CODED_UNITS });
  await made.post("/api/policy/documents", QILI);
  const address = await made.app.listen({ host: "127.0.0.1", port: 0 });
  await writeAddress(made.home, { address, instance: made.instance });
});
afterAll(async () => {
  await made.close();
  await rm(folder, { recursive: true, force: true });
});

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** `watch` sees standard error as it comes and may stop the process. */
async function report(
  args: readonly string[],
  watch: (err: string, stop: () => void) => void = () => {},
): Promise<Run> {
  const { DATABASE_URL: _, ...rest } = process.env;
  const child = spawn(process.execPath, [MAIN, "report", ...args], {
    env: { ...rest, YIKEZHONG_HOME: made.home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString();
    watch(err, () => child.killed || child.kill("SIGINT"));
  });
  const [code]: (number | null)[] = await once(child, "close");
  return { code: code ?? null, out, err };
}

const listed = async () => (await made.get(`/api/studies/${study}/reports`)).json<ReportFile[]>();

it("is told how it is used", async () => {
  const out = join(folder, "no.docx");
  const runs = await Promise.all([
    report([]),
    report(["--study", study, "--format", "pdf", "--out", out]),
    report(["--study", study, "--format", "docx", "--out", out, "--chapters", "summary,jokes"]),
  ]);
  expect(runs.map(({ code, out: said }) => [code, said])).toEqual([
    [2, ""],
    [2, ""],
    [2, ""],
  ]);
  expect(runs[1]?.err).toContain("docx, xlsx, geojson");
});

it("writes the report to a file and says what it came to", async () => {
  const out = join(folder, "报告.docx");
  const options = [
    "--unit",
    WEST,
    "--chapters",
    "annex,summary",
    "--map-review",
    "甘S（2026）012号",
  ];
  const run = await report(["--study", study, "--format", "docx", "--out", out, ...options]);
  expect(run.code).toBe(0);
  expect(run.err).toMatch(/assess|write/);
  const [kept] = await listed();
  expect(JSON.parse(run.out)).toEqual({
    file: out,
    bytes: kept?.bytes,
    seconds: kept?.seconds,
    snapshot: kept?.snapshot,
    notes: [],
  });
  expect(kept?.request).toMatchObject({ unit: WEST, chapters: ["summary", "annex"], paper: "A4" });
  const bytes = await readFile(out);
  expect(bytes.length).toBe(kept?.bytes);
  expect((await unzipped(bytes)).has("word/document.xml")).toBe(true);
});

it("says why there is no report, and writes none", async () => {
  const before = (await readdir(folder)).toSorted();
  const out = join(folder, "none.xlsx");
  const runs = await Promise.all([
    report(["--study", "none", "--format", "xlsx", "--out", out]),
    report(["--study", study, "--format", "xlsx", "--out", out, "--unit", "1"]),
    report(["--study", study, "--format", "geojson", "--out", join(MAIN, "below-a-file.geojson")]),
  ]);
  expect(runs.map(({ code, out: said }) => [code, said])).toEqual([
    [3, ""],
    [3, ""],
    [3, ""],
  ]);
  expect(runs[1]?.err).toContain('"1"');
  expect((await readdir(folder)).toSorted()).toEqual(before);
});

it("that is interrupted writes nothing, and the server makes nothing either", async () => {
  const reports = await listed();
  const before = (await readdir(folder)).toSorted();
  const args = ["--study", study, "--format", "docx", "--out", join(folder, "stopped.docx")];
  const run = await report(args, (err, stop) => {
    if (err.includes("assess") || err.includes("pictures")) stop();
  });
  expect([run.code, run.out]).toEqual([130, ""]);
  expect((await readdir(folder)).toSorted()).toEqual(before);
  // Jobs are done one after the other: had it gone on, it would have been made before this one.
  const asked = reportRequest({ format: "geojson" });
  const next = (await made.post(`/api/studies/${study}/reports`, asked)).json<Job>();
  expect(await made.jobs.ended(next.id)).toMatchObject({ state: "done" });
  expect((await listed()).slice(1)).toEqual(reports);
});
