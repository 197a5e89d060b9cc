import { describe, expect, it } from "vitest";
import type { PlannedSite } from "#contract/scenario.ts";
import { afterEdits, TODAY, undoing } from "#contract/scenario-steps.ts";
import type { PlanSite, SitingPlan } from "#contract/siting.ts";
import type { FacilityList } from "#contract/study.ts";
import { acceptedEdits, isAccepted } from "../../../../client/plan/siting/accept.ts";
import { firstForm, requestOf } from "../../../../client/plan/siting/form.ts";

const site: PlanSite = {
  id: "8a2a1072b59ffff",
  from: "cells",
  name: "南华社区托育点",
  lng: 100.45,
  lat: 38.93,
  unit: 3,
  services: ["childcare"],
  required: false,
  gained: 4506,
  alone: 4600,
  units: ["620702001003"],
  capacity: 40,
  assigned: null,
  cost: 0,
  premises: { id: "p7", name: "配套用房", metres: 90, floorArea: 260 },
  departments: [],
  filing: null,
  year: null,
};

const facilities: FacilityList = [
  {
    id: "f1",
    name: "党群中心",
    services: ["meal"],
    lng: 100.4,
    lat: 38.9,
    capacity: null,
    capacities: { meal: 30 },
    attributes: {},
    snap: null,
    refused: null,
  },
];

function planOf(...sites: PlanSite[]): SitingPlan {
  const request = requestOf(
    { ...firstForm(undefined), capacity: 40 },
    { service: "childcare", profile: "child", direction: "towards", limitMinutes: 15 },
    TODAY,
    undefined,
  );
  const said = { zh: "", en: "" };
  return {
    number: 1,
    created: "2026-11-22T00:00:00Z",
    result: "r1",
    synthetic: true,
    request,
    status: "proven",
    stopped: false,
    unit: said,
    sense: "least",
    value: sites.length,
    bound: sites.length,
    gap: 0,
    seconds: 1,
    sites,
    people: [],
    units: null,
    cost: 0,
    separateCost: null,
    uncoverable: { people: 0, cells: [] },
    candidates: { considered: 1, leftOut: [] },
    why: said,
    check: { agrees: true, people: 0, said },
    trace: [],
    regret: [],
    assignment: null,
  };
}

describe("accepting a plan", () => {
  it("opens its sites, and undoing closes them again", () => {
    const plan = planOf(site);
    const edits = acceptedEdits(plan, new Set([site.id]), TODAY, facilities);
    const after = afterEdits(TODAY, edits);
    expect(Object.values(after?.sites ?? {})).toEqual([
      {
        name: "南华社区托育点",
        services: ["childcare"],
        lng: 100.45,
        lat: 38.93,
        capacities: { childcare: 40 },
        floorArea: null,
        cost: null,
        premises: null,
        required: false,
        candidate: false,
      },
    ]);
    expect(isAccepted(site, after ?? TODAY)).toBe(true);
    const step = undoing({ edits: [...edits], note: "", at: "" });
    expect(afterEdits(after ?? TODAY, step.edits)).toEqual(TODAY);
  });

  it("takes only those chosen, and none twice", () => {
    const other = { ...site, id: "8a2a1072b5affff" };
    const plan = planOf(site, other);
    const edits = acceptedEdits(plan, new Set([other.id]), TODAY, facilities);
    expect(edits).toHaveLength(1);
    const after = afterEdits(TODAY, edits) ?? TODAY;
    expect(isAccepted(site, after)).toBe(false);
    expect(acceptedEdits(plan, new Set([other.id]), after, facilities)).toEqual([]);
  });

  it("opens a drawn candidate under its own id, with what the planner said of it", () => {
    const drawn: PlannedSite = {
      name: "河北岸",
      services: ["meal"],
      lng: 100.45,
      lat: 38.93,
      capacities: { meal: 20 },
      floorArea: 180,
      cost: 250_000,
      premises: null,
      required: true,
      candidate: true,
    };
    const state = { ...TODAY, sites: { a: drawn } };
    const plan = planOf({ ...site, id: "a", from: "drawn" });
    const [edit] = acceptedEdits(plan, new Set(["a"]), state, facilities);
    expect(edit).toEqual({
      of: "site",
      id: "a",
      before: drawn,
      after: {
        ...drawn,
        services: ["meal", "childcare"],
        capacities: { meal: 20, childcare: 40 },
        candidate: false,
      },
    });
  });

  it("adds the service to a facility that is upgraded, and keeps what it offers", () => {
    const upgrade: PlanSite = { ...site, id: "f1", from: "upgrade" };
    const edits = acceptedEdits(planOf(upgrade), new Set(["f1"]), TODAY, facilities);
    expect(edits).toEqual([
      {
        of: "facility",
        id: "f1",
        before: null,
        after: {
          closed: false,
          to: null,
          services: ["meal", "childcare"],
          capacities: { meal: 30, childcare: 40 },
        },
      },
    ]);
    expect(isAccepted(upgrade, afterEdits(TODAY, edits) ?? TODAY)).toBe(true);
  });

  it("moves into premises by their id", () => {
    const premises: PlanSite = {
      ...site,
      id: "p7",
      from: "premises",
      premises: { id: "p7", name: "配套用房", metres: 0, floorArea: 260 },
    };
    const [edit] = acceptedEdits(planOf(premises), new Set(["p7"]), TODAY, facilities);
    expect(edit?.after).toMatchObject({ premises: "p7", floorArea: 260 });
  });
});
