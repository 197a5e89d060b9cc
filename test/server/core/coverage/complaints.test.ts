import { booleanPointInPolygon } from "@turf/turf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catchmentScan } from "#core/catchment/matrix.ts";
import { BEYOND } from "#core/catchment/surface.ts";
import { STATE_NAMES } from "#core/coverage/states.ts";
import { assess, gapsOf, type Survey } from "#core/coverage/survey.ts";
import { cellAt, centreOf } from "#core/geo/cells.ts";
import { MAX_LIMIT_SECONDS } from "#core/vocabulary.ts";
import { catchmentOf, type CatchmentDrawing } from "../../../../server/report/layers.ts";
import { clinic, gridCity, inCity, study, type Household } from "../../../fixtures/study.ts";
import { BLOCK, networkOf, town } from "../../../fixtures/town.ts";
import { STROLL, type Place } from "../../../fixtures/walks.ts";

/** What users of other tools complained of, so that ours need not; the public report stands behind each. */

const CITY = gridCity(12);

/** Someone at the centre of every cell of the city. */
const EVERYWHERE = centresOf(cityBox()).map((at): Household => ({ at, people: 1 }));

describe("the shape of a catchment", () => {
  it("has no hole around its own facility (openrouteservice #468)", () => {
    for (const [east, north] of [
      [600, 600],
      [650, 650], // in the middle of a block
      [0, 0],
      [1200, 640],
    ] as const) {
      const surveyed = study(CITY, [inCity(east, north)], EVERYWHERE);
      for (const metres of [300, 600, 900])
        expect(holds(drawn(surveyed, 1000 * metres), inCity(east, north))).toBe(true);
    }
  });

  it("nests minute by minute, whatever the largest limit is (openrouteservice #1062, GraphHopper #2083)", () => {
    const surveyed = study(CITY, [inCity(430, 700)], EVERYWHERE, {
      measure: { kind: "time", speed: 1.1, steps: "slow" },
    });
    const places = centresOf(cityBox(200));
    let before: readonly boolean[] = [];
    for (let minutes = 1; minutes <= 15; minutes++) {
      const drawing = drawn(surveyed, 60_000 * minutes);
      const inside = places.map((place) => holds(drawing, place));
      expect(before.some((was, i) => was && !inside[i])).toBe(false);
      before = inside;
    }
    expect(before.filter(Boolean).length).toBeGreaterThan(80);
  });

  it("does not cross water without a bridge (openrouteservice #382, Valhalla #3212)", () => {
    // A river 360 m wide, bridged 8 blocks to the east: the far bank is 4 blocks off as the crow flies.
    const river = town(
      `
      k---l---m---n---o---p---q---r---s
                                      |
                                      |
                                      |
                                      |
                                      |
                                      |
                                      |
      a---b---c---d---e---f---g---h---i
      `,
      ["abcdefghi", "is", "klmnopqrs"],
    );
    const banks = "abcdklmn"
      .split("")
      .map((letter): Household => ({ at: river.at(letter), people: 1 }));
    const surveyed = study(networkOf(river), [river.at("a")], banks);
    const near = drawn(surveyed, 8 * BLOCK); // as far as the bridge, and not over it
    for (const letter of "abcdefgh") expect(holds(near, river.at(letter))).toBe(true);
    for (const letter of "klmnopqr") expect(holds(near, river.at(letter))).toBe(false);
    for (const north of [120, 180, 240]) expect(holds(near, river.at("c", 0, north))).toBe(false);
    expect(near.people).toBe(4);
    // Over the bridge and back along the far bank to n: 8 + 4 + 5 blocks
    expect(drawn(surveyed, 17 * BLOCK + 1000).people).toBe(5);
    expect(drawn(surveyed, 17 * BLOCK - 1000).people).toBe(4);
  });

  it("leaves out pockets that cannot be reached (openrouteservice #972, Valhalla #3741, QNEAT3 #82)", () => {
    // A walled estate of 8 × 8 blocks with one locked gate g; w and x are its own lanes.
    const estate = town(
      `
      d-------------------------------c
      |                               |
      |                               |
      |                               |
      |                               |
      |                               |
      |                               |
      |       y---------------z       |
      |       |               |       |
      |       |               |       |
      |       |               |       |
      |       |               |       |
      |       w-------g-------x       |
      |               |               |
      |               |               |
      |               |               |
      |               |               |
      a-------e-------h---------------b
      `,
      ["ahb", "bcda", "hgw", "gx", "wyzx"],
      { tags: { g: { barrier: "gate", access: "private" } } },
    );
    const network = networkOf(estate);
    expect(network.report.components).toBe(2);
    const inside = estate.at("g", 0, 120);
    const surveyed = study(network, [estate.at("a")], [{ at: inside, people: 40 }], {
      snapCap: 100,
    });
    const drawing = drawn(surveyed, 3_000_000);
    expect(holds(drawing, estate.at("h"))).toBe(true);
    expect(holds(drawing, estate.at("c"))).toBe(true);
    for (const letter of "wxyz") expect(holds(drawing, estate.at(letter))).toBe(false);
    expect(drawing.outline[0]!.length).toBe(2); // the ring road, and the estate as its hole
    expect(drawing.people).toBe(0);
    const { states } = assess(surveyed, "clinic", 3_000_000);
    expect(STATE_NAMES[states[0]!]).toBe("unknown"); // nobody knows how they get out
  });

  it("never disagrees with the number (analyst-server #221, openrouteservice #297)", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(1250), fc.nat(1250), fc.nat(9)), { minLength: 1, maxLength: 20 }),
        fc.nat(1200),
        fc.nat(19),
        (homes, where, which) => {
          const people = homes.map(([x, y, count]) => ({ at: inCity(x, y), people: count }));
          const surveyed = study(CITY, [inCity(where, 600)], people, { measure: STROLL });
          const { cells } = surveyed.ground.demand;
          // The limit is just where somebody lives, to the millisecond; none is larger than 30 minutes.
          const scan = catchmentScan(
            surveyed.graph,
            surveyed.facilityLinks,
            surveyed.cellLinks,
            3_000_000,
          );
          scan.run(0);
          const limit = Math.min(scan.costOf(which % cells.length), 1000 * MAX_LIMIT_SECONDS);
          const { coverage, states } = assess(surveyed, "clinic", limit);
          const drawing = drawn(surveyed, limit);
          expect(drawing.people).toBe(coverage.all.covered);
          for (const [c, cell] of cells.entries())
            expect(holds(drawing, centreOf(cell))).toBe(STATE_NAMES[states[c]!] === "covered");
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("joining to the network", () => {
  const drawing = `
      i-j


      a---b---c---d---e
      `;

  it("does not shrink a catchment to the campus path nearest by (Valhalla #58, PlanWise #12)", () => {
    const campus = town(drawing, ["abcde", "ij"]);
    const homes = "abcde".split("").map((letter) => ({ at: campus.at(letter), people: 1 }));
    const surveyed = study(networkOf(campus), [campus.at("i")], homes);
    expect(drawn(surveyed, 3_000_000).people).toBe(5);
  });

  it("refuses what is far away, with the reason and the distance (pandana #170, QGIS #57084)", () => {
    const street = town("a---b---c", ["abc"]);
    const surveyed = study(
      networkOf(street),
      [street.at("b", 0, 299), street.at("b", 0, 310), [101.5, 1.5]],
      [{ at: street.at("a"), people: 1 }],
    );
    const [joined, tooFar, outside] = surveyed.refused;
    expect(joined).toBeUndefined();
    expect(tooFar).toEqual({ reason: "too-far", metres: expect.closeTo(310, 1) });
    expect(outside).toEqual({ reason: "outside-extract", metres: null });
  });

  it("never gives the unreachable a number (pandana #168: 4294967.295)", () => {
    const street = town("a---b---c", ["abc"]);
    const surveyed = study(
      networkOf(street),
      [[101.5, 1.5]],
      [
        { at: street.at("a"), people: 1 },
        { at: street.at("c", 0, 2000), people: 1 },
      ],
    );
    const { surface } = assess(surveyed, "clinic", 3_000_000);
    expect([...surface.cost]).toEqual([BEYOND, BEYOND]);
    expect([...surface.facility]).toEqual([-1, -1]);
    const [gap] = gapsOf(surveyed, "clinic", 500_000, assess(surveyed, "clinic", 500_000));
    expect(gap!.nearest).toBeNull();
  });

  it("counts the walk off the streets: standing beside one is not being there (R5 #934)", () => {
    const street = town("a---b", ["ab"]);
    const surveyed = study(
      networkOf(street),
      [street.at("a", 40, 30)],
      [{ at: street.at("a", 40, -60), people: 1 }],
    );
    // 30 m to the street and 60 m off it on the other side: 90 m, not 0
    expect(assess(surveyed, "clinic", 500_000).surface.cost[0]! / 10).toBeCloseTo(90, 0);
  });

  it("has no hole where a cell's centre is a cemetery but its people live by a street (r5r #361, #430)", () => {
    // Cells of 460 m on a side, with one home each beside the only street
    const street = town("a---------------b---------------c", ["abc"]);
    const homes = ["a", "b", "c"].map((letter) => ({ at: street.at(letter, 0, 10), people: 1 }));
    const surveyed = study(networkOf(street), [street.at("b")], homes, { resolution: 8 });
    const { coverage } = assess(surveyed, "clinic", 800_000);
    expect(coverage.all).toMatchObject({ covered: 3, unknown: 0 });
  });
});

describe("bad input and nothing", () => {
  const homes = EVERYWHERE.slice(0, 50);

  it("one bad point spoils nothing for the others (r5r #382, #433)", () => {
    const good = [inCity(100, 100), inCity(900, 300)];
    const bad: Place = [0, 51.5]; // longitude and latitude of another city
    const alone = assess(study(CITY, good, homes), "clinic", 400_000);
    const withBad = study(CITY, [good[0]!, bad, good[1]!], [...homes, { at: bad, people: 7 }]);
    const { coverage } = assess(withBad, "clinic", 400_000);
    expect(coverage.all.covered).toBe(alone.coverage.all.covered);
    expect(coverage.all.gap).toBe(alone.coverage.all.gap);
    expect(coverage.all.unknown).toBe(alone.coverage.all.unknown + 7);
    expect(withBad.refused.map((why) => why?.reason)).toEqual([
      undefined,
      "outside-extract",
      undefined,
    ]);
  });

  it("no facility is 0 %, said outright (AccessMod #312), and not 17 % (AccessMod #219)", () => {
    const { coverage } = assess(study(CITY, [], homes), "clinic", 900_000);
    expect(coverage.all.share).toBe(0);
    expect(coverage.all.covered).toBe(0);
    expect(coverage.all.gap).toBe(50);
  });
});

describe("counting people", () => {
  it("counts who is served twice once (GOAT #1725)", () => {
    const one = assess(study(CITY, [inCity(600, 600)], EVERYWHERE), "clinic", 500_000);
    const twins = [clinic("a", inCity(600, 600)), clinic("b", inCity(600, 600))];
    const two = assess(study(CITY, twins, EVERYWHERE), "clinic", 500_000);
    expect(two.coverage.all).toEqual(one.coverage.all);
    expect(one.coverage.all.covered).toBeGreaterThan(10);
  });

  it("takes the limit as inclusive: 900 s reach who lives 900 s away (AccessMod #394)", () => {
    // Ten blocks are 900.68 s at a metre a second.
    const street = town("a---b---c---d---e---f---g---h---i---j---k", ["abcdefghijk"]);
    const surveyed = study(
      networkOf(street),
      [street.at("a")],
      [{ at: street.at("k"), people: 1 }],
      {
        measure: STROLL,
      },
    );
    const covered = (milliseconds: number) =>
      assess(surveyed, "clinic", milliseconds).coverage.all.covered;
    expect(covered(900_700)).toBe(1);
    expect(covered(900_600)).toBe(0);
    // From 70 cm along they are 899.98 s.
    const shorter = study(
      networkOf(street),
      [street.at("a", 0.7)],
      [{ at: street.at("k"), people: 1 }],
      { measure: STROLL },
    );
    expect(covered(900_000)).toBe(0);
    expect(assess(shorter, "clinic", 900_000).coverage.all.covered).toBe(1);
  });
});

function drawn(surveyed: Survey, limit: number): CatchmentDrawing {
  const { graph, facilityLinks, cellLinks } = surveyed;
  const scan = catchmentScan(graph, facilityLinks, cellLinks, limit);
  return catchmentOf(surveyed, scan, facilityLinks, 0, limit);
}

function holds({ outline }: CatchmentDrawing, place: Place): boolean {
  return booleanPointInPolygon([...place], { type: "MultiPolygon", coordinates: outline });
}

/** Corners of the grid city, `margin` metres out. */
function cityBox(margin = 0): readonly [number, number, number, number] {
  return [-margin, -margin, 1200 + margin, 1200 + margin];
}

/** Centres of the cells in a box of the city. */
function centresOf([west, south, east, north]: ReturnType<typeof cityBox>): Place[] {
  const cells = new Set<string>();
  for (let x = west; x <= east; x += 20)
    for (let y = south; y <= north; y += 20) cells.add(cellAt(...inCity(x, y), 10));
  return [...cells].sort().map(centreOf);
}
