import { describe, expect, it } from "vitest";
import type { SiteMark } from "../../../client/map/picture.ts";
import { holdOf, siteAt, siteBoxes } from "../../../client/map/site-hits.ts";
import { picture } from "./town-picture.ts";

/** Pixels are degrees. */
const toPixel = (lng: number, lat: number) => [lng, lat] as const;

const site = (id: string, look: SiteMark["look"], lng = 100, lat = 100): SiteMark => ({
  id,
  name: id,
  lng,
  lat,
  glyph: "meal",
  look,
  number: undefined,
  note: undefined,
  selected: false,
});

const shown = (sites: SiteMark[], hidden: string[] = [], large = false) => ({
  large,
  plan: {
    sites,
    areas: [],
    streets: [],
    facilities: [],
    difference: undefined,
    gained: [],
    lost: [],
    route: undefined,
    swipe: undefined,
    tool: "look" as const,
  },
  hidden: new Set(hidden),
});

describe("the site at a point", () => {
  const at = (x: number, y: number, ...sites: SiteMark[]) =>
    siteAt(shown(sites), [x, y], toPixel)?.id;

  it("is one whose pin is there, whose tip is its place", () => {
    expect(at(100, 78, site("a", "chosen"))).toBe("a");
    expect(at(114, 78, site("a", "required"))).toBe("a");
    expect(at(100, 99, site("a", "chosen"))).toBe("a");
    expect(at(100, 78, site("a", "proposed"))).toBe("a");
    expect(at(120, 78, site("a", "chosen"))).toBeUndefined();
    expect(at(100, 120, site("a", "chosen"))).toBeUndefined();
    expect(at(112, 99, site("a", "chosen"))).toBeUndefined();
  });

  it("is one whose square or disc is there, whose middle is its place", () => {
    expect(at(108, 92, site("a", "possible"))).toBe("a");
    expect(at(112, 100, site("a", "forbidden"))).toBeUndefined();
    expect(at(100, 113, site("a", "refused"))).toBe("a");
    expect(at(100, 78, site("a", "upgrade"))).toBeUndefined();
  });

  it("is the one drawn last, and none that is hidden", () => {
    const two = [site("a", "chosen"), site("b", "chosen", 104)];
    expect(at(102, 78, ...two)).toBe("b");
    const sites = [site("a", "chosen"), site("b", "possible", 100, 80)];
    expect(siteAt(shown(sites, ["possible"]), [100, 80], toPixel)?.id).toBe("a");
    expect(siteAt(shown(sites, ["possible", "site"]), [100, 80], toPixel)).toBeUndefined();
  });

  it("is larger for readers who need bigger type", () => {
    const [pin] = [site("a", "chosen")];
    const hit = (x: number, y: number) => siteAt(shown([pin], [], true), [x, y], toPixel)?.id;
    // The disc's middle is 29.7 px above its place, its radius 20 and 4 more around it.
    expect(hit(100, 47)).toBe("a");
    expect(hit(123, 70)).toBe("a");
    expect(hit(126, 70)).toBeUndefined();
    const [box] = siteBoxes(shown([pin], [], true), toPixel);
    expect(box?.top).toBeCloseTo(100 - 1.35 * 41);
  });

  it("is none without a scenario", () => {
    expect(siteAt(picture, [0, 0], toPixel)).toBeUndefined();
  });
});

describe("what a press takes hold of", () => {
  it("is a site of the plan with the tools that move", () => {
    expect(holdOf("look", site("a", "chosen"), undefined)).toEqual({ site: "a" });
    expect(holdOf("move", site("a", "refused"), undefined)).toEqual({ site: "a" });
    expect(holdOf("close", site("a", "chosen"), undefined)).toBeUndefined();
    expect(holdOf("search", site("a", "chosen"), undefined)).toBeUndefined();
  });

  it("is no candidate or proposal, nor what lies under one", () => {
    expect(holdOf("move", site("a", "possible"), 3)).toBeUndefined();
    expect(holdOf("move", site("a", "proposed"), 3)).toBeUndefined();
    expect(holdOf("move", site("a", "upgrade"), 3)).toBeUndefined();
  });

  it("is an existing facility with the tool for moving alone", () => {
    expect(holdOf("move", undefined, 0)).toEqual({ facility: 0 });
    expect(holdOf("look", undefined, 0)).toBeUndefined();
    expect(holdOf("move", undefined, undefined)).toBeUndefined();
  });
});

it("labels keep clear of what is proposed, as long as it is shown", () => {
  const sites = [site("a", "chosen"), site("b", "proposed")];
  expect(siteBoxes(shown(sites), toPixel)).toHaveLength(2);
  expect(siteBoxes(shown(sites, ["proposed"]), toPixel)).toHaveLength(1);
  expect(siteBoxes(shown(sites, ["site"]), toPixel)).toHaveLength(1);
});

it("labels keep clear of the sites of the plan, not of candidates or hidden ones", () => {
  const sites = [site("a", "chosen"), site("b", "possible"), site("c", "refused")];
  expect(siteBoxes(shown(sites), toPixel)).toHaveLength(2);
  expect(siteBoxes(shown(sites, ["site"]), toPixel)).toEqual([]);
  const [box] = siteBoxes(shown(sites), toPixel);
  expect(box && box.left < 100 && box.right > 100 && box.top < 100 - 22 && box.bottom > 100).toBe(
    true,
  );
});
