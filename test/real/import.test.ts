import type { FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadNetwork } from "../../server/intake/network-file.ts";
import { readBuildings } from "../../server/intake/osm/read-buildings.ts";
import { judge } from "../../server/intake/import/judge.ts";
import type { StudySoFar } from "../../server/intake/import/study-so-far.ts";
import { facilitiesOf, judged, orderOf, peopleTotals, textOf } from "../fixtures/import-order.ts";
import { gcj02Of, zoneOf } from "../fixtures/office-coordinates.ts";
import { csvOf, gridOf, shapefileOf, ZONE_PRJ, type OfficeRow } from "../fixtures/office-files.ts";
import { temporaryFolder } from "../fixtures/town-files.ts";
import { haveReal, real } from "./data.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

const GUIXI = "china-osm/guixi.osm";

describe.runIf(haveReal("coordinates of imports", GUIXI))("a file about a real county town", () => {
  let study: Pick<StudySoFar, "network" | "buildings">;
  let rows: readonly OfficeRow[];

  beforeAll(async () => {
    const path = real(GUIXI);
    study = { network: await loadNetwork(path), buildings: await readBuildings(path) };
    // Made-up clinics, one in each of eighty buildings.
    rows = study.buildings.slice(0, 80).map(({ rings: [ring = []] }, i) => {
      const middle = (axis: 0 | 1) =>
        ring.slice(1).reduce((sum, place) => sum + place[axis], 0) / (ring.length - 1);
      const [name, lng, lat] = [`示例${i + 1}号诊所`, middle(0), middle(1)];
      return { id: `S${i + 1}`, name, kind: "诊所", service: "clinic", lng, lat, capacity: i };
    });
  });

  const shifted = ({ lng, lat }: OfficeRow) => gcj02Of(lng, lat);
  const plain = ({ lng, lat }: OfficeRow) => [lng, lat] as const;
  /** Metres between where rows are and where they should be. */
  const misses = async (one: Awaited<ReturnType<typeof judge>>) => {
    const byId = new Map(rows.map((row) => [row.id, row]));
    return (await facilitiesOf(folder.path, one)).map(({ id, lng, lat }) => {
      const row = byId.get(id);
      return Math.hypot((lng - (row?.lng ?? 0)) * 98_000, (lat - (row?.lat ?? 0)) * 111_195);
    });
  };

  it("that says nothing is found to be in GCJ-02, and comes to lie in its buildings", async () => {
    const one = await judged(
      folder.path,
      "诊所.csv",
      csvOf(gridOf(shifted, ["经度", "纬度"], rows)),
      {},
      study,
    );
    expect(one.proposal.blocking).toEqual([]);
    expect(one.proposal.crs).toMatchObject({
      declared: null,
      verdict: "found",
      proposed: { crs: "GCJ-02", swapped: false },
      against: "buildings",
      points: 80,
      mixed: null,
    });
    expect(one.proposal.crs?.shift?.metres).toBeGreaterThan(300);
    expect(one.proposal.picture?.before.length).toBeGreaterThan(10);
    const far = await misses(one);
    expect(far).toHaveLength(80);
    expect(Math.max(...far)).toBeLessThan(0.5);
  });

  it("that joins two lists has its second system found, to be asked about or split", async () => {
    const mixed = (row: OfficeRow) => (Number(row.id.slice(1)) > 55 ? shifted(row) : plain(row));
    const content = csvOf(gridOf(mixed, ["经度", "纬度"], rows));
    const ask = await judged(folder.path, "诊所.csv", content, {}, study);
    expect(ask.proposal.crs).toMatchObject({
      verdict: "found",
      proposed: { crs: "EPSG:4326", swapped: false },
      mixed: { crs: "GCJ-02", rows: 25, runs: [[57, 81]] },
    });
    expect(ask.proposal.account).toMatchObject({ read: 80, usable: 55, doubtful: 25 });
    expect(ask.amount).toBe(55);
    expect(Math.max(...(await misses(ask)))).toBeLessThan(0.5);
    const split = await judged(folder.path, "诊所.csv", content, { mixed: "split" }, study);
    expect(split.proposal.account).toMatchObject({ read: 80, usable: 80, doubtful: 0 });
    expect(Math.max(...(await misses(split)))).toBeLessThan(0.5);
    const same = await judged(folder.path, "诊所.csv", content, { mixed: "same" }, study);
    expect(same.proposal.account).toMatchObject({ read: 80, usable: 80, doubtful: 0 });
    expect((await misses(same)).filter((metres) => metres > 300)).toHaveLength(25);
    // People in rows that wait are not counted.
    const people = csvOf(
      gridOf(mixed, ["经度", "纬度"], rows).map((row, i) => [
        i === 0 ? "常住人口" : 10,
        ...row.slice(4),
      ]),
    );
    const counted = await judged(folder.path, "人口.csv", people, { role: "people" }, study);
    expect(counted.proposal.account).toMatchObject({ read: 80, usable: 55, doubtful: 25 });
    expect(peopleTotals(counted)["people"]).toBe(550);
  });

  it("whose .prj names the wrong zone is contradicted, and waits for a word", async () => {
    const zone = ({ lng, lat }: OfficeRow) => zoneOf(lng, lat, 117);
    const wrong = ZONE_PRJ.replaceAll("99", "114");
    const content = await shapefileOf(zone, wrong, rows);
    const one = await judged(folder.path, "诊所.zip", content, {}, study);
    expect(one.proposal.crs).toMatchObject({
      declared: "EPSG:4547",
      verdict: "contradicted",
      proposed: { crs: "EPSG:4548", swapped: false },
    });
    expect(one.proposal.blocking.map(({ code }) => code)).toEqual(["crs-contradicted"]);
    expect(one.content).toBeNull();
    const told = await judged(
      folder.path,
      "诊所.zip",
      content,
      { crs: { crs: "EPSG:4548", swapped: false } },
      study,
    );
    expect(told.proposal.blocking).toEqual([]);
    expect(Math.max(...(await misses(told)))).toBeLessThan(0.5);
  });

  it("of few points decides nothing", async () => {
    const few = rows.slice(0, 12);
    const one = await judged(
      folder.path,
      "诊所.csv",
      csvOf(gridOf(shifted, ["经度", "纬度"], few)),
      {},
      study,
    );
    expect(one.proposal.crs).toMatchObject({ verdict: "too-few", proposed: null });
    expect(one.proposal.blocking.map(({ code }) => code)).toEqual(["crs-too-few-points"]);
  });
});

const POA = ["porto-alegre/poa_hexgrid.csv", "porto-alegre/poa_elevation.tif"] as const;
const BELO = "access-belo-horizonte/land_use_data.csv";
const COUNTIES = "zhangye/counties-gcj02-light.geojson";
const SHANGHAI = "shanghai-poi/shanghai_osm_poi.geojson";
const TRACTS = "siting-san-francisco/SF_demand_205_centroid_uniform_weight.csv";

const judgedReal = (name: string, decisions = {}) => judge(orderOf(real(name), decisions));

describe.runIf(haveReal("imports of published files", ...POA, BELO, COUNTIES, SHANGHAI, TRACTS))(
  "published files",
  () => {
    it("of people have the totals known of them", async () => {
      const hexagons = await judgedReal(POA[0]);
      expect(hexagons.proposal).toMatchObject({ role: "people", people: { places: "cells" } });
      expect(peopleTotals(hexagons)["people"]).toBe(812_935);
      const cells = await judgedReal(BELO);
      expect(cells.proposal.role).toBe("people");
      expect(peopleTotals(cells)["people"]).toBe(941_160);
      const tracts = await judgedReal(TRACTS, { crs: { crs: "EPSG:4326", swapped: false } });
      expect(peopleTotals(tracts)["people"]).toBe(955_113);
    });

    it("of heights are not taken for people without a word", async () => {
      const heights = await judgedReal(POA[1]);
      expect(heights.notes.map(({ reason }) => reason.code)).toContain("raster-too-dense");
    });

    it("of outlines are units, moved where their system is told", async () => {
      const asIs = await judgedReal(COUNTIES, { crs: { crs: "EPSG:4326", swapped: false } });
      // The file's name says it.
      const told = await judgedReal(COUNTIES);
      expect(told.proposal).toMatchObject({
        role: "units",
        crs: { verdict: "declared", proposed: { crs: "GCJ-02" } },
      });
      expect(told.proposal.account).toMatchObject({ read: 6, usable: 6 });
      expect(told.amount).toBe(6);
      const corner = (one: typeof asIs) => {
        const [first] = (JSON.parse(textOf(one)) as FeatureCollection<MultiPolygon | Polygon>)
          .features;
        const { type, coordinates } = first?.geometry ?? { type: "Polygon", coordinates: [] };
        const at = type === "Polygon" ? coordinates[0]?.[0] : coordinates[0]?.[0]?.[0];
        return [at?.[0] ?? 0, at?.[1] ?? 0] as const;
      };
      const [lng, lat] = gcj02Of(...corner(told));
      expect(lng).toBeCloseTo(corner(asIs)[0], 8);
      expect(lat).toBeCloseTo(corner(asIs)[1], 8);
    });

    it("of OpenStreetMap's places account for every one, by their own ids", async () => {
      const places = await judgedReal(SHANGHAI);
      const { read, usable, doubtful, dropped } = places.proposal.account;
      expect(read).toBe(7741);
      expect(usable + doubtful + dropped).toBe(read);
      expect(places.facts["madeIds"]).toBe(0);
      const services = places.proposal.services?.recognised ?? [];
      const rowsOf = (service: string) => services.find((one) => one.service === service)?.rows;
      // Counted in the file: 1,139 convenience shops and 834 supermarkets.
      expect(rowsOf("convenience")).toBe(1139 + 834);
      expect(rowsOf("clinic")).toBe(96);
    });
  },
);
