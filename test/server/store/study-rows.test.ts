import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { importsOf } from "../../../server/store/imports.ts";
import { layersOf } from "../../../server/store/layers.ts";
import { editsOf } from "../../../server/store/network-edits.ts";
import { resultsOf } from "../../../server/store/results.ts";
import { studyRows, type NewStudy } from "../../../server/store/study-rows.ts";
import { describeOnEachDatabase } from "../../fixtures/databases.ts";
import { newVersion, sha256Of } from "../../fixtures/layer-version.ts";

const TOWN: NewStudy = { name: "七里镇", synthetic: false, resolution: 10, snapCap: 300.5 };

describeOnEachDatabase("studies in the database", (fresh) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await fresh());
  });
  afterAll(() => database.close());

  it("are found as they were made, under an id of their own or the given one", async () => {
    const studies = studyRows(database);
    const made = await studies.create(TOWN);
    expect(made).toEqual({ ...TOWN, id: made.id, created: made.created });
    expect(made.id).toMatch(/^s[0-9a-f]{10}$/);
    expect(Math.abs(Date.parse(made.created) - Date.now())).toBeLessThan(3_600_000);
    expect(await studies.find(made.id)).toEqual(made);
    const named = await studies.create({ ...TOWN, id: "demonstration", synthetic: true });
    expect(await studies.find("demonstration")).toEqual(named);
    expect(await studies.find("nothing")).toBeUndefined();
  });

  it("have ids that can name a folder, and no two the same", async () => {
    const studies = studyRows(database);
    await studies.create({ ...TOWN, id: "once" });
    for (const id of ["once", "../evil", "", "a b", "A", "x".repeat(65)])
      await expect(studies.create({ ...TOWN, id })).rejects.toThrow(/constraint/);
    const ids = (await studies.list()).map((study) => study.id);
    expect(ids.filter((id) => id === "once")).toHaveLength(1);
    expect(ids).not.toContain("../evil");
  });

  it("are listed with the synthetic first, then the newest", async () => {
    const studies = studyRows(database);
    for (const { id } of await studies.list()) await studies.remove(id);
    await studies.create({ ...TOWN, id: "a" });
    await studies.create({ ...TOWN, id: "invented", synthetic: true });
    await studies.create({ ...TOWN, id: "b" });
    expect((await studies.list()).map(({ id }) => id)).toEqual(["invented", "b", "a"]);
  });

  it("can get another name", async () => {
    const studies = studyRows(database);
    const { id } = await studies.create(TOWN);
    expect(await studies.rename(id, "八里镇")).toMatchObject({ id, name: "八里镇" });
    expect(await studies.find(id)).toMatchObject({ name: "八里镇", resolution: 10 });
    expect(await studies.rename("nothing", "九里镇")).toBeUndefined();
  });

  it("go with all that belongs to them, and tell what is left on disk", async () => {
    const studies = studyRows(database);
    const { id: town } = await studies.create(TOWN);
    const { id: other } = await studies.create(TOWN);
    const layers = layersOf(database);
    await layers.add(town, null, newVersion({ sha256: sha256Of("only here") }));
    await layers.add(town, "facilities", newVersion({ sha256: sha256Of("only here") }));
    await layers.add(town, null, newVersion({ sha256: sha256Of("in both") }));
    await layers.add(other, null, newVersion({ sha256: sha256Of("in both") }));
    for (const [study, of] of [
      [town, "evidence"],
      [town, "shared evidence"],
      [other, "shared evidence"],
    ] as const)
      await database.query(
        `insert into attestation (study, entry, unit, year, note, evidence, sha256)
         values ($1, 'e', 'u', 2025, '', '[]', $2)`,
        [study, sha256Of(of)],
      );
    await editsOf(database).add(town, [{ repair: { kind: "drop", at: [115, 25] }, note: "" }]);
    const results = resultsOf(database);
    for (const study of [town, town, other]) {
      const id = await results.nextId(study);
      await results.add({ id, study, uses: [], repairs: [] });
    }
    const file = { name: "people.csv", bytes: 10 };
    await importsOf(database).create({ study: town, file, upload: "uploads/1" });

    const removed = await studies.remove(town);
    expect(removed?.artifacts.toSorted()).toEqual(
      [sha256Of("only here"), sha256Of("evidence")].sort(),
    );
    expect(removed).toEqual({
      results: [`${town}-r1`, `${town}-r2`],
      artifacts: removed?.artifacts,
      uploads: ["uploads/1"],
    });
    expect(await studies.find(town)).toBeUndefined();
    for (const table of ["layer_version", "import", "network_edit", "result"])
      expect(await database.query(`select 1 from ${table} where study = $1`, [town])).toEqual([]);
    expect(await layers.history(other)).toHaveLength(1);
    expect([...(await results.ids())]).toEqual([`${other}-r1`]);
    expect(await studies.remove(town)).toBeUndefined();
  });

  it("leave a record of what was done to them, which outlives them", async () => {
    const studies = studyRows(database);
    const { id } = await studies.create(TOWN);
    await layersOf(database).add(id, null, newVersion());
    await editsOf(database).add(id, [{ repair: { kind: "drop", at: [115, 25] }, note: "" }]);
    await editsOf(database).undo(id);
    await editsOf(database).undo(id);
    await editsOf(database).redo(id);
    await studies.rename(id, "八里镇");
    await studies.remove(id);
    expect(
      await database.query("select what, detail from audit where study = $1 order by seq", [id]),
    ).toEqual([
      { what: "study-created", detail: { name: "七里镇" } },
      {
        what: "layer-stored",
        detail: { layer: "facilities", version: 1, sha256: newVersion().sha256 },
      },
      { what: "repairs-made", detail: { ids: [1] } },
      { what: "repairs-undone", detail: { ids: [1] } },
      { what: "repairs-redone", detail: { ids: [1] } },
      { what: "study-renamed", detail: { name: "八里镇" } },
      { what: "study-removed", detail: {} },
    ]);
  });
});
