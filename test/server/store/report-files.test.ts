import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { reportFilesOf } from "../../../server/store/report-files.ts";
import { snapshotsOf } from "../../../server/store/snapshots.ts";
import { NoSuchStudy, studyRows } from "../../../server/store/study-rows.ts";
import { assessment, reportRequest } from "../../fixtures/assessment.ts";
import { describeOnEachDatabase } from "../../fixtures/databases.ts";

const SHA = "5".repeat(64);

describeOnEachDatabase("reports", (fresh) => {
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

  const snapshot = async () => {
    const { settings, summary } = assessment();
    const kept = await snapshotsOf(database).add(study, {
      name: "年终",
      result: `${study}-r1`,
      scope: null,
      settings,
      documents: [],
      later: [],
      rules: SHA,
      stockSeq: 0,
      attestationSeq: 0,
      estateSeq: 0,
      sha256: SHA,
      summary,
    });
    return kept.number;
  };
  const report = (number: number, sha256 = SHA) => ({
    name: "甘州区_评估报告.docx",
    format: "docx" as const,
    bytes: 5_000_000_000,
    seconds: 4.25,
    snapshot: number,
    request: reportRequest(),
    notes: [{ zh: "缺图", en: "a picture is missing" }],
    sha256,
  });

  it("are numbered, found and listed with the newest first", async () => {
    const number = await snapshot();
    const first = await reportFilesOf(database).add(study, report(number));
    const second = await reportFilesOf(database).add(study, report(number, "6".repeat(64)));
    expect(first).toEqual({ ...report(number), number: 1, created: first.created });
    expect(await reportFilesOf(database).list(study)).toEqual([second, first]);
    expect(await reportFilesOf(database).find(study, 2)).toEqual(second);
    expect(await reportFilesOf(database).find(study, 3)).toBeUndefined();
    expect(await reportFilesOf(database).artifacts()).toEqual(
      expect.arrayContaining([SHA, "6".repeat(64)]),
    );
  });

  it("belong to a study: none is kept of one that is gone, nor does any outlive it", async () => {
    const number = await snapshot();
    await reportFilesOf(database).add(study, report(number));
    await studyRows(database).remove(study);
    expect(await reportFilesOf(database).list(study)).toEqual([]);
    await expect(reportFilesOf(database).add(study, report(number))).rejects.toThrow(NoSuchStudy);
  });

  it("take back the snapshot of a report that was not made, but none that another tells of", async () => {
    const [told, idle] = [await snapshot(), await snapshot()];
    await reportFilesOf(database).add(study, report(told));
    for (const number of [told, idle]) await reportFilesOf(database).forgetSnapshot(study, number);
    const left = await snapshotsOf(database).list(study);
    expect(left.map(({ number }) => number)).toEqual([told]);
  });
});
