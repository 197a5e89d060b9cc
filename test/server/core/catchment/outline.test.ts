import { booleanPointInPolygon } from "@turf/turf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catchmentScan } from "#core/catchment/matrix.ts";
import type { Survey } from "#core/coverage/survey.ts";
import { boundaryOf, cellAt, centreOf } from "#core/geo/cells.ts";
import { metresBetween } from "#core/geo/lonlat.ts";
import { catchmentOf, type CatchmentDrawing } from "../../../../server/report/layers.ts";
import { gridCity, inCity, study, type Household } from "../../../fixtures/study.ts";
import { BLOCK, networkOf, town } from "../../../fixtures/town.ts";
import { METRES, STROLL, WHEELS, type Place } from "../../../fixtures/walks.ts";

const CITY = gridCity(12);

describe("the outline of a catchment", () => {
  const homes = fc.array(
    fc.record({ east: fc.nat(1250), north: fc.nat(1250), people: fc.nat(9) }),
    { maxLength: 60 },
  );
  const site = fc.tuple(fc.nat(1300), fc.nat(1300)).map(([x, y]) => inCity(x, y));

  it("holds every cell it counts and none that it does not", () => {
    fc.assert(
      fc.property(homes, site, fc.nat(900), (people, at, metres) => {
        const surveyed = study(CITY, [at], people.map(household));
        const drawing = drawn(surveyed, 1000 * metres);
        const counted = new Set(drawing.cells.map((c) => surveyed.ground.demand.cells[c]!));
        for (const cell of surveyed.ground.demand.cells)
          expect(holds(drawing, centreOf(cell))).toBe(counted.has(cell));
      }),
      { numRuns: 60 },
    );
  });

  it("counts what the matrix counts", () => {
    fc.assert(
      fc.property(homes, site, fc.nat(3000), (people, at, metres) => {
        const surveyed = study(CITY, [at], people.map(household));
        const { matrix } = surveyed;
        const within = [...matrix.cell].filter((_, i) => matrix.cost[i]! <= 10 * metres);
        const drawing = drawn(surveyed, 1000 * metres);
        expect(drawing.cells).toEqual(within);
        expect(drawing.people).toBe(
          within.reduce((sum, cell) => sum + surveyed.ground.demand.people[cell]!, 0),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("lies within that of every larger limit", () => {
    fc.assert(
      fc.property(homes, site, (people, at) => {
        const surveyed = study(CITY, [at], people.map(household));
        const places = nearby(inCity(600, 600));
        let smaller: boolean[] | undefined;
        for (const metres of [50, 120, 250, 400, 401, 600, 900]) {
          const drawing = drawn(surveyed, 1000 * metres);
          const inside = places.map((place) => holds(drawing, place));
          expect((smaller ?? []).some((was, i) => was && !inside[i])).toBe(false);
          smaller = inside;
        }
      }),
      { numRuns: 25 },
    );
  });

  it("reaches no farther than the limit in a straight line, and one cell", () => {
    fc.assert(
      fc.property(homes, site, fc.nat(900), (people, at, metres) => {
        const surveyed = study(CITY, [at], people.map(household));
        const far = drawn(surveyed, 1000 * metres)
          .outline.flat(2)
          .map(([lng, lat]) => metresBetween(...at, lng!, lat!));
        expect(Math.max(0, ...far)).toBeLessThanOrEqual(metres + widestCell(at) + 0.01);
      }),
      { numRuns: 60 },
    );
  });

  it("is closed rings, the outer counter-clockwise, holes kept and clockwise", () => {
    // Around a block of 600 m where nobody walks
    const frame = town(
      `
      d-----------------------c
      |                       |
      |                       |
      |                       |
      |                       |
      |                       |
      |                       |
      |                       |
      |                       |
      |                       |
      |                       |
      |                       |
      a-----------------------b
      `,
      ["abcda"],
    );
    const { outline } = drawn(study(networkOf(frame), [frame.at("a")], []), 3_000_000);
    expect(outline.length).toBe(1);
    expect(outline[0]!.length).toBe(2);
    expect(outline[0]!.map((ring) => Math.sign(twiceArea(ring)))).toEqual([1, -1]);
    expect(holds({ outline }, middle(frame.at("a"), frame.at("c")))).toBe(false);
  });

  it("is empty for a limit that no street place is within", () => {
    const street = town("a---b", ["ab"]);
    const off = study(networkOf(street), [street.at("a", 0, 50)], []);
    expect(drawn(off, 40_000).outline).toEqual([]);
    expect(drawn(off, 60_000).outline).not.toEqual([]);
  });

  it("follows the direction of walking: up a one-way street to who comes, down it to who goes", () => {
    // West of f the street leads to it, east of it away.
    const street = town("a-----------------------f-----------------------b", [
      ["afb", { highway: "footway", "oneway:foot": "yes" }],
    ]);
    const network = networkOf(street);
    const limit = 3 * BLOCK;
    const [west, east] = [street.at("f", -150), street.at("f", 150)];
    const towards = drawn(study(network, [street.at("f")], []), limit);
    expect([holds(towards, west), holds(towards, east)]).toEqual([true, false]);
    const from = drawn(study(network, [street.at("f")], [], { direction: "from" }), limit);
    expect([holds(from, west), holds(from, east)]).toEqual([false, true]);
  });

  it("on wheels leaves out steps, though both their ends are reached another way", () => {
    const frame = town(
      `
      d-----------c
      |           |
      |           |
      |           |
      |           |
      |           |
      |           |
      |           |
      |           |
      a-----------b
      `,
      ["bad", "dc", ["bc", { highway: "steps" }]],
    );
    const network = networkOf(frame);
    const onSteps = middle(frame.at("b"), frame.at("c"));
    const walking = study(network, [frame.at("a")], [], { measure: STROLL });
    expect(holds(drawn(walking, 1_800_000), onSteps)).toBe(true);
    const rolling = study(network, [frame.at("a")], [], { measure: WHEELS });
    expect(holds(drawn(rolling, 1_800_000), onSteps)).toBe(false);
    expect(holds(drawn(rolling, 1_800_000), frame.at("c"))).toBe(true);
  });

  it("slows down on steps", () => {
    // Eight blocks of steps: in seconds one gets half as far up as in metres.
    const stairs = town("a-------------------------------b", [["ab", { highway: "steps" }]]);
    const network = networkOf(stairs);
    const half = middle(stairs.at("a"), stairs.at("b"));
    const beyondHalf: Place = [half[0] + 0.0015, half[1]];
    const inMetres = drawn(study(network, [stairs.at("a")], [], { measure: METRES }), 8 * BLOCK);
    const inSeconds = drawn(study(network, [stairs.at("a")], [], { measure: STROLL }), 8 * BLOCK);
    expect([holds(inMetres, half), holds(inMetres, beyondHalf)]).toEqual([true, true]);
    expect([holds(inSeconds, half), holds(inSeconds, beyondHalf)]).toEqual([true, false]);
  });
});

function drawn(surveyed: Survey, limit: number): CatchmentDrawing {
  const { graph, facilityLinks, cellLinks } = surveyed;
  const scan = catchmentScan(graph, facilityLinks, cellLinks, limit);
  return catchmentOf(surveyed, scan, facilityLinks, 0, limit);
}

function household({
  east,
  north,
  people,
}: {
  east: number;
  north: number;
  people: number;
}): Household {
  return { at: inCity(east, north), people };
}

function holds({ outline }: Pick<CatchmentDrawing, "outline">, place: Place): boolean {
  return booleanPointInPolygon([...place], { type: "MultiPolygon", coordinates: outline });
}

/** The centres of all cells within a kilometre or so. */
function nearby([lng, lat]: Place): Place[] {
  const cells = new Set<string>();
  for (let x = -0.01; x <= 0.01; x += 0.0005)
    for (let y = -0.01; y <= 0.01; y += 0.0005) cells.add(cellAt(lng + x, lat + y, 10));
  return [...cells].map(centreOf);
}

/** Metres between the farthest corners of a cell at a place. */
function widestCell([lng, lat]: Place): number {
  const ring = boundaryOf(cellAt(lng, lat, 10));
  return Math.max(...ring.flatMap((a) => ring.map((b) => metresBetween(...a, ...b))));
}

function middle(a: Place, b: Place): Place {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function twiceArea(ring: readonly (readonly number[])[]): number {
  let twice = 0;
  const [x0 = 0, y0 = 0] = ring[0]!;
  for (const [i, [x = 0, y = 0]] of ring.slice(1).entries())
    twice += (ring[i]![0]! - x0) * (y - y0) - (x - x0) * (ring[i]![1]! - y0);
  return twice;
}
