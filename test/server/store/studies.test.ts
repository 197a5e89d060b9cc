import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readGround } from "../../../server/intake/ground.ts";
import { survey } from "#core/coverage/survey.ts";
import { describeStudy } from "../../../server/compute/describe-study.ts";
import { streetsOnly } from "../../../server/compute/base-map.ts";
import { StateFolderError } from "../../../server/store/state-folder.ts";
import { openStudies, type Studies } from "../../../server/store/studies.ts";
import { StudyDamaged, writeStudy, type StudyContents } from "../../../server/store/study-files.ts";
import { temporaryFolder, townFiles } from "../../fixtures/town-files.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let contents: StudyContents;
beforeAll(async () => {
  folder = await temporaryFolder();
  const files = await townFiles(join(folder.path, "town"));
  const reading = await readGround(files, { resolution: 10, snapCap: 300 });
  const seen = survey(reading.ground, { kind: "time", speed: 1.1, steps: "slow" }, "towards");
  contents = {
    stamp: null,
    study: {
      ...describeStudy(reading, seen, {
        id: "town",
        name: "七里镇",
        synthetic: false,
        created: "2025-01-01T00:00:00.000Z",
        ready: true,
      }),
      study: "town",
      uses: [{ layer: "people", version: 2, name: "人口" }],
      repairs: 0,
    },
    ground: reading.ground,
    baseMap: streetsOnly(reading.ground.network),
    inputs: [],
  };
});
afterAll(() => folder.remove());

let count = 0;
let home: string;
let studies: Studies;
beforeEach(async () => {
  home = join(folder.path, `state-${++count}`);
  studies = await openStudies(home);
});

async function keep(id: string, created = "2025-01-01T00:00:00.000Z", stamp: string | null = null) {
  const draft = await studies.newDraft();
  await writeStudy(draft.study, { ...contents, stamp, study: { ...contents.study, id, created } });
  const record = await studies.keep(draft);
  await draft.discard();
  return record;
}

describe("a study that is kept", () => {
  it("opens again, also after a restart, as what was written", async () => {
    await keep("town");
    const again = await openStudies(home);
    const record = again.find("town")!;
    expect(record.study).toEqual({ ...contents.study, id: "town" });
    const { ground, baseMap } = await again.open(record);
    const { demand, facilities, units, unitOf, edgeMetres, snapCap, cellIndex } = contents.ground;
    expect(ground).toMatchObject({
      demand,
      facilities,
      units,
      unitOf,
      edgeMetres,
      snapCap,
      cellIndex,
    });
    expect(ground.network.points).toEqual(contents.ground.network.points);
    expect(baseMap.street.positions).toEqual(contents.baseMap.street.positions);
    const measure = { kind: "time", speed: 1.1, steps: "slow" } as const;
    expect(survey(ground, measure, "towards").matrix).toEqual(
      survey(contents.ground, measure, "towards").matrix,
    );
  });

  it("replaces the older one of the same id", async () => {
    await keep("town", "2025-01-01T00:00:00.000Z");
    await keep("town", "2025-02-02T00:00:00.000Z");
    expect(studies.list().map(({ study }) => study.created)).toEqual(["2025-02-02T00:00:00.000Z"]);
    expect(await readdir(join(home, "studies"))).toEqual(["town"]);
    expect(await readdir(join(home, "drafts"))).toEqual([]);
  });

  it("stands in the list after what was generated, the newest first", async () => {
    await keep("a", "2025-01-03T00:00:00.000Z");
    await keep("demonstration", "2025-01-01T00:00:00.000Z", "stamp");
    await keep("b", "2025-01-04T00:00:00.000Z");
    const ids = (all: Studies) => all.list().map(({ study }) => study.id);
    expect(ids(studies)).toEqual(["demonstration", "b", "a"]);
    expect(ids(await openStudies(home))).toEqual(["demonstration", "b", "a"]);
  });

  it("keeps its input files under their roles", async () => {
    const files = await townFiles(join(folder.path, "to-keep"));
    const draft = await studies.newDraft();
    await writeStudy(draft.study, {
      ...contents,
      inputs: [{ role: "people", path: files.people }],
    });
    await studies.keep(draft);
    expect(await readdir(join(home, "studies", "town", "inputs"))).toEqual(["people-people.csv"]);
    expect(existsSync(files.people)).toBe(false);
  });

  it.each(["network.ykz", "ground.bin", "base-map.bin"])(
    "is not opened when one byte of %s is another",
    async (file) => {
      const record = await keep("town");
      const path = join(home, "studies", "town", file);
      const bytes = await readFile(path);
      bytes[Math.floor(bytes.length / 2)]! ^= 1;
      await writeFile(path, bytes);
      const opening = studies.open(record);
      await expect(opening).rejects.toThrow(StudyDamaged);
      await expect(opening).rejects.toThrow(
        `The study "七里镇" (town) cannot be opened: ${file} is not as it was written. Delete it and make it again from its files.`,
      );
    },
  );

  it("is not opened when a file is missing", async () => {
    const record = await keep("town");
    await studies.remove("town");
    await expect(studies.open(record)).rejects.toThrow(StudyDamaged);
  });

  it("is gone once removed, and there is nothing to remove twice", async () => {
    await keep("town");
    expect(await studies.remove("town")).toBe(true);
    expect(await studies.remove("town")).toBe(false);
    expect(studies.list()).toEqual([]);
    expect(await readdir(join(home, "studies"))).toEqual([]);
    expect(await readdir(join(home, "drafts"))).toEqual([]);
  });
});

describe("what is no finished study", () => {
  it("is never kept", async () => {
    const empty = await studies.newDraft();
    await expect(studies.keep(empty)).rejects.toThrow("holds no finished study");
    const draft = await studies.newDraft();
    await writeStudy(draft.study, { ...contents, study: { ...contents.study, id: "../evil" } });
    await expect(studies.keep(draft)).rejects.toThrow("holds no finished study");
    expect(await readdir(join(home, "studies"))).toEqual([]);
  });

  it.each([
    ["without a record", async (path: string) => mkdir(path)],
    [
      "with a record that is cut short",
      async (path: string) => {
        await mkdir(path);
        await writeFile(join(path, "study.json"), '{"format":1,');
      },
    ],
    [
      "of another format",
      async (path: string) => {
        await mkdir(path);
        await writeFile(join(path, "study.json"), '{"format":0,"study":{"id":"odd"}}');
      },
    ],
    ["under another name", async (path: string) => writeStudy(path, contents)],
  ])("is passed over and reported: a folder %s", async (_, fill) => {
    const path = join(home, "studies", "odd");
    await fill(path);
    const passed: string[] = [];
    const again = await openStudies(home, (odd) => passed.push(odd));
    expect(again.list()).toEqual([]);
    expect(passed).toEqual([path]);
    expect(existsSync(path)).toBe(true);
  });
});

describe("drafts", () => {
  it("of a process that has ended are cleared away at start, others are left alone", async () => {
    const ended = spawnSync(process.execPath, ["-e", "0"]).pid;
    const mine = await studies.newDraft();
    for (const name of [`${ended}-aa`, `${process.ppid}-bb`, "odd"])
      await mkdir(join(home, "drafts", name, "study"), { recursive: true });
    await openStudies(home);
    // This process has just begun: what carries its number is of an earlier one.
    expect(await readdir(join(home, "drafts"))).toEqual([`${process.ppid}-bb`]);
    expect(existsSync(mine.uploads)).toBe(false);
  });
});

describe("a state folder", () => {
  it("that cannot be used is refused with a sentence", async () => {
    const file = join(folder.path, "a-file");
    await writeFile(file, "");
    const opening = openStudies(join(file, "state"));
    await expect(opening).rejects.toThrow(StateFolderError);
    await expect(opening).rejects.toThrow(/a-file.*YIKEZHONG_HOME\.$/);
  });
});
