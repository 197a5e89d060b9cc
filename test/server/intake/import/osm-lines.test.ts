import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ABOVE, STEPS } from "#core/network/walking-rules.ts";
import { judged } from "../../../fixtures/import-order.ts";
import { temporaryFolder } from "../../../fixtures/town-files.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

type Place = readonly [number, number];
type Line = readonly [properties: Readonly<Record<string, unknown>>, ...places: Place[]];

const at = (column: number, row: number): Place => [100.4 + 0.001 * column, 38.93 + 0.001 * row];

async function streetsOf(...lines: Line[]) {
  const features = lines.map(([properties, ...coordinates]) => ({
    type: "Feature",
    properties,
    geometry: { type: "LineString", coordinates },
  }));
  const { content, proposal, notes } = await judged(
    folder.path,
    "lines.geojson",
    JSON.stringify({ type: "FeatureCollection", features }),
    { role: "network" },
  );
  if (content?.role !== "network") throw new Error(JSON.stringify(proposal.blocking));
  const { network } = content;
  const names = Array.from(
    { length: network.edgeCount },
    (_, e) => network.names[network.name[e] ?? 0] ?? "",
  );
  return {
    network,
    names: names.toSorted(),
    components: network.report.components,
    notes,
    proposal,
  };
}

describe("lines that GDAL made of an extract", () => {
  // What the drawing order of a main road, a lane and a footpath differ in is their class alone.
  const MAIN = { highway: "primary", waterway: null, z_order: 7, other_tags: null };
  const LANE = { highway: "residential", waterway: null, z_order: 3, other_tags: null };
  const PATH = { highway: "footway", waterway: null, z_order: 0, other_tags: null };

  it("meet where they cross, whatever their class", async () => {
    const { components, names } = await streetsOf(
      [{ name: "大街", ...MAIN }, at(0, 1), at(2, 1)],
      [{ name: "小巷", ...LANE }, at(1, 0), at(1, 2)],
      [{ name: "便道", ...PATH }, at(0, 1.5), at(2, 1.5)],
    );
    expect(components).toBe(1);
    // Two crossings cut the street in two, the lane in three and the path in two.
    expect(names).toEqual(["便道", "便道", "大街", "大街", "小巷", "小巷", "小巷"]);
  });

  it("are streets only where people walk: no rivers, railways, motorways or private roads", async () => {
    const { names, notes, proposal } = await streetsOf(
      [{ name: "大街", ...MAIN }, at(0, 0), at(2, 0)],
      [
        { name: "甘州渠", highway: null, waterway: "canal", z_order: 0, other_tags: null },
        at(0, 1),
        at(2, 1),
      ],
      [
        {
          name: "兰新线",
          highway: null,
          waterway: null,
          z_order: 5,
          other_tags: '"railway"=>"rail"',
        },
        at(0, 2),
        at(2, 2),
      ],
      [{ name: "连霍高速", highway: "motorway", z_order: 9 }, at(0, 3), at(2, 3)],
      [
        { name: "院内", highway: "service", other_tags: '"access"=>"private","note"=>"a \\"b\\""' },
        at(0, 4),
        at(2, 4),
      ],
    );
    expect(names).toEqual(["大街"]);
    expect(proposal.account).toMatchObject({ read: 5, usable: 1, dropped: 4 });
    expect(
      notes.flatMap(({ reason }) =>
        reason.code === "street-not-walked" ? [reason.values?.["kind"]] : [],
      ),
    ).toEqual(["waterway=canal", "railway=rail", "motorway", "service, access=private"]);
  });

  it("pass over each other on a bridge, and are stairs where tagged so", async () => {
    const { network, components } = await streetsOf(
      [{ name: "大街", ...MAIN }, at(0, 1), at(2, 1)],
      [
        { name: "天桥", ...PATH, z_order: 20, other_tags: '"bridge"=>"yes","layer"=>"1"' },
        at(1, 0),
        at(1, 2),
      ],
      [{ name: "梯", ...PATH, highway: "steps" }, at(1, 2), at(1, 3)],
    );
    expect(components).toBe(2);
    const traits = new Map(
      Array.from(network.traits, (bits, e) => [network.names[network.name[e] ?? 0], bits] as const),
    );
    expect((traits.get("天桥") ?? 0) & ABOVE).toBe(ABOVE);
    expect((traits.get("梯") ?? 0) & STEPS).toBe(STEPS);
    expect((traits.get("大街") ?? 0) & (ABOVE | STEPS)).toBe(0);
  });

  it.each([
    [
      "Geofabrik",
      { fclass: "residential", bridge: "F", tunnel: "F", layer: 0 },
      { fclass: "track_grade2", bridge: "T", tunnel: "F", layer: 1 },
    ],
    [
      "osm2pgsql",
      { highway: "residential", z_order: "3" },
      { highway: "path", bridge: "1", z_order: "10" },
    ],
  ])("by %s tell their bridges", async (_, ground, bridge) => {
    const { components } = await streetsOf(
      [{ osm_id: "1", ...ground }, at(0, 1), at(2, 1)],
      [{ osm_id: "2", ...bridge }, at(1, 0), at(1, 2)],
      [{ osm_id: "3", ...ground }, at(0, 2), at(2, 2)],
    );
    // The bridge ends on the second street and passes over the first.
    expect(components).toBe(2);
  });
});

describe("lines of an office", () => {
  it.each([
    ["z_order", 0, 1],
    ["z_order", 3, 13],
    ["桥梁", "否", "是"],
    ["bridge", "F", "T"],
    ["隧道", "", "是"],
    ["tunnel", 0, 1],
    ["层级", "地面", "高架"],
  ])("in whose column %s stands %s on the ground and %s off it", async (title, ground, off) => {
    const parts = async (level: unknown) =>
      (
        await streetsOf(
          [{ 道路名称: "甲路", 道路等级: "主干路", [title]: ground }, at(0, 1), at(2, 1)],
          [{ 道路名称: "乙路", 道路等级: "支路", [title]: level }, at(1, 0), at(1, 2)],
        )
      ).components;
    expect(await parts(ground)).toBe(1);
    expect(await parts(off)).toBe(2);
  });

  it.each([
    ["Layer", "1", { Linetype: "Continuous", RefName: "" }],
    ["层", "DLSS", {}],
  ])("whose %s of a drawing is %s state no level", async (title, layer, more) => {
    const { network, components } = await streetsOf(
      [{ 道路名称: "甲路", [title]: title === "层" ? "DLZX" : "0", ...more }, at(0, 1), at(2, 1)],
      [{ 道路名称: "乙路", [title]: layer, ...more }, at(1, 0), at(1, 2)],
    );
    expect(components).toBe(1);
    expect(network.report.levelsKnown).toBe(false);
  });

  it("without a class are streets, also where some have one", async () => {
    const { names } = await streetsOf(
      [{ 道路名称: "甲路", 道路等级: "residential" }, at(0, 1), at(2, 1)],
      [{ 道路名称: "乙路", 道路等级: "" }, at(1, 0), at(1, 2)],
    );
    expect(names).toEqual(["乙路", "乙路", "甲路", "甲路"]);
  });
});
