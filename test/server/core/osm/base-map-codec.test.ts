import { describe, expect, it } from "vitest";
import type { BaseMap } from "#core/osm/base-map.ts";
import { openBaseMap, packBaseMap } from "../../../../server/core/osm/base-map-codec.ts";
import { collectShapes } from "../../../../server/core/osm/base-map-shapes.ts";
import { drawBaseMap } from "../../../../server/core/osm/draw-base-map.ts";
import { visitElements, type OsmElements } from "../../../fixtures/osm-file.ts";

const TOWN: OsmElements = {
  nodes: [
    { id: 1, lng: 100.45, lat: 38.93, tags: { place: "town", name: "民乐县" } },
    { id: 2, lng: 100.46, lat: 38.93 },
    { id: 3, lng: 100.46, lat: 38.94 },
    { id: 4, lng: 100.47, lat: 39 },
  ],
  ways: [
    { id: 1, refs: [1, 2, 3, 1], tags: { building: "yes", "building:levels": "6" } },
    { id: 2, refs: [3, 4], tags: { highway: "residential", name: "团结巷" } },
    { id: 3, refs: [1, 3, 9], tags: { highway: "path" } },
  ],
};

function drawn(elements: OsmElements): BaseMap {
  const shapes = collectShapes();
  visitElements(elements, shapes.visitor);
  const map = drawBaseMap(shapes.finish());
  visitElements(elements, map.visitor);
  return map.finish();
}

describe("a packed base map", () => {
  it("opens as it was, wherever its bytes lie in memory", () => {
    const map = drawn(TOWN);
    const packed = packBaseMap(map);
    expect(map.street.set).toHaveLength(2);
    expect(map.skipped.lines).toBe(1);
    expect(openBaseMap(packed)).toEqual(map);
    for (const offset of [1, 4, 6]) {
      const moved = new Uint8Array(packed.length + offset).subarray(offset);
      moved.set(packed);
      expect(openBaseMap(moved)).toEqual(map);
    }
  });

  it("opens when nothing is on it", () => {
    const map = drawn({ nodes: [], ways: [] });
    expect(openBaseMap(packBaseMap(map))).toEqual(map);
  });

  it("is the same bytes for the same extract", () => {
    expect(packBaseMap(drawn(TOWN))).toEqual(packBaseMap(drawn(TOWN)));
  });

  it("is refused when it is foreign, of another version, or cut short", () => {
    const packed = packBaseMap(drawn(TOWN));
    expect(() => openBaseMap(new Uint8Array(3))).toThrow("3 bytes has no header");
    expect(() => openBaseMap(new TextEncoder().encode("a completely different file"))).toThrow(
      "not a packed base map",
    );
    expect(() => openBaseMap(packed.subarray(0, packed.length - 4))).toThrow(
      `should be ${packed.length} bytes`,
    );
    const newer = packed.slice();
    newer[4] = 9;
    expect(() => openBaseMap(newer)).toThrow("version 9; this build reads version 1");
  });
});
