import { describe, expect, it } from "vitest";
import type { Edit, ScenarioState } from "#contract/scenario.ts";
import { afterEdits, inverseOf, TODAY } from "#contract/scenario-steps.ts";
import {
  addArea,
  addStreet,
  changeFacility,
  changeSite,
  freeId,
  newSite,
  putSite,
  remove,
  renameArea,
  reshapeArea,
} from "../../../../client/plan/scenario/edits.ts";

const SITE = newSite("南华社区托育点", "childcare", [100.44, 38.93]);

function after(state: ScenarioState, edit: Edit | undefined): ScenarioState {
  const next = edit && afterEdits(state, [edit]);
  if (edit === undefined || next === undefined) throw new Error("The edit does not follow.");
  expect(afterEdits(next, [inverseOf(edit)])).toEqual(state);
  return next;
}

describe("an edit of a site", () => {
  const open = after(TODAY, putSite(TODAY, "site-1", SITE));

  it("puts it up, moves it, and takes it away, each to be taken back", () => {
    const moved = after(open, changeSite(open, "site-1", { lng: 100.45 }));
    expect(moved.sites["site-1"]).toEqual({ ...SITE, lng: 100.45 });
    expect(after(moved, remove(moved, "site", "site-1"))).toEqual(TODAY);
  });

  it("is none where nothing changes or nothing is there", () => {
    expect(changeSite(open, "site-1", { name: SITE.name })).toBeUndefined();
    expect(changeSite(open, "site-2", { name: "x" })).toBeUndefined();
    expect(changeSite(open, "constructor", { name: "x" })).toBeUndefined();
    expect(remove(open, "site", "toString")).toBeUndefined();
  });
});

describe("an edit of a facility", () => {
  it("closes, moves and changes it, and nothing is left of it once all is as before", () => {
    const closed = after(TODAY, changeFacility(TODAY, "f1", { closed: true }));
    const moved = after(closed, changeFacility(closed, "f1", { to: [100.4, 38.9] }));
    expect(moved.facilities["f1"]).toEqual({
      closed: true,
      to: [100.4, 38.9],
      services: null,
      capacities: null,
    });
    const open = after(moved, changeFacility(moved, "f1", { closed: false }));
    expect(after(open, changeFacility(open, "f1", { to: null }))).toEqual(TODAY);
  });

  it("is none where the facility is as wanted", () => {
    expect(changeFacility(TODAY, "f1", { closed: false })).toBeUndefined();
  });
});

describe("an edit of streets and areas", () => {
  it("closes the ring of an area, once", () => {
    const open = addArea("area-1", "exclusion", "河道", [
      [0, 0],
      [1, 0],
      [1, 1],
    ]);
    const ring = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ];
    expect(open.after).toMatchObject({ ring });
    const again = addArea("area-1", "exclusion", "河道", ring as [number, number][]);
    expect(again.after).toMatchObject({ ring });
  });

  it("renames and removes an area, and removes a street", () => {
    const drawn = after(
      after(
        TODAY,
        addArea("area-1", "search", "城区", [
          [0, 0],
          [1, 0],
          [1, 1],
        ]),
      ),
      addStreet("street-1", "bridge", "新桥", [
        [0, 0],
        [0, 1],
      ]),
    );
    const renamed = after(drawn, renameArea(drawn, "area-1", "老城"));
    expect(renamed.areas["area-1"]?.name).toBe("老城");
    expect(renameArea(renamed, "area-1", "老城")).toBeUndefined();
    const wider: [number, number][] = [
      [100.4, 38.9],
      [100.5, 38.9],
      [100.5, 39],
    ];
    const reshaped = after(renamed, reshapeArea(renamed, "area-1", wider));
    expect(reshaped.areas["area-1"]).toEqual({
      role: renamed.areas["area-1"]?.role,
      name: "老城",
      ring: [...wider, [100.4, 38.9]],
    });
    expect(reshapeArea(reshaped, "area-1", wider)).toBeUndefined();
    expect(reshapeArea(reshaped, "area-2", wider)).toBeUndefined();
    const empty = after(renamed, remove(renamed, "area", "area-1"));
    expect(after(empty, remove(empty, "street", "street-1"))).toEqual(TODAY);
  });
});

describe("a free id", () => {
  it("is one that no step has used, undone or not, whatever else bears a number", () => {
    const content = (ids: string[]) => ({
      name: "方案 A",
      note: "",
      inForce: 0,
      steps: ids.map((id) => ({ edits: [putSite(TODAY, id, SITE)], note: "", at: "" })),
    });
    expect(freeId("site", content([]))).toBe("site-1");
    expect(freeId("site", content(["site-2", "h3-9", "site-x"]))).toBe("site-3");
    expect(freeId("area", content(["site-2"]))).toBe("area-1");
  });
});
