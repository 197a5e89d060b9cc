import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Decisions } from "#contract/import.ts";
import { fromWgs84 } from "#core/geo/crs/transform.ts";
import type { StudySoFar } from "../../../../server/intake/import/study-so-far.ts";
import { judged, textOf } from "../../../fixtures/import-order.ts";
import { AT, geojsonOf, shapefileOf, ZONE_PRJ } from "../../../fixtures/office-files.ts";
import { temporaryFolder } from "../../../fixtures/town-files.ts";
import { jittered, madeUpTown, seeded } from "../../core/geo/coordinate-doctor/town.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

const random = seeded(77);
const town = madeUpTown(random);
const KNOWN: Partial<StudySoFar> = {
  buildings: town.buildings.map((rings) => ({ rings, levels: null, use: "unsaid" })),
};
/** Well inside the town, so that shifted ones lie in it too. */
const inner = town.centres.filter((at) => Math.hypot(at[0] - 100.449, at[1] - 38.9255) < 0.009);
const places = Array.from({ length: 120 }, () =>
  jittered(inner[Math.floor(random() * inner.length)] ?? [NaN, NaN], random),
);

const csv = (
  crs: string,
  titles = "名称,服务,经度,纬度",
  more: (row: number) => string = () => "",
  digits = 7,
) =>
  [
    titles,
    ...places.map((place, i) => {
      const at = fromWgs84(crs)(place).map((value) => value.toFixed(digits));
      return `诊所${i},诊所,${at.join(",")}${more(i)}`;
    }),
  ].join("\n");

const read = async (
  name: string,
  text: string | Uint8Array,
  decisions: Decisions = {},
  study = {},
) => {
  const { proposal, notes, content } = await judged(folder.path, name, text, decisions, study);
  if (proposal.crs === null) throw new Error("Nothing was said of the coordinates.");
  const said = notes.filter(({ row }) => row === 0).map(({ reason }) => reason.code);
  return { ...proposal.crs, said, blocking: proposal.blocking.map(({ code }) => code), content };
};

describe("a file in a datum before CGCS2000", () => {
  const XIAN = ZONE_PRJ.replaceAll("CGCS2000", "Xian_1980").replace(
    /DATUM\["[^"]*",SPHEROID\["[^"]*",[^\]]*\]/,
    `DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]`,
  );

  it("is named and not converted, though its numbers fit a zone of CGCS2000", async () => {
    const zip = await shapefileOf(AT.zone, XIAN);
    const one = await read("西安.zip", zip);
    expect(one).toMatchObject({
      verdict: "old-datum",
      oldDatum: "xian-1980",
      proposed: null,
      blocking: ["crs-xian-1980"],
      content: null,
    });
    expect(one.unread).toContain("Xian_1980");
  });

  it("is not converted where the points fit the town by chance either", async () => {
    const text = csv("EPSG:4542", "名称,服务,东坐标,北坐标,坐标系", () => ",北京54");
    const one = await read("表.csv", text, {}, KNOWN);
    expect(one).toMatchObject({ verdict: "old-datum", blocking: ["crs-beijing-1954"] });
    expect(one.ranking.length).toBeGreaterThan(0);
  });

  it("is read as its user says, who is told what that may cost", async () => {
    const zip = await shapefileOf(AT.zone, XIAN);
    const one = await read("西安.zip", zip, { crs: { crs: "EPSG:4542", swapped: false } });
    expect(one).toMatchObject({ verdict: "chosen", oldDatum: "xian-1980", blocking: [] });
    expect(one.said).toContain("crs-old-datum-kept");
  });

  it("is told from the name of the file or the titles of its columns", async () => {
    const zone = csv("EPSG:4542");
    expect((await read("诊所_西安80坐标.csv", zone)).oldDatum).toBe("xian-1980");
    const titled = csv("EPSG:4542", "名称,服务,横坐标(北京54),纵坐标(北京54)");
    expect((await read("表.csv", titled)).oldDatum).toBe("beijing-1954");
    // A house number is no datum.
    expect((await read("西安801号.csv", csv("EPSG:4326"), {}, KNOWN)).verdict).toBe("found");
  });
});

describe("what a table says of its coordinates in passing", () => {
  it.each([
    ["表.csv", "名称,服务,高德经度,高德纬度", "GCJ-02", "GCJ-02"],
    ["表.csv", "名称,服务,bd09_lng,bd09_lat", "BD-09", "BD-09"],
    ["poi_gcj02.csv", "名称,服务,lng,lat", "GCJ-02", "GCJ-02"],
    ["poi.csv", "名称,服务,经度(WGS84),纬度(WGS84)", "EPSG:4326", "EPSG:4326"],
  ])("%s with %s is declared to be %s", async (name, titles, declared, crs) => {
    const one = await read(name, csv(crs, titles));
    expect(one).toMatchObject({ declared, verdict: "declared", confirmed: false });
    const known = await read(name, csv(crs, titles), {}, KNOWN);
    expect(known).toMatchObject({ verdict: "declared", confirmed: true });
  });

  it("is contradicted by its points all the same", async () => {
    const one = await read("poi_wgs84.csv", csv("GCJ-02"), {}, KNOWN);
    expect(one).toMatchObject({ verdict: "contradicted", declared: "EPSG:4326" });
    expect(one.blocking).toEqual(["crs-contradicted"]);
  });

  it("is no declaration where it names two systems, or the numbers are metres", async () => {
    expect((await read("gcj02转wgs84.csv", csv("GCJ-02"))).declared).toBeNull();
    expect((await read("poi_wgs84.csv", csv("EPSG:4542"))).declared).toBeNull();
    const column = csv("EPSG:4326", "名称,服务,经度,纬度,坐标系", (row) =>
      row % 2 ? ",GCJ-02" : ",WGS84",
    );
    expect((await read("表.csv", column)).declared).toBeNull();
  });
});

describe("a file that names no system", () => {
  it("of a format that prescribes one is read so, and that it is an assumption is said", async () => {
    const one = await read("面.geojson", geojsonOf(AT.wgs84));
    expect(one).toMatchObject({
      verdict: "declared",
      assumed: true,
      confirmed: false,
      blocking: [],
    });
    expect(one.said).toEqual(["crs-assumed"]);
    const said = await read("面.geojson", geojsonOf(AT.wgs84, "urn:ogc:def:crs:OGC:1.3:CRS84"));
    expect(said.assumed).toBeUndefined();
    expect(said.said).toEqual([]);
  });

  it("of areas is not held against buildings, which borders go around", async () => {
    const features = places.slice(0, 40).map(([lng, lat], i) => {
      const ring = [
        [lng, lat],
        [lng + 0.001, lat],
        [lng, lat + 0.001],
        [lng, lat],
      ];
      return {
        type: "Feature",
        properties: { 名称: `社区${i}` },
        geometry: { type: "Polygon", coordinates: [ring] },
      };
    });
    const text = JSON.stringify({ type: "FeatureCollection", features });
    const one = await read("社区.geojson", text, { role: "units" }, KNOWN);
    expect(one).toMatchObject({ verdict: "declared", confirmed: false, against: null });
    expect(one.said).toContain("crs-assumed");
  });

  it("is told why nothing is concluded", async () => {
    expect((await read("表.csv", csv("GCJ-02"))).blocking).toEqual(["crs-no-reference"]);
    const far = csv("GCJ-02").replaceAll(",100.", ",87.");
    expect((await read("表.csv", far, {}, KNOWN)).blocking).toEqual(["crs-elsewhere"]);
  });

  it("of metres that GCJ-02 was projected to is brought back to where it belongs", async () => {
    const one = await judged(
      folder.path,
      "投影.csv",
      csv("GCJ-02@EPSG:4542", undefined, undefined, 3),
      {},
      KNOWN,
    );
    expect(one.proposal.crs).toMatchObject({
      verdict: "found",
      proposed: { crs: "GCJ-02@EPSG:4542", swapped: false },
    });
    // GCJ-02 lies 147 m east and 71 m north of WGS 84 here.
    expect(Math.round(one.proposal.crs?.shift?.metres ?? 0)).toBeGreaterThan(155);
    const [lng, lat] = JSON.parse(textOf(one)).features[0].geometry.coordinates;
    expect(lng).toBeCloseTo(places[0]?.[0] ?? NaN, 6);
    expect(lat).toBeCloseTo(places[0]?.[1] ?? NaN, 6);
  });

  it("is told how well a town's own system fits that nobody would have thought of", async () => {
    const local = "GK:100.45:500000:-4000000";
    const text = csv(local, "名称,服务,东坐标,北坐标", undefined, 3);
    const open = await read("城建坐标.csv", text, {}, KNOWN);
    expect(open.blocking).toEqual(["crs-elsewhere"]);
    const one = await read("城建坐标.csv", text, { crs: { crs: local, swapped: false } }, KNOWN);
    expect(one).toMatchObject({ verdict: "chosen", declared: null, confirmed: true, blocking: [] });
    expect(one.ranking[0]).toMatchObject({ crs: local, swapped: false });
    // Half a degree beside the meridian all of it lies 43 km east.
    const beside = { crs: "GK:100.95:500000:-4000000", swapped: false };
    expect(await read("城建坐标.csv", text, { crs: beside }, KNOWN)).toMatchObject({
      verdict: "chosen",
      confirmed: false,
    });
  });

  it("is not blamed where the houses of the study are off themselves", async () => {
    const off = {
      buildings: town.buildings.map((rings) => ({
        rings: rings.map((ring) => ring.map(fromWgs84("GCJ-02"))),
        levels: null,
        use: "unsaid" as const,
      })),
    };
    const one = await read("poi_wgs84.csv", csv("EPSG:4326"), {}, off);
    expect(one).toMatchObject({ verdict: "declared", confirmed: false, referenceIn: "GCJ-02" });
    expect(one.said).toEqual(["crs-streets-off"]);
  });
});
