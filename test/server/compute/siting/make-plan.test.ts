import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TODAY } from "#contract/scenario-steps.ts";
import { assess, survey, type Ground } from "#core/coverage/survey.ts";
import { solveSiting } from "#core/siting/solve.ts";
import { openHighs } from "../../../../server/compute/siting/highs.ts";
import type { Solve } from "../../../../server/compute/siting/make-plan.ts";
import { makePlan, type MadePlan } from "../../../../server/compute/siting/make-plan.ts";
import { SitingRefused } from "../../../../server/compute/siting/siting-refused.ts";
import { stopFlag } from "../../../../server/compute/siting/stop.ts";
import {
  asked,
  drawn,
  everyChoice,
  facility,
  idle,
  naiveTools,
  order,
} from "../../../fixtures/siting.ts";
import { boxUnit, gridCity, inCity, study, type Household } from "../../../fixtures/study.ts";

/*
 * A street city of 2 km by 2 km. Four hamlets of one cell each, 600 m apart in a row, 100, 200, 300 and 400 people;
 * an adult walks 330 m in five minutes, so a site at a hamlet serves that hamlet alone; in ten minutes 660 m, and so
 * its neighbours too.
 */
const CITY = gridCity(20);
const AT = [200, 800, 1400, 2000].map((east) => inCity(Math.min(east, 1950), 1000));
const PEOPLE = [100, 200, 300, 400];
const HAMLETS: Household[] = AT.map((at, i) => ({
  at,
  people: PEOPLE[i]!,
  groups: { "0_2": 10 * (i + 1) },
}));
const UNITS = [
  boxUnit("西", [0, 0, 500, 2000]),
  boxUnit("中", [500, 0, 1100, 2000]),
  boxUnit("东", [1100, 0, 2000, 2000]),
];

/** The solvers themselves. */
const REAL = { solve: solveSiting, solver: await openHighs() };

function groundOf(
  facilities: Parameters<typeof study>[1] = [],
  people: readonly Household[] = HAMLETS,
  units = UNITS,
): Ground {
  return study(CITY, facilities, people, { units }).ground;
}

function plan(
  ground: Ground,
  request: Parameters<typeof asked>[0],
  given = {},
  tools = {},
): MadePlan {
  const made = makePlan(ground, order(asked(request), given), naiveTools(tools));
  if (made === null) throw new Error("There is no plan.");
  return made;
}

describe("a plan for most people", () => {
  it("takes the two largest hamlets, and the coverage engine agrees", () => {
    const made = plan(groundOf(), { count: 2 });
    expect(made.status).toBe("proven");
    expect([made.value, made.bound, made.gap]).toEqual([700, 700, 0]);
    expect(made.sites.map(({ gained, alone }) => [gained, alone])).toEqual([
      [400, 400],
      [300, 300],
    ]);
    expect(made.people).toEqual([{ service: "clinic", total: 1000, before: 0, after: 700 }]);
    expect(made.check.agrees).toBe(true);
    expect(made.why.zh).toBe("2 处最多到 700 人（70%），已证明没有更好的选法。");
    expect(made.uncoverable).toEqual({ people: 0, cells: [] });
    expect(made.candidates).toEqual({ considered: 4, leftOut: [] });
  });

  it("counts those who are served already, and never twice", () => {
    const made = plan(groundOf([facility("K", AT[3]!)]), { count: 1 });
    expect(made.people[0]).toMatchObject({ before: 400, after: 700 });
    expect(made.sites.map(({ gained }) => gained)).toEqual([300]);
  });

  it("counts the age group that is asked for", () => {
    const made = plan(groundOf(), { count: 1, group: "0_2" });
    expect(made.people[0]).toMatchObject({ total: 100, after: 40 });
  });

  it("keeps within a budget, the site's own cost before the general one", () => {
    const state = {
      ...TODAY,
      sites: { a: drawn(AT[3]!, { cost: 900 }), b: drawn(AT[2]!), c: drawn(AT[1]!) },
    };
    const made = plan(groundOf(), { state, candidates: ["drawn"], siteCost: 300, budget: 1000 });
    // 900 for 400 people, or twice 300 for 500.
    expect(made.sites.map(({ id }) => id)).toEqual(["b", "c"]);
    expect([made.value, made.cost]).toEqual([500, 600]);
  });
});

describe("a plan for a share of the people", () => {
  it("says by what a site fewer would fall short", () => {
    const made = plan(groundOf(), { objective: "target", share: 0.69 });
    expect([made.status, made.value, made.unit.zh]).toEqual(["proven", 2, "处"]);
    expect(made.why.zh).toBe("1 处最多到 40%，达不到 69%，因此不能再少。");
    expect(made.why.en).toBe(
      "With 1 site at most 40% are reached, short of 69%, so it cannot be fewer.",
    );
  });

  it("takes no site more for the rounding of a share", () => {
    // 0.7 × 1,000 is 700 exactly; a hair above it would take a third site.
    expect(plan(groundOf(), { objective: "target", share: 0.7 }).value).toBe(2);
    expect(plan(groundOf(), { objective: "target", share: 0.1 + 0.2 + 0.4 }).value).toBe(2);
  });

  it("needs nothing where it is reached already", () => {
    const made = plan(groundOf([facility("K", AT[3]!)]), { objective: "target", share: 0.4 });
    expect([made.status, made.value, made.sites]).toEqual(["proven", 0, []]);
    expect(made.why.zh).toBe("现状已经达到，不需要新增。");
  });

  it("says how far all candidates together reach, and marks who is out of reach", () => {
    const ground = groundOf([]);
    const state = { ...TODAY, sites: { a: drawn(AT[3]!), b: drawn(AT[2]!) } };
    const made = plan(ground, { objective: "target", share: 0.71, state, candidates: ["drawn"] });
    expect(made.status).toBe("infeasible");
    expect(made.why.zh).toBe("71% 达不到：候选点全开也只到 70%，有 300 人走不到。");
    expect(made.uncoverable.people).toBe(300);
    expect(made.uncoverable.cells.map((c) => ground.demand.people[c])).toEqual(
      expect.arrayContaining([100, 200]),
    );
    expect(made.sites.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("covers everybody who can be covered with the fewest", () => {
    const made = plan(groundOf(), { objective: "lscp", limitMinutes: 10 });
    // A site at the second hamlet serves the first three; the fourth lies 550 m from the third.
    expect(made.people[0]?.after).toBe(1000);
    expect(made.value).toBe(2);
  });

  it("lifts every unit to the floor that some candidate can lift it to", () => {
    const made = plan(groundOf(), { objective: "target", share: 0.4, floor: 0.5 });
    // 西 and 中 have one hamlet each, 东 two: 300 of 700 is not half of them.
    expect(made.sites.map(({ unit }) => unit).toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
    expect(made.sites.find(({ unit }) => unit === 2)?.gained).toBe(400);
  });
});

describe("a plan for units", () => {
  it("puts a site into so many, of equal price the one for most people", () => {
    const made = plan(groundOf(), { objective: "units", units: 2 });
    expect(made.units).toEqual({ total: 3, before: 0, after: 2 });
    expect(made.value).toBe(2);
    expect(made.sites.flatMap(({ units }) => units)).toHaveLength(2);
    expect(made.why.zh).toBe("1 处最多服务到 1 个单元，达不到 2 个，因此不能再少。");
  });

  it("counts a unit by the share of its people within a walk", () => {
    const made = plan(groundOf([facility("K", AT[2]!)]), {
      objective: "units",
      units: 1,
      unitRule: "reach",
      unitShare: 0.5,
    });
    // 300 of 东's 700 are served; a site at the fourth hamlet, or at either other unit, makes one.
    expect(made.units).toEqual({ total: 3, before: 0, after: 1 });
  });
});

describe("p-median and p-center", () => {
  it("add up everybody's seconds, or take the longest walk", () => {
    const ground = groundOf([], HAMLETS.slice(0, 3));
    const median = plan(ground, { objective: "p-median", count: 1 });
    const center = plan(ground, { objective: "p-center", count: 1 });
    // From the middle hamlet both neighbours walk 600 m, 545.5 s; from the third one has 600, another 1,200 m.
    const from = (made: MadePlan) => ground.demand.cells.indexOf(made.sites[0]!.id);
    expect(ground.demand.people[from(median)]).toBe(200);
    expect(median.value).toBeCloseTo(400 * (600 / 1.1), -2);
    expect(ground.demand.people[from(center)]).toBe(200);
    expect(center.value).toBeCloseTo(600 / 1.1, 0);
    expect([median.check.agrees, center.check.agrees]).toEqual([true, true]);
    expect([median.unit.zh, center.unit.zh]).toEqual(["人·秒", "秒"]);
  });
});

describe("places at each site", () => {
  it("are given to those who are left by the facilities that stand", () => {
    // The fourth hamlet's facility takes 150 of its 400; sites of 250 then do best at the third and the fourth.
    const standing = facility("K", AT[3]!, ["clinic"], { capacity: 150 });
    const request = { objective: "cflp", capacity: 250, count: 2 } as const;
    const made = plan(groundOf([standing]), request, {}, REAL);
    expect([made.status, made.value, made.bound]).toEqual(["proven", 650, 650]);
    expect(made.people[0]).toMatchObject({ total: 1000, before: 150, after: 650 });
    expect(made.sites.map(({ assigned, capacity }) => [assigned, capacity])).toEqual([
      [250, 250],
      [250, 250],
    ]);
    expect(made.assignment?.reduce((sum, { people }) => sum + people, 0)).toBe(500);
    expect(made.why.zh).toBe("2 处最多能让 650 人（65%）有位，已证明没有更好的选法。");
    expect(made.check.agrees).toBe(true);
  });

  it("of facilities that do not state them are not counted, and that is told", () => {
    const request = { objective: "cflp", capacity: 250, count: 2 } as const;
    const made = plan(groundOf([facility("K", AT[3]!)]), request, {}, REAL);
    expect(made.people[0]?.before).toBe(0);
    expect(made.why.zh).toContain("另有 1 处现有设施未填容量，未计入。");
  });

  it("are too few where all candidates together cannot take the share", () => {
    const request = { objective: "cflp", capacity: 100, share: 0.5 } as const;
    const made = plan(groundOf(), request, {}, REAL);
    expect(made.status).toBe("infeasible");
    expect(made.why.zh).toBe("容量不够：候选点全开也只能容下 400 人（40%），达不到 500 人。");
  });

  it("have to be known of every candidate", () => {
    expect(() => plan(groundOf(), { objective: "cflp", count: 1 }, {}, REAL)).toThrow("has none");
  });
});

it("several services share buildings at less than they cost apart", () => {
  const service = { share: 0.6, capacity: null, cost: 100, perPlace: 0 };
  const request = {
    objective: "target",
    services: [
      { service: "clinic", ...service },
      { service: "meal", ...service },
    ],
    siteCost: 1000,
    sharingDiscount: 20,
  } as const;
  const made = plan(groundOf(), { ...request, services: [...request.services] }, {}, REAL);
  // 60 % takes the fourth hamlet and the third (or the second) for either: two buildings with both, or four.
  expect([made.status, made.value]).toEqual(["proven", 2 * (1000 + 200 - 20)]);
  expect([made.cost, made.separateCost]).toEqual([2360, 4400]);
  expect(made.sites.map(({ services }) => services)).toEqual([
    ["clinic", "meal"],
    ["clinic", "meal"],
  ]);
  expect(made.people.map(({ after }) => after >= 600)).toEqual([true, true]);
  expect(made.check.agrees).toBe(true);
});

describe("candidates", () => {
  it("are what was asked for, less what is forbidden, excluded, double or off the network", () => {
    const ring = [
      [AT[0]![0] - 0.001, AT[0]![1] - 0.001],
      [AT[0]![0] + 0.001, AT[0]![1] - 0.001],
      [AT[0]![0] + 0.001, AT[0]![1] + 0.001],
      [AT[0]![0] - 0.001, AT[0]![1] + 0.001],
      [AT[0]![0] - 0.001, AT[0]![1] - 0.001],
    ] as [number, number][];
    const state = {
      ...TODAY,
      sites: {
        a: drawn(AT[1]!),
        far: drawn(inCity(-2000, 1000)),
        other: drawn(AT[2]!, { services: ["meal"] }),
      },
      areas: { x: { role: "exclusion" as const, name: "河滩", ring } },
    };
    const made = plan(
      groundOf([facility("M", AT[3]!, ["meal"])]),
      { count: 1, state, candidates: ["cells", "drawn", "premises", "upgrade"], forbid: ["p"] },
      { premises: [idle("p", AT[2]!)] },
    );
    expect(made.candidates.considered).toBe(3);
    const left = made.candidates.leftOut.map(({ why, ids }) => [why.zh, ids.length]);
    expect(left).toEqual(
      expect.arrayContaining([
        ["设为不选", 1],
        ["画的候选点不设这项服务", 1],
        ["在禁选区内", 1],
        ["与另一候选点位置相同", 2],
        ["离最近的步行道路超过 300 米", 1],
      ]),
    );
    // The fourth hamlet's facility takes the service in.
    expect(made.sites[0]).toMatchObject({ id: "M", from: "upgrade" });
  });

  it("lie in a search area where there is any, but for required ones", () => {
    const [lng, lat] = AT[3]!;
    const ring = [
      [lng - 0.001, lat - 0.001],
      [lng + 0.001, lat - 0.001],
      [lng + 0.001, lat + 0.001],
      [lng - 0.001, lat + 0.001],
      [lng - 0.001, lat - 0.001],
    ] as [number, number][];
    const areas = { s: { role: "search" as const, name: "东", ring } };
    const made = plan(groundOf(), { objective: "lscp", state: { ...TODAY, areas } });
    expect(made.candidates.leftOut.map(({ why, sites }) => [why.en, sites])).toEqual([
      ["outside the search areas", 3],
    ]);
    expect([made.value, made.people[0]?.after, made.uncoverable.people]).toEqual([1, 400, 600]);
    const state = { ...TODAY, areas, sites: { a: drawn(AT[0]!, { required: true }) } };
    expect(plan(groundOf(), { count: 2, state }).value).toBe(500);
  });

  it("walk the streets of the scenario; a change that cannot be made is told", () => {
    const desert: [number, number] = [AT[0]![0] - 0.02, AT[0]![1] - 0.02];
    const closed = { kind: "closed" as const, name: "", from: desert, to: desert };
    const made = plan(groundOf(), { count: 1, state: { ...TODAY, streets: { x: closed } } });
    expect(made.why.zh).toContain("方案中有 1 处道路改动接不上路网，未计入。");
  });

  it("include what is required, whatever was asked for; it is chosen", () => {
    const state = { ...TODAY, sites: { a: drawn(AT[0]!, { required: true, candidate: false }) } };
    const made = plan(groundOf(), { count: 1, state });
    expect(made.sites.map(({ id, required, from }) => [id, required, from])).toEqual([
      ["a", true, "drawn"],
    ]);
    expect(made.people[0]).toMatchObject({ before: 0, after: 100 });
  });

  it("cannot be required off the network or inside an exclusion", () => {
    const refused = (state: object) => () =>
      plan(groundOf(), { count: 1, state: { ...TODAY, ...state } });
    const far = drawn(inCity(-2000, 1000), { name: "南站", required: true });
    expect(refused({ sites: { far } })).toThrow(SitingRefused);
    expect(refused({ sites: { far } })).toThrow('"南站" is more than 300 m');
    const ring = [
      [99, -1],
      [101, -1],
      [101, 1],
      [99, 1],
      [99, -1],
    ];
    const areas = { x: { role: "exclusion", name: "河滩", ring } };
    expect(refused({ sites: { a: drawn(AT[0]!, { required: true }) }, areas })).toThrow('"河滩"');
    expect(refused({ areas })).toThrow("No candidate is left");
  });

  it("stand as far apart as asked", () => {
    const made = plan(groundOf(), { count: 2, spacing: 700 });
    expect(made.value).toBe(600);
  });

  it("that are preferred or upgrades come first where as few will do", () => {
    const ground = groundOf([facility("M", inCity(800, 1090), ["meal"])]);
    const made = plan(ground, {
      objective: "target",
      share: 0.9,
      candidates: ["cells", "upgrade"],
      upgradeFirst: true,
    });
    expect(made.value).toBe(3);
    expect(made.sites.map(({ from }) => from)).toContain("upgrade");
  });
});

describe("what is told of a site", () => {
  it("is called after its place and service where it is new, by its own name where it stands or is drawn", () => {
    const [cell] = plan(groundOf(), { count: 1 }).sites;
    expect(cell?.name).toMatch(/.卫生服务站$/);
    const premises = [idle("旧校舍", AT[3]!)];
    const [school] = plan(groundOf(), { count: 1, candidates: ["premises"] }, { premises }).sites;
    expect(school?.name).not.toContain("卫生服务站");
  });

  it("names premises, departments, cost and the note on small facilities", () => {
    const facts = {
      departments: { clinic: [{ name: "市卫生健康委", stated: true }] },
      filing: {
        squareMetres: 300,
        yuan: 300_000,
        where: { zh: "市 98 号 三、(三)", en: "No. 98" },
      },
    };
    const premises = [
      idle("旧校舍", AT[3]!, { floorArea: 280 }),
      idle("仓库", inCity(1500, 1000), { floorArea: 900 }),
    ];
    const made = plan(
      groundOf(),
      { count: 2, candidates: ["premises"], siteCost: 500_000 },
      { facts, premises },
    );
    const [school, store] = made.sites;
    expect(school).toMatchObject({
      id: "旧校舍",
      cost: 5e5,
      year: null,
      premises: {
        id: "旧校舍",
        metres: 0,
        floorArea: 280,
      },
      departments: [
        {
          name: "市卫生健康委",
          stated: true,
        },
      ],
    });
    expect(school?.filing?.zh).toContain("可能适用");
    expect(school?.filing?.zh).toContain("市 98 号 三、(三)");
    expect(store?.filing).toBeNull();
  });

  it("opens in the years of the phases, most people first", () => {
    const phases = [
      { year: 2027, count: 1 },
      { year: 2028, count: 2 },
    ];
    const made = plan(groundOf(), { count: 2, phases });
    expect(made.sites.map(({ gained, year }) => [gained, year])).toEqual([
      [400, 2027],
      [300, 2028],
    ]);
    expect(() => plan(groundOf(), { objective: "target", share: 0.9, phases })).toThrow("3 sites");
  });
});

describe("the regret table", () => {
  it("tells how the sites do for slower and faster walkers, and without neighbours", () => {
    const outside = facility("N", inCity(1000, 1900));
    const units = [boxUnit("全", [0, 500, 2000, 1500])];
    const made = plan(groundOf([outside], HAMLETS, units), { count: 1, growth: { 全: 2 } });
    expect(made.regret.map(({ said }) => said.zh)).toEqual([
      "走得慢（×0.8）",
      "走得快（×1.2）",
      "不计范围外的现有设施",
      "按来年人口",
    ]);
    for (const { value, best, bound, regret } of made.regret) {
      expect(best).toBeGreaterThanOrEqual(value);
      expect(bound).toBeGreaterThanOrEqual(best);
      expect(regret).toBe(best - value);
    }
    expect(made.regret[3]?.value).toBe(800);
  });
});

describe("a solver", () => {
  it("that fails is told as such", () => {
    const solve: Solve = () => {
      throw new Error("out of luck");
    };
    expect(() => plan(groundOf(), { count: 1 }, {}, { solve })).toThrow("The solver failed");
  });

  it("that says better of its plan than it is, is not believed", () => {
    const solve: Solve = (problem, tools) => {
      const answer = everyChoice(problem, tools);
      return { ...answer, value: answer.value + 1, bound: answer.bound + 1 };
    };
    const made = plan(groundOf(), { count: 1 }, {}, { solve });
    expect(made.check.agrees).toBe(false);
    expect(made.status).toBe("not-proven");
    expect(made.value).toBe(400);
    expect(made.why.zh).toContain("不能采用");
    expect(made.check.said.en).toContain("The solver says 401");
  });

  it("that claims a bound below what it found, or breaks a rule, is not believed", () => {
    const low: Solve = (problem, tools) => ({ ...everyChoice(problem, tools), bound: 10 });
    expect(plan(groundOf(), { count: 1 }, {}, { solve: low }).check.agrees).toBe(false);
    const many: Solve = (problem, tools) => {
      const { value } = everyChoice(problem, tools);
      return { sites: [0, 1, 2], sense: "most", value, bound: value, status: "proven" };
    };
    const made = plan(groundOf(), { count: 1 }, {}, { solve: many });
    expect([made.check.agrees, made.status]).toEqual([false, "not-proven"]);
  });

  it("that calls its plan proven far from its own bound has not proven it", () => {
    const solve: Solve = (problem, tools) => ({ ...everyChoice(problem, tools), bound: 500 });
    const made = plan(groundOf(), { count: 1 }, {}, { solve });
    expect([made.status, made.bound, made.check.agrees]).toEqual(["not-proven", 500, true]);
  });

  it("that was not done says how far it is from the bound", () => {
    const solve: Solve = (problem, tools) => ({
      ...everyChoice(problem, tools),
      bound: 500,
      status: "not-proven",
    });
    const made = plan(groundOf(), { count: 1, timeLimit: 60 }, {}, { solve });
    expect(made.gap).toBe(0.2);
    expect(made.why.zh).toBe("60 秒内没有算完。已有方案距上界 20%，可以先用，也可以继续算。");
  });

  it("that is stopped keeps what it has, without asking on; before there is any, there is no plan", () => {
    const flag = stopFlag();
    const solve: Solve = (problem, tools) => {
      flag.stop();
      return { ...everyChoice(problem, tools), bound: 500, status: "not-proven" };
    };
    const made = plan(groundOf(), { count: 1 }, {}, { solve, stop: flag.shared });
    expect([made.stopped, made.check.agrees, made.regret]).toEqual([true, true, []]);
    expect(made.why.zh).toContain("已提前停止");
    const before = makePlan(
      groundOf(),
      order(asked({ count: 1 })),
      naiveTools({ stop: flag.shared }),
    );
    expect(before).toBeNull();
  });
});

it("the same order gives the same plan", () => {
  const once = () => {
    const {
      seconds: _,
      trace: __,
      ...made
    } = plan(groundOf(), { objective: "target", share: 0.8 });
    return made;
  };
  expect(once()).toEqual(once());
});

it("every random plan is the best of all choices, to the person, by the coverage engine alone", () => {
  const metres = fc.integer({ min: 50, max: 1950 });
  const house = fc.record({ east: metres, north: metres, people: fc.integer({ min: 1, max: 90 }) });
  fc.assert(
    fc.property(
      fc.array(house, { minLength: 2, maxLength: 8 }),
      fc.array(fc.tuple(metres, metres), { maxLength: 2 }),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom("towards" as const, "from" as const),
      (houses, standing, count, direction) => {
        const ground = groundOf(
          standing.map(([east, north], i) => facility(`K${i}`, inCity(east, north))),
          houses.map(({ east, north, people }) => ({
            at: inCity(east, north),
            people: people / 7,
          })),
        );
        const made = plan(ground, { count, direction, limitMinutes: 8 }, {}, REAL);
        expect(made.status).toBe("proven");
        const reached = (sites: readonly (readonly [number, number])[]) => {
          const all = [...ground.facilities, ...sites.map((at, i) => facility(`S${i}`, at))];
          const measure = { kind: "time", speed: 1.1, steps: "slow" } as const;
          const seen = survey({ ...ground, facilities: all }, measure, direction);
          return assess(seen, "clinic", 480_000).coverage.all.covered;
        };
        const cells = ground.demand.cells.map(
          (_, c) => [ground.demand.lng[c]!, ground.demand.lat[c]!] as const,
        );
        let most = 0;
        for (let set = 0; set < 2 ** cells.length; set++) {
          const sites = cells.filter((_, c) => (set >> c) & 1);
          if (sites.length <= count) most = Math.max(most, reached(sites));
        }
        expect(made.value).toBe(most);
        expect(reached(made.sites.map(({ lng, lat }) => [lng, lat]))).toBe(most);
        expect(made.people[0]?.before).toBe(reached([]));
        expect(made.check.agrees).toBe(true);
      },
    ),
    { numRuns: 12 },
  );
});
