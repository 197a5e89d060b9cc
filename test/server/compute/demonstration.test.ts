import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareDemonstration } from "../../../server/compute/demonstration.ts";
import { Busy, jobs } from "../../../server/compute/jobs.ts";
import { library } from "../../../server/compute/library.ts";
import { runTask, type RunTask } from "../../../server/compute/threads.ts";
import { openStudies } from "../../../server/store/studies.ts";
import { temporaryFolder } from "../../fixtures/town-files.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

/** One start of the server, as far as the demonstration goes. */
async function start(stamp: string, run: RunTask = runTask) {
  const studies = await openStudies(join(folder.path, "state"));
  let made = 0;
  const counted: RunTask = (task, options) => {
    if (task.kind !== "survey") made += 1;
    return run(task, options);
  };
  const works = jobs({ studies, runTask: counted, onFault: () => {} });
  const tools = { studies, library: library(studies, counted), jobs: works };
  const demonstration = prepareDemonstration(tools, stamp);
  const first = demonstration.health();
  expect(() => works.claim()).toThrow(Busy);
  await demonstration.settled;
  works.claim().release();
  return { first, last: demonstration.health(), made, studies };
}

describe("the demonstration study", () => {
  it("is made at the first start, is labelled as invented, and offers every service", async () => {
    const { first, last, made, studies } = await start("stamp one");
    expect(first.status).toBe("preparing");
    expect([last, made]).toEqual([{ status: "ready" }, 1]);
    const { study } = studies.find("demonstration")!;
    expect(study.synthetic).toBe(true);
    expect(study.name).toContain("示例");
    expect(study.people.total).toBeGreaterThan(100_000);
    expect(study.services.filter(({ facilities }) => facilities > 0).length).toBeGreaterThanOrEqual(
      4,
    );
    expect(study.units.length).toBeGreaterThan(10);
  });

  it("is only opened at the next start, and made anew once its stamp is another", async () => {
    expect(await start("stamp one")).toMatchObject({ last: { status: "ready" }, made: 0 });
    const failing: RunTask = () => Promise.reject(new Error("no luck"));
    expect(await start("stamp two", failing)).toMatchObject({
      last: { status: "failed", stage: expect.stringContaining("no luck") },
      made: 1,
    });
  });
});
