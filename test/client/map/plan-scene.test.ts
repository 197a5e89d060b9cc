import { gridDisk, latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import type {
  AreaMark,
  Picture,
  PlanPicture,
  SiteMark,
  StreetMark,
} from "../../../client/map/picture.ts";
import { isHidden } from "../../../client/map/scene-layers.ts";
import { isNewTo, SCENE, sceneMarks } from "../../../client/map/scene.ts";
import { picture, square } from "./town-picture.ts";

const nothing: PlanPicture = {
  sites: [],
  areas: [],
  streets: [],
  facilities: [],
  difference: undefined,
  gained: [],
  lost: [],
  route: undefined,
  swipe: undefined,
  tool: "look",
};

const site = (id: string, change: Partial<SiteMark> = {}): SiteMark => ({
  id,
  name: `点 ${id}`,
  lng: 100.4,
  lat: 38.4,
  glyph: "childcare",
  look: "chosen",
  number: 1,
  note: undefined,
  selected: false,
  ...change,
});

const river: AreaMark = {
  id: "river",
  role: "exclusion",
  name: "河道",
  ring: square,
  selected: false,
};

const bridge: StreetMark = {
  id: "bridge",
  kind: "bridge",
  name: "",
  from: [100.2, 38.2],
  to: [100.4, 38.6],
  failed: false,
};

/** The town with a scenario that differs from an empty one. */
const town = (plan: Partial<PlanPicture>, change: Partial<Picture> = {}): Picture => ({
  ...picture,
  ...change,
  plan: { ...nothing, ...plan },
});

function featuresOf(source: string, shown: Picture) {
  const part = SCENE.find((each) => each.source === source);
  if (!part) throw new Error(`The scene has no source "${source}".`);
  return part.features(shown).features;
}

const kindsOf = (source: string, shown: Picture) =>
  featuresOf(source, shown).map((each) => each.properties?.["kind"]);

const renewed = (before: Picture, after: Picture) =>
  SCENE.filter((part) => isNewTo(before, after, part.reads)).map(({ source }) => source);

describe("the sites of a scenario", () => {
  it("are drawn by their look, with their number, and only in marks the scene lists", () => {
    const shown = town({
      sites: [
        site("a", { look: "required", number: 2 }),
        site("b", { look: "possible", number: undefined }),
        site("c", { look: "forbidden", number: undefined, selected: true }),
        site("d", { look: "proposed", number: 3 }),
      ],
    });
    const points = featuresOf("plan-points", shown).map((each) => each.properties);
    expect(points).toEqual([
      { kind: "site", site: "a", image: "site/required/childcare/2/false" },
      { kind: "site-possible", site: "b", image: "site/possible/childcare//false" },
      { kind: "site-forbidden", site: "c", image: "site/forbidden/childcare//true" },
      { kind: "site-proposed", site: "d", image: "site/proposed/childcare/3/false" },
    ]);
    expect(sceneMarks(shown)).toContainEqual({
      kind: "site",
      look: "required",
      glyph: "childcare",
      number: 2,
      selected: false,
    });
  });

  it("have a card that says why one was refused, in the language of the page", () => {
    const sites = [site("a", { look: "refused", note: "距路网 412 米 ＞ 300 米" })];
    expect(kindsOf("plan-points", town({ sites }))).toEqual(["site", "site-card"]);
    expect(sceneMarks(town({ sites }, { language: "en" }))).toContainEqual({
      kind: "refused",
      note: "距路网 412 米 ＞ 300 米",
      language: "en",
    });
  });

  it("leave out the one that is dragged, which is drawn over the map", () => {
    const sites = [site("a"), site("b")];
    const drag = {
      what: { site: "a" },
      glyph: "childcare",
      from: [100.4, 38.4],
      at: [100.5, 38.4],
      snapped: undefined,
    } as const;
    const points = featuresOf("plan-points", town({ sites, drag }));
    expect(points.map((each) => each.properties?.["site"])).toEqual(["b"]);
  });
});

describe("existing facilities", () => {
  const look = (plan: Partial<PlanPicture>) =>
    featuresOf("facilities", town(plan)).map((each) => each.properties?.["image"]);

  it("show what the scenario makes of them", () => {
    expect(look({ facilities: [{ index: 7, look: "closed" }] })).toEqual([
      "facility/clinic/1/closed",
    ]);
    expect(look({ facilities: [{ index: 8, look: "closed" }] })).toEqual([
      "facility/clinic/1/open",
    ]);
  });

  it("leave out the one that is dragged", () => {
    const drag = {
      what: { facility: 7 },
      glyph: "clinic",
      from: [100.5, 38.5],
      at: [100.5, 38.6],
      snapped: undefined,
    } as const;
    expect(look({ drag })).toEqual([]);
  });
});

describe("areas and streets", () => {
  it("are hatched where nothing may be sited, and named inside", () => {
    const shown = town({ areas: [river, { ...river, id: "north", role: "search", name: "" }] });
    expect(featuresOf("plan-shapes", shown).map((each) => each.properties)).toEqual([
      { kind: "exclusion", area: "river", selected: false, image: "cross-hatch" },
      { kind: "search", area: "north", selected: false },
    ]);
    expect(sceneMarks(shown)).toContainEqual({ kind: "cross-hatch" });
    const [name, ...others] = featuresOf("plan-points", shown);
    expect(others).toEqual([]);
    expect(name?.properties).toMatchObject({ kind: "exclusion-name", area: "river", name: "河道" });
    expect(name?.geometry).toEqual({ type: "Point", coordinates: [100.5, 38.5] });
  });

  it("say which change could not be made, with a sign half way", () => {
    const streets = [bridge, { ...bridge, id: "gate", kind: "gate" as const, failed: true }];
    expect(kindsOf("plan-shapes", town({ streets }))).toEqual(["street-made", "street-failed"]);
    const signs = featuresOf("plan-points", town({ streets }));
    expect(signs[0]?.geometry).toMatchObject({ type: "Point" });
    expect(signs.map((each) => each.properties?.["image"])).toEqual([
      "street/bridge/false",
      "street/gate/true",
    ]);
  });

  it("draw a way walked with both its ends, and none of one place", () => {
    const route = [
      [100.1, 38.1],
      [100.2, 38.1],
      [100.2, 38.3],
    ] as const;
    expect(kindsOf("plan-shapes", town({ route }))).toEqual(["route"]);
    expect(featuresOf("plan-points", town({ route })).map((each) => each.geometry)).toEqual([
      { type: "Point", coordinates: [100.1, 38.1] },
      { type: "Point", coordinates: [100.2, 38.3] },
    ]);
    expect(kindsOf("plan-shapes", town({ route: [[100.1, 38.1]] }))).toEqual([]);
  });
});

describe("cells newly reached", () => {
  const middle = latLngToCell(38.5, 100.5, 10);
  const ids = gridDisk(middle, 1);
  const cells = { ...picture.cells, ids };
  const around = ids.flatMap((id, index) => (id === middle ? [] : [index]));

  it("have one outline with its hole kept", () => {
    const [outline, ...others] = featuresOf("plan-change", town({ gained: around }, { cells }));
    expect(others).toEqual([]);
    expect(outline?.properties).toEqual({ kind: "gained" });
    const shape = outline?.geometry.type === "MultiPolygon" ? outline.geometry.coordinates : [];
    expect(shape).toHaveLength(1);
    // Six cells around one: 18 corners outside, 6 around the hole, each ring closed.
    expect(shape[0]?.map((ring) => ring.length)).toEqual([19, 7]);
  });

  it("are kept apart from those no longer reached", () => {
    expect(kindsOf("plan-change", town({ gained: [0], lost: [1] }, { cells }))).toEqual([
      "gained",
      "lost",
    ]);
    expect(kindsOf("plan-change", town({}, { cells }))).toEqual([]);
  });
});

describe("a step of a drag", () => {
  const drag = {
    what: { site: "a" },
    glyph: "childcare",
    from: [100.4, 38.4],
    at: [100.5, 38.4],
    snapped: undefined,
  } as const;
  const before = town({ sites: [site("a")], drag });
  const step = (change: Partial<PlanPicture>): Picture => ({
    ...before,
    plan: { ...nothing, ...before.plan, ...change },
  });

  it("makes no source anew for the pointer alone", () => {
    expect(renewed(before, step({ drag: { ...drag, at: [100.6, 38.4] } }))).toEqual([]);
  });

  it("makes the outlines anew for what it gains, and nothing else", () => {
    const difference = { before: new Float32Array(1), after: new Float32Array(1) };
    expect(renewed(before, step({ gained: [0], difference }))).toEqual(["plan-change"]);
  });

  it("puts the points back when it is over", () => {
    expect(renewed(before, step({ drag: undefined }))).toEqual(["facilities", "plan-points"]);
  });
});

it("what the legend hides is no longer drawn", () => {
  expect(isHidden("gained-line", new Set(["gained"]))).toBe(true);
  expect(isHidden("site-possible", new Set(["possible"]))).toBe(true);
  expect(isHidden("site", new Set(["possible"]))).toBe(false);
  expect(isHidden("exclusion-hatch", new Set(["forbidden"]))).toBe(false);
});
