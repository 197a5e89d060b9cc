import { describe, expect, it } from "vitest";
import { checkNetwork } from "#core/network/doctor/check-network.ts";
import { obstaclesOf } from "#core/network/doctor/obstacles.ts";
import { buildNetwork } from "#core/network/network.ts";
import { applyRepairs } from "#core/network/repairs.ts";
import { stretchFinder } from "#core/network/stretches.ts";
import { ELSEWHERE } from "#core/network/walking-rules.ts";
import { readBaseMap } from "../../server/intake/osm/read-base-map.ts";
import { readBuildings } from "../../server/intake/osm/read-buildings.ts";
import { readTaggedPlaces } from "../../server/intake/osm/read-places.ts";
import { SOURCE } from "../fixtures/town.ts";
import { haveReal, readStreets, real } from "./data.ts";

const CAU = "china-osm/beijing-cau.osm";
const WUDAOKOU = "china-osm/beijing-wudaokou.osm";
const GUIXI = "china-osm/guixi.osm";
const NINGHUA = "china-osm/ninghua.osm";

describe.runIf(haveReal("the network doctor on extracts", CAU, WUDAOKOU, GUIXI, NINGHUA))(
  "the network doctor",
  () => {
    it("brings a network in need of repair from 90.7 % in its main part to over 95 %", async () => {
      const { network, findings, mainShare, mainShareAfter } = await checked(CAU);
      expect(mainShare).toBeCloseTo(0.907, 3);
      const islands = findings.filter(({ kind }) => kind === "island");
      expect(islands).toHaveLength(13);
      // Three footbridges that end beside the street they cross, two paths beside a lane, a garden path and a
      // chain of paths: looked at one by one, on a drawing with walls, water and buildings.
      expect(islands.filter(({ sure }) => sure)).toHaveLength(7);
      expect(mainShareAfter).toBeGreaterThan(0.925);
      // The others one by one: a footbridge that ends 16 m from the road along G6, paths up to 17 m beside others.
      const repairs = islands.flatMap(({ repair }) => repair ?? []);
      const repaired = applyRepairs(network, repairs);
      expect(repaired.failed).toEqual([]);
      expect(repaired.network.report.mainShare).toBeGreaterThan(0.95);
    });

    it("has nothing to join between a platform under the ground and the crossing above it", async () => {
      const { findings } = await checked(CAU);
      // 六道口 station, drawn as a ring inside the station's outline, its layer left out.
      const platform = findings.find(
        ({ kind, lng, lat }) =>
          kind === "island" && Math.hypot(lng - 116.34576, lat - 39.9997) < 0.0001,
      );
      expect(platform).toMatchObject({ sure: false, repair: null });
      expect(findings.filter(({ kind }) => kind === "crossing-without-node")).toEqual([]);
    });

    it("leads into compounds through no building and from no bridge", async () => {
      const { network, baseMap, findings } = await checked(CAU);
      const { crossed } = obstaclesOf(baseMap);
      const finder = stretchFinder(network);
      const compounds = findings.filter(({ kind }) => kind === "compound-without-gate");
      expect(compounds).toHaveLength(4);
      const gates = compounds.flatMap(({ repair }) => (repair?.kind === "gate" ? repair : []));
      expect(gates).toHaveLength(4);
      for (const { from, to } of gates) {
        expect(crossed(from, to).filter((kind) => kind !== "wall")).toEqual([]);
        const [street] = finder.near(...from, 1);
        expect(network.traits[street!.edge]! & ELSEWHERE).toBe(0);
      }
    });

    it("lets streets meet that cross on a campus, and leaves bridges alone", async () => {
      const { findings } = await checked(WUDAOKOU);
      const crossings = findings.filter(({ kind }) => kind === "crossing-without-node");
      expect(crossings.map(({ names, sure }) => [...names, sure])).toEqual(
        expect.arrayContaining([
          ["新民路", "紫荆路", true],
          ["明德路", "紫荆路", true],
        ]),
      );
      expect(crossings).toHaveLength(4);
    });

    it("finds little wrong where little is wrong", async () => {
      const guixi = await checked(GUIXI);
      expect(guixi.findings.length).toBeLessThanOrEqual(5);
      expect((await checked(NINGHUA)).findings).toEqual([]);
    });

    it("reads as many blocks of flats as the extract has", async () => {
      const buildings = await readBuildings(real(GUIXI));
      expect(buildings.filter(({ use }) => use === "dwelling")).toHaveLength(36);
    });
  },
);

async function checked(name: string) {
  const path = real(name);
  const network = buildNetwork(await readStreets(path), SOURCE);
  const baseMap = await readBaseMap(path);
  const check = checkNetwork(network, {
    units: [],
    baseMap,
    buildings: await readBuildings(path),
    facilities: await readTaggedPlaces(path),
    people: null,
    snapCap: 300,
  });
  return { network, baseMap, ...check };
}
