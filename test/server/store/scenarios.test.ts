import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { ScenarioContent } from "#contract/scenario.ts";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { ScenarioConflict, scenariosIn } from "../../../server/store/scenarios.ts";
import { NoSuchStudy, studyRows } from "../../../server/store/study-rows.ts";
import { describeOnEachDatabase } from "../../fixtures/databases.ts";

describeOnEachDatabase("scenarios", (fresh) => {
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

  const acts = async () => {
    const rows = await database.query<{ what: string }>(
      "select what from audit where study = $1 order by seq",
      [study],
    );
    return rows.map(({ what }) => what);
  };

  it("are numbered, found as they were given, undone steps too, and listed with the last changed first", async () => {
    const rows = scenariosIn(database);
    const first = await rows.add(study, content("城东方案"));
    const second = await rows.add(study, { ...content("城西方案"), inForce: 0 });
    expect(first).toEqual({
      ...content("城东方案"),
      number: 1,
      version: 1,
      created: first.created,
      changed: first.changed,
    });
    expect(await rows.find(study, 2)).toEqual(second);
    expect(await rows.find(study, 3)).toBeUndefined();
    const changed = await rows.replace(study, 1, 1, content("城东方案（二）"));
    expect(changed).toMatchObject({ version: 2, name: "城东方案（二）", created: first.created });
    expect(await rows.list(study)).toEqual([
      {
        number: 1,
        version: 2,
        name: "城东方案（二）",
        created: first.created,
        changed: changed?.changed,
        steps: 1,
      },
      {
        number: 2,
        version: 1,
        name: "城西方案",
        created: second.created,
        changed: second.changed,
        steps: 0,
      },
    ]);
    expect(await acts()).toEqual([
      "study-created",
      "scenario-made",
      "scenario-made",
      "scenario-changed",
    ]);
  });

  it("tell the second of two who save at once of the other's version, and lose nothing", async () => {
    const rows = scenariosIn(database);
    await rows.add(study, content("方案"));
    const names = Array.from({ length: 6 }, (_, i) => `第 ${i + 1} 人的`);
    const saved = await Promise.allSettled(
      names.map((name) => rows.replace(study, 1, 1, content(name))),
    );
    const won = saved.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(won).toHaveLength(1);
    expect(won[0]?.version).toBe(2);
    expect(await rows.find(study, 1)).toEqual(won[0]);
    const refused: unknown[] = saved.flatMap((one) =>
      one.status === "rejected" ? [one.reason] : [],
    );
    expect(refused).toEqual(names.slice(1).map(() => new ScenarioConflict(won[0]!, 1)));
    expect(refused.map((one) => one instanceof ScenarioConflict && one.newest)).toEqual(
      names.slice(1).map(() => won[0]),
    );
    expect((await acts()).filter((what) => what === "scenario-changed")).toHaveLength(1);
  });

  it("are removed at the version that was seen alone, or at whichever where none is named", async () => {
    const rows = scenariosIn(database);
    const made = await rows.add(study, content("方案"));
    await rows.replace(study, 1, 1, content("改过"));
    await expect(rows.remove(study, 1, made.version)).rejects.toThrow(
      'The scenario "改过" was changed meanwhile: it is at version 2, not 1.',
    );
    expect(await rows.remove(study, 1, 2)).toBe(true);
    expect(await rows.remove(study, 1, 2)).toBe(false);
    expect(await rows.replace(study, 1, 2, content("方案"))).toBeUndefined();
    expect((await rows.add(study, content("方案"))).number).toBe(2);
    expect(await acts()).toContain("scenario-removed");
    expect(await rows.remove(study, 2)).toBe(true);
    expect(await rows.remove(study, 2)).toBe(false);
  });

  it("belong to a study: none is kept of one that is gone, nor does any outlive it", async () => {
    const rows = scenariosIn(database);
    await rows.add(study, content("方案"));
    await studyRows(database).remove(study);
    expect(await rows.list(study)).toEqual([]);
    expect(await rows.find(study, 1)).toBeUndefined();
    await expect(rows.add(study, content("方案"))).rejects.toThrow(NoSuchStudy);
  });

  it("keep hostile text as far as the database can hold it, and hostile ids whole", async () => {
    const rows = scenariosIn(database);
    const hostile = content("a\0b'; drop table scenario; --\ud800");
    const edits = hostile.steps[0]!.edits.map((edit) => ({ ...edit, id: "__proto__" }));
    const kept = await rows.add(study, {
      ...hostile,
      note: "\0",
      steps: [{ ...hostile.steps[0]!, edits } as ScenarioContent["steps"][number]],
    });
    expect(kept.name).toBe("a\uFFFDb'; drop table scenario; --\uFFFD");
    expect(kept.note).toBe("\uFFFD");
    expect(kept.steps[0]?.edits[0]?.id).toBe("__proto__");
    expect((await rows.list(study))[0]?.name).toBe(kept.name);
    expect(await rows.find(study, kept.number)).toEqual(kept);
  });
});

function content(name: string): ScenarioContent {
  const site = {
    name: "街心托育点",
    services: ["childcare" as const],
    lng: 100.45,
    lat: 38.93,
    capacities: { childcare: 60 },
    floorArea: null,
    cost: 1_200_000,
    premises: null,
    required: false,
    candidate: false,
  };
  return {
    name,
    note: "先看城东",
    steps: [
      {
        edits: [{ of: "site", id: "site-1", before: null, after: site }],
        note: "",
        at: "2026-01-05T08:00:00.000Z",
      },
      {
        edits: [{ of: "site", id: "site-1", before: site, after: { ...site, lng: 100.46 } }],
        note: "挪到路口",
        at: "2026-01-05T08:01:00.000Z",
      },
    ],
    inForce: 1,
  };
}
