import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterEdits, TODAY } from "#contract/scenario-steps.ts";
import type {
  Explanation,
  PlannedSite,
  ScenarioQuestion,
  ScenarioState,
} from "#contract/scenario.ts";
import type { Facility } from "#core/catchment/facility.ts";
import { COVERED } from "#core/coverage/states.ts";
import { assess, survey, type Ground } from "#core/coverage/survey.ts";
import { cellAt } from "#core/geo/cells.ts";
import { metresBetween } from "#core/geo/lonlat.ts";
import { explain } from "#core/scenario/explain.ts";
import { sceneOf } from "#core/scenario/scene.ts";
import { sightOf } from "#core/scenario/sight.ts";
import { sceneStreets } from "#core/scenario/streets.ts";
import { DIRECTIONS, type Direction, type Service } from "#core/vocabulary.ts";
import { gridCity, inCity, study, type Household } from "../../../fixtures/study.ts";
import { BLOCK, networkOf, town } from "../../../fixtures/town.ts";
import { STROLL, type Place } from "../../../fixtures/walks.ts";
import { plannedSite } from "../../../fixtures/planned-site.ts";

const ONE_WAY = { highway: "footway", "oneway:foot": "yes" };

describe("a place that is covered", () => {
  const drawn = town("a---b---c---d", [["abcd", { highway: "residential", name: "文化路" }]]);
  const ground = groundOf(
    drawn,
    [facility("护理站", drawn.at("c", 0, 30))],
    [drawn.at("a", 0, 20)],
  );

  it("is told of the walk, leg by leg, as long as the search says", async () => {
    const said = await at(ground, drawn.at("a", 0, 20), { limitMinutes: 5 });
    // 20 m to the street, two blocks of 90.068 m along it, 30 m to the door, at 1 m/s.
    expect(said.why.zh).toBe("5 分钟内可到：到“护理站”步行 3 分 51 秒（230 米）。");
    expect(said.why.en).toBe(
      'Covered within 5 minutes: it is 3 min 51 s on foot (230 m) to "护理站".',
    );
    expect(said.routes).toHaveLength(1);
    expect(said.routes[0]).toMatchObject({
      facility: 0,
      site: null,
      name: "护理站",
      seconds: 230.2,
      metres: 230.1,
      legs: [
        { kind: "off-network", name: "", metres: 20, seconds: 20 },
        { kind: "street", name: "文化路", metres: 180.1, seconds: 180.1 },
        { kind: "off-network", name: "", metres: 30, seconds: 30 },
      ],
    });
    expect(said.routes[0]?.line[0]).toEqual(drawn.at("a", 0, 20));
    expect(said.routes[0]?.line.at(-1)).toEqual(drawn.at("c", 0, 30));
    expect(said.snap).toMatchObject({ street: "文化路" });
    expect(said.cell).toEqual({ index: 0, people: 100, state: "covered" });
    expect(said.remedy).toBeNull();
  });

  it("is covered to the tenth of a second at which its people are", async () => {
    const walk = (2 * BLOCK + 50_000) / 60_000;
    for (const [limitMinutes, state] of [
      [walk + 0.0005, "covered"],
      [walk - 0.005, "gap"],
    ] as const)
      expect((await at(ground, drawn.at("a", 0, 20), { limitMinutes })).cell?.state).toBe(state);
  });
});

describe("two streets that do not meet", () => {
  // The rows are 45 m apart and meet in the west alone.
  const drawn = town(
    `
    l
    a---b---c---d---e
    f---g---h---i---j
    k
    `,
    [
      ["abcde", { highway: "residential", name: "北街" }],
      ["fghij", { highway: "residential", name: "南街" }],
      ["afk", { highway: "footway" }],
      ["al", { highway: "footway" }],
    ],
  );
  const ground = groundOf(
    drawn,
    [facility("北街站", drawn.at("e"))],
    [drawn.at("i"), drawn.at("g")],
  );
  const asked = at(ground, drawn.at("i"), { limitMinutes: 10 });

  it("make a gap of what is near as the crow flies, and the detour is named", async () => {
    const said = await asked;
    // Three blocks west, half a block north, four blocks east: 675.5 m, where 100.7 m lie between.
    expect(said.why.zh).toBe(
      "10 分钟内走不到卫生服务站：最近的“北街站”沿街步行 11 分 16 秒（676 米）；直线只有 101 米，绕行是直线的 6.7 倍。",
    );
    expect(said.cell?.state).toBe("gap");
    expect(said.routes[0]?.legs.map(({ name }) => name)).toEqual(["南街", "", "北街"]);
  });

  it("are joined by the cheapest edit, which does what it promises", async () => {
    const said = await asked;
    const { edit, people, said: words } = remedyOf(said);
    expect(edit).toMatchObject({ of: "street", before: null, after: { kind: "street" } });
    expect(people).toBe(100);
    expect(words.zh).toMatch(/“南街”与“北街”之间连通一段道路（约 4[56] 米）/);
    expect(words.zh).toContain("能否开通须现场核实");
    await expectKept(ground, TODAY, said, drawn.at("i"));
  });

  it("are joined in the scenario by a bridge of its own name, which is a leg of its own", async () => {
    const bridge = {
      kind: "bridge" as const,
      name: "人行天桥",
      from: [...drawn.at("i")] as [number, number],
      to: [...drawn.at("d")] as [number, number],
    };
    const state: ScenarioState = { ...TODAY, streets: { b1: bridge } };
    const { routes } = await at(ground, drawn.at("h"), { limitMinutes: 10 }, state);
    expect(routes[0]?.legs).toEqual([
      { kind: "street", name: "南街", metres: 90.1, seconds: 90.1 },
      { kind: "bridge-or-tunnel", name: "人行天桥", metres: 45, seconds: 45 },
      { kind: "street", name: "北街", metres: 90.1, seconds: 90.1 },
    ]);
  });

  it("give way to nothing where joining does not shorten the way enough", async () => {
    // From g the limit allows 45 m across and 2 blocks at most, but the place is 3 blocks from e.
    expect((await at(ground, drawn.at("g"), { limitMinutes: 4 })).remedy?.edit?.of).toBe("site");
  });
});

describe("a locked gate", () => {
  const round = town(
    `
    a---b---c---d---e
    |               |
    |               |
    |               |
    |               |
    f---------------g
    `,
    ["abcde", "af", "fg", "ge"],
    { tags: { c: { barrier: "gate", locked: "yes" } } },
  );
  const ground = groundOf(round, [facility("门外站", round.at("d"))], [round.at("b")]);
  const asked = at(ground, round.at("b"), { limitMinutes: 5 });

  it("is opened where it is, at no length, and stands in the way as a leg of its own", async () => {
    const said = await asked;
    const { edit, said: words } = remedyOf(said);
    expect(edit).toMatchObject({ of: "street", after: { kind: "gate" } });
    const change = edit?.of === "street" ? edit.after : null;
    expect(metresBetween(...change!.from, ...change!.to)).toBeLessThan(0.05);
    expect(metresBetween(...change!.from, ...round.at("c"))).toBeLessThan(0.05);
    expect(words.zh).toContain("开一处出入口，");
    const state = await expectKept(ground, TODAY, said, round.at("b"));
    const { routes } = await at(ground, round.at("b"), { limitMinutes: 5 }, state);
    expect(routes[0]?.legs.map(({ kind }) => kind)).toEqual(["street", "gate", "street"]);
  });
});

describe("a gap that no street would close", () => {
  const network = gridCity(12);
  const homes = [inCity(1000, 1000), inCity(1100, 900), inCity(800, 1000), inCity(0, 0)];
  const far = facility("城南站", inCity(0, 100));
  const host = facility("城北日间照料中心", inCity(1000, 700), ["elderly-care"]);
  const shop = facility("小店", inCity(1000, 1000), ["convenience"]);

  it("is covered by what is nearby and could take the service in", async () => {
    const ground = groundIn(network, [far, shop, host], homes);
    const said = await at(ground, inCity(1000, 1000), { limitMinutes: 8 });
    expect(remedyOf(said)).toMatchObject({
      edit: {
        of: "facility",
        id: host.id,
        before: null,
        after: { closed: false, to: null, services: ["elderly-care", "clinic"], capacities: null },
      },
      people: 200,
    });
    await expectKept(ground, TODAY, said, inCity(1000, 1000), 8);
    // Moved in the scenario already: the edit is made on that.
    const to: [number, number] = [...inCity(1000, 800)];
    const moved = { closed: false, to, services: null, capacities: null };
    const state: ScenarioState = { ...TODAY, facilities: { [host.id]: moved } };
    const again = await at(ground, inCity(1000, 1000), { limitMinutes: 8 }, state);
    expect(remedyOf(again).edit).toMatchObject({ before: moved, after: { to: moved.to } });
    await expectKept(ground, state, again, inCity(1000, 1000), 8);
  });

  it("is covered by a new site where it serves most, else", async () => {
    const place = inCity(600, 600);
    // From the place 480 m lead to the second and the third, from the third to the last two as well.
    const spread = [
      place,
      inCity(600, 200),
      inCity(600, 1000),
      inCity(600, 1100),
      inCity(700, 1000),
    ];
    const ground = groundIn(network, [facility("城角站", inCity(0, 0)), shop], spread);
    const said = await at(ground, place, { limitMinutes: 8 });
    const { edit, people } = remedyOf(said);
    expect(people).toBe(400);
    const after = edit?.of === "site" ? edit.after : null;
    expect(metresBetween(after!.lng, after!.lat, ...inCity(600, 1000))).toBeLessThan(1);
    expect(after).toMatchObject({ services: ["clinic"], candidate: false });
    await expectKept(ground, TODAY, said, place, 8);
  });

  it("has no site where the scenario lets none stand", async () => {
    const ground = groundIn(network, [far], homes);
    const around = (east: number, north: number, half: number): [number, number][] =>
      [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
        [-1, -1],
      ].map(([x, y]) => [...inCity(east + half * x!, north + half * y!)]);
    const area = (role: "search" | "exclusion", ring: [number, number][]): ScenarioState => ({
      ...TODAY,
      areas: { one: { role, name: "片区", ring } },
    });
    const place = inCity(1000, 1000);
    const ask = async (state: ScenarioState) =>
      (await at(ground, place, { limitMinutes: 8 }, state)).remedy;
    expect(await ask(area("exclusion", around(1000, 1000, 400)))).toBeNull();
    expect(await ask(area("search", around(0, 0, 50)))).toBeNull();
    const only = (await ask(area("search", around(1100, 900, 50))))?.edit;
    const after = only?.of === "site" ? only.after : null;
    expect(metresBetween(after!.lng, after!.lat, ...inCity(1100, 900))).toBeLessThan(1);
  });
});

describe("what is not known", () => {
  const drawn = town("a---b---c", ["abc"]);

  it("is said so where no street is near, with how far the nearest is", async () => {
    const ground = groundOf(drawn, [facility("站", drawn.at("a"))], [drawn.at("b")]);
    const said = await at(ground, drawn.at("b", 0, 400), { limitMinutes: 15 });
    expect(said).toMatchObject({
      snap: null,
      refused: { reason: "too-far" },
      routes: [],
      remedy: null,
      cell: null,
      why: { zh: "300 米内没有可步行的道路（最近的在 400 米外），能走到哪里无法判断。" },
    });
    expect((await at(ground, inCity(-90_000, 0), {})).why.zh).toBe(
      "此处在路网数据范围以外，无法判断。",
    );
  });

  it("is said so near the edge of the data, where something may lie beyond", async () => {
    const [west, east] = [drawn.at("a", -100, -200), drawn.at("c", 100, 200)];
    const boundary = [west, [east[0], west[1]], east, [west[0], east[1]], west] as const;
    const network = networkOf(drawn, boundary);
    const ground = groundIn(network, [], [drawn.at("a")]);
    const said = await at(ground, drawn.at("a"), { limitMinutes: 15 });
    expect(said.cell?.state).toBe("unknown");
    expect(said.why.zh).toBe(
      "研究范围内没有卫生服务站，但离路网数据边缘只有 100 米，数据以外可能有，不能断定是缺口。",
    );
  });

  it("is told apart from what is known: a study without the service has gaps", async () => {
    const ground = groundOf(drawn, [], [drawn.at("b")]);
    const said = await at(ground, drawn.at("b"), { limitMinutes: 15 });
    expect(said.why.zh).toBe("研究范围内没有卫生服务站。");
    expect(remedyOf(said).edit?.of).toBe("site");
  });
});

describe("a scenario", () => {
  const drawn = town("a---b---c---d---e", ["abcde"]);
  const ground = groundOf(
    drawn,
    [facility("甲站", drawn.at("b")), facility("乙站", drawn.at("e"))],
    [drawn.at("a")],
  );

  it("is what is explained: closed places are not named, planned ones are, candidates are not", async () => {
    const state: ScenarioState = {
      ...TODAY,
      facilities: {
        甲站: { closed: true, to: null, services: null, capacities: null },
      },
      sites: {
        __proto: { ...site(drawn.at("d")), name: "新站" },
        maybe: { ...site(drawn.at("a")), candidate: true },
      },
    };
    const said = await at(ground, drawn.at("a"), { limitMinutes: 15 }, state);
    expect(said.routes.map(({ facility: row, site: id, name }) => [row, id, name])).toEqual([
      [null, "__proto", "新站"],
      [1, null, "乙站"],
    ]);
  });

  it("has ways that run from the facility where it serves people at home", async () => {
    const oneWay = town(
      `
      a---b
      |   |
      c---d
      `,
      [["ab", ONE_WAY], "acdb"],
    );
    const home = groundOf(oneWay, [facility("站", oneWay.at("b"))], [oneWay.at("a")]);
    const [towards, from] = await Promise.all(
      DIRECTIONS.map((direction) => at(home, oneWay.at("a"), { direction, limitMinutes: 10 })),
    );
    expect(towards?.routes[0]?.metres).toBe(90.1);
    expect(towards?.routes[0]?.line[0]).toEqual(oneWay.at("a"));
    expect(from?.routes[0]?.metres).toBe(270.2);
    expect(from?.routes[0]?.line[0]).toEqual(oneWay.at("b"));
  });

  it("judges a place where it is, and says so where its cell is another thing", async () => {
    // 90 m from a, where the people of the cell are, more from the place; 96 are within the limit.
    const own = cellAt(...drawn.at("a"), 10);
    const away = [15, 20, 25, 30, 35].find(
      (north) => cellAt(...drawn.at("a", 0, north), 10) === own,
    );
    const said = await at(ground, drawn.at("a", 0, away), { limitMinutes: 1.6 });
    expect(said.cell?.state).toBe("covered");
    expect(said.why.zh).toMatch(/走不到.*这一格的居民按其居住位置计为“已覆盖”。$/);
    // Nobody would be better off.
    expect(said.remedy).toBeNull();

    const upstairs = groundOf(drawn, [facility("甲站", drawn.at("b"))], [drawn.at("a", 0, away)]);
    const below = await at(upstairs, drawn.at("a"), { limitMinutes: 1.6 });
    expect(below.why.zh).toMatch(/^1.6 分钟内可到.*计为“缺口”。$/);
    expect(remedyOf(below).people).toBe(100);
  });
});

it("remedies in random cities cover the place, and as many people as they say", async () => {
  const spot = fc.tuple(fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 0, max: 1200 }));
  let remedies = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(spot, { minLength: 1, maxLength: 3 }),
      fc.array(spot, { minLength: 1, maxLength: 12 }),
      fc.array(fc.tuple(spot, fc.constantFrom<Service>("elderly-care", "market")), {
        maxLength: 2,
      }),
      fc.constantFrom<Direction>("towards", "from"),
      async (clinics, homes, others, direction) => {
        const facilities = [
          ...clinics.map((one, i) => facility(`clinic-${i}`, inCity(...one))),
          ...others.map(([one, service], i) => facility(`other-${i}`, inCity(...one), [service])),
        ];
        const ground = groundIn(
          gridCity(12),
          facilities,
          homes.map((one) => inCity(...one)),
        );
        const place: Place = [ground.demand.lng[0]!, ground.demand.lat[0]!];
        const said = await at(ground, place, { limitMinutes: 5, direction });
        expect(said.cell?.state === "covered").toBe(said.remedy === null);
        if (said.remedy === null) return;
        remedies++;
        await expectKept(ground, TODAY, said, place, 5, direction);
      },
    ),
    { numRuns: 40 },
  );
  expect(remedies).toBeGreaterThan(5);
});

/** Makes the edit of a remedy and computes the whole of it anew. */
async function expectKept(
  ground: Ground,
  before: ScenarioState,
  said: Explanation,
  place: Place,
  limitMinutes = 10,
  direction: Direction = "towards",
): Promise<ScenarioState> {
  const { edit, people } = remedyOf(said);
  const after = afterEdits(before, edit === null ? [] : [edit])!;
  expect(after).not.toEqual(before);
  expect(gainOf(ground, before, after, limitMinutes, direction)).toBe(people);
  const then = await at(ground, place, { limitMinutes, direction }, after);
  expect(then.routes[0]!.seconds).toBeLessThanOrEqual(60 * limitMinutes);
  expect(then.remedy).toBeNull();
  return after;
}

/** People covered after and not before, by surveys of both. */
function gainOf(
  ground: Ground,
  before: ScenarioState,
  after: ScenarioState,
  limitMinutes: number,
  direction: Direction = "towards",
): number {
  const [were, are] = [before, after].map((state) => {
    const seen = survey(sceneOf(ground, state).ground, STROLL, direction);
    return assess(seen, "clinic", limitMinutes * 60_000).states;
  });
  return ground.demand.people.reduce(
    (sum, people, c) =>
      sum +
      (are![c] === COVERED && were![c] !== COVERED ? people : 0) -
      (are![c] !== COVERED && were![c] === COVERED ? people : 0),
    0,
  );
}

function remedyOf({ remedy }: Explanation): NonNullable<Explanation["remedy"]> {
  if (remedy === null) throw new Error("There is no remedy.");
  return remedy;
}

function at(
  ground: Ground,
  place: Place,
  asked: Partial<ScenarioQuestion>,
  state: ScenarioState = TODAY,
): Promise<Explanation> {
  const question: ScenarioQuestion = {
    service: "clinic",
    // One metre a second.
    profile: "child",
    direction: "towards",
    limitMinutes: 15,
    ...asked,
  };
  const scene = sceneOf(ground, state);
  const sight = sightOf(scene, state, survey(scene.ground, STROLL, question.direction), question);
  return explain(sight, [...place], async (streets) => sceneStreets(ground, streets));
}

function groundOf(
  drawn: Parameters<typeof networkOf>[0],
  facilities: readonly Facility[],
  homes: readonly Place[],
): Ground {
  return groundIn(networkOf(drawn), facilities, homes);
}

function groundIn(
  network: Parameters<typeof study>[0],
  facilities: readonly Facility[],
  homes: readonly Place[],
): Ground {
  const households = homes.map((home): Household => ({ at: home, people: 100 }));
  return study(network, facilities, households).ground;
}

function facility(
  name: string,
  [lng, lat]: Place,
  services: readonly Service[] = ["clinic"],
): Facility {
  return { id: name, name, services, lng, lat, capacity: null };
}

function site(at: Place): PlannedSite {
  return plannedSite(at, { name: "新点" });
}
