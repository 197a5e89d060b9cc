import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Import } from "#contract/import.ts";
import { openCatalogue, type Catalogue } from "../../../server/compute/catalogue.ts";
import {
  Blocked,
  NotWaiting,
  openImports,
  type Imports,
  type ImportTools,
} from "../../../server/compute/imports.ts";
import { jobs } from "../../../server/compute/jobs.ts";
import type { Judgement, JudgeTask } from "../../../server/compute/tasks.ts";
import { TaskRefused, type RunTask } from "../../../server/compute/threads.ts";
import { openArtifacts, type Artifacts } from "../../../server/store/artifacts.ts";
import { openDatabase } from "../../../server/store/database/database.ts";
import { DatabaseFull } from "../../../server/store/database/database-error.ts";
import type { Database, Sql } from "../../../server/store/database/sql.ts";
import { importsOf } from "../../../server/store/imports.ts";
import { openStudies } from "../../../server/store/studies.ts";
import { describeOnEachDatabase } from "../../fixtures/databases.ts";
import { sha256Of } from "../../fixtures/layer-version.ts";
import { temporaryFolder } from "../../fixtures/town-files.ts";

/** A file being judged, until it is told how that ends. */
interface Judging {
  readonly task: JudgeTask;
  readonly signal: AbortSignal;
  readonly end: (over?: Partial<Judgement["proposal"]>) => void;
  readonly fail: (error: unknown) => void;
}

describeOnEachDatabase("files on their way into studies", (fresh) => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let database: Database;
  beforeAll(async () => {
    folder = await temporaryFolder();
    database = await openDatabase(await fresh());
  });
  afterAll(async () => {
    await database.close();
    await folder.remove();
  });

  let count = 0;
  let home: string;
  let artifacts: Artifacts;
  let catalogue: Catalogue;
  let imports: Imports;
  let study: string;
  let begun: Judging[];
  let faults: unknown[];
  beforeEach(async () => {
    home = join(folder.path, `state-${++count}`);
    artifacts = await openArtifacts(home);
    begun = [];
    faults = [];
    const studies = await openStudies(home);
    const works = jobs((error) => faults.push(error));
    const tidy = true;
    catalogue = await openCatalogue({ database, artifacts, studies, jobs: works, runTask, tidy });
    imports = await open();
    ({ id: study } = await catalogue.create({ name: "七里镇" }));
  });
  afterEach(async () => {
    await imports.close();
    await catalogue.remove(study);
  });

  /** Opens the imports as a start of the server does. */
  function open(tools: Partial<ImportTools> = {}): Promise<Imports> {
    const onFault = (error: unknown) => void faults.push(error);
    const common = { home, database, artifacts, catalogue, runTask, onFault, tidy: true };
    return openImports({ ...common, ...tools });
  }

  const runTask: RunTask = async (task, { signal, onProgress } = {}) => {
    if (task.kind !== "judge" || signal === undefined)
      throw new Error("Only files are judged here.");
    signal.throwIfAborted();
    const word = Promise.withResolvers<Judgement>();
    signal.addEventListener("abort", () => word.reject(signal.reason));
    onProgress?.({ stage: "read", done: 1, total: 2 });
    begun.push({
      task,
      signal,
      end: (over) => word.resolve(judgementOf(task, over)),
      fail: word.reject,
    });
    const judgement = await word.promise;
    await mkdir(task.folder, { recursive: true });
    await writeFile(join(task.folder, "people.csv"), contentOf(task));
    return judgement as never;
  };

  /** Has a file received and begun to be judged. */
  async function start(): Promise<Import> {
    const { folder: place } = await imports.receive();
    const path = join(place, "upload", "people.csv");
    await writeFile(path, "lng,lat,people\n100,38,5\n");
    return imports.start(study, { name: "people.csv", path, bytes: 24 }, undefined);
  }

  /** The judging begun as the so many-th, or under the name decided on. */
  async function judging(which: number | string): Promise<Judging> {
    for (let turns = 0; turns < 5000; turns++) {
      const found = begun.find(
        ({ task }, i) => which === i + 1 || which === task.decisions.layer?.name,
      );
      if (found !== undefined) return found;
      await new Promise((go) => setTimeout(go, 1));
    }
    throw new Error(`Of ${begun.length} begun none is ${which}.`);
  }

  async function startAndWait(): Promise<Import> {
    const { id } = await start();
    (await judging(begun.length + 1)).end();
    const waiting = await imports.settled(id);
    if (waiting?.state !== "waiting") throw new Error(`It is ${waiting?.state}.`);
    return waiting;
  }

  const left = () => readdir(join(home, "imports"));
  const history = async () => (await catalogue.layers(study)).history;

  describe("an import", () => {
    it("is read, waits, is stored, and leaves only its notes and a version", async () => {
      const { id, state } = await start();
      expect(state).toBe("reading");
      const { task, end } = await judging(1);
      expect(task).toMatchObject({ name: "people.csv", decisions: {}, layers: [], resolution: 10 });
      expect((await imports.find(id))?.progress).toEqual([{ stage: "read", done: 1, total: 2 }]);
      end();
      expect(await imports.settled(id)).toMatchObject({
        state: "waiting",
        progress: [],
        proposal: { role: "people" },
      });
      expect((await imports.confirm(id)).state).toBe("storing");
      const done = await imports.settled(id);
      expect(done).toMatchObject({ state: "done", became: { layer: "people", version: 1 } });
      const [version, ...others] = await history();
      expect(others).toEqual([]);
      expect(version).toMatchObject({
        name: "人口",
        file: { name: "people.csv", bytes: 24, sha256: sha256Of("upload") },
        sha256: sha256Of(contentOf(task)),
      });
      expect(await artifacts.verify(version!.sha256)).toBe(true);
      expect(await imports.notes(id)).toEqual(judgementOf(task).notes);
      expect(await imports.importOf(study, version!)).toEqual(done);
      const [folderName] = await left();
      expect(await readdir(join(home, "imports", folderName!))).toEqual(["notes.json"]);
      expect(faults).toEqual([]);
    });

    it("is what the last of many decisions made of it, however they overtake each other", async () => {
      const { id } = await start();
      await judging(1);
      const names = ["甲", "乙", "丙", "丁"];
      await Promise.all(names.map((name) => imports.decide(id, named(name))));
      // Some may be overtaken before they begin.
      const last = await judging("丁");
      expect(begun.at(-1)).toBe(last);
      expect(begun.slice(0, -1).every(({ signal }) => signal.aborted)).toBe(true);
      expect(last.task.decisions).toEqual(named("丁"));
      expect(await imports.find(id)).toMatchObject({ state: "reading", decisions: named("丁") });
      for (const { end } of begun) end();
      const waiting = await imports.settled(id);
      expect(waiting).toMatchObject({ state: "waiting", proposal: { layer: { name: "丁" } } });
      await imports.confirm(id);
      await imports.settled(id);
      expect((await history()).map(({ name, sha256 }) => [name, sha256])).toEqual([
        ["丁", sha256Of(contentOf(last.task))],
      ]);
    });

    it("is judged again when a decision comes in the moment its judging ends", async () => {
      const { id } = await start();
      (await judging(1)).end();
      const deciding = [imports.decide(id, named("甲")), imports.decide(id, named("乙"))];
      // Every judging ends as soon as it begins.
      const ending = setInterval(() => begun.forEach(({ end }) => end()), 0);
      await Promise.all(deciding);
      const waiting = await imports.settled(id);
      clearInterval(ending);
      expect(waiting).toMatchObject({
        state: "waiting",
        decisions: named("乙"),
        proposal: { layer: { name: "乙" } },
      });
    });

    it("is confirmed once, whoever else confirms it", async () => {
      const { id } = await startAndWait();
      const all = await Promise.allSettled([1, 2, 3].map(() => imports.confirm(id)));
      expect(all.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
      const refused = all.filter((one) => one.status === "rejected");
      expect(refused.every(({ reason }) => reason instanceof NotWaiting)).toBe(true);
      await imports.settled(id);
      expect(await history()).toHaveLength(1);
      await expect(imports.confirm(id)).rejects.toThrow(NotWaiting);
      await expect(imports.decide(id, {})).rejects.toThrow(NotWaiting);
    });

    it("cannot be confirmed while it is being read, or while something blocks it", async () => {
      const { id } = await start();
      await expect(imports.confirm(id)).rejects.toThrow(NotWaiting);
      (await judging(1)).end({ blocking: [{ code: "crs-unclear" }] });
      await imports.settled(id);
      await expect(imports.confirm(id)).rejects.toThrow(Blocked);
      expect((await imports.find(id))?.state).toBe("waiting");
      await imports.decide(id, {});
      (await judging(2)).end();
      await imports.settled(id);
      expect((await imports.confirm(id)).state).toBe("storing");
    });
  });

  describe("an import beside others of its study", () => {
    it("is judged again once one of its kind is stored: it may hold the same, and replaces it now", async () => {
      const waiting = await startAndWait();
      const reading = await start();
      await judging(2);
      const stored = await start();
      (await judging(3)).end();
      await imports.settled(stored.id);
      await imports.decide(waiting.id, named("甲"));
      (await judging("甲")).end();
      await imports.settled(waiting.id);
      await imports.confirm(stored.id);
      await vi.waitFor(async () => {
        expect((await imports.find(stored.id))?.state).toBe("done");
      });
      expect((await imports.find(waiting.id))?.state).toBe("reading");
      await judging(6);
      expect(begun[1]?.signal.aborted).toBe(true);
      const again = begun
        .slice(4)
        .map(({ task }) => [task.decisions, task.layers.map(({ role }) => role)]);
      expect(again).toHaveLength(2);
      expect(again).toEqual(
        expect.arrayContaining([
          [named("甲"), ["people"]],
          [{}, ["people"]],
        ]),
      );
      for (const { id } of [waiting, reading])
        expect((await imports.find(id))?.state).toBe("reading");
      for (const { end } of begun) end();
      for (const { id } of [waiting, reading])
        expect((await imports.settled(id))?.state).toBe("waiting");
      expect(faults).toEqual([]);
    });

    it("waits on when what is stored has no bearing on it", async () => {
      const { id } = await start();
      (await judging(1)).end({ role: "network" });
      await imports.settled(id);
      const stored = await start();
      (await judging(2)).end();
      await imports.settled(stored.id);
      await imports.confirm(stored.id);
      expect(await imports.settled(stored.id)).toMatchObject({ state: "done" });
      expect((await imports.find(id))?.state).toBe("waiting");
      expect(begun).toHaveLength(2);
    });
  });

  describe("an import that is cancelled", () => {
    it("while it is read leaves nothing", async () => {
      const { id } = await start();
      const { signal } = await judging(1);
      expect(await imports.cancel(id)).toMatchObject({ state: "cancelled", proposal: null });
      expect(signal.aborted).toBe(true);
      expect(await left()).toEqual([]);
      expect(await imports.cancel(id)).toMatchObject({ state: "cancelled" });
      await expect(imports.decide(id, {})).rejects.toThrow(NotWaiting);
      expect(await imports.notes(id)).toEqual([]);
    });

    it("while it waits leaves nothing", async () => {
      const { id } = await startAndWait();
      expect((await imports.cancel(id))?.state).toBe("cancelled");
      expect(await left()).toEqual([]);
      await expect(imports.confirm(id)).rejects.toThrow(NotWaiting);
      expect(await history()).toEqual([]);
    });

    it("while it is stored becomes no version", async () => {
      const arrived = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      imports = await open({
        artifacts: {
          ...artifacts,
          async keep(content) {
            arrived.resolve();
            await goOn.promise;
            return artifacts.keep(content);
          },
        },
      });
      const { id } = await startAndWait();
      await imports.confirm(id);
      await arrived.promise;
      const cancelling = imports.cancel(id);
      goOn.resolve();
      expect((await cancelling)?.state).toBe("cancelled");
      expect((await imports.settled(id))?.state).toBe("cancelled");
      expect(await history()).toEqual([]);
      expect(await left()).toEqual([]);
      expect(faults).toEqual([]);
    });

    it("and confirmed at once is one or the other", async () => {
      const { id } = await startAndWait();
      await Promise.allSettled([imports.confirm(id), imports.cancel(id)]);
      const { state, became } = (await imports.settled(id))!;
      expect([state, became, (await history()).length]).toEqual(
        state === "done" ? ["done", { layer: "people", version: 1 }, 1] : ["cancelled", null, 0],
      );
    });

    it("after it was stored stays as it is", async () => {
      const { id } = await startAndWait();
      await imports.confirm(id);
      await imports.settled(id);
      expect((await imports.cancel(id))?.state).toBe("done");
      expect(await history()).toHaveLength(1);
    });

    it("must have been begun", async () => {
      expect(await imports.cancel("nothing")).toBeUndefined();
      await expect(imports.decide("nothing", {})).rejects.toThrow(NotWaiting);
      await expect(imports.confirm("nothing")).rejects.toThrow(NotWaiting);
    });
  });

  describe("an import that fails", () => {
    it("over its file tells the user, and nobody else, and leaves no file", async () => {
      const { id } = await start();
      const said = { zh: "表里没有行。", en: "The table has no rows." };
      (await judging(1)).fail(new TaskRefused(said));
      expect(await imports.settled(id)).toMatchObject({ state: "failed", error: said });
      expect(await left()).toEqual([]);
      expect(faults).toEqual([]);
    });

    it("by a fault of the program says so in both languages, and has it logged", async () => {
      const { id } = await start();
      const fault = new Error("out of luck");
      (await judging(1)).fail(fault);
      expect(await imports.settled(id)).toMatchObject({
        state: "failed",
        error: {
          zh: expect.stringMatching(/程序内部出错.*out of luck/),
          en: expect.stringMatching(/The program failed.*out of luck/),
        },
      });
      expect(await left()).toEqual([]);
      expect(faults).toEqual([fault]);
    });

    it("while it is stored becomes no version", async () => {
      const fault = new Error("the disk is gone");
      imports = await open({
        artifacts: { ...artifacts, keep: () => Promise.reject(fault) },
      });
      const { id } = await startAndWait();
      await imports.confirm(id);
      expect(await imports.settled(id)).toMatchObject({ state: "failed", became: null });
      expect(await history()).toEqual([]);
      expect(faults).toEqual([fault]);
    });

    it("that cannot be written down either is told all the same, and can be put away later", async () => {
      let full = false;
      const query: Sql["query"] = (statement, values) =>
        full && statement.startsWith("update import")
          ? Promise.reject(new DatabaseFull("The database has no room left.", "Make room there."))
          : database.query(statement, values);
      imports = await open({ database: { ...database, query } });
      full = true;
      const { id } = await start();
      (await judging(1)).end();
      expect(await imports.settled(id)).toMatchObject({
        state: "failed",
        error: { zh: expect.stringContaining("磁盘已满") },
      });
      expect((await imports.list(study)).map(({ state }) => state)).toEqual(["failed"]);
      full = false;
      expect(await imports.cancel(id)).toMatchObject({ state: "cancelled", error: null });
      expect(await left()).toEqual([]);
      expect(faults).toHaveLength(2);
    });

    it("because its study was removed is nobody's fault", async () => {
      const { id } = await start();
      const { signal } = await judging(1);
      const uploads = (await catalogue.remove(study)) ?? [];
      await imports.forget(uploads);
      expect(signal.aborted).toBe(true);
      expect(await imports.find(id)).toBeUndefined();
      expect(await left()).toEqual([]);
      expect(faults).toEqual([]);
    });
  });

  describe("at the next start", () => {
    it("what was being read is interrupted and gone, what waited waits on", async () => {
      const waiting = await startAndWait();
      const reading = await start();
      await judging(2);
      await imports.close();
      expect((await imports.find(reading.id))?.state).toBe("reading");
      imports = await open();
      expect(await imports.find(reading.id)).toMatchObject({ state: "interrupted", became: null });
      expect(await imports.find(waiting.id)).toEqual(waiting);
      expect(await left()).toHaveLength(1);
      expect((await imports.list(study)).map(({ id }) => id)).toEqual([reading.id, waiting.id]);
      // It can still be decided about, and stored.
      await imports.decide(waiting.id, named("乙"));
      (await judging(3)).end();
      await imports.settled(waiting.id);
      await imports.confirm(waiting.id);
      expect(await imports.settled(waiting.id)).toMatchObject({ state: "done" });
      expect((await history()).map(({ name }) => name)).toEqual(["乙"]);
    });

    it("what was being stored is interrupted, and no version", async () => {
      const { id } = await startAndWait();
      await importsOf(database).change(id, ["waiting"], { state: "storing" });
      imports = await open();
      expect((await imports.find(id))?.state).toBe("interrupted");
      expect(await left()).toEqual([]);
      expect(await history()).toEqual([]);
    });

    it("what waited can be stored also from a state folder that was copied elsewhere", async () => {
      const { id } = await startAndWait();
      await imports.close();
      const copy = join(folder.path, "copy");
      await cp(join(home, "imports"), join(copy, "imports"), { recursive: true });
      await rm(join(home, "imports"), { recursive: true });
      imports = await open({ home: copy });
      await imports.confirm(id);
      expect(await imports.settled(id)).toMatchObject({ state: "done", error: null });
      expect(await history()).toHaveLength(1);
    });

    it("folders that belong to no import are cleared away, and notes of ended ones kept", async () => {
      const { id } = await startAndWait();
      await imports.confirm(id);
      await imports.settled(id);
      // A file was arriving when the server was stopped.
      await imports.receive();
      await writeFile(join(home, "imports", "odd"), "");
      expect(await left()).toHaveLength(3);
      imports = await open();
      expect(await left()).toHaveLength(1);
      expect(await imports.notes(id)).toHaveLength(1);
    });
  });
});

/** What would be stored tells by whose decisions it was judged. */
function contentOf({ decisions }: JudgeTask): string {
  return `lng,lat,people\n100,38,${decisions.layer?.name ?? 0}\n`;
}

function judgementOf(task: JudgeTask, over: Partial<Judgement["proposal"]> = {}): Judgement {
  const notes = [{ row: 2, outcome: "noted", reason: { code: "no-rows" } }] as const;
  return {
    proposal: {
      role: "people",
      format: "csv",
      encoding: "utf-8",
      headerRow: 1,
      tables: [],
      table: null,
      columns: [],
      template: null,
      crs: null,
      picture: null,
      services: null,
      duplicates: null,
      people: null,
      network: null,
      account: { read: 1, usable: 1, doubtful: 0, dropped: 0, noted: 1, summary: [], notes: [] },
      layer: { replaces: null, name: task.decisions.layer?.name ?? "人口", source: "", date: null },
      blocking: [],
      ...over,
    },
    notes,
    content: "people.csv",
    amount: 5,
    facts: {},
    sha256: sha256Of("upload"),
  };
}

const named = (name: string) => ({ layer: { name } });
