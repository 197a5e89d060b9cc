import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assess, gapsOf, survey } from "#core/coverage/survey.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { answersFor, type Place } from "../../../server/compute/answers.ts";
import type { LayerFile } from "../../../server/compute/tasks.ts";
import { inTurn, runTask, TaskRefused, type RunTask } from "../../../server/compute/threads.ts";
import { openStudyFiles } from "../../../server/store/study-files.ts";
import { readRecord } from "../../../server/store/study-record.ts";
import { temporaryFolder } from "../../fixtures/town-files.ts";
import { townLayers, townTask } from "../../fixtures/town-layers.ts";

const MEASURE = { kind: "time", speed: 0.9, steps: "slow" } as const;
const LIMIT = 240_000;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let layers: LayerFile[];
let place: Place;
let ground: Ground;
beforeAll(async () => {
  folder = await temporaryFolder();
  layers = await townLayers(folder.path);
  const study = join(folder.path, "study");
  await runTask(townTask(layers, study));
  const record = (await readRecord(study))!;
  place = { folder: study, record };
  ({ ground } = await openStudyFiles(study, record));
});
afterAll(() => folder.remove());

describe("a thread", () => {
  it("surveys a study as it is surveyed here", async () => {
    const columns = await runTask({
      kind: "survey",
      ...place,
      measure: MEASURE,
      direction: "from",
    });
    const here = survey(ground, MEASURE, "from");
    expect({ ...columns, ground, graph: { ...columns.graph, network: ground.network } }).toEqual(
      here,
    );
  });

  it("finds the gaps that are found here", async () => {
    const asked = {
      ...place,
      measure: MEASURE,
      direction: "towards",
      service: "clinic",
      limit: LIMIT,
    } as const;
    const gaps = await runTask({ kind: "gaps", ...asked });
    const here = survey(ground, MEASURE, "towards");
    expect(gaps).toEqual(gapsOf(here, "clinic", LIMIT, assess(here, "clinic", LIMIT)));
    expect(gaps.length).toBeGreaterThan(0);
  });

  it("says in both languages what is wrong with a file", async () => {
    const path = join(folder.path, "picture.csv");
    await writeFile(path, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46]));
    const refused: unknown = await runTask({
      kind: "judge",
      path,
      name: "picture.csv",
      decisions: {},
      layers: [],
      templates: [],
      resolution: 10,
      snapCap: 300,
      folder: join(folder.path, "never"),
    }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TaskRefused);
    expect(refused).toMatchObject({
      said: {
        zh: expect.stringMatching(/\p{Script=Han}/u),
        en: expect.stringMatching(/^[^\p{Script=Han}]+$/u),
      },
    });
    expect(existsSync(join(folder.path, "never"))).toBe(false);
  });

  it("says of layers that cannot be used together what is wrong", async () => {
    const people = layers.find(({ role }) => role === "people")!;
    const swapped = layers.map((layer) =>
      layer.role === "facilities" ? { ...layer, path: people.path } : layer,
    );
    await expect(runTask(townTask(swapped, join(folder.path, "never")))).rejects.toThrow(
      TaskRefused,
    );
  });

  it("passes on a fault of ours as it is", async () => {
    const task = { kind: "survey", ...place, measure: MEASURE, direction: "from" } as const;
    const failing = runTask({ ...task, folder: "/nowhere" });
    await expect(failing).rejects.toThrow("cannot be read");
    await expect(failing).rejects.not.toBeInstanceOf(TaskRefused);
  });

  it("can be stopped, and then gives the reason of whoever stopped it", async () => {
    const task = townTask(layers, join(folder.path, "stopped"));
    const stop = new AbortController();
    const reason = new Error("enough");
    const running = runTask(task, {
      signal: stop.signal,
      onProgress: () => stop.abort(reason),
    });
    await expect(running).rejects.toBe(reason);
    await expect(runTask(task, { signal: stop.signal })).rejects.toBe(reason);
  });
});

describe("tasks in turn", () => {
  it("never run more at a time than is allowed, and all run", async () => {
    let running = 0;
    let most = 0;
    const ended: string[] = [];
    const slow: RunTask = async (task) => {
      most = Math.max(most, ++running);
      await new Promise((go) => setTimeout(go, 5));
      running--;
      if (task.kind !== "compute") throw new Error("Only results are computed here.");
      if (task.id === "2") throw new Error("two");
      ended.push(task.id);
      return null as never;
    };
    const run = inTurn(slow, 2);
    const all = await Promise.allSettled(
      ["1", "2", "3", "4", "5"].map((id) => run({ ...townTask([], ""), id })),
    );
    expect(most).toBe(2);
    expect(ended).toEqual(["1", "3", "4", "5"]);
    expect(all.map(({ status }) => status).filter((status) => status === "rejected")).toHaveLength(
      1,
    );
  });
});

describe("a study too large to be surveyed here", () => {
  it("gets the same answers from a thread", async () => {
    const [facility] = ground.facilities;
    const crowd = Array.from({ length: 1001 }, (_, i) => ({ ...facility!, id: `X${i}` }));
    const asked: string[] = [];
    const elsewhere: RunTask = (task, options) => {
      asked.push(task.kind);
      return runTask(task, options);
    };
    // The thread opens the study from its files, which have but few facilities.
    const large = await answersFor(
      { ...ground, facilities: crowd },
      place,
      MEASURE,
      "towards",
      elsewhere,
    );
    const small = await answersFor(ground, place, MEASURE, "towards", elsewhere);
    expect(large.survey.matrix).toEqual(small.survey.matrix);
    expect(await large.gaps("clinic", LIMIT)).toEqual(await small.gaps("clinic", LIMIT));
    expect(asked).toEqual(["survey", "gaps"]);
  });
});
