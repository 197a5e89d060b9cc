import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
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
import { generateAhead } from "../../../server/compute/demonstration-ahead.ts";
import { isWorkedOn } from "../../../server/compute/demonstration-work.ts";
import type { DemonstrationLayer, Task } from "../../../server/compute/tasks.ts";
import { runTask, type RunTask } from "../../../server/compute/threads.ts";
import { openArtifacts } from "../../../server/store/artifacts.ts";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { layersOf } from "../../../server/store/layers.ts";
import { editsOf } from "../../../server/store/network-edits.ts";
import { scenariosIn } from "../../../server/store/scenarios.ts";
import { stockOf } from "../../../server/store/stock.ts";
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

/** A later program, whose list of facilities has a line less. */
const withFewerFacilities: RunTask = async (task, options) => {
  const made = await small(task, options);
  if (task.kind === "demonstrate") {
    const layers = made as DemonstrationLayer[];
    const path = layers.find(({ role }) => role === "facilities")?.path ?? "";
    const list: { features: unknown[] } = JSON.parse(await readFile(path, "utf8"));
    await writeFile(path, JSON.stringify({ ...list, features: list.features.slice(1) }));
  }
  return made;
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
    await editsOf(database).undo(DEMONSTRATION_ID);
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

  it("keeps what somebody has put into it once its stamp is another, and gives changed layers new versions", async () => {
    const scenarios = scenariosIn(database);
    const { number } = await scenarios.add(DEMONSTRATION_ID, {
      name: "我的方案",
      note: "",
      steps: [],
      inForce: 0,
    });
    const before = await start("two-and-a-half", withFewerFacilities);
    expect(before.last).toEqual(READY);
    expect(before.catalogue.find(DEMONSTRATION_ID)?.stamp).toBe("two-and-a-half");
    expect(await scenarios.find(DEMONSTRATION_ID, number)).toMatchObject({ name: "我的方案" });
    const { layers, history, results } = await before.catalogue.layers(DEMONSTRATION_ID);
    expect(layers.map(({ layer, version }) => `${layer} ${version}`)).toEqual([
      "network 1",
      "units 1",
      "people 1",
      "facilities 2",
    ]);
    expect([history.length, results.length]).toEqual([5, 2]);
    expect(results.map(({ stale }) => stale)).toEqual([false, true]);

    // What somebody replaced stays so; the program's own list does not come back beside it.
    const [mine] = layers.filter(({ role }) => role === "facilities");
    if (mine === undefined) throw new Error("There are no facilities.");
    await layersOf(database).add(DEMONSTRATION_ID, mine.layer, {
      ...mine,
      source: "本单位台账",
      file: { ...mine.file, name: "台账2025.xlsx" },
    });
    const { catalogue } = await start("two-and-three-quarters");
    const after = await catalogue.layers(DEMONSTRATION_ID);
    expect(after.layers.map((one) => `${one.layer} ${one.version} ${one.source}`)).toContain(
      "facilities 3 本单位台账",
    );
    expect([after.history.length, after.results.length]).toEqual([6, 3]);
    await scenarios.remove(DEMONSTRATION_ID, number);
  });

  it("tells work put into it from what it came with", async () => {
    await start("two");
    const stock = stockOf(database);
    const figure = {
      item: "households",
      unit: "u1",
      year: 2025,
      value: 10,
      date: "2025-12-31",
    };
    await stock.add(DEMONSTRATION_ID, [{ ...figure, source: "示例填报（合成）" }], []);
    expect(await isWorkedOn(database, DEMONSTRATION_ID)).toBe(false);
    await stock.add(DEMONSTRATION_ID, [{ ...figure, source: "区民政局年报" }], []);
    expect(await isWorkedOn(database, DEMONSTRATION_ID)).toBe(true);
    await database.query("delete from stock_figure where study = $1", [DEMONSTRATION_ID]);
    expect(await isWorkedOn(database, DEMONSTRATION_ID)).toBe(false);
  });

  it("is made anew when its files are not as they were written", async () => {
    const { studies, catalogue } = await start("two");
    const place = studies.folderOf(catalogue.find(DEMONSTRATION_ID)!);
    await writeFile(join(place, "ground.bin"), "no ground");
    const { last, asked } = await start("two");
    expect(last).toEqual(READY);
    expect(asked.filter((kind) => kind !== "survey")).toEqual(["demonstrate", "compute"]);
  });

  it("can be generated before there is a database, once, and is dropped without a trace when nobody takes it", async () => {
    const asked: Task["kind"][] = [];
    const run: RunTask = (task, options) => {
      asked.push(task.kind);
      return small(task, options);
    };
    const studies = await openStudies(home);
    const dropped = generateAhead(studies, run);
    await dropped.drop();
    expect(await readdir(join(home, "drafts"))).toEqual([]);

    const ahead = generateAhead(studies, run);
    const { draft, layers } = await ahead.take({
      signal: new AbortController().signal,
      onProgress() {},
    });
    expect(layers.map(({ role }) => role)).toEqual(["network", "units", "people", "facilities"]);
    // It is the taker's now.
    await ahead.drop();
    expect(await readdir(draft.uploads)).not.toEqual([]);
    await draft.discard();
    expect(asked).toEqual(["demonstrate", "demonstrate"]);
    const failing = generateAhead(studies, () => Promise.reject(new Error("no luck")));
    const refused = failing.take({ signal: new AbortController().signal, onProgress() {} });
    await expect(refused).rejects.toThrow("no luck");
    expect(await readdir(join(home, "drafts"))).toEqual([]);
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
