import { existsSync } from "node:fs";
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { layersOf } from "../../../server/store/layers.ts";
import { NoSuchStudy } from "../../../server/store/study-rows.ts";
import { Incomplete } from "../../../server/compute/catalogue.ts";
import type { RunTask } from "../../../server/compute/threads.ts";
import { runHere } from "../../fixtures/run-here.ts";
import { filesBelow, service, type Service } from "../api/service.ts";

let before: Service;
let id: string;
beforeAll(async () => {
  before = await service();
  id = await before.makeTown();
  await before.stop();
});
afterAll(() => before.close());

/** The next start of the server, on the same state folder. */
function restart(run?: RunTask): Promise<Service> {
  return service({ home: before.home, ...(run && { run }) });
}

describe("at the next start", () => {
  it("studies, layers and results are there, and the newest result is the one shown", async () => {
    const town = await restart();
    const { results, layers, missing } = await town.layers(id);
    expect(results.map((one) => [one.id, one.stale])).toEqual([[`${id}-r1`, false]]);
    expect([layers.length, missing]).toEqual([4, []]);
    expect(town.catalogue.find(id)?.study.id).toBe(`${id}-r1`);
    expect((await town.get(`/api/studies/${id}/surface?service=clinic`)).statusCode).toBe(200);
    expect(await town.catalogue.list()).toMatchObject([{ id, ready: true }]);
    await town.close();
  });

  it("the folder of a result that was never written down is cleared away", async () => {
    // The server was killed between the one and the other.
    const studies = join(before.home, "studies");
    const orphan = join(studies, `${id}-r9`);
    await cp(join(studies, `${id}-r1`), orphan, { recursive: true });
    const record = JSON.parse(await readFile(join(orphan, "study.json"), "utf8"));
    record.study.id = `${id}-r9`;
    await writeFile(join(orphan, "study.json"), JSON.stringify(record));
    const town = await restart();
    expect(await readdir(studies)).toEqual([`${id}-r1`]);
    expect(town.catalogue.find(`${id}-r9`)).toBeUndefined();
    expect(town.catalogue.find(id)?.study.id).toBe(`${id}-r1`);
    await town.close();
  });

  it("a result whose folder is gone is not listed, and an older one is shown", async () => {
    const first = await restart();
    const { id: job } = await first.catalogue.compute(id);
    await first.jobs.ended(job);
    expect(first.catalogue.find(id)?.study.id).toBe(`${id}-r2`);
    await first.studies.remove(`${id}-r2`);
    await first.close();
    const town = await restart();
    expect(town.catalogue.find(id)?.study.id).toBe(`${id}-r1`);
    expect((await town.layers(id)).results.map((one) => one.id)).toEqual([`${id}-r1`]);
    await town.close();
  });
});

describe("a computation", () => {
  it("that fails leaves the result there was, and no folder", async () => {
    const town = await restart(() => Promise.reject(new Error("out of luck")));
    const { id: job } = await town.catalogue.compute(id);
    expect(await town.jobs.ended(job)).toMatchObject({ state: "failed" });
    expect(town.catalogue.find(id)?.study.id).toBe(`${id}-r1`);
    expect(await readdir(join(town.home, "studies"))).toEqual([`${id}-r1`]);
    expect(await filesBelow(join(town.home, "drafts"))).toEqual([]);
    expect(town.faults).toHaveLength(1);
    await town.close();
  });

  it("that wrote nothing fails", async () => {
    const town = await restart(() => Promise.resolve(null as never));
    const { id: job } = await town.catalogue.compute(id);
    expect(await town.jobs.ended(job)).toMatchObject({ state: "failed" });
    expect(town.catalogue.find(id)?.study.id).toBe(`${id}-r1`);
    await town.close();
  });

  it("whose result cannot be written down keeps no folder of it", async () => {
    const away: RunTask = async (task, options) => {
      const result = await runHere(task, options);
      // While it is computed its study is taken out of the database from elsewhere.
      if (task.kind === "compute")
        await town.database.query("delete from study where id = $1", [task.study.id]);
      return result;
    };
    const town = await restart(away);
    const study = await town.makeStudy();
    for (const { layer: _, version: __, created: ___, ...version } of (await town.layers(id))
      .layers)
      await layersOf(town.database).add(study, null, version);
    const { id: job } = await town.catalogue.compute(study);
    expect(await town.jobs.ended(job)).toMatchObject({ state: "failed" });
    expect(await readdir(join(town.home, "studies"))).toEqual([`${id}-r1`]);
    expect(town.catalogue.find(`${study}-r1`)).toBeUndefined();
    await town.close();
  });

  it("needs a study, and all the layers", async () => {
    const town = await restart();
    await expect(town.catalogue.compute("nowhere")).rejects.toThrow(NoSuchStudy);
    const study = await town.makeStudy();
    await expect(town.catalogue.compute(study)).rejects.toThrow(Incomplete);
    await expect(town.catalogue.layers("nowhere")).rejects.toThrow(NoSuchStudy);
    expect(await town.catalogue.remove("nowhere")).toBeUndefined();
    await town.catalogue.remove(study);
    expect(existsSync(join(town.home, "studies", `${id}-r1`))).toBe(true);
    await town.close();
  });
});
