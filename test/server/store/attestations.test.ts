import { afterAll, beforeAll, expect, it } from "vitest";
import type { Attestation } from "#contract/policy/stock.ts";
import { attestationsOf } from "../../../server/store/attestations.ts";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { studyRows } from "../../../server/store/study-rows.ts";
import { describeOnEachDatabase } from "../../fixtures/databases.ts";

const STATED: Attestation = {
  entry: "family-childcare-points",
  unit: "620702",
  year: 2025,
  value: null,
  state: "under-way",
  note: "三处在建",
  evidence: { document: "区民政局月报", date: "2025-06-30" },
};
const FILE = { name: "月报.pdf", bytes: 12, sha256: "ab".repeat(32) };

describeOnEachDatabase("attestations", (fresh) => {
  let database: Database;
  let study: string;
  beforeAll(async () => {
    database = await openDatabase(await fresh());
    study = (
      await studyRows(database).create({
        name: "甲",
        synthetic: false,
        resolution: 10,
        snapCap: 300,
      })
    ).id;
  });
  afterAll(() => database.close());

  it("are told as they were stated, up to a mark, with their files", async () => {
    const attestations = attestationsOf(database);
    expect(await attestations.mark(study)).toBe(0);
    const first = await attestations.add(study, STATED, null);
    expect(first).toEqual({ ...STATED, seq: first.seq, entered: first.entered, file: null });
    const mark = await attestations.mark(study);
    const second = await attestations.add(study, { ...STATED, value: 95.5, state: null }, FILE);
    expect(second).toMatchObject({ value: 95.5, state: null, file: FILE });
    expect(await attestations.list(study, mark)).toEqual([first]);
    expect(await attestations.list(study, await attestations.mark(study))).toEqual([first, second]);
    expect(await attestations.find(study, second.seq)).toEqual(second);
    expect(await attestations.find("other", second.seq)).toBeUndefined();
    expect(await attestations.artifacts()).toEqual([FILE.sha256]);
  });

  it("never change, and are gone with their study", async () => {
    await expect(database.query("update attestation set note = ''")).rejects.toThrow(
      "never changes",
    );
    await studyRows(database).remove(study);
    expect(await attestationsOf(database).artifacts()).toEqual([]);
  });
});
