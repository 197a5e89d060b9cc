import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PracticeFile } from "#contract/layers.ts";
import { DEMONSTRATION_ID, openCatalogue } from "../../../server/compute/catalogue.ts";
import { computeResult } from "../../../server/compute/compute-result.ts";
import {
  prepareDemonstration,
  type DemonstrationTools,
} from "../../../server/compute/demonstration.ts";
import { jobs } from "../../../server/compute/jobs.ts";
import { library } from "../../../server/compute/library.ts";
import { practiceOf } from "../../../server/compute/practice.ts";
import type { Task } from "../../../server/compute/tasks.ts";
import { runTask, type RunTask } from "../../../server/compute/threads.ts";
import { openArtifacts } from "../../../server/store/artifacts.ts";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { editsOf } from "../../../server/store/network-edits.ts";
import { openStudies } from "../../../server/store/studies.ts";
import { emptyPglite } from "../../fixtures/empty-pglite.ts";
import { temporaryFolder } from "../../fixtures/town-files.ts";
import { judgedTown } from "../../fixtures/town-layers.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let home: string;
let database: Database;
beforeAll(async () => {
  folder = await temporaryFolder();
  home = join(folder.path, "state");
  await emptyPglite(join(home, "database"));
  database = await openDatabase({ url: undefined, folder: join(home, "database") });
});
afterAll(async () => {
  await database.close();
  await folder.remove();
});

const LIST: readonly PracticeFile[] = [
  { name: "台账.csv", role: "facilities", bytes: 6, about: { zh: "练习", en: "to practise" } },
];

/** Generates a small town in place of the district. */
const small: RunTask = async (task, options) => {
  if (task.kind === "demonstrate") {
    const practice = join(task.folder, "practice");
    await mkdir(practice);
    await writeFile(join(practice, "list.json"), JSON.stringify(LIST));
    await writeFile(join(practice, "台账.csv"), "a,b\n1,2\n");
    return (await judgedTown(task.folder)) as never;
  }
  if (task.kind !== "compute") return runTask(task, options);
  await computeResult(task, () => {});
  return null as never;
};

/** One start of the server, as far as the demonstration goes; `asked` is what was done for it. */
async function start(stamp: string, run: RunTask = small) {
  const asked: Task["kind"][] = [];
  const counted: RunTask = (task, options) => {
    asked.push(task.kind);
    return run(task, options);
  };
  const studies = await openStudies(home);
  const artifacts = await openArtifacts(home);
  const works = jobs(() => {});
  const shelf = library(studies, counted);
  const common = { database, artifacts, studies, jobs: works, runTask: counted, tidy: true };
  const catalogue = await openCatalogue(common);
  const tools: DemonstrationTools = {
    ...common,
    home,
    catalogue,
    library: shelf,
    enterFigures: async () => {},
  };
  const demonstration = prepareDemonstration(tools, stamp);
  const first = demonstration.health();
  await demonstration.settled;
  return { ...tools, first, last: demonstration.health(), asked };
}

const READY = { status: "ready" };

describe("the demonstration study", () => {
  it("is made at the first start, labelled as invented, of layers like every study", async () => {
    const { first, last, asked, catalogue } = await start("one");
    expect(first.status).toBe("preparing");
    expect(last).toEqual(READY);
    expect(asked.filter((kind) => kind !== "survey")).toEqual(["demonstrate", "compute"]);
    const { study, stamp } = catalogue.find(DEMONSTRATION_ID)!;
    expect(stamp).toBe("one");
    expect(study).toMatchObject({ study: DEMONSTRATION_ID, synthetic: true });
    expect(study.name).toContain("示例");
    const { layers, missing, synthetic } = await catalogue.layers(DEMONSTRATION_ID);
    expect(synthetic).toBe(true);
    expect(layers.map(({ role, version, synthetic: is }) => [role, version, is])).toEqual([
      ["network", 1, true],
      ["units", 1, true],
      ["people", 1, true],
      ["facilities", 1, true],
    ]);
    expect(missing).toEqual([]);
    expect(await readdir(join(home, "drafts"))).toEqual([]);
  });

  it("comes with files to practise with, looked up by name", async () => {
    const practice = practiceOf(home);
    expect(await practice.list()).toEqual(LIST);
    expect(Buffer.from((await practice.read("台账.csv"))!).toString()).toBe("a,b\n1,2\n");
    const into = join(folder.path, "into");
    await mkdir(into);
    expect(await practice.copy("台账.csv", into)).toEqual({
      name: "台账.csv",
      path: join(into, "台账.csv"),
      bytes: 8,
    });
    expect(await practice.read("list.json")).toBeUndefined();
    expect(await practice.copy("../state/database/PG_VERSION", into)).toBeUndefined();
    expect(await practiceOf(join(folder.path, "new")).list()).toEqual([]);
  });

  it("is only opened at the next start", async () => {
    const { last, asked } = await start("one");
    expect(last).toEqual(READY);
    expect(asked.filter((kind) => kind !== "survey")).toEqual([]);
  });

  it("stays as somebody has changed it for as long as its stamp is the same", async () => {
    const { catalogue, jobs: works } = await start("one");
    const at: [number, number] = [100.001, 38];
    await editsOf(database).add(DEMONSTRATION_ID, [{ repair: { kind: "drop", at }, note: "试" }]);
    await works.ended((await catalogue.compute(DEMONSTRATION_ID)).id);
    expect(catalogue.find(DEMONSTRATION_ID)?.study).toMatchObject({ repairs: 1 });
    const next = await start("one");
    expect(next.asked.filter((kind) => kind !== "survey")).toEqual([]);
    expect(next.catalogue.find(DEMONSTRATION_ID)?.study).toMatchObject({ repairs: 1 });
  });

  it("is made anew once its stamp is another, and has no more than one result then", async () => {
    const { last, asked, catalogue, studies } = await start("two");
    expect(last).toEqual(READY);
    expect(asked.filter((kind) => kind !== "survey")).toEqual(["demonstrate", "compute"]);
    expect(catalogue.find(DEMONSTRATION_ID)?.stamp).toBe("two");
    expect(studies.list()).toHaveLength(1);
    const { history, results } = await catalogue.layers(DEMONSTRATION_ID);
    expect([history.length, results.length]).toEqual([4, 1]);
  });

  it("is made anew when its files are not as they were written", async () => {
    const { studies, catalogue } = await start("two");
    const place = studies.folderOf(catalogue.find(DEMONSTRATION_ID)!);
    await writeFile(join(place, "ground.bin"), "no ground");
    const { last, asked } = await start("two");
    expect(last).toEqual(READY);
    expect(asked.filter((kind) => kind !== "survey")).toEqual(["demonstrate", "compute"]);
  });

  it("that cannot be made says why, and is tried again at the next start", async () => {
    const failing: RunTask = () => Promise.reject(new Error("no luck"));
    const failed = await start("three", failing);
    expect(failed.last).toEqual({
      status: "failed",
      stage: expect.stringContaining("no luck"),
    });
    expect(failed.catalogue.find(DEMONSTRATION_ID)).toBeUndefined();
    // This time its layers are made, and the result is not.
    const half: RunTask = (task, options) =>
      task.kind === "compute" ? Promise.reject(new Error("no luck")) : small(task, options);
    expect((await start("three", half)).last.status).toBe("failed");
    const { last, catalogue } = await start("three");
    expect(last).toEqual(READY);
    expect((await catalogue.layers(DEMONSTRATION_ID)).history).toHaveLength(4);
    expect(existsSync(join(home, "practice", "台账.csv"))).toBe(true);
    expect(await readdir(join(home, "drafts"))).toEqual([]);
  });
});
