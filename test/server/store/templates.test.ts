import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { templatesOf } from "../../../server/store/templates.ts";
import { describeOnEachDatabase } from "../../fixtures/databases.ts";

const HEALTH = {
  name: "卫健局名单",
  titles: ["序号", "机构名称", "床位数"],
  mapping: { 序号: "", 机构名称: "name", 床位数: "beds" },
};

describeOnEachDatabase("templates", (fresh) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await fresh());
  });
  afterAll(() => database.close());

  it("are found as they were saved, the newest first, until they are removed", async () => {
    const templates = templatesOf(database);
    const health = await templates.save(HEALTH);
    expect(health).toEqual({ ...HEALTH, id: health.id, created: health.created });
    expect(await templates.find(health.id)).toEqual(health);
    const schools = await templates.save({ name: "教体局名单", titles: [], mapping: {} });
    expect(await templates.list()).toEqual([schools, health]);
    expect(await templates.remove(schools.id)).toBe(true);
    expect(await templates.remove(schools.id)).toBe(false);
    expect(await templates.find(schools.id)).toBeUndefined();
    expect(await templates.list()).toEqual([health]);
  });

  it("take the place of an older one of the same name, also when saved at the same moment", async () => {
    const templates = templatesOf(database);
    const first = await templates.save({ ...HEALTH, name: "表" });
    await Promise.all(
      ["a", "b", "c"].map((title) =>
        templates.save({ name: "表", titles: [title], mapping: { [title]: "name" } }),
      ),
    );
    const named = (await templates.list()).filter(({ name }) => name === "表");
    expect(named).toHaveLength(1);
    expect(named[0]?.id).toBe(first.id);
    expect(Object.keys(named[0]?.mapping ?? {})).toEqual(named[0]?.titles);
  });
});
