import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { IMPORT_STATES, type Proposal } from "#contract/import.ts";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { importsOf, type ImportRow } from "../../../server/store/imports.ts";
import { layersOf } from "../../../server/store/layers.ts";
import { NoSuchStudy, studyRows } from "../../../server/store/study-rows.ts";
import { describeOnEachDatabase } from "../../fixtures/databases.ts";
import { newVersion } from "../../fixtures/layer-version.ts";

const FILE = { name: "卫生机构\0.xlsx", bytes: 5_000_000_000 };

const PROPOSAL: Proposal = {
  role: "facilities",
  format: "xlsx",
  encoding: null,
  headerRow: 2,
  tables: [{ name: "Sheet1", rows: 3, columns: 2 }],
  table: "Sheet1",
  columns: [],
  template: null,
  crs: null,
  picture: null,
  services: null,
  duplicates: null,
  people: null,
  network: null,
  account: newVersion().account,
  layer: { replaces: null, name: "卫生设施", source: "县卫健局", date: null },
  blocking: [{ code: "example", values: { rows: 3, example: "\uD800" } }],
};

describeOnEachDatabase("imports", (fresh, kind) => {
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

  async function begin(state: ImportRow["state"] = "reading"): Promise<ImportRow> {
    const made = await importsOf(database).create({ study, file: FILE, upload: "uploads/1" });
    const changed = await importsOf(database).change(made.id, ["reading"], { state });
    if (changed === undefined) throw new Error("The import was not there.");
    return changed;
  }

  it("begin by being read, and are found as they are kept", async () => {
    const imports = importsOf(database);
    const decisions = { role: "people" } as const;
    const made = await imports.create({ study, file: FILE, upload: "uploads/1", decisions });
    expect(made).toEqual({
      id: made.id,
      study,
      file: FILE,
      upload: "uploads/1",
      state: "reading",
      created: made.created,
      decisions,
      proposal: null,
      error: null,
      became: null,
    });
    expect(await imports.find(made.id)).toEqual(made);
    expect(await imports.find("nothing")).toBeUndefined();
    await expect(
      imports.create({ study: "nothing", file: FILE, upload: "uploads/1" }),
    ).rejects.toThrow(NoSuchStudy);
  });

  it("change in what is named and stay as they are in the rest", async () => {
    const imports = importsOf(database);
    const { id } = await begin();
    const read = { state: "waiting", proposal: PROPOSAL } as const;
    const waiting = await imports.change(id, ["reading"], read);
    expect(waiting).toMatchObject({ ...read, decisions: {}, file: FILE });
    const decisions = { services: { byKey: { "row:7": [] } } };
    expect(await imports.change(id, ["waiting"], { decisions })).toEqual({ ...waiting, decisions });
    const again = await imports.change(id, ["waiting"], { state: "reading", proposal: null });
    expect(again).toEqual({ ...waiting, decisions, state: "reading", proposal: null });
    expect(await imports.find(id)).toEqual(again);
  });

  it("do not change when they are in another state, or not there", async () => {
    const imports = importsOf(database);
    const ended = await begin("cancelled");
    const change = { state: "done", became: { layer: "people", version: 1 } } as const;
    expect(await imports.change(ended.id, ["waiting", "storing"], change)).toBeUndefined();
    expect(await imports.change(ended.id, [], change)).toBeUndefined();
    expect(await imports.find(ended.id)).toEqual(ended);
    expect(await imports.change("nothing", [...IMPORT_STATES], change)).toBeUndefined();
  });

  it("are confirmed once when two confirm at the same moment", async () => {
    const { id } = await begin("waiting");
    const confirmed = await Promise.all(
      [database, beside, database, beside].map((one) =>
        importsOf(one).change(id, ["waiting"], { state: "storing" }),
      ),
    );
    expect(confirmed.filter((one) => one !== undefined)).toHaveLength(1);
  });

  it("become a layer version or nothing, when they are cancelled at the same moment", async () => {
    const { id } = await begin("storing");
    await importsOf(beside).change(id, ["storing"], { state: "cancelled" });
    const storing = database.transaction(async (sql) => {
      const { layer, version } = await layersOf(sql).add(study, null, newVersion());
      const done = { state: "done", became: { layer, version } } as const;
      if ((await importsOf(sql).change(id, ["storing"], done)) === undefined)
        throw new Error("cancelled meanwhile");
    });
    await expect(storing).rejects.toThrow("cancelled meanwhile");
    expect(await layersOf(database).history(study)).toEqual([]);
    expect(await importsOf(database).find(id)).toMatchObject({ state: "cancelled", became: null });
  });

  it("are listed as they came, and those that have not ended apart", async () => {
    const imports = importsOf(database);
    const made: ImportRow[] = [];
    for (const state of IMPORT_STATES) made.push(await begin(state));
    expect(await imports.list(study)).toEqual(made);
    const open = made.filter(({ state }) => ["reading", "waiting", "storing"].includes(state));
    expect(await imports.open(study)).toEqual(open);
    const ofAll = await imports.open();
    expect(ofAll.filter((one) => one.study === study)).toEqual(open);
  });

  it("that were under way when the server stopped are interrupted; those that wait go on waiting", async () => {
    const imports = importsOf(database);
    const made: ImportRow[] = [];
    for (const state of IMPORT_STATES) made.push(await begin(state));
    const interrupted = await imports.interrupt();
    const mine = interrupted.filter((one) => one.study === study);
    expect(mine.map(({ id }) => id).sort()).toEqual(
      made
        .filter(({ state }) => state === "reading" || state === "storing")
        .map(({ id }) => id)
        .sort(),
    );
    expect((await imports.list(study)).map(({ state }) => state)).toEqual([
      "interrupted",
      "waiting",
      "interrupted",
      "done",
      "failed",
      "cancelled",
      "interrupted",
    ]);
    expect(await imports.interrupt()).toEqual([]);
  });
});
