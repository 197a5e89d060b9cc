import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { sitingPlansOf } from "../../../server/store/siting-plans.ts";
import { NoSuchStudy, studyRows } from "../../../server/store/study-rows.ts";
import { describeOnEachDatabase } from "../../fixtures/databases.ts";

const SHA = "5".repeat(64);

const plan = (sha256 = SHA) => ({
  objective: "lscp" as const,
  services: ["childcare" as const, "meal" as const],
  status: "proven" as const,
  sites: 7,
  value: 7,
  bound: 6.25,
  sha256,
});

describeOnEachDatabase("siting plans", (fresh) => {
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

  it("are numbered, found and listed with the newest first", async () => {
    const rows = sitingPlansOf(database);
    const first = await rows.add(study, plan());
    const second = await rows.add(study, plan("6".repeat(64)));
    expect(first).toEqual({ ...plan(), number: 1, created: first.created });
    expect(await rows.list(study)).toEqual([second, first]);
    expect(await rows.find(study, 2)).toEqual(second);
    expect(await rows.find(study, 3)).toBeUndefined();
    expect(await rows.artifacts()).toEqual(expect.arrayContaining([SHA, "6".repeat(64)]));
  });

  it("give no number twice, even after one was removed", async () => {
    const rows = sitingPlansOf(database);
    const made = await Promise.all([1, 2, 3].map(() => rows.add(study, plan())));
    expect(new Set(made.map(({ number }) => number))).toEqual(new Set([1, 2, 3]));
    expect(await rows.remove(study, 3)).toBe(true);
    expect(await rows.remove(study, 3)).toBe(false);
    expect((await rows.add(study, plan())).number).toBe(4);
  });

  it("belong to a study: none is kept of one that is gone, nor does any outlive it", async () => {
    const rows = sitingPlansOf(database);
    await rows.add(study, plan());
    await studyRows(database).remove(study);
    expect(await rows.list(study)).toEqual([]);
    await expect(rows.add(study, plan())).rejects.toThrow(NoSuchStudy);
  });
});
