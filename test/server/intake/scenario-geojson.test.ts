import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Value } from "typebox/value";
import { Edit } from "#contract/scenario.ts";
import { scenarioFeatures } from "../../../server/intake/scenario-geojson.ts";

const read = (...features: readonly unknown[]) => {
  const one = scenarioFeatures(([lng = Number.NaN, lat = Number.NaN]) => [lng, lat]);
  return features.map((feature) => one(feature));
};
const feature = (properties: unknown, type: string, coordinates: unknown) => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});
const site = (properties: object) =>
  feature({ service: "clinic", ...properties }, "Point", [100, 38]);

describe("features of a scenario", () => {
  it("name services in any order and by any of their words", () => {
    const services = (text: unknown) => {
      const [found] = read(site({ service: text }));
      return found?.edit?.of === "site" ? found.edit.after?.services : undefined;
    };
    expect(services("助餐、托育")).toEqual(["meal", "childcare"]);
    expect(services("elderly-care;market")).toEqual(["elderly-care", "market"]);
    expect(services(["托育", "托儿所"])).toEqual(["childcare"]);
    expect(services("宫殿")).toBeUndefined();
    expect(services(null)).toBeUndefined();
  });

  it("give a capacity to the one service there is, and leave out one for several together", () => {
    const [one, several] = read(site({ 规模: 30 }), site({ service: "托育、助餐", 规模: 30 }));
    expect(one?.edit?.after).toMatchObject({ capacities: { clinic: 30 } });
    expect(several?.edit?.after).toMatchObject({ capacities: {} });
    expect(several?.notes[0]?.zh).toContain("没有分服务");
  });

  it("keep their ids where they can, and get others where they cannot", () => {
    const ids = read(
      site({ 编号: "A1" }),
      site({ 编号: "A1" }),
      site({ id: 7 }),
      site({ id: "x".repeat(81) }),
      feature({ id: "A1" }, "LineString", [
        [100, 38],
        [100, 38.1],
      ]),
      site(JSON.parse('{"id":"__proto__"}') as object),
    ).map(({ edit }) => edit?.id);
    expect(ids).toEqual(["A1", "site-1", "7", "site-2", "A1", "site-3"]);
  });

  it("say of a street by its words what it is", () => {
    const kinds = ["新增道路", "小区大门", "过街天桥", "封闭施工", "closed", "gate", ""].map(
      (word) =>
        read(
          feature({ 调整: word }, "LineString", [
            [100, 38],
            [100, 38.1],
          ]),
        )[0]?.edit?.after,
    );
    expect(kinds.map((after) => (after && "kind" in after ? after.kind : null))).toEqual([
      "street",
      "gate",
      "bridge",
      "closed",
      "closed",
      "gate",
      "street",
    ]);
  });

  it("are left out with a reason where they are none", () => {
    const left = read(
      null,
      "x",
      { type: "Feature" },
      feature({}, "GeometryCollection", []),
      feature({}, "Point", []),
      feature({}, "Point", ["100", "38"]),
      feature({}, "LineString", [[100, 38]]),
      feature({}, "Polygon", [
        [
          [100, 38],
          [100, 38],
        ],
      ]),
      feature({}, "Polygon", [
        Array.from({ length: 2001 }, (_, i) => [100 + i / 1e5, 38 + (i % 2)]),
      ]),
      feature({ 类别: "设施调整" }, "Point", [100, 38]),
    );
    for (const { edit, notes } of left) {
      expect(edit).toBeUndefined();
      expect(notes).toHaveLength(1);
    }
  });

  it("whatever they are, become edits of the contract or none", () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    const key = fc.constantFrom(
      "name",
      "服务",
      "编号",
      "类别",
      "调整",
      "规模",
      "role",
      "constructor",
    );
    const number = fc.oneof(fc.double({ min: -200, max: 200, noNaN: true }), json);
    fc.assert(
      fc.property(
        fc.dictionary(
          key,
          fc.oneof(json, fc.constantFrom("托育", "设施调整", "道路调整", "关停、迁移")),
        ),
        fc.constantFrom("Point", "LineString", "Polygon", "MultiPoint", "MultiPolygon", "Curve"),
        fc.oneof(
          json,
          fc.array(number),
          fc.array(fc.array(number)),
          fc.array(fc.array(fc.array(number))),
        ),
        (properties, type, coordinates) => {
          const [found] = read(feature(properties, type, coordinates));
          expect(found?.edit === undefined || Value.Check(Edit, found.edit)).toBe(true);
          expect(found?.edit !== undefined || found?.notes.length === 1).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
