import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Busy, jobs, type Jobs, type StudyOrder } from "../../../server/compute/jobs.ts";
import { makeStudy } from "../../../server/compute/make-study.ts";
import type { MakeTask } from "../../../server/compute/tasks.ts";
import { TaskRefused, type RunOptions, type RunTask } from "../../../server/compute/threads.ts";
import { openStudies, type Studies } from "../../../server/store/studies.ts";
import { temporaryFolder, townFiles } from "../../fixtures/town-files.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

let count = 0;
let home: string;
let studies: Studies;
let faults: unknown[];
let order: StudyOrder;
beforeEach(async () => {
  home = join(folder.path, `state-${++count}`);
  studies = await openStudies(home);
  faults = [];
  order = {
    name: "七里镇",
    resolution: 10,
    snapCap: 300,
    source: { kind: "files", files: await townFiles(join(folder.path, `town-${count}`)) },
  };
});

/** Jobs whose work is done by `work`, here and now. */
function jobsOf(work: (task: MakeTask, options: RunOptions) => Promise<void>): Jobs {
  const runTask: RunTask = async (task, options = {}) => {
    if (task.kind !== "make") throw new Error("Only studies are made here.");
    await work(task, options);
    return null as never;
  };
  return jobs({ studies, runTask, onFault: (error) => faults.push(error) });
}

/** Never done, but can be stopped. */
function endless(_: MakeTask, { signal }: RunOptions): Promise<void> {
  return new Promise((__, reject) =>
    signal?.addEventListener("abort", () => reject(signal.reason as Error)),
  );
}

async function start(all: Jobs) {
  const claim = all.claim();
  return claim.start(await studies.newDraft(), order);
}

describe("a job", () => {
  it("keeps the latest report of every stage, in the order they began", async () => {
    const all = jobsOf(async (task, { onProgress }) => {
      onProgress?.({ stage: "streets", done: 1, total: 4 });
      onProgress?.({ stage: "streets", done: 4, total: 4 });
      onProgress?.({ stage: "people", done: 0, total: 0 });
      onProgress?.({ stage: "streets", done: 5, total: 5 });
      await makeStudy(task, () => {});
    });
    const { id } = await start(all);
    expect(await all.ended(id)).toMatchObject({
      state: "done",
      study: expect.stringMatching(/^s[0-9a-f]{10}$/),
      progress: [
        { stage: "streets", done: 5, total: 5 },
        { stage: "people", done: 0, total: 0 },
      ],
    });
    expect(studies.list()).toHaveLength(1);
  });

  it("has the place to itself from before it starts until it has ended", async () => {
    const all = jobsOf(endless);
    const claim = all.claim();
    expect(() => all.claim()).toThrow(Busy);
    const { id } = claim.start(await studies.newDraft(), order);
    claim.release();
    expect(() => all.claim()).not.toThrow();
    await all.cancel(id);
  });

  it("gives the place back once, and to nobody else's harm", async () => {
    const all = jobsOf(endless);
    const first = all.claim();
    first.release();
    const second = all.claim();
    first.release();
    expect(() => all.claim()).toThrow(Busy);
    second.release();
    all.claim().release();
  });

  it("that is cancelled leaves nothing, and stays cancelled", async () => {
    const all = jobsOf(endless);
    const { id } = await start(all);
    expect(await readdir(join(home, "drafts"))).toHaveLength(1);
    expect(await all.cancel(id)).toMatchObject({ state: "cancelled" });
    expect(await readdir(join(home, "drafts"))).toEqual([]);
    expect(await all.cancel(id)).toMatchObject({ state: "cancelled" });
    expect(all.find(id)).toMatchObject({ state: "cancelled" });
    all.claim().release();
  });

  it("tells the user what is wrong with a file, and nobody else", async () => {
    const all = jobsOf(() => Promise.reject(new TaskRefused("people.csv, row 3: …")));
    const { id } = await start(all);
    expect(await all.ended(id)).toMatchObject({ state: "failed", error: "people.csv, row 3: …" });
    expect(faults).toEqual([]);
    expect(await readdir(join(home, "drafts"))).toEqual([]);
  });

  it("that fails by a fault of the program says so and has it logged", async () => {
    const fault = new Error("out of luck");
    const all = jobsOf(() => Promise.reject(fault));
    const { id } = await start(all);
    expect(await all.ended(id)).toMatchObject({
      state: "failed",
      error: expect.stringMatching(/The program failed.*out of luck/),
    });
    expect(faults).toEqual([fault]);
  });

  it("that wrote no study fails", async () => {
    const all = jobsOf(async () => {});
    const { id } = await start(all);
    expect(await all.ended(id)).toMatchObject({ state: "failed" });
    expect(studies.list()).toEqual([]);
  });

  it("is stopped when the server stops", async () => {
    const all = jobsOf(endless);
    const { id } = await start(all);
    await all.close();
    expect(all.find(id)).toMatchObject({ state: "cancelled" });
    expect(existsSync(join(home, "drafts"))).toBe(true);
    expect(await readdir(join(home, "drafts"))).toEqual([]);
  });

  it("is forgotten after a hundred newer ones", async () => {
    const all = jobsOf(() => Promise.reject(new TaskRefused("no")));
    const first = await start(all);
    await all.ended(first.id);
    for (let i = 0; i < 100; i++) await all.ended((await start(all)).id);
    expect(all.find(first.id)).toBeUndefined();
    expect(await all.cancel(first.id)).toBeUndefined();
  });
});
