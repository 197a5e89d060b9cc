import { cellToLatLng, gridDisk, latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import { gapLabelsOn, type Screen } from "../../../client/map/gap-labels.ts";
import { picture } from "./town-picture.ts";

/** A screen of 800 × 600 px whose upper left corner is at 100° E, 39° N, 100 px to a degree. */
const screen: Screen = {
  size: [800, 600],
  taken: [],
  toPixel: (lng, lat) => [(lng - 100) * 100, (39 - lat) * 100],
  toPlace: ([x, y]) => [100 + x / 100, 39 - y / 100],
  sizeOf: () => [100, 24],
};

const ids = gridDisk(latLngToCell(36, 104, 3), 1);
const gap = {
  rank: 1,
  name: "a gap",
  people: 4769,
  groups: {},
  cells: ids.map((_, index) => index),
  areaKm2: 1,
  nearest: null,
  geometry: { type: "Polygon" as const, coordinates: [] },
};
const cells = { ...picture.cells, ids };

describe("the labels of the gaps on a screen", () => {
  it("stand where the gaps want them", () => {
    const { features } = gapLabelsOn(screen, {
      ...picture,
      cells,
      gaps: [{ ...gap, label: [104, 36] }],
    });
    expect(features[0]?.geometry).toEqual({ type: "Point", coordinates: [104, 36] });
    expect(features[0]?.properties).toEqual({ rank: 1, image: "gap/1/4,769 人" });
  });

  it("stand on a cell of the gap that is on the screen when their own place is not", () => {
    const { features } = gapLabelsOn(screen, {
      ...picture,
      cells,
      gaps: [{ ...gap, label: [99, 36] }],
    });
    const [place] = features.map(({ geometry }) =>
      geometry.type === "Point" ? geometry.coordinates : [],
    );
    const westernmost = ids.map((id) => cellToLatLng(id)).toSorted((a, b) => a[1] - b[1])[0];
    expect(place?.[0]).toBeCloseTo(westernmost?.[1] ?? 0, 9);
  });
});
