import { once } from "node:events";
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { SitingPlanSummary } from "#contract/siting.ts";
import { writeAddress } from "../../../server/store/address.ts";
import { searchTasks } from "../../fixtures/slow-search.ts";
import { service, type Service } from "../api/service.ts";

const MAIN = join(import.meta.dirname, "../../../server/cli/main.ts");
const tasks = searchTasks();

let made: Service;
let study: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "yikezhong-site-"));
  made = await service({ run: tasks.run });
  study = await made.makeTown();
  const address = await made.app.listen({ host: "127.0.0.1", port: 0 });
  await writeAddress(made.home, { address, instance: made.instance });
});
afterAll(async () => {
  await made.close();
  await rm(folder, { recursive: true, force: true });
});

/** `watch` sees standard error as it comes and may stop the process. */
async function site(
  args: readonly string[],
  watch: (err: string, stop: () => void) => void = () => {},
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const { DATABASE_URL: _, ...rest } = process.env;
  const child = spawn(process.execPath, [MAIN, "site", "--study", study, ...args], {
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

const plans = async () =>
  (await made.get(`/api/studies/${study}/siting-plans`)).json<SitingPlanSummary[]>();
const CLINIC = ["--service", "clinic", "--minutes", "3"];

it("is told how it is used", async () => {
  const out = join(folder, "no.json");
  const runs = await Promise.all([
    site([...CLINIC, "--objective", "all", "--out", out]),
    site(["--objective", "lscp", "--out", out]),
    site([...CLINIC, "--objective", "mclp", "--count", "1.5", "--out", out]),
    site([...CLINIC, "--objective", "lscp", "--phases", "soon", "--out", out]),
  ]);
  expect(runs.map(({ code, out: said }) => [code, said])).toEqual(runs.map(() => [2, ""]));
  expect(runs[0]?.err).toContain("lscp, target, units");
  expect(runs[1]?.err).toContain("--service is missing");
  expect(runs[2]?.err).toContain("whole number");
  expect(runs[3]?.err).toContain("2027:2,2028:5");
  expect(await readdir(folder)).toEqual([]);
});

it("writes the plan, its bound and what the coverage engine said of it", async () => {
  const out = join(folder, "plan.json");
  const run = await site([...CLINIC, "--objective", "target", "--share", "0.8", "--out", out]);
  expect([run.code, run.err]).toEqual([0, expect.stringContaining("so it cannot be fewer")]);
  const written = JSON.parse(await readFile(out, "utf8"));
  expect(written).toMatchObject({ objective: "target", proven: true, gap: 0, status: "proven" });
  expect(written.bound).toBe(written.value);
  expect(written.sites).toHaveLength(written.value);
  expect(written.covered).toBeGreaterThanOrEqual(0.8 * written.total);
  expect(written.plan).toMatchObject({ number: 1, check: { agrees: true } });
  const { plan: _, ...told } = written;
  expect(JSON.parse(run.out)).toEqual({ ...told, file: out, number: 1 });
});

it("says what the study cannot be asked, and writes nothing", async () => {
  const before = await readdir(folder);
  const out = join(folder, "none.json");
  const run = await site([...CLINIC, "--objective", "target", "--forbid", "nobody", "--out", out]);
  expect([run.code, run.out]).toEqual([3, ""]);
  expect(run.err).toContain("needs the share");
  expect(run.err).toContain("no such sites: nobody");
  expect(await readdir(folder)).toEqual(before);
});

it("that is interrupted writes the best so far, which the server keeps too", async () => {
  tasks.searching = "endless";
  const out = join(folder, "stopped.json");
  const before = await plans();
  const args = [
    ...CLINIC,
    "--objective",
    "mclp",
    "--count",
    "1",
    "--candidates",
    "upgrade",
    "--out",
    out,
  ];
  const run = await site(args, (err, stop) => {
    if (err.includes("…")) stop();
  });
  tasks.searching = "here";
  expect(run.code).toBe(0);
  expect(run.err).toContain("the best plan so far is kept");
  const written = JSON.parse(await readFile(out, "utf8"));
  expect(written).toMatchObject({ proven: false, plan: { stopped: true } });
  expect(await plans()).toHaveLength(before.length + 1);
});

it("that is interrupted before there is any plan writes nothing", async () => {
  tasks.searching = "endless-without-plan";
  const out = join(folder, "nothing.json");
  const before = [await plans(), await readdir(folder)];
  const args = [...CLINIC, "--objective", "mclp", "--count", "1", "--out", out];
  const run = await site(args, (err, stop) => {
    if (err.includes("…")) stop();
  });
  tasks.searching = "here";
  expect([run.code, run.out]).toEqual([130, ""]);
  expect([await plans(), await readdir(folder)]).toEqual(before);
});
