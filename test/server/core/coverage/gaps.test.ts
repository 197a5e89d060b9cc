import { booleanPointInPolygon } from "@turf/turf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catchmentScan } from "#core/catchment/matrix.ts";
import type { Gap } from "#core/coverage/gaps.ts";
import { GAP } from "#core/coverage/states.ts";
import { assess, gapsOf, type Survey } from "#core/coverage/survey.ts";
import { areaOf, cellAt, centreOf, neighboursOf } from "#core/geo/cells.ts";
import type { Place } from "../../../fixtures/walks.ts";
import {
  boxUnit,
  clinic,
  gridCity,
  inCity,
  study,
  type Household,
  type StudyOptions,
} from "../../../fixtures/study.ts";

/** 1.2 km on each side: about 100 cells. */
const BLOCKS = 12;
const CITY = gridCity(BLOCKS);

/** One person at the centre of every cell of the city. */
const EVERYWHERE: Household[] = cellsOf(0, 0, 1200, 1200).map((at) => ({ at, people: 1 }));

describe("a gap", () => {
  it("is the whole town where one new site could serve it all, however many units it has", () => {
    const people = cellsOf(400, 400, 800, 800).map((at) => ({ at, people: 1 }));
    const units = [boxUnit("东社区", [600, 0, 1200, 1200]), boxUnit("西社区", [0, 0, 600, 1200])];
    const gaps = gapsAt(1000, [], people, { units });
    expect(gaps.length).toBe(1);
    expect(gaps[0]!.people).toBe(people.length);
    expect(gaps[0]!.rank).toBe(1);
  });

  it("goes round what is covered: its polygon keeps the hole", () => {
    // The clinic stands in the middle and reaches next to nobody; the ring around it is a gap.
    const [middle = "", ...ring] = disk(inCity(600, 600));
    const people = ring.map((cell) => ({ at: centreOf(cell), people: 1 }));
    const gaps = gapsAt(600, [], people);
    expect(gaps.length).toBe(1);
    const [outer, ...holes] = gaps[0]!.polygon;
    expect(holes.length).toBe(1);
    expect([windingOf(outer!), windingOf(holes[0]!)]).toEqual(["left", "right"]);
    expect(holds(gaps[0]!, centreOf(middle))).toBe(false);
    expect(ring.map((cell) => holds(gaps[0]!, centreOf(cell)))).not.toContain(false);
    expect(gaps[0]!.squareMetres).toBeCloseTo(ring.reduce((area, cell) => area + areaOf(cell), 0));
    // the label stands on the ring, not in its middle
    expect(holds(gaps[0]!, [gaps[0]!.label[0], gaps[0]!.label[1]])).toBe(true);
  });

  it("is not two places that touch nowhere", () => {
    const people = [inCity(100, 100), inCity(1100, 1100)].map((at) => ({ at, people: 1 }));
    expect(gapsAt(3000, [], people).map(({ people: count }) => count)).toEqual([1, 1]);
  });

  it("holds no cell where nobody lives, and none that is covered or unknown", () => {
    const people = [
      { at: inCity(600, 600), people: 0 },
      { at: inCity(100, 100), people: 5 },
      { at: inCity(1100, 100), people: 7 },
      { at: inCity(600, 9000), people: 9 }, // no street near
    ];
    const gaps = gapsAt(300, [inCity(100, 100)], people);
    expect(gaps.map(({ people: count }) => count)).toEqual([7]);
  });

  it("tells its people by group, exactly", () => {
    const people = [
      { at: inCity(600, 600), people: 10, groups: { "0_2": 0.1, "60_plus": 3 } },
      { at: inCity(600, 605), people: 1, groups: { "0_2": 0.2 } },
    ];
    const surveyed = study(CITY, [], people);
    const result = assess(surveyed, "clinic", 500_000);
    const [gap] = gapsOf(surveyed, "clinic", 500_000, result);
    expect(gap!.people).toBe(11);
    expect(gap!.groups.get("60_plus")).toBe(3);
    expect(gap!.groups.get("0_2")).toBe(result.coverage.groups.get("0_2")!.gap);
  });

  it("tells the mean walk to the nearest facility now, weighted by people, and which most have", () => {
    // 3 people have the western clinic 300 m away, 1 person the eastern 200 m.
    const clinics = [clinic("west", inCity(200, 600)), clinic("east", inCity(800, 600))];
    const surveyed = study(CITY, clinics, [
      { at: inCity(500, 600), people: 3 },
      { at: inCity(600, 600), people: 1 },
    ]);
    expect(surveyed.ground.demand.cells.length).toBe(2);
    const result = assess(surveyed, "clinic", 150_000);
    const gaps = gapsOf(surveyed, "clinic", 150_000, result);
    expect(gaps.length).toBe(1);
    expect(gaps[0]!.nearest!.cost / 1000).toBeCloseTo((3 * 300 + 200) / 4, 0);
    expect(gaps[0]!.nearest!.facility).toBe(0);
  });

  it("finds that facility beyond the largest limit too", () => {
    const long = gridCity(45);
    const surveyed = study(long, [inCity(0, 0)], [{ at: inCity(4500, 4500), people: 1 }]);
    const [gap] = gapsOf(surveyed, "clinic", 1_000_000, assess(surveyed, "clinic", 1_000_000));
    expect(gap!.nearest?.facility).toBe(0);
    expect(gap!.nearest!.cost / 1000).toBeCloseTo(9000, -1);
  });

  it("says null, not a number, where no facility can be reached at all", () => {
    const [gap] = gapsAt(500, [], [{ at: inCity(600, 600), people: 1 }]);
    expect(gap!.nearest).toBeNull();
  });
});

describe("a gap larger than one catchment", () => {
  it("is cut along the boundary of its units", () => {
    const units = [
      boxUnit("东社区", [600, -99, 1299, 1299]),
      boxUnit("西社区", [-99, -99, 600, 1299]),
    ];
    const gaps = gapsAt(1100, [], EVERYWHERE, { units });
    expect(gaps.map(({ name }) => name).sort()).toEqual(["东社区", "西社区"]);
  });

  it("is one of the largest when only so many are asked for, and ranked by the people asked about", () => {
    const units = [
      boxUnit("东社区", [600, -99, 1299, 1299]),
      boxUnit("西社区", [-99, -99, 600, 1299]),
    ];
    const seen = study(CITY, [], EVERYWHERE, { units });
    const limit = 500_000;
    const result = assess(seen, "clinic", limit);
    const all = gapsOf(seen, "clinic", limit, result);
    expect(gapsOf(seen, "clinic", limit, result, { most: 2 })).toEqual(all.slice(0, 2));
    const { unitOf } = seen.ground;
    const eastern = gapsOf(seen, "clinic", limit, result, {
      isAsked: (cell) => unitOf[cell] === 0,
    });
    const inEast = ({ cells }: Gap) => cells.filter((cell) => unitOf[cell] === 0).length;
    expect(new Set(eastern.map(({ label }) => label.join(" ")))).toEqual(
      new Set(all.filter((gap) => inEast(gap) > 0).map(({ label }) => label.join(" "))),
    );
    expect(eastern.map(({ rank }) => rank)).toEqual(eastern.map((_, i) => i + 1));
    expect(eastern.map(inEast)).toEqual(eastern.map(inEast).toSorted((a, b) => b - a));
  });

  it("is cut further where a unit is larger than one catchment, and numbered where names repeat", () => {
    const gaps = gapsAt(500, [], EVERYWHERE, {
      units: [boxUnit("城关镇", [-99, -99, 1299, 1299])],
    });
    expect(gaps.length).toBeGreaterThan(2);
    expect(gaps.map(({ name }) => name)).toEqual(
      gaps.map((_, i) => (i === 0 ? "城关镇" : `城关镇 (${i + 1})`)),
    );
  });

  it("is named by its streets where there are no units", () => {
    const gaps = gapsAt(500, [], EVERYWHERE);
    expect(gaps[0]!.name).toMatch(/^横\d+路(、横\d+路)?$/);
    expect(new Set(gaps.map(({ name }) => name)).size).toBe(gaps.length);
  });
});

describe("names", () => {
  const units = [
    boxUnit("东社区", [600, -99, 1299, 1299]),
    boxUnit("西社区", [-99, -99, 600, 1299]),
  ];
  const [west, east] = [inCity(540, 600), inCity(660, 600)];

  it.each([
    [80, 20, "西社区、东社区", "a fifth of the people"],
    [81, 19, "西社区", "less than a fifth"],
    [10, 90, "东社区", "less than a fifth, of the other"],
  ])("of %i people west and %i east: %s, for %s", (inWest, inEast, name) => {
    const people = [
      { at: west, people: inWest },
      { at: east, people: inEast },
    ];
    expect(gapsAt(800, [], people, { units }).map((gap) => gap.name)).toEqual([name]);
  });

  it("are a place in degrees where neither units nor streets have one", () => {
    // Walks up a nameless footway, 50 m from every named street
    const [gap] = gapsAt(300, [], [{ at: inCity(500, 550), people: 1 }]);
    expect(gap!.name).toBe("100.0045, 0.0049");
  });
});

/** A town with homes anywhere, up to three clinics, in four units or none. */
const random = fc.record({
  homes: fc.array(
    fc.record({
      east: fc.nat(1250),
      north: fc.nat(1250),
      people: fc.oneof(fc.nat(50), fc.double({ min: 0, max: 50, noNaN: true })),
    }),
    { minLength: 1, maxLength: 150, size: "max" },
  ),
  clinics: fc.array(
    fc.tuple(fc.nat(1200), fc.nat(1200)).map(([x, y]) => inCity(x, y)),
    { maxLength: 3 },
  ),
  metres: fc.integer({ min: 100, max: 900 }),
  units: fc.constantFrom(
    [],
    [
      boxUnit("西南", [-99, -99, 500, 700]),
      boxUnit("东南", [500, -99, 1299, 700]),
      boxUnit("西北", [-99, 700, 500, 1299]),
      boxUnit("东北", [500, 700, 1299, 1299]),
    ],
  ),
});

it("hold every uncovered person once, in connected pieces that one site could serve, on any town", () => {
  fc.assert(
    fc.property(random, ({ homes, clinics, metres, units }) => {
      const people = homes.map(({ east, north, people: count }) => ({
        at: inCity(east, north),
        people: count,
      }));
      const surveyed = study(CITY, clinics, people, { units });
      const result = assess(surveyed, "clinic", 1000 * metres);
      const gaps = gapsOf(surveyed, "clinic", 1000 * metres, result);
      const { demand } = surveyed.ground;

      expect(gaps.reduce((sum, gap) => sum + gap.people, 0)).toBe(result.coverage.all.gap);
      const uncovered = [...result.states.keys()].filter(
        (cell) => result.states[cell] === GAP && demand.people[cell]! > 0,
      );
      expect(gaps.flatMap(({ cells }) => cells).sort((a, b) => a - b)).toEqual(uncovered);
      expect(gaps.map(({ rank }) => rank)).toEqual(gaps.map((_, i) => i + 1));
      expect(gaps.map((gap) => gap.people)).toEqual(
        gaps.map((gap) => gap.people).toSorted((a, b) => b - a),
      );
      expect(gaps.flatMap((gap) => faultsOf(gap, surveyed, 1000 * metres))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it("do not depend on the order in which people and facilities are listed", () => {
  fc.assert(
    fc.property(random, fc.infiniteStream(fc.nat()), ({ homes, clinics, metres, units }, dice) => {
      const people = homes.map(({ east, north, people: count }) => ({
        at: inCity(east, north),
        people: count,
      }));
      const named = clinics.map((at, i) => clinic(`c${i}`, at));
      const shuffled = <T>(list: readonly T[]) =>
        list
          .map((one) => ({ one, die: dice.next().value ?? 0 }))
          .sort((a, b) => a.die - b.die)
          .map(({ one }) => one);
      const told = (surveyed: Survey) =>
        gapsOf(surveyed, "clinic", 1000 * metres, assess(surveyed, "clinic", 1000 * metres)).map(
          ({ nearest, ...gap }) => ({ ...gap, cost: nearest?.cost }),
        );
      expect(told(study(CITY, shuffled(named), shuffled(people), { units }))).toEqual(
        told(study(CITY, named, people, { units })),
      );
    }),
    { numRuns: 20 },
  );
});

/** Everything about a gap that is not as it must be. */
function faultsOf(gap: Gap, surveyed: Survey, limit: number): string[] {
  const { demand } = surveyed.ground;
  const faults: string[] = [];
  const must = (holdsTrue: boolean, what: string) => {
    if (!holdsTrue) faults.push(`gap ${gap.rank}: ${what}`);
  };
  const ids = new Set(gap.cells.map((cell) => demand.cells[cell]!));
  const reached = [...ids].slice(0, 1);
  for (const id of reached)
    for (const next of neighboursOf(id))
      if (ids.has(next) && !reached.includes(next)) reached.push(next);
  must(reached.length === ids.size, "connected");

  const scan = catchmentScan(surveyed.graph, surveyed.cellLinks, surveyed.cellLinks, limit);
  const served = gap.cells.some((site) => {
    scan.run(site);
    return gap.cells.every((cell) => scan.reaches(cell));
  });
  must(served || gap.cells.length === 1, "small enough for one site among its people");

  const [outer, ...holes] = gap.polygon;
  must(windingOf(outer!) === "left", "outer ring counter-clockwise");
  must(
    holes.every((hole) => windingOf(hole) === "right"),
    "holes clockwise",
  );
  must(
    gap.polygon.every((ring) => ring.length >= 4 && ring[0]!.join() === ring.at(-1)!.join()),
    "rings closed",
  );
  for (const cell of demand.cells)
    must(holds(gap, centreOf(cell)) === ids.has(cell), `polygon and cell ${cell} agree`);
  must(holds(gap, [gap.label[0], gap.label[1]]), "label inside");
  return faults;
}

function gapsAt(
  metres: number,
  clinics: readonly Place[],
  people: readonly Household[],
  options: StudyOptions = {},
): Gap[] {
  const surveyed = study(CITY, clinics, people, options);
  return gapsOf(surveyed, "clinic", 1000 * metres, assess(surveyed, "clinic", 1000 * metres));
}

function holds(gap: Gap, place: Place): boolean {
  return booleanPointInPolygon([...place], { type: "Polygon", coordinates: gap.polygon });
}

/** Which hand is inside, walking along a ring: left when it runs counter-clockwise. */
function windingOf(ring: readonly (readonly number[])[]): "left" | "right" {
  let twice = 0;
  for (const [i, [x = 0, y = 0]] of ring.slice(1).entries())
    twice += (x - ring[i]![0]!) * (y + ring[i]![1]!);
  return twice < 0 ? "left" : "right";
}

/** The cell at a place and the six around it. */
function disk([lng, lat]: Place): string[] {
  const middle = cellAt(lng, lat, 10);
  return [middle, ...neighboursOf(middle)];
}

/** Centres of the cells of a box of the city, in metres. */
function cellsOf(west: number, south: number, east: number, north: number): Place[] {
  const cells = new Set<string>();
  for (let x = west; x <= east; x += 20)
    for (let y = south; y <= north; y += 20) cells.add(cellAt(...inCity(x, y), 10));
  return [...cells].sort().map(centreOf);
}
