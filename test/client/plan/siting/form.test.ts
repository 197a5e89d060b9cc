import { describe, expect, it } from "vitest";
import type { PlannedSite, ScenarioState } from "#contract/scenario.ts";
import { TODAY } from "#contract/scenario-steps.ts";
import {
  firstForm,
  gapsOf,
  objectivesFor,
  phasesOf,
  requestOf,
  type SitingForm,
} from "../../../../client/plan/siting/form.ts";

const question = {
  service: "childcare",
  profile: "child",
  direction: "towards",
  limitMinutes: 15,
} as const;

const form: SitingForm = firstForm(undefined);
const drawn: PlannedSite = {
  name: "河北岸",
  services: ["childcare"],
  lng: 100.4,
  lat: 38.9,
  capacities: {},
  floorArea: null,
  cost: null,
  premises: null,
  required: false,
  candidate: true,
};
const withDrawn: ScenarioState = { ...TODAY, sites: { a: drawn } };

describe("the form of a search", () => {
  it("asks for an indicator only where one was carried in", () => {
    expect(objectivesFor(undefined)).not.toContain("indicator");
    expect(objectivesFor("community-childcare-coverage")[0]).toBeDefined();
    expect(firstForm("community-childcare-coverage").objective).toBe("indicator");
  });

  it("can be sent as it opens", () => {
    expect(gapsOf(form, TODAY)).toEqual([]);
  });

  it.each([
    [{ objective: "target", share: undefined }, "share"],
    [{ objective: "target", share: 101 }, "share"],
    [{ objective: "mclp", count: undefined, budget: undefined }, "count-or-budget"],
    [{ objective: "p-median", count: undefined }, "count"],
    [{ objective: "units", units: undefined }, "units"],
    [{ objective: "cflp", capacity: undefined }, "capacity"],
    [{ objective: "cflp", capacity: 40, count: undefined }, "count"],
    [{ objective: "p-center", count: 1.5 }, "count"],
    [{ objective: "mclp", count: 3000 }, "count"],
    [{ objective: "units", units: 2.5 }, "units"],
    [{ capacity: 0 }, "capacity"],
    [{ floor: 120 }, "floor"],
    [{ siteCost: -1 }, "money"],
    [{ spacing: 50_000 }, "spacing"],
    [{ timeLimit: 5000 }, "seconds"],
    [{ candidates: [] }, "candidates"],
    [{ candidates: ["drawn"] }, "drawn"],
    [{ phases: "2027 两处" }, "phases"],
  ] as const)("%o lacks %s", (change, gap) => {
    expect(gapsOf({ ...form, ...change }, TODAY)).toEqual([gap]);
  });

  it("takes money in place of a number of sites", () => {
    expect(gapsOf({ ...form, objective: "mclp", count: undefined, budget: 1e6 }, TODAY)).toEqual(
      [],
    );
  });

  it("takes drawn candidates where some are drawn", () => {
    expect(gapsOf({ ...form, candidates: ["drawn"] }, withDrawn)).toEqual([]);
    const open = { ...TODAY, sites: { a: { ...drawn, candidate: false } } };
    expect(gapsOf({ ...form, candidates: ["drawn"] }, open)).toEqual(["drawn"]);
  });

  it("reads phases as offices write them", () => {
    expect(phasesOf("")).toEqual([]);
    expect(phasesOf("2027:2, 2028：5处")).toEqual([
      { year: 2027, count: 2 },
      { year: 2028, count: 5 },
    ]);
    expect(phasesOf("2027年:2；2028年:5")).toEqual([
      { year: 2027, count: 2 },
      { year: 2028, count: 5 },
    ]);
    expect(phasesOf("明年2处")).toBeUndefined();
  });
});

describe("the request", () => {
  it("gives shares as fractions and leaves out what the goal does not use", () => {
    const asked = requestOf({ ...form, share: 69, count: 4 }, question, TODAY, undefined);
    expect(asked.services).toEqual([
      { service: "childcare", share: 0.69, capacity: null, cost: 0, perPlace: 0 },
    ]);
    expect(asked).toMatchObject({ objective: "target", count: null, budget: null, units: null });
  });

  it("shares sites among services only where the goal can", () => {
    const besides: SitingForm = { ...form, besides: ["meal", "childcare"], sharingDiscount: 9 };
    const together = requestOf(besides, question, TODAY, undefined);
    expect(together.services.map(({ service }) => service)).toEqual(["childcare", "meal"]);
    expect(together.sharingDiscount).toBe(9);
    const single = requestOf({ ...besides, objective: "mclp" }, question, TODAY, undefined);
    expect(single.services.map(({ service }) => service)).toEqual(["childcare"]);
    expect(single.sharingDiscount).toBe(0);
  });

  it("carries the indicator and the scenario's state", () => {
    const asked = requestOf(firstForm("x"), question, withDrawn, "x");
    expect(asked.indicator).toBe("x");
    expect(asked.state).toBe(withDrawn);
  });
});
