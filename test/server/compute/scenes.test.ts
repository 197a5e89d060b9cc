import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TODAY } from "#contract/scenario-steps.ts";
import type { ScenarioState } from "#contract/scenario.ts";
import { survey } from "#core/coverage/survey.ts";
import { sceneOf } from "#core/scenario/scene.ts";
import { WALKERS } from "#core/vocabulary.ts";
import { scenesOf, type Scenes } from "../../../server/compute/scenes.ts";
import { runTask, type RunTask } from "../../../server/compute/threads.ts";
import type { StudyRecord } from "../../../server/store/study-record.ts";
import { service, type Service } from "../api/service.ts";
import { plannedSite } from "../../fixtures/planned-site.ts";

const WALKER = { kind: "time", ...WALKERS.child } as const;
const STREETS: ScenarioState["streets"] = {
  r1: { kind: "street", name: "", from: [100.002, 38.002], to: [100.004, 38.004] },
  r2: { kind: "closed", name: "", from: [100.003, 38], to: [100.003, 38] },
  r3: { kind: "gate", name: "", from: [101, 38], to: [101, 38.1] },
};
const PLAN: ScenarioState = {
  ...TODAY,
  facilities: { F3: { closed: false, to: [100.0071, 38.0021], services: null, capacities: null } },
  streets: STREETS,
};

let town: Service;
let record: StudyRecord;
let scenes: Scenes;
const asked: string[] = [];
beforeAll(async () => {
  town = await service();
  // So many that the study counts as large and is surveyed on threads.
  const many = Array.from(
    { length: 1001 },
    (_, i) => `F${i},站${i},clinic,${100 + (i % 120) / 10_000},${38 + (i % 113) / 10_000},`,
  );
  const id = await town.makeTown({
    facilities: `id,name,service,lng,lat,capacity\n${many.join("\n")}\n`,
  });
  record = town.catalogue.find(id)!;
  const watched: RunTask = (task, options) => {
    asked.push(task.kind);
    return runTask(task, options);
  };
  scenes = scenesOf({ studies: town.studies, library: town.library, runTask: watched });
});
afterAll(() => town.close());

describe("scenes of a large study", () => {
  it("on other streets are what they would be if worked out here", async () => {
    const { ground: today } = await town.library.open(record);
    const truth = sceneOf(today, PLAN);
    const open = await scenes.open(record, PLAN, { measure: WALKER, direction: "from" });
    expect(open.scene.failed).toEqual([{ id: "r3", why: "repair-no-street-there" }]);
    expect(open.scene.ground.network).toEqual(truth.ground.network);
    const { survey: found } = await open.answers(WALKER, "from");
    const { ground: _, ...rest } = survey(truth.ground, WALKER, "from");
    expect(found).toMatchObject(rest);
    // Streets and the first survey on them came from one thread.
    expect(asked).toEqual(["scene-streets"]);
    const other = { kind: "time", ...WALKERS.wheelchair } as const;
    const { ground: __, ...onWheels } = survey(truth.ground, other, "towards");
    expect((await open.answers(other, "towards")).survey).toMatchObject(onWheels);
    expect(asked).toEqual(["scene-streets", "survey"]);
    const gaps = await (await open.answers(WALKER, "from")).gaps("clinic", 60_000);
    expect(gaps.length).toBeGreaterThan(0);
    expect(asked).toEqual(["scene-streets", "survey", "gaps"]);
  });

  it("share their streets, and are open once", async () => {
    const before = asked.length;
    const site = plannedSite([100.0011, 38.0011]);
    const sites = { s: site };
    const open = await scenes.open(record, { ...PLAN, sites });
    const same = await scenes.open(record, { ...PLAN, sites });
    expect(same).toBe(open);
    await open.answers(WALKER, "from");
    expect(asked.slice(before)).toEqual([]);
    expect(open.scene.ground.network).toBe((await scenes.open(record, PLAN)).scene.ground.network);
  });

  it("where no street could be changed stand on today's", async () => {
    const { ground: today } = await town.library.open(record);
    const open = await scenes.open(record, { ...TODAY, streets: { r3: STREETS["r3"]! } });
    expect(open.scene.ground.network).toBe(today.network);
    expect(open.scene.failed).toEqual([{ id: "r3", why: "repair-no-street-there" }]);
  });
});
