import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { layersOf } from "../../../server/store/layers.ts";
import { editsOf } from "../../../server/store/network-edits.ts";
import { resultsOf } from "../../../server/store/results.ts";
import { NoSuchStudy, studyRows } from "../../../server/store/study-rows.ts";
import { describeOnEachDatabase } from "../../fixtures/databases.ts";
import { newVersion } from "../../fixtures/layer-version.ts";

describeOnEachDatabase("results", (fresh) => {
  let database: Database;
  let study: string;
  beforeAll(async () => {
    database = await openDatabase(await fresh());
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    const made = { name: "七里镇", synthetic: false, resolution: 10, snapCap: 300 };
    study = (await studyRows(database).create(made)).id;
  });

  /** Computes a result, that is: writes down what one is computed from now. */
  async function compute(): Promise<string> {
    const uses = (await layersOf(database).newest(study)).map(({ layer, version, name }) => ({
      layer,
      version,
      name,
    }));
    const { inForce } = await editsOf(database).list(study);
    const id = await resultsOf(database).nextId(study);
    const repairs = inForce.map((edit) => edit.id);
    await resultsOf(database).add({ id, study, uses, repairs });
    return id;
  }

  async function stale(): Promise<Record<string, boolean>> {
    const listed = await resultsOf(database).list(study);
    return Object.fromEntries(listed.map((one) => [one.id, one.stale]));
  }

  const drop = [{ repair: { kind: "drop" as const, at: [115, 25] as [number, number] }, note: "" }];

  it("are found with the study they belong to, and listed with the newest first", async () => {
    await layersOf(database).add(study, null, newVersion({ role: "people", name: "常住人口" }));
    await editsOf(database).add(study, drop);
    const first = await compute();
    const second = await compute();
    const uses = [{ layer: "people", version: 1, name: "常住人口" }];
    const found = await resultsOf(database).find(first);
    expect(found).toEqual({ id: first, study, created: found?.created, uses, repairs: [1] });
    expect(await resultsOf(database).list(study)).toMatchObject([
      { id: second, uses, repairs: 1, stale: false },
      { id: first, uses, repairs: 1, stale: false },
    ]);
    expect(await resultsOf(database).find("nothing")).toBeUndefined();
    const ids = await resultsOf(database).ids();
    expect(ids.has(first) && ids.has(second)).toBe(true);
  });

  it("have ids that name folders and are never given twice, finished or not", async () => {
    const ids = await Promise.all(
      Array.from({ length: 6 }, () => resultsOf(database).nextId(study)),
    );
    expect(ids.sort()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `${study}-r${number}`));
    expect(await resultsOf(database).list(study)).toEqual([]);
    await expect(resultsOf(database).nextId("nothing")).rejects.toThrow(NoSuchStudy);
  });

  it("are stale once a layer has a newer version, or there is one more", async () => {
    await layersOf(database).add(study, null, newVersion());
    const first = await compute();
    expect(await stale()).toEqual({ [first]: false });
    await layersOf(database).add(study, "facilities", newVersion());
    const second = await compute();
    expect(await stale()).toEqual({ [first]: true, [second]: false });
    await layersOf(database).add(study, null, newVersion());
    expect(await stale()).toEqual({ [first]: true, [second]: true });
  });

  it("are stale while other repairs are in force, and not when those are undone", async () => {
    const plain = await compute();
    await editsOf(database).add(study, drop);
    const repaired = await compute();
    expect(await stale()).toEqual({ [plain]: true, [repaired]: false });
    await editsOf(database).undo(study);
    expect(await stale()).toEqual({ [plain]: false, [repaired]: true });
    // As many repairs as before, but another one.
    await editsOf(database).add(study, drop);
    expect(await stale()).toEqual({ [plain]: true, [repaired]: true });
  });

  it("of a study that was removed meanwhile are not written down", async () => {
    const id = await resultsOf(database).nextId(study);
    await studyRows(database).remove(study);
    const adding = resultsOf(database).add({ id, study, uses: [], repairs: [] });
    await expect(adding).rejects.toThrow(NoSuchStudy);
    expect(await resultsOf(database).find(id)).toBeUndefined();
  });
});
