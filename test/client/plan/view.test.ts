import { describe, expect, it } from "vitest";
import {
  ask,
  deselect,
  FIRST_VIEW,
  neighbourGap,
  openScenario,
  openStudy,
  planFor,
  select,
  setPlan,
  toggleClass,
} from "../../../client/plan/view.ts";
import { boundsOf } from "../../../client/plan/bounds.ts";

const withGap = (rank: number) => select(FIRST_VIEW, { kind: "gap", rank });

describe("asking another question", () => {
  it("lets go of a selected gap, because its rank now means another place", () => {
    expect(ask(withGap(2), { limitMinutes: 10 }).selection).toEqual({ kind: "none" });
    expect(ask(withGap(2), { service: "market" }).selection).toEqual({ kind: "none" });
  });

  it("keeps a selected facility", () => {
    const view = select(FIRST_VIEW, { kind: "facility", id: "f1" });
    expect(ask(view, { profile: "elder" }).selection).toEqual({ kind: "facility", id: "f1" });
  });

  it("is the very same view when nothing changes, a limit past the end included", () => {
    const view = ask(withGap(2), { limitMinutes: 30 });
    expect(ask(view, { limitMinutes: 99 })).toBe(view);
    expect(ask(view, {})).toBe(view);
  });
});

describe("walking through the gaps", () => {
  it("starts at the first forwards and at the last backwards", () => {
    expect(neighbourGap(FIRST_VIEW, 3, 1)).toBe(1);
    expect(neighbourGap(FIRST_VIEW, 3, -1)).toBe(3);
  });

  it("goes round the end of the list both ways", () => {
    expect(neighbourGap(withGap(3), 3, 1)).toBe(1);
    expect(neighbourGap(withGap(1), 3, -1)).toBe(3);
    expect(neighbourGap(withGap(1), 3, 1)).toBe(2);
  });

  it("finds none where there is none", () => {
    expect(neighbourGap(FIRST_VIEW, 0, 1)).toBeUndefined();
  });
});

describe("the view", () => {
  it("forgets selection and camera with the study they belong to", () => {
    const view = { ...withGap(1), camera: { lng: 1, lat: 2, zoom: 3 } };
    const other = openStudy(view, "other");
    expect([other.study, other.selection, other.camera]).toEqual([
      "other",
      { kind: "none" },
      undefined,
    ]);
  });

  it("switches a legend class off and on again", () => {
    const off = toggleClass(toggleClass(FIRST_VIEW, "b"), "a");
    expect(off.hidden).toEqual(["a", "b"]);
    expect(toggleClass(toggleClass(off, "a"), "b").hidden).toEqual([]);
  });

  it("stays the same object when there is nothing to deselect", () => {
    expect(deselect(FIRST_VIEW)).toBe(FIRST_VIEW);
    expect(deselect(withGap(1)).selection).toEqual({ kind: "none" });
  });
});

describe("the page of scenarios", () => {
  it("lets go of what was selected in another scenario, and of a comparison with itself", () => {
    const site = select(FIRST_VIEW, { kind: "site", id: "site-1" });
    const open = openScenario(setPlan(site, { against: 2, scenario: 1 }), 2);
    expect(open).toMatchObject({ page: "plan", selection: { kind: "none" } });
    expect(open.plan).toMatchObject({ scenario: 2, against: undefined });
    expect(openScenario(setPlan(site, { against: 3 }), 2).plan.against).toBe(3);
    expect(openScenario(withGap(4), 2).selection).toEqual({ kind: "gap", rank: 4 });
  });

  it("takes an indicator along, with the service it is about", () => {
    const view = planFor(FIRST_VIEW, "childcare", "childcare");
    expect(view).toMatchObject({ page: "plan", service: "childcare" });
    expect(view.plan.indicator).toBe("childcare");
    expect(planFor(FIRST_VIEW, "x", undefined).service).toBe(FIRST_VIEW.service);
  });

  it("is as at first in another study", () => {
    const view = openStudy(setPlan(FIRST_VIEW, { scenario: 3, indicator: "x" }), "other");
    expect(view.plan).toEqual(FIRST_VIEW.plan);
  });
});

describe("the box around coordinates", () => {
  it("holds every ring of every polygon", () => {
    const two = [
      [
        [
          [0, 1],
          [2, 5],
        ],
      ],
      [
        [
          [-3, 2],
          [1, 0],
        ],
      ],
    ];
    expect(boundsOf(two)).toEqual([-3, 0, 2, 5]);
  });

  it("is nothing around nothing", () => {
    expect(boundsOf([])).toBeUndefined();
    expect(boundsOf([[]])).toBeUndefined();
  });
});
