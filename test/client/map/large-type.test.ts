import { expect, it } from "vitest";
import { enlarged, growthOf } from "../../../client/map/large-type.ts";
import { sceneLayers } from "../../../client/map/scene-layers.ts";

const layer = (id: string) => {
  const found = sceneLayers().find((each) => each.id === id);
  if (!found) throw new Error(`There is no layer "${id}".`);
  return found;
};

it("draws the outlines of gaps and of what changes 4 px wide", () => {
  expect(enlarged(layer("gained-line"), false)).toMatchObject({ paint: { "line-width": 4 } });
  expect(enlarged(layer("gap-line"), false)).toMatchObject({
    paint: { "line-width": ["*", 4 / 2.6, expect.anything()] },
  });
});

it("draws the discs of facilities with a radius of 14 px, and all other marks as much larger as words", () => {
  const facility = { kind: "facility", glyph: "meal", services: 1, look: "open" } as const;
  expect(10 * growthOf(facility, true)).toBe(14);
  expect(growthOf(facility, false)).toBe(1);
  expect(growthOf({ kind: "origin" }, true)).toBe(1.35);
});

it("keeps steps by zoom outermost, as the map asks, and their zooms as they are", () => {
  expect(enlarged(layer("facility-ring"), false)).toMatchObject({
    paint: { "circle-radius": ["step", ["zoom"], 7, 11, expect.closeTo(18.9)] },
  });
});

it("writes larger words everywhere, and leaves the lines of the base map", () => {
  expect(enlarged(layer("area-name"), true)).toMatchObject({
    layout: { "text-size": expect.closeTo(16.2) },
  });
  const street = layer("street-made");
  expect(enlarged(street, true)).toBe(street);
});
