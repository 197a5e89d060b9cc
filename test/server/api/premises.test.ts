import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "#contract/jobs.ts";
import { PremisesOfStudy } from "#contract/premises.ts";
import { KNOWN, service, type Service } from "./service.ts";

let town: Service;
let study: string;
beforeAll(async () => {
  town = await service();
  study = await town.makeTown();
});
afterAll(async () => {
  await town.close();
  for (const fault of town.faults) throw fault;
});

const premises = async (id = study) =>
  (await town.get(`/api/studies/${id}/premises`)).json<PremisesOfStudy>();

const list = (...rows: string[]) => ({
  name: "用房.csv",
  content: `编号,用房名称,建筑面积,产权单位,经度,纬度\n${rows.join("\n")}\n`,
});

async function store(file: ReturnType<typeof list>, replaces?: string) {
  const layer = replaces === undefined ? {} : { layer: { replaces } };
  const { id } = await town.bring(study, "premises", file);
  await town.decide(id, { ...KNOWN, role: "premises", ...layer });
  return town.confirm(id);
}

describe("the idle premises of a study", () => {
  it("are none where no list was imported, which is said", async () => {
    expect(await premises()).toEqual({ imported: false, synthetic: false, premises: [] });
    const reply = await town.get("/api/studies/nowhere/premises");
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([404, "no-such-study"]);
  });

  it("are those of all lists in their newest versions, each under an id of its own", async () => {
    const before = await town.layers(study);
    const first = await store(list("A,粮站,260,粮食局,100.004,38.004", "B,小楼,,,100.006,38.002"));
    expect(first).toMatchObject({ state: "done", became: { layer: "premises", version: 1 } });
    await store(list("A,校舍,400,教育局,100.008,38.008"), "");
    const found = await premises();
    expect(Value.Check(PremisesOfStudy, found)).toBe(true);
    expect(found.imported).toBe(true);
    expect(
      found.premises.map(({ id, name, layer, floorArea }) => [id, name, layer, floorArea]),
    ).toEqual([
      ["A", "粮站", "premises", 260],
      ["B", "小楼", "premises", null],
      ["A-2", "校舍", "premises-2", 400],
    ]);

    await store(list("A,粮站,250,粮食局,100.004,38.004"), "premises");
    expect((await premises()).premises.map(({ floorArea }) => floorArea)).toEqual([250, 400]);
    // A result's id stands for its study.
    expect(await premises(before.results[0]?.id)).toEqual(await premises());

    const after = await town.layers(study);
    expect(after.layers.map(({ layer }) => layer)).toEqual([
      ...before.layers.map(({ layer }) => layer),
      "premises",
      "premises-2",
    ]);
    // Nothing was computed anew, nor needs to be.
    expect(after.results).toEqual(before.results);
    expect(after.results[0]).toMatchObject({ stale: false });
    expect([after.missing, after.computing]).toEqual([[], null]);
  });

  it("are not among what a new result was computed from", async () => {
    await town.post(`/api/studies/${study}/compute`);
    await town.computed(study);
    const [newest] = (await town.layers(study)).results;
    expect(newest).toMatchObject({ stale: false });
    expect(newest?.uses.map(({ layer }) => layer)).toEqual([
      "network",
      "units",
      "people",
      "facilities",
    ]);
  });

  it("can be taken along as a layer of their own", async () => {
    const reply = await town.get(`/api/studies/${study}/layers/premises/2/file?format=geojson`);
    expect(reply.statusCode).toBe(200);
    const [feature] = reply.json().features;
    expect(feature.properties).toMatchObject({ id: "A", "floor-area": 250, "owned-by": "粮食局" });
  });
});
