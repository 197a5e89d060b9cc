import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { layersOf, NoSuchLayer } from "../../../server/store/layers.ts";
import { NoSuchStudy, studyRows } from "../../../server/store/study-rows.ts";
import { describeOnEachDatabase } from "../../fixtures/databases.ts";
import { newVersion, sha256Of } from "../../fixtures/layer-version.ts";

describeOnEachDatabase("layers", (fresh, kind) => {
  let database: Database;
  /** On a server, another connection to the same database; an embedded one has no other. */
  let beside: Database;
  let study: string;
  beforeAll(async () => {
    const place = await fresh();
    database = await openDatabase(place);
    beside = kind === "postgres" ? await openDatabase(place) : database;
  });
  afterAll(async () => {
    await database.close();
    if (beside !== database) await beside.close();
  });
  beforeEach(async () => {
    const made = { name: "七里镇", synthetic: false, resolution: 10, snapCap: 300 };
    study = (await studyRows(database).create(made)).id;
  });

  const names = (versions: readonly { layer: string; version: number }[]) =>
    versions.map(({ layer, version }) => `${layer} v${version}`);

  it("come back as they were stored", async () => {
    const version = newVersion();
    const stored = await layersOf(database).add(study, null, version);
    expect(stored).toEqual({
      ...version,
      layer: "facilities",
      version: 1,
      created: stored.created,
    });
    expect(await layersOf(database).find(study, "facilities", 1)).toEqual(stored);
    expect(Object.keys(stored.mapping)).toEqual(["机构名称", "序号"]);
    expect(new Date(stored.created).toISOString()).toBe(stored.created);
    expect(await layersOf(database).find(study, "facilities", 2)).toBeUndefined();
    expect(await layersOf(database).find(study, "units", 1)).toBeUndefined();
  });

  it("are one each of network, units and people, and any number of facilities", async () => {
    const layers = layersOf(database);
    for (const role of [
      "people",
      "facilities",
      "network",
      "facilities",
      "units",
      "people",
    ] as const)
      await layers.add(study, null, newVersion({ role }));
    await layers.add(study, "facilities", newVersion());
    expect(names(await layers.history(study))).toEqual([
      "people v1",
      "facilities v1",
      "network v1",
      "facilities-2 v1",
      "units v1",
      "people v2",
      "facilities v2",
    ]);
    expect(names(await layers.newest(study))).toEqual([
      "network v1",
      "units v1",
      "people v2",
      "facilities v2",
      "facilities-2 v1",
    ]);
  });

  it("of a study that has none are an empty list", async () => {
    expect(await layersOf(database).newest(study)).toEqual([]);
    expect(await layersOf(database).history("nothing")).toEqual([]);
  });

  it("keep their older versions as they were", async () => {
    const layers = layersOf(database);
    const first = await layers.add(study, null, newVersion({ name: "卫生 2023", amount: 5 }));
    await layers.add(study, "facilities", newVersion({ name: "卫生 2024", amount: 7 }));
    expect(await layers.find(study, "facilities", 1)).toEqual(first);
    await expect(database.query("update layer_version set amount = 6")).rejects.toThrow(
      "never changes",
    );
    expect(await layers.find(study, "facilities", 1)).toEqual(first);
  });

  it("are not added to what is not there", async () => {
    const layers = layersOf(database);
    await expect(layers.add("nothing", null, newVersion())).rejects.toThrow(NoSuchStudy);
    await expect(layers.add(study, "facilities", newVersion())).rejects.toThrow(NoSuchLayer);
    await layers.add(study, null, newVersion({ role: "people" }));
    await expect(layers.add(study, "people", newVersion())).rejects.toThrow(
      `Study "${study}" has no layer "people" of facilities.`,
    );
    expect(names(await layers.history(study))).toEqual(["people v1"]);
  });

  it("get different numbers when many are added at once", async () => {
    await layersOf(database).add(study, null, newVersion());
    const added = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        layersOf(i % 2 === 0 ? database : beside).add(study, "facilities", newVersion()),
      ),
    );
    const numbers = added.map(({ version }) => version).sort((a, b) => a - b);
    expect(numbers).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  });

  it("get different ids when several new ones are added at once", async () => {
    const added = await Promise.all(
      [database, beside, database].map((one) => layersOf(one).add(study, null, newVersion())),
    );
    expect(names(added).sort()).toEqual(["facilities v1", "facilities-2 v1", "facilities-3 v1"]);
  });

  it("are not there when the transaction around them fails, and the number is free again", async () => {
    const failing = database.transaction(async (sql) => {
      await layersOf(sql).add(study, null, newVersion());
      throw new Error("the import was cancelled meanwhile");
    });
    await expect(failing).rejects.toThrow("cancelled meanwhile");
    expect(await layersOf(database).history(study)).toEqual([]);
    expect(names([await layersOf(database).add(study, null, newVersion())])).toEqual([
      "facilities v1",
    ]);
  });

  it("tell which artifacts they are kept in", async () => {
    await layersOf(database).add(study, null, newVersion({ sha256: sha256Of("a") }));
    await layersOf(database).add(study, null, newVersion({ sha256: sha256Of("b") }));
    const artifacts = await layersOf(database).artifacts();
    expect(artifacts.has(sha256Of("a")) && artifacts.has(sha256Of("b"))).toBe(true);
    expect(artifacts.has(sha256Of("c"))).toBe(false);
    await expect(
      layersOf(database).add(study, null, newVersion({ sha256: "../../etc/passwd" })),
    ).rejects.toThrow(/constraint/);
  });
});
