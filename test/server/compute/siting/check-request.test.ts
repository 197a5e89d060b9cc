import { describe, expect, it } from "vitest";
import { TODAY } from "#contract/scenario-steps.ts";
import type { SitingRequest } from "#contract/siting.ts";
import { faultsOf } from "../../../../server/compute/siting/check-request.ts";
import { asked, drawn, facility, idle } from "../../../fixtures/siting.ts";
import { boxUnit, gridCity, inCity, study } from "../../../fixtures/study.ts";

const { ground } = study(
  gridCity(4),
  [facility("K", inCity(100, 100)), facility("M", inCity(300, 300), ["meal"])],
  [{ at: inCity(200, 200), people: 5, groups: { "0_2": 1 } }],
  { units: [boxUnit("全", [0, 0, 400, 400])] },
);
const CELL = ground.demand.cells[0]!;
const PREMISES = [idle("P", inCity(200, 300))];
const SERVICE = { share: null, capacity: null, cost: 0, perPlace: 0 };

function codes(request: Parameters<typeof asked>[0]): string[] {
  return faultsOf(asked(request), ground, PREMISES).map(({ code, path }) => `${code} ${path}`);
}

describe("a request", () => {
  it("is fine as long as its objective has what it needs", () => {
    const good: Parameters<typeof asked>[0][] = [
      { objective: "lscp" },
      { objective: "target", share: 0.5 },
      { objective: "mclp", count: 1 },
      { objective: "mclp", budget: 10, cost: 5 },
      { objective: "cflp", share: 0.5 },
      { objective: "p-median", count: 1 },
      { objective: "units", units: 1 },
      { objective: "indicator", indicator: "x" },
      { count: 1, require: ["P", "M", CELL], prefer: ["P"], forbid: ["K"] },
      { count: 2, phases: [{ year: 2027, count: 2 }] },
      { count: 1, group: "0_2", growth: { 全: 1.1 } },
    ];
    expect(good.map((request) => codes(request))).toEqual(good.map(() => []));
  });

  it.each<readonly [string, Parameters<typeof asked>[0]]>([
    ["share-missing services/0/share", { objective: "target" }],
    ["share-missing services/0/share", { objective: "target", share: 0 }],
    ["count-missing count", { objective: "p-median" }],
    ["count-missing count", { objective: "p-center" }],
    ["count-or-budget-missing count", { objective: "mclp" }],
    ["count-or-budget-missing count", { objective: "cflp" }],
    ["units-missing units", { objective: "units" }],
    ["indicator-missing indicator", { objective: "indicator" }],
    ["count-with-lscp count", { objective: "lscp", count: 2 }],
    ["too-many-units units", { objective: "units", units: 2 }],
    ["floor-with-objective floor", { objective: "p-median", count: 1, floor: 0.5 }],
    ["budget-without-costs siteCost", { budget: 100 }],
    ["capacity-for-cost services/0/capacity", { count: 1, perPlace: 3 }],
    ["no-such-group group", { count: 1, group: "60_plus" }],
    ["no-such-unit growth", { count: 1, growth: { 南: 1 } }],
    ["no-such-site require", { count: 1, require: ["nobody"] }],
    ["no-such-site forbid", { count: 1, forbid: ["nobody"] }],
    ["no-such-site prefer", { count: 1, prefer: ["nobody"] }],
    ["offers-already require", { count: 1, require: ["K"] }],
    ["required-and-forbidden forbid", { count: 1, require: ["P"], forbid: ["P"] }],
    [
      "required-and-forbidden forbid",
      {
        count: 1,
        forbid: ["a"],
        state: { ...TODAY, sites: { a: drawn(inCity(1, 1), { required: true }) } },
      },
    ],
    [
      "site-stands require",
      {
        count: 1,
        require: ["a"],
        state: { ...TODAY, sites: { a: drawn(inCity(1, 1), { candidate: false }) } },
      },
    ],
    [
      "phase-year-twice phases/1/year",
      {
        count: 2,
        phases: [
          { year: 2027, count: 1 },
          { year: 2027, count: 2 },
        ],
      },
    ],
    [
      "phase-years-fall phases/1/year",
      {
        count: 2,
        phases: [
          { year: 2028, count: 1 },
          { year: 2027, count: 2 },
        ],
      },
    ],
    [
      "phase-counts-fall phases/1/count",
      {
        objective: "lscp",
        phases: [
          { year: 2027, count: 3 },
          { year: 2028, count: 2 },
        ],
      },
    ],
    ["phases-and-count phases/0/count", { count: 2, phases: [{ year: 2027, count: 3 }] }],
    ["phases-and-count phases/0/count", { count: 2, phases: [{ year: 2027, count: 1 }] }],
  ])("is refused: %s", (code, request) => {
    expect(codes(request)).toEqual([code]);
  });

  it("asks for several services only where sites can be shared, each once, without a floor", () => {
    const services = (...names: ("clinic" | "meal")[]): SitingRequest["services"] =>
      names.map((service) => ({ service, ...SERVICE, share: 0.5, cost: 10 }));
    expect(codes({ objective: "target", services: services("clinic", "meal") })).toEqual([]);
    expect(codes({ objective: "mclp", count: 1, services: services("clinic", "meal") })).toEqual([
      "several-services services",
    ]);
    expect(codes({ objective: "target", services: services("meal", "meal") })).toEqual([
      "service-twice services/1/service",
    ]);
    const shared = { objective: "target", services: services("clinic", "meal") } as const;
    expect(codes({ ...shared, floor: 0.5 })).toEqual(["floor-with-services floor"]);
    expect(codes({ ...shared, sharingDiscount: 11 })).toEqual([
      "discount-too-large sharingDiscount",
    ]);
  });

  it("names what it does not know, in both languages", () => {
    const [one] = faultsOf(asked({ count: 1, forbid: ["甲", "乙"] }), ground, PREMISES);
    expect(one).toMatchObject({
      zh: "找不到这些候选点：甲、乙。",
      en: "There are no such sites: 甲, 乙.",
    });
  });
});
