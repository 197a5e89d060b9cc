import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "#contract/jobs.ts";
import { NetworkCheck, RepairPreview, type Repair } from "#contract/layers.ts";
import type { FacilityList, Study } from "#contract/study.ts";
import { FILE_NAMES, TOWN } from "../../fixtures/town-files.ts";
import { KNOWN, service, type Service } from "./service.ts";

let town: Service;
let base: string;
let id: string;
beforeAll(async () => {
  town = await service();
  id = await town.makeTown();
  base = `/api/studies/${id}`;
});
afterAll(async () => {
  await town.close();
  for (const fault of town.faults) throw fault;
});

/** The clinic in the west is on the second street from the south, half way between crossings of 175 m. */
const BESIDE_C1: Repair = { kind: "drop", at: [100.0022, 38.002] };
const OF_EAST_STREET: Repair = { kind: "drop", at: [100.012, 38.001] };

/** Cut a piece between two crossings off from the six that meet it there. */
const CUT_OFF = [
  [100.001, 38.002],
  [100.002, 38.003],
  [100.002, 38.001],
  [100.005, 38.002],
  [100.004, 38.003],
  [100.004, 38.001],
].map(([lng = 0, lat = 0]): Repair => ({ kind: "drop", at: [lng, lat] }));

async function check(): Promise<NetworkCheck> {
  return (await town.get(`${base}/network-check`)).json<NetworkCheck>();
}

async function repair(...repairs: Repair[]): Promise<NetworkCheck> {
  const order = { repairs: repairs.map((one) => ({ repair: one, note: `${one.kind}` })) };
  const reply = await town.post(`${base}/repairs`, order);
  if (reply.statusCode !== 200) throw new Error(reply.body);
  return reply.json<NetworkCheck>();
}

async function step(way: "undo" | "redo"): Promise<NetworkCheck> {
  return (await town.post(`${base}/repairs/${way}`)).json<NetworkCheck>();
}

const inForce = ({ repairs }: NetworkCheck) => repairs.map((one) => one.repair);
const stale = async () => (await town.layers(id)).results[0]?.stale;

describe("repairs of the streets", () => {
  it("are made, undone and made again, and a result without them is out of date", async () => {
    const before = await check();
    expect(Value.Check(NetworkCheck, before)).toBe(true);
    expect(before).toMatchObject({ repairs: [], undone: 0 });
    expect(await stale()).toBe(false);

    const made = await repair(BESIDE_C1, OF_EAST_STREET);
    expect(Value.Check(NetworkCheck, made)).toBe(true);
    expect(inForce(made)).toEqual([BESIDE_C1, OF_EAST_STREET]);
    expect(await stale()).toBe(true);

    // The two were one step.
    const undone = await step("undo");
    expect(undone).toEqual({ ...before, undone: expect.any(Number) });
    expect(undone.undone).toBeGreaterThan(0);
    expect(await stale()).toBe(false);
    expect(await step("redo")).toEqual(made);
    expect(await stale()).toBe(true);
    // What was undone cannot be made again once something else was done.
    await step("undo");
    expect((await repair(OF_EAST_STREET)).undone).toBe(0);
    expect(inForce(await step("redo"))).toEqual([OF_EAST_STREET]);
    await step("undo");
    const none = await step("undo");
    expect(none.repairs).toEqual([]);
  });

  it("are looked over together with the streets", async () => {
    const before = await check();
    expect(before.mainShare).toBe(1);
    const cut = await repair(...CUT_OFF);
    expect(cut.mainShare).toBeLessThan(1);
    expect(cut.counts).toContainEqual(expect.objectContaining({ kind: "island", findings: 1 }));
    expect(await check()).toEqual(cut);
    expect((await step("undo")).mainShare).toBe(1);
  });

  it("are in the next result, and not in the one before", async () => {
    const joins = async (of: string) =>
      (await town.get(`/api/studies/${of}/facilities`)).json<FacilityList>()[0]?.snap?.metres;
    await repair(BESIDE_C1);
    const { id: job } = (await town.post(`${base}/compute`)).json<{ id: string }>();
    await town.jobs.ended(job);
    const { results } = await town.layers(id);
    expect(results.map(({ repairs, stale: is }) => [repairs, is])).toEqual([
      [1, false],
      [0, true],
    ]);
    const [newer, older] = results;
    const km = async (of: string) =>
      (await town.get(`/api/studies/${of}`)).json<Study>().network.km;
    // A piece between two crossings is gone: 0.002° of longitude at 38.002° N.
    const piece = (6371.0072 * Math.PI * 0.002 * Math.cos((38.002 * Math.PI) / 180)) / 180;
    expect((await km(older!.id)) - (await km(newer!.id))).toBeCloseTo(piece, 2);
    // The clinic stood on it, 0.0002° from the crossing in the west, where it now joins the streets.
    expect(await joins(older!.id)).toBe(0);
    expect(await joins(newer!.id)).toBeCloseTo(piece * 100, 1);
    expect((await town.get(base)).json<Study>()).toMatchObject({ repairs: 1, id: newer!.id });
    await step("undo");
    expect(await stale()).toBe(true);
  });

  it("say what they would change before they are made, and then change just that", async () => {
    const before = await check();
    expect(before.strandedPeople).toBe(0);
    const nowhere: Repair = { kind: "split", at: [101, 39] };
    const cuts = [...CUT_OFF, nowhere];
    const reply = await town.post(`${base}/repairs/preview`, { repairs: cuts });
    const preview = reply.json<RepairPreview>();
    expect(Value.Check(RepairPreview, preview)).toBe(true);
    expect(preview).toMatchObject({ unfit: 1 });
    expect(await check()).toEqual(before);

    const { mainShare, strandedPeople, counts, repairs } = await repair(...cuts);
    expect(preview).toEqual({ mainShare, strandedPeople, counts, unfit: 1 });
    expect(mainShare).toBeLessThan(before.mainShare);
    expect(repairs.map(({ unfit }) => unfit)).toEqual([
      ...CUT_OFF.map(() => null),
      "repair-no-street-there",
    ]);
    await step("undo");
  });

  it("can be made while a result is computed, which is out of date when it is there", async () => {
    const { id: job } = (await town.post(`${base}/compute`)).json<{ id: string }>();
    expect(inForce(await repair(OF_EAST_STREET))).toContainEqual(OF_EAST_STREET);
    await town.jobs.ended(job);
    expect(await stale()).toBe(true);
    await step("undo");
    expect(await stale()).toBe(false);
  });

  it.each([
    [{ repairs: [] }],
    [{ repairs: [{ repair: BESIDE_C1 }] }],
    [{ repairs: [{ repair: { kind: "paint", at: [100, 38] }, note: "" }] }],
    [{ repairs: [{ repair: { kind: "drop", at: [100] }, note: "" }] }],
    [{ repairs: [{ repair: BESIDE_C1, note: "长".repeat(201) }] }],
    [{ repairs: [{ repair: BESIDE_C1, note: "" }], colour: "red" }],
  ])("are not made of %j", async (order) => {
    const before = await check();
    const reply = await town.post(`${base}/repairs`, order);
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([400, "invalid-parameter"]);
    expect(await check()).toEqual(before);
  });

  it("are looked at on a map before there is a result", async () => {
    const bare = await town.makeStudy();
    const { z, x, y } = tileAt([100.005, 38.002], 14);
    const tile = () => town.get(`/api/studies/${bare}/tiles/${z}/${x}/${y}.mvt`);
    expect((await tile()).statusCode).toBe(409);
    const { id: file } = await town.bring(
      bare,
      "network",
      { name: FILE_NAMES.network, content: TOWN.network },
      KNOWN,
    );
    await town.confirm(file);
    const drawn = await tile();
    expect([drawn.statusCode, drawn.headers["content-type"]]).toEqual([
      200,
      "application/vnd.mapbox-vector-tile",
    ]);
    expect(drawn.rawPayload.length).toBeGreaterThan(0);
    expect(
      (await town.get(`/api/studies/${bare}/network-check`)).json<NetworkCheck>(),
    ).toMatchObject({ strandedPeople: null, bounds: expect.arrayContaining([expect.any(Number)]) });
  });

  it("need streets, and are not written down without them", async () => {
    const bare = await town.makeStudy();
    const order = { repairs: [{ repair: BESIDE_C1, note: "" }] };
    for (const reply of [
      await town.get(`/api/studies/${bare}/network-check`),
      await town.post(`/api/studies/${bare}/repairs`, order),
      await town.post(`/api/studies/${bare}/repairs/preview`, { repairs: [BESIDE_C1] }),
      await town.post(`/api/studies/${bare}/repairs/undo`),
      await town.post(`/api/studies/${bare}/repairs/redo`),
    ])
      expect([reply.statusCode, reply.json<Problem>().code]).toEqual([409, "no-streets"]);
    const edits = await town.database.query("select 1 from network_edit where study = $1", [bare]);
    expect(edits).toEqual([]);
  });
});

/** The tile of a zoom that holds a place, in web Mercator. */
function tileAt([lng, lat]: readonly [number, number], z: number) {
  const north = Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI;
  return {
    z,
    x: Math.floor(((lng + 180) / 360) * 2 ** z),
    y: Math.floor(((1 - north) / 2) * 2 ** z),
  };
}
