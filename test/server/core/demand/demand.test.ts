import { booleanPointInPolygon } from "@turf/turf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDemand, type PeopleSource } from "../../../../server/core/demand/demand.ts";
import { DemandTooLarge } from "../../../../server/core/demand/limits.ts";
import { quantise } from "../../../../server/core/demand/people.ts";
import {
  boundaryOf,
  cellAt,
  centreOf,
  childrenOf,
  parentOf,
} from "../../../../server/core/geo/cells.ts";
import type { Ring } from "../../../../server/core/geo/rings.ts";

const QUANTUM = 2 ** -20;
const CELL = cellAt(100.45, 38.93, 10);

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
const inCell = (cell: string, people: number, groups = {}): PeopleSource => ({
  kind: "cell",
  cell,
  people,
  groups,
});

function box(lng: number, lat: number, width: number, height: number): Ring {
  return [
    [lng, lat],
    [lng + width, lat],
    [lng + width, lat + height],
    [lng, lat + height],
    [lng, lat],
  ];
}

describe("points", () => {
  it("are summed by cell and stand at their mean weighed by people", () => {
    const [lng, lat] = centreOf(CELL);
    const point = (east: number, people: number): PeopleSource => ({
      kind: "point",
      lng: lng + east,
      lat,
      people,
      groups: {},
    });
    const demand = toDemand([point(0, 1), point(0.0004, 3)], 10);
    expect(demand.cells).toEqual([CELL]);
    expect([...demand.people]).toEqual([4]);
    // (0 × 1 + 0.0004 × 3) ÷ 4
    expect(demand.lng[0]).toBeCloseTo(lng + 0.0003, 7);
    expect(demand.lat[0]).toBeCloseTo(lat, 7);
    expect(demand.total).toBe(4);
  });

  it("stand at their plain mean where no one lives", () => {
    const [lng, lat] = centreOf(CELL);
    const points = [0, 0.0002].map((east): PeopleSource => ({
      kind: "point",
      lng: lng + east,
      lat,
      people: 0,
      groups: {},
    }));
    const demand = toDemand(points, 10);
    expect([...demand.people]).toEqual([0]);
    expect(demand.lng[0]).toBeCloseTo(lng + 0.0001, 7);
  });

  it("on both sides of the antimeridian have their mean between them, not half a world away", () => {
    const points = [179.9995, -179.9995].map((lng): PeopleSource => ({
      kind: "point",
      lng,
      lat: -17,
      people: 1,
      groups: {},
    }));
    const demand = toDemand(points, 8);
    expect([...demand.people]).toEqual([2]);
    expect(Math.abs(demand.lng[0] ?? 0)).toBeCloseTo(180, 6);
  });
});

describe("cells", () => {
  it("of the analysis resolution are taken as they are, at their centre; the same one twice is summed", () => {
    const demand = toDemand([inCell(CELL, 2), inCell(CELL, 3)], 10);
    expect(demand.cells).toEqual([CELL]);
    expect([...demand.people]).toEqual([5]);
    expect(demand.lng[0]).toBeCloseTo(centreOf(CELL)[0], 7);
    expect(demand.lat[0]).toBeCloseTo(centreOf(CELL)[1], 7);
  });

  it("that are coarser are spread evenly over their children, each at its own centre", () => {
    const parent = parentOf(CELL, 9);
    const demand = toDemand([inCell(parent, 10, { "0_2": 3 })], 10);
    expect(demand.cells).toEqual(childrenOf(parent, 10));
    // 10 × 2²⁰ = 7 × 1,497,965 + 5: five children get one quantum more.
    const each = 1_497_965 * QUANTUM;
    const more = each + QUANTUM;
    expect([...demand.people]).toEqual([more, more, more, more, more, each, each]);
    expect(sum(demand.people)).toBe(10);
    expect(sum(demand.groups.get("0_2") ?? [])).toBe(3);
    for (const [i, cell] of demand.cells.entries()) {
      expect(demand.lng[i]).toBeCloseTo(centreOf(cell)[0], 7);
    }
  });

  it("that are finer are summed in their parent, at the weighed mean of their centres", () => {
    const [first = "", second = ""] = childrenOf(CELL, 12);
    const demand = toDemand([inCell(first, 1), inCell(second, 3)], 10);
    expect(demand.cells).toEqual([CELL]);
    expect([...demand.people]).toEqual([4]);
    expect(demand.lng[0]).toBeCloseTo((centreOf(first)[0] + 3 * centreOf(second)[0]) / 4, 7);
    expect(demand.lat[0]).toBeCloseTo((centreOf(first)[1] + 3 * centreOf(second)[1]) / 4, 7);
  });
});

describe("areas", () => {
  it("drawn as the outline of one cell put nearly everyone into that cell", () => {
    const demand = toDemand(
      [{ kind: "area", polygons: [[boundaryOf(CELL)]], people: 40, groups: { "60_plus": 9 } }],
      10,
    );
    const home = demand.cells.indexOf(CELL);
    expect(demand.people[home]).toBeGreaterThan(39);
    expect(demand.total).toBe(40);
    expect(sum(demand.groups.get("60_plus") ?? [])).toBe(9);
  });

  it("give each cell people in proportion to the land they share", () => {
    // Two thirds of the way across: the western third of the box is a hole.
    const outer = box(100.4, 38.9, 0.03, 0.02);
    const hole = box(100.4001, 38.9001, 0.0098, 0.0198);
    const polygon = [outer, hole];
    const demand = toDemand([{ kind: "area", polygons: [polygon], people: 1000, groups: {} }], 9);
    let west = 0;
    for (const [i, lng] of demand.lng.entries()) {
      const lat = demand.lat[i] ?? 0;
      expect(booleanPointInPolygon([lng, lat], { type: "Polygon", coordinates: [outer] })).toBe(
        true,
      );
      if (lng < 100.41) west += demand.people[i] ?? 0;
    }
    expect(west).toBeLessThan(40);
    expect(demand.total).toBe(1000);
  });

  it("too small to hold any point put everyone at one place inside", () => {
    // An L whose middle is not inside it.
    const [lng, lat] = [100.4, 38.9];
    const ell: Ring = [
      [lng, lat],
      [lng + 2e-6, lat],
      [lng + 2e-6, lat + 1e-7],
      [lng + 1e-7, lat + 1e-7],
      [lng + 1e-7, lat + 2e-6],
      [lng, lat + 2e-6],
      [lng, lat],
    ];
    const demand = toDemand([{ kind: "area", polygons: [[ell]], people: 7, groups: {} }], 11);
    expect([...demand.people]).toEqual([7]);
    expect(demand.lng[0]).toBeCloseTo(lng + 5e-8, 6);
  });

  it("of several parts that overlap count the overlap once", () => {
    const left = box(100.4, 38.9, 0.02, 0.02);
    const right = box(100.41, 38.9, 0.02, 0.02);
    const both = toDemand(
      [{ kind: "area", polygons: [[left], [right]], people: 300, groups: {} }],
      9,
    );
    const thirds = [100.4, 100.41, 100.42].map((from) => {
      let people = 0;
      for (const [i, lng] of both.lng.entries()) {
        if (lng >= from && lng < from + 0.01) people += both.people[i] ?? 0;
      }
      return people;
    });
    for (const people of thirds) expect(people).toBeGreaterThan(60);
    for (const people of thirds) expect(people).toBeLessThan(140);
  });

  it("of several parts do not depend on the order of the parts", () => {
    const parts = [[box(100.4, 38.9, 0.01, 0.01)], [box(100.3, 38.8, 0.01, 0.01)]];
    const people = 1 + QUANTUM;
    const [one, other] = [parts, parts.toReversed()].map((polygons) =>
      toDemand([{ kind: "area", polygons, people, groups: {} }], 9),
    );
    expect(one).toEqual(other);
  });

  it("that are far too large for the resolution are refused with the remedy", () => {
    const country = box(80, 25, 40, 20);
    const source: PeopleSource = { kind: "area", polygons: [[country]], people: 1, groups: {} };
    expect(() => toDemand([source], 11)).toThrow(DemandTooLarge);
    expect(() => toDemand([source], 11)).toThrow(/coarser resolution/);
  });
});

describe("demand", () => {
  it("of no sources is empty", () => {
    const demand = toDemand([], 10);
    expect(demand.cells).toEqual([]);
    expect(demand.total).toBe(0);
    expect(demand.groups.size).toBe(0);
  });

  it("keeps a group that only some sources know, in order of age", () => {
    const [a = "", b = ""] = childrenOf(parentOf(CELL, 9), 10);
    const demand = toDemand([inCell(a, 5, { "60_plus": 2 }), inCell(b, 5, { "0_2": 1 })], 10);
    expect([...demand.groups.keys()]).toEqual(["0_2", "60_plus"]);
    expect([...(demand.groups.get("0_2") ?? [])]).toEqual([0, 1]);
    expect([...(demand.groups.get("60_plus") ?? [])]).toEqual([2, 0]);
  });

  it("refuses more people than can be counted exactly", () => {
    const most = 2 ** 33;
    expect(toDemand([inCell(CELL, most)], 10).total).toBe(most);
    expect(() => toDemand([inCell(CELL, most), inCell(CELL, 1)], 10)).toThrow(DemandTooLarge);
  });

  const people = fc.double({ min: 0, max: 50_000, noNaN: true });
  const lng = fc.double({ min: 100.3, max: 100.6, noNaN: true });
  const lat = fc.double({ min: 38.8, max: 39.1, noNaN: true });
  const groups = fc.record({ "0_2": people, "60_plus": people }, { requiredKeys: [] });
  const source: fc.Arbitrary<PeopleSource> = fc.oneof(
    fc.record({ kind: fc.constant("point" as const), lng, lat, people, groups }),
    fc
      .record({ lng, lat, resolution: fc.integer({ min: 7, max: 12 }), people, groups })
      .map(({ resolution, ...rest }) => ({
        kind: "cell" as const,
        cell: cellAt(rest.lng, rest.lat, resolution),
        people: rest.people,
        groups: rest.groups,
      })),
    fc
      .record({ lng, lat, width: fc.double({ min: 1e-7, max: 0.01, noNaN: true }), people, groups })
      .map(({ width, ...rest }) => ({
        kind: "area" as const,
        polygons: [[box(rest.lng, rest.lat, width, width / 2)]],
        people: rest.people,
        groups: rest.groups,
      })),
  );

  it("conserves the people and the groups of its sources to the last bit, whatever their order", () => {
    fc.assert(
      fc.property(
        fc.array(source, { maxLength: 12 }),
        fc.integer({ min: 8, max: 11 }),
        (sources, resolution) => {
          const demand = toDemand(sources, resolution);
          const total = sum(sources.map((s) => quantise(s.people)));
          expect(demand.total).toBe(total);
          expect(sum(demand.people)).toBe(total);
          for (const [group, column] of demand.groups) {
            expect(sum(column)).toBe(sum(sources.map((s) => quantise(s.groups[group] ?? 0))));
          }
          expect(demand.cells).toEqual([...new Set(demand.cells)].toSorted());
          expect(toDemand(sources.toReversed(), resolution)).toEqual(demand);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("conserves each source by itself", () => {
    fc.assert(
      fc.property(source, fc.integer({ min: 8, max: 11 }), (one, resolution) => {
        expect(toDemand([one], resolution).total).toBe(quantise(one.people));
      }),
      { numRuns: 100 },
    );
  });
});
