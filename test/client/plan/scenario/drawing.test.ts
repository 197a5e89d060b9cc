import { describe, expect, it } from "vitest";
import type { FacilityView } from "#contract/study.ts";
import { TODAY } from "#contract/scenario-steps.ts";
import {
  changedFacilities,
  drawnSites,
  facilityOfSite,
  movedSiteId,
} from "../../../../client/plan/scenario/drawing.ts";
import { newSite } from "../../../../client/plan/scenario/edits.ts";

function facility(id: string): FacilityView {
  return {
    id,
    name: `设施 ${id}`,
    services: ["clinic"],
    lng: 100,
    lat: 38,
    capacity: null,
    capacities: {},
    attributes: {},
    snap: null,
    refused: null,
  };
}

const FACILITIES = [facility("f0"), facility("f1"), facility("f2")];
const SITE = newSite("点", "meal", [100.1, 38.1]);
const still = { closed: false, to: null, services: null, capacities: null };

describe("what a scenario puts on the map", () => {
  const state = {
    ...TODAY,
    sites: {
      "site-1": SITE,
      "site-2": { ...SITE, candidate: true },
      "site-3": { ...SITE, required: true, candidate: true },
      "site-4": SITE,
      "site-5": { ...SITE, premises: "f2" },
    },
    facilities: {
      f0: { ...still, closed: true, to: [100.2, 38.2] as [number, number] },
      f1: { ...still, to: [100.3, 38.3] as [number, number] },
      gone: { ...still, closed: true },
    },
  };
  const refused = { reason: "too-far", metres: 412 } as const;
  const answers = [
    { id: "site-4", of: "site" as const, snap: null, refused, alone: 0, within: 0 },
    { id: "f2", of: "facility" as const, snap: null, refused, alone: 0, within: 0 },
  ];

  it("numbers the sites that serve, and tells candidates, required and refused ones apart", () => {
    const drawn = drawnSites(state, "clinic", FACILITIES, answers);
    expect(drawn.map(({ id, look, number }) => [id, look, number])).toEqual([
      ["site-1", "chosen", 1],
      ["site-2", "possible", undefined],
      ["site-3", "required", 2],
      ["site-4", "refused", undefined],
      ["site-5", "upgrade", 3],
      [movedSiteId("f1"), "chosen", undefined],
    ]);
    expect(drawn[3]?.refused).toEqual(refused);
    expect(drawn.map(({ glyph }) => glyph)).toEqual([...Array<string>(5).fill("meal"), "clinic"]);
  });

  it("closes before it moves, and leaves out what the study does not have", () => {
    expect(changedFacilities(state, FACILITIES)).toEqual([
      { index: 0, look: "closed" },
      { index: 1, look: "moved" },
    ]);
  });

  it("knows a moved facility by the id of its site", () => {
    expect(facilityOfSite(movedSiteId("a:b"))).toBe("a:b");
    expect(facilityOfSite("site-1")).toBeUndefined();
  });
});
