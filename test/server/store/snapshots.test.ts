import { afterAll, beforeAll, expect, it } from "vitest";
import type { PolicySettings } from "#contract/policy/stock.ts";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { settingsOf } from "../../../server/store/policy-settings.ts";
import { snapshotsOf, type SnapshotRow } from "../../../server/store/snapshots.ts";
import { standardEditsOf } from "../../../server/store/standard-edits.ts";
import { studyRows } from "../../../server/store/study-rows.ts";
import { describeOnEachDatabase } from "../../fixtures/databases.ts";

const SETTINGS: PolicySettings = {
  documents: ["b", "a"],
  basis: "stricter",
  urbanBy: "code",
  calibers: { "community-childcare-coverage": "reach" },
  combine: {},
  reachShare: 0.6,
  reachMinutes: 10,
  year: 2025,
};

const KEPT: Omit<SnapshotRow, "number" | "created"> = {
  name: "年中",
  result: "s-r1",
  scope: null,
  settings: SETTINGS,
  documents: [{ id: "a", sha256: "aa" }],
  later: [],
  rules: "1".repeat(64),
  stockSeq: 12,
  attestationSeq: 3,
  estateSeq: 0,
  sha256: "2".repeat(64),
  summary: {
    met: 1,
    notMet: 2,
    notAssessable: 3,
    striveReached: 0,
    striveNotReached: 0,
    conditions: 0,
    flips: 1,
    tasks: 4,
    largest: ["x"],
  },
};

describeOnEachDatabase("snapshots, settings and edits of standards", (fresh) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await fresh());
  });
  afterAll(() => database.close());
  const newStudy = async () =>
    (
      await studyRows(database).create({
        name: "甲",
        synthetic: false,
        resolution: 10,
        snapCap: 300,
      })
    ).id;

  it("numbers snapshots study by study, also those kept at the same moment", async () => {
    const [study, other] = [await newStudy(), await newStudy()];
    const snapshots = snapshotsOf(database);
    const kept = await Promise.all([1, 2, 3].map(() => snapshots.add(study, KEPT)));
    expect(kept.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
    const [first] = [await snapshots.add(other, { ...KEPT, scope: "620702" })];
    expect(first).toEqual({ ...KEPT, scope: "620702", number: 1, created: first?.created });
    expect((await snapshots.list(study)).map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(await snapshots.find(other, 1)).toEqual(first);
    expect(await snapshots.find(other, 2)).toBeUndefined();
    expect([...(await snapshots.artifacts())].sort()).toEqual([KEPT.rules, KEPT.sha256]);
    await expect(database.query("update snapshot set name = ''")).rejects.toThrow("never changes");
    await studyRows(database).remove(study);
    expect(await snapshots.list(study)).toEqual([]);
  });

  it("keeps settings as they were given, in the order of their keys", async () => {
    const study = await newStudy();
    const settings = settingsOf(database);
    expect(await settings.find(study)).toBeUndefined();
    await settings.replace(study, { ...SETTINGS, year: 2024 });
    await settings.replace(study, SETTINGS);
    expect(JSON.stringify(await settings.find(study))).toBe(JSON.stringify(SETTINGS));
  });

  it("takes edits of standards back", async () => {
    const edits = standardEditsOf(database);
    const edit = { value: "0.35", source: "GB 50442 第 3 页", date: "2025-01-02" };
    await edits.put("daycare-area", { ...edit, value: "0.3" });
    await edits.put("daycare-area", edit);
    expect([...(await edits.list())]).toEqual([["daycare-area", edit]]);
    await edits.put("daycare-area", null);
    expect([...(await edits.list())]).toEqual([]);
  });
});
