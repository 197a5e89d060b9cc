import { describe, expect, it } from "vitest";
import { catchmentMatrix, catchmentScan, tenths } from "#core/catchment/matrix.ts";
import { walkingGraph } from "#core/network/graph.ts";
import { NO_EDGE } from "#core/network/linkage.ts";
import { BLOCK, networkOf, town } from "../../../fixtures/town.ts";
import { FAR, METRES, STROLL, WHEELS, linked, walks, type Place } from "../../../fixtures/walks.ts";

/** Half a block, in metres: where the middle of a one-block street is. */
const HALF = BLOCK / 2000;

const ONE_WAY = { highway: "footway", "oneway:foot": "yes" };
const STAIRS = { highway: "steps" };
const LOCKED = { barrier: "gate", locked: "yes" };

describe("a straight street", () => {
  const drawn = town("a---b---c---d", ["abcd"]);
  const network = networkOf(drawn);

  it("is walked as long as it is", () => {
    const { costs } = walks(
      network,
      [drawn.at("a")],
      ["a", "b", "c", "d"].map((l) => drawn.at(l)),
    );
    expect(costs).toEqual([[0, BLOCK, 2 * BLOCK, 3 * BLOCK]]);
  });

  it("adds the legs of both ends, which are walked too", () => {
    // 20 m beside a, 30 m beside c
    const { costs } = walks(network, [drawn.at("a", 0, 20)], [drawn.at("c", 0, -30)]);
    expect(costs).toEqual([[20_000 + 2 * BLOCK + 30_000]]);
  });

  it("takes seconds by the walker's speed, legs included", () => {
    const adult = { kind: "time", speed: 1.1, steps: "slow" } as const;
    const { costs } = walks(network, [drawn.at("a", 0, 22)], [drawn.at("d")], adult);
    // 22 m at 1.1 m/s is 20 s; 270,204 mm at 1.1 m/s is 245,640 ms
    expect(costs).toEqual([[20_000 + 245_640]]);
  });
});

describe("a one-way street for walkers", () => {
  const drawn = town(
    `
    a---b
    |   |
    c---d
    `,
    [["ab", ONE_WAY], "acdb"],
  );
  const network = networkOf(drawn);
  const [a, b] = [drawn.at("a"), drawn.at("b")];
  const middle = drawn.at("a", HALF);

  it("is one block along it and three round about, towards", () => {
    expect(walks(network, [b], [a]).costs).toEqual([[BLOCK]]);
    expect(walks(network, [a], [b]).costs).toEqual([[3 * BLOCK]]);
  });

  it("is the other way round, from", () => {
    expect(walks(network, [b], [a], METRES, "from").costs).toEqual([[3 * BLOCK]]);
    expect(walks(network, [a], [b], METRES, "from").costs).toEqual([[BLOCK]]);
  });

  it("is entered only at its start by who lives halfway along it, and left only at its end", () => {
    expect(walks(network, [b], [middle]).costs).toEqual([[BLOCK / 2]]);
    expect(walks(network, [a], [middle]).costs).toEqual([[BLOCK / 2 + 3 * BLOCK]]);
    expect(walks(network, [middle], [a]).costs).toEqual([[BLOCK / 2]]);
    expect(walks(network, [middle], [b]).costs).toEqual([[3 * BLOCK + BLOCK / 2]]);
  });

  it("is walked round about from one place on it to another behind", () => {
    // quarter and three quarters of a block along
    const [early, late] = [drawn.at("a", HALF / 2), drawn.at("a", 1.5 * HALF)];
    expect(walks(network, [late], [early]).costs).toEqual([[BLOCK / 2]]);
    expect(walks(network, [early], [late]).costs).toEqual([[BLOCK / 4 + 3 * BLOCK + BLOCK / 4]]);
    expect(walks(network, [early], [late], METRES, "from").costs).toEqual([[BLOCK / 2]]);
    expect(walks(network, [late], [early], METRES, "from").costs).toEqual([[3.5 * BLOCK]]);
  });
});

it("a corner is left by any of its streets, whichever of them the point was joined to", () => {
  // Every street at b but one is one-way; whatever edge a point at b is joined to, it stands on the corner.
  const drawn = town(
    `
        d
        |
    a---b---c
        |
        e
    `,
    [
      ["ab", ONE_WAY],
      ["bc", ONE_WAY],
      ["db", ONE_WAY],
      ["be", ONE_WAY],
    ],
  );
  const network = networkOf(drawn);
  const b = drawn.at("b");
  const around = ["a", "d", "c", "e"].map((letter) => drawn.at(letter));
  const none = undefined;
  expect(walks(network, [b], around).costs).toEqual([[BLOCK, BLOCK, none, none]]);
  expect(walks(network, [b], around, METRES, "from").costs).toEqual([[none, none, BLOCK, BLOCK]]);
  expect(walks(network, around, [b]).costs).toEqual([[none], [none], [BLOCK], [BLOCK]]);
});

describe("a gate", () => {
  const drawing = `
    e---f---g
    |       |
    a---b---c
    `;
  const ways = ["abc", "aefgc"];

  it("that is locked sends people round", () => {
    const drawn = town(drawing, ways, { tags: { b: LOCKED } });
    const { costs } = walks(networkOf(drawn), [drawn.at("a")], [drawn.at("c")]);
    expect(costs).toEqual([[4 * BLOCK]]); // a-e, e-f, f-g, g-c
  });

  it("that is open lets them through", () => {
    const drawn = town(drawing, ways, { tags: { b: { barrier: "gate" } } });
    const { costs } = walks(networkOf(drawn), [drawn.at("a")], [drawn.at("c")]);
    expect(costs).toEqual([[2 * BLOCK]]);
  });

  it("that is locked cuts off who live behind it, beyond what they may walk off the streets", () => {
    // The gate f cuts off four blocks, 360 m: their far end j cannot be joined to a–f, g can.
    const drawn = town("a---b---c---d---e---f---g---h---i---j", ["abcdefghij"], {
      tags: { f: LOCKED },
    });
    const { visitors, costs } = walks(
      networkOf(drawn),
      [drawn.at("a")],
      [drawn.at("g"), drawn.at("j")],
    );
    expect(visitors.edge[1]).toBe(NO_EDGE);
    expect(costs).toEqual([[BLOCK + 5 * BLOCK, undefined]]); // a leg of one block to the gate
  });
});

describe("steps", () => {
  const drawn = town(
    `
    e---f---g---h
    |           |
    a---b---c---d
    `,
    ["ab", ["bc", STAIRS], "cd", "aefghd"],
  );
  const network = networkOf(drawn);
  const [b, c] = [drawn.at("b"), drawn.at("c")];

  it("count their length in metres", () => {
    expect(walks(network, [b], [c]).costs).toEqual([[BLOCK]]);
  });

  it("take twice the time", () => {
    expect(walks(network, [b], [c], STROLL).costs).toEqual([[2 * BLOCK]]);
    // Half a block of steps, and no more
    const middle = drawn.at("b", HALF);
    expect(walks(network, [b], [middle], STROLL).costs).toEqual([[BLOCK]]);
  });

  it("send wheels round: b-a, a-e, e-f, f-g, g-h, h-d, d-c", () => {
    expect(walks(network, [b], [c], WHEELS).costs).toEqual([[7 * BLOCK]]);
  });

  it("are taken even so when the way round is longer in time", () => {
    // From b to c: two blocks' time over the steps, seven round; from a to d: 4 over, 5 round.
    expect(walks(network, [drawn.at("a")], [drawn.at("d")], STROLL).costs).toEqual([[4 * BLOCK]]);
  });

  it("with a ramp are open to wheels, at the pace of steps", () => {
    const ramp = town("a---b", [["ab", { ...STAIRS, "ramp:wheelchair": "yes" }]]);
    const { costs } = walks(networkOf(ramp), [ramp.at("a")], [ramp.at("b")], WHEELS);
    expect(costs).toEqual([[2 * BLOCK]]);
  });
});

describe("a river with one bridge", () => {
  const drawn = town(
    `
    a---b---c---d
                |
    ~~~~~~~~~~~~|~~~
                |
    e---f---g---h
    `,
    ["abcd", "dh", "efgh"],
  );
  const network = networkOf(drawn);

  it("is crossed only there", () => {
    const { costs } = walks(network, [drawn.at("a")], [drawn.at("e"), drawn.at("g")]);
    expect(costs).toEqual([[3 * BLOCK + 2 * BLOCK + 3 * BLOCK, 3 * BLOCK + 2 * BLOCK + BLOCK]]);
  });

  it("keeps the far bank out of reach though it is near", () => {
    // e is two blocks from a as the crow flies, and eight on foot.
    const { costs } = walks(
      network,
      [drawn.at("a")],
      [drawn.at("e")],
      METRES,
      "towards",
      7 * BLOCK,
    );
    expect(costs).toEqual([[undefined]]);
  });
});

describe("an island", () => {
  const drawn = town(
    `
    i---j


    a---b---c
    `,
    ["abc", "ij"],
  );
  const network = networkOf(drawn);

  it("has its facility joined to the main part, with the leg walked", () => {
    const { costs } = walks(network, [drawn.at("i")], [drawn.at("b")]);
    expect(costs).toEqual([[1.5 * BLOCK + BLOCK]]);
  });

  it("too far from the main part has its facility refused, and nobody is served by it", () => {
    const { facilities, costs } = walks(network, [drawn.at("i", 0, 200)], [drawn.at("i", 0, 200)]);
    expect(facilities.edge[0]).toBe(NO_EDGE);
    expect(costs).toEqual([[undefined]]);
  });
});

describe("facilities within an edge", () => {
  const drawn = town("a---b---c---d", ["abcd"]);
  const network = networkOf(drawn);

  it("are reached from both ends", () => {
    const middle = drawn.at("b", HALF);
    const { costs } = walks(network, [middle], [drawn.at("a"), drawn.at("d")]);
    expect(costs).toEqual([[1.5 * BLOCK, 1.5 * BLOCK]]);
  });

  it("are told apart, two on one edge", () => {
    const places = [drawn.at("b", HALF / 2), drawn.at("b", 1.5 * HALF)];
    const { costs } = walks(network, places, [drawn.at("b", HALF)]);
    expect(costs).toEqual([[BLOCK / 4], [BLOCK / 4]]);
  });

  it("are walked to along the edge, without a detour by its ends", () => {
    const { costs } = walks(network, [drawn.at("b", 10)], [drawn.at("b", 30)]);
    expect(costs[0]![0]).toBeCloseTo(20_000, -1);
  });

  it("are where their people are: no walk at all but the two legs", () => {
    const { costs } = walks(network, [drawn.at("b", 10, 15)], [drawn.at("b", 10, 25)]);
    expect(costs).toEqual([[40_000]]);
  });

  it("are reached round the other way if the edge is a longer way to them", () => {
    // Steps count double in time: from the foot of a ring's steps it is shorter round.
    const ring = town(
      `
      d---c
      |   |
      a---b
      `,
      ["ab", ["bcd", STAIRS], "da"],
    );
    const steps = networkOf(ring);
    // b to d: over the steps 2 blocks × 2, round by a 2 blocks
    expect(walks(steps, [ring.at("b")], [ring.at("d")], STROLL).costs).toEqual([[2 * BLOCK]]);
    // Both on the steps, a quarter block from their ends: down, round by a, up; not 1.5 blocks × 2
    const [low, high] = [ring.at("b", 0, HALF / 2), ring.at("d", HALF / 2)];
    expect(walks(steps, [low], [high], STROLL).costs).toEqual([[3 * BLOCK]]);
    const [lower, higher] = [ring.at("b", 0, HALF / 4), ring.at("d", HALF / 4)];
    expect(walks(steps, [lower], [higher], STROLL).costs[0]![0]).toBeCloseTo(2.5 * BLOCK, -1);
  });
});

describe("the limit", () => {
  const drawn = town("a---b---c", ["abc"]);
  const network = networkOf(drawn);
  const reaches = (limit: number, facility = drawn.at("a"), visitor = drawn.at("c")) =>
    walks(network, [facility], [visitor], METRES, "towards", limit).costs[0]![0] !== undefined;

  it("is inclusive: what lies exactly on it is reached", () => {
    expect(reaches(2 * BLOCK)).toBe(true);
  });

  it("reaches nothing one unit beyond it", () => {
    expect(reaches(2 * BLOCK - 1)).toBe(false);
  });

  it("holds for the walk as a whole, legs included", () => {
    const beside = drawn.at("c", 0, 10);
    expect(reaches(2 * BLOCK, drawn.at("a"), beside)).toBe(false);
    expect(reaches(2 * BLOCK + 10_000, drawn.at("a"), beside)).toBe(true);
    expect(reaches(2 * BLOCK + 9999, drawn.at("a"), beside)).toBe(false);
  });

  it("holds on one edge", () => {
    const [near, far] = [drawn.at("a", 10), drawn.at("a", 40)];
    const cost = walks(network, [near], [far]).costs[0]![0]!;
    expect(cost).toBeCloseTo(30_000, -1);
    expect(reaches(cost, near, far)).toBe(true);
    expect(reaches(cost - 1, near, far)).toBe(false);
  });

  it("of nothing reaches only what is there", () => {
    expect(reaches(0, drawn.at("b"), drawn.at("b"))).toBe(true);
    expect(reaches(0, drawn.at("b"), drawn.at("b", 0, 1))).toBe(false);
  });

  it("of a catchment counts in whole tenths, as the matrix does", () => {
    const graph = walkingGraph(network, METRES, "towards");
    const [facilities, cells] = [
      linked(network, [drawn.at("a")]),
      linked(network, [drawn.at("b")]),
    ];
    // b is 90,068 mm away, 901 tenths: at 90,099 mm, 900 whole tenths, it is not served yet
    const found = (limit: number) => catchmentScan(graph, facilities, cells, limit).run(0);
    expect([90_099, 90_100].map(found)).toEqual([0, 1]);
    const listed = (limit: number) => catchmentMatrix(graph, facilities, cells, limit).cell.length;
    expect([90_099, 90_100].map(listed)).toEqual([0, 1]);
  });
});

describe("the matrix", () => {
  const drawn = town("a---b---c---d", ["abcd"]);
  const network = networkOf(drawn);
  const graph = walkingGraph(network, METRES, "towards");
  const matrixOf = (facilities: readonly Place[], cells: readonly Place[], limit = FAR) =>
    catchmentMatrix(graph, linked(network, facilities), linked(network, cells), limit);
  const letters = (text: string) => text.split("").map((letter) => drawn.at(letter));

  it("has a row per facility, its cells rising, costs in tenths rounded up", () => {
    const { facilityCount, cellCount, first, cell, cost } = matrixOf(
      letters("da"),
      letters("cabd"),
    );
    expect([facilityCount, cellCount]).toEqual([2, 4]);
    expect([...first]).toEqual([0, 4, 8]);
    expect([...cell]).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    // 90,068 mm are 900.68 tenths: 901; 180,136 are 1,802; 270,204 are 2,703
    expect([...cost]).toEqual([901, 2703, 1802, 0, 1802, 0, 901, 2703]);
  });

  it("leaves out what is beyond the limit", () => {
    const { first, cell } = matrixOf(letters("ad"), letters("abcd"), 100_000);
    expect([...first]).toEqual([0, 2, 4]);
    expect([...cell]).toEqual([0, 1, 2, 3]);
  });

  it("has an empty row for a facility outside the extract, and the others as they are", () => {
    const { first, cell } = matrixOf([drawn.at("a"), [120, 30], drawn.at("d")], letters("ad"));
    expect([...first]).toEqual([0, 2, 2, 4]);
    expect([...cell]).toEqual([0, 1, 0, 1]);
  });

  it("has no entry for a cell that could not be joined", () => {
    const { cell } = matrixOf(letters("a"), [drawn.at("a"), [120, 30], drawn.at("b")]);
    expect([...cell]).toEqual([0, 2]);
  });

  it("of no facilities, of no cells, and of neither, is empty", () => {
    expect([...matrixOf([], letters("ab")).first]).toEqual([0]);
    expect([...matrixOf(letters("ab"), []).first]).toEqual([0, 0, 0]);
    const empty = matrixOf([], []);
    expect([empty.facilityCount, empty.cellCount, empty.cell.length]).toEqual([0, 0, 0]);
  });

  it("grows with what is found", () => {
    const many = Array.from({ length: 1500 }, (_, i) => drawn.at("a", i % 270));
    const { first, cell } = matrixOf(letters("ab"), many);
    expect([...first]).toEqual([0, 1500, 3000]);
    expect([...cell.subarray(1500)]).toEqual(many.map((_, i) => i));
  });
});

it.each([
  [0, 0],
  [1, 1],
  [99, 1],
  [100, 1],
  [101, 2],
  [900_000, 9000],
  [900_001, 9001],
])("%i thousandths are %i tenths: never to the walker's advantage", (milli, expected) => {
  expect(tenths(milli)).toBe(expected);
});
