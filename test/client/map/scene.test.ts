import { describe, expect, it } from "vitest";
import type { Picture } from "../../../client/map/picture.ts";
import { drawnGaps, isNewTo, SCENE, sceneMarks } from "../../../client/map/scene.ts";
import { picture, square } from "./town-picture.ts";

/** The features of one source of a picture that differs from the one above. */
function featuresOf(source: string, change: Partial<Picture> = {}) {
  const part = SCENE.find((each) => each.source === source);
  if (!part) throw new Error(`The scene has no source "${source}".`);
  return part.features({ ...picture, ...change }).features;
}

/** The sources that are made anew after a change. */
function renewed(change: Partial<Picture>) {
  const next = { ...picture, ...change };
  return SCENE.filter((part) => isNewTo(picture, next, part.reads)).map(({ source }) => source);
}

describe("the gaps that are drawn", () => {
  it("are the five largest", () => {
    expect(drawnGaps(picture).map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
  });

  it("are the five largest and the chosen one", () => {
    expect(drawnGaps({ ...picture, selectedGap: 7 }).map(({ rank }) => rank)).toEqual([
      1, 2, 3, 4, 5, 7,
    ]);
    expect(featuresOf("gaps", { selectedGap: 7 }).map((each) => each.properties)).toContainEqual({
      rank: 7,
      selected: true,
    });
  });

  it("are five when the chosen one is among the largest, or is gone", () => {
    expect(drawnGaps({ ...picture, selectedGap: 2 })).toHaveLength(5);
    expect(drawnGaps({ ...picture, selectedGap: 99 })).toHaveLength(5);
  });

  it("carry their people in the words of the map", () => {
    const written = (language: "zh" | "en") =>
      sceneMarks({ ...picture, language }).flatMap((mark) =>
        mark.kind === "gap" ? [mark.people] : [],
      );
    expect(written("zh")).toEqual(["2.3 万人", "2.3 万人", "1.6 万人", "4,769 人", "3,641 人"]);
    expect(written("en")[0]).toBe("23,170 people");
  });

  it("name only marks that the scene lists", () => {
    const images = featuresOf("gap-labels").map((each) => each.properties?.["image"]);
    expect(images).toEqual([
      "gap/1/2.3 万人",
      "gap/2/2.3 万人",
      "gap/3/1.6 万人",
      "gap/4/4,769 人",
      "gap/5/3,641 人",
    ]);
  });
});

describe("what a change makes anew", () => {
  it("is no source for the limit, the paint and the hidden classes", () => {
    expect(renewed({ limit: 960 })).toEqual([]);
    expect(renewed({ paint: "states" })).toEqual([]);
    expect(renewed({ hidden: new Set(["unknown"]) })).toEqual([]);
  });

  it("is no source for new times of the same cells", () => {
    expect(renewed({ cells: { ...picture.cells, cost: new Float32Array(1) } })).toEqual([]);
  });

  it("is only what reads it", () => {
    expect(renewed({ language: "en" })).toEqual(["study", "gap-labels"]);
    expect(renewed({ gaps: [] })).toEqual(["gaps", "gap-labels"]);
    expect(renewed({ selectedGap: 6 })).toEqual(["gaps", "gap-labels"]);
    expect(renewed({ selectedCell: 0 })).toEqual(["selection"]);
    expect(renewed({ selectedFacility: 7 })).toEqual(["selection", "facility-selected"]);
  });

  it("is everything for the first picture", () => {
    expect(SCENE.every((part) => isNewTo(undefined, picture, part.reads))).toBe(true);
  });
});

describe("the scene", () => {
  it("veils the world outside the extract and names its edge in the page's language", () => {
    const [veil, edge] = featuresOf("study", { language: "en" });
    expect(veil?.geometry).toMatchObject({ type: "Polygon" });
    expect(veil?.geometry.type === "Polygon" && veil.geometry.coordinates[1]).toEqual(square);
    expect(edge?.properties).toEqual({ kind: "edge", text: "Edge of the extract" });
  });

  it("draws no veil without a boundary", () => {
    expect(featuresOf("study", { boundary: [] })).toEqual([]);
  });

  it("marks a facility with its glyph and how many services it offers", () => {
    expect(featuresOf("facilities")[0]?.properties).toEqual({
      index: 7,
      image: "facility/clinic/1/open",
    });
    expect(sceneMarks(picture)).toContainEqual({
      kind: "facility",
      glyph: "clinic",
      services: 1,
      look: "open",
    });
  });

  it("draws a walk's outline, its line to the network and its pin", () => {
    const reach = {
      origin: [100.2, 38.2],
      snapped: [100.21, 38.2],
      outline: { type: "MultiPolygon", coordinates: [[square]] },
    } as const satisfies Picture["reach"] as Picture["reach"];
    const kinds = featuresOf("selection", { reach }).map((each) => each.properties?.["kind"]);
    expect(kinds).toEqual(["outline", "snap", "origin"]);
  });

  it("lets the facility stand for the pin of its own catchment", () => {
    const reach: Picture["reach"] = {
      origin: [100.5, 38.5],
      snapped: undefined,
      outline: undefined,
    };
    expect(featuresOf("selection", { reach })).toHaveLength(1);
    expect(featuresOf("selection", { reach, selectedFacility: 7 })).toEqual([]);
  });

  it("outlines the selected cell, closed, and nothing for an index the study has not", () => {
    const [cell] = featuresOf("selection", { selectedCell: 0 });
    const ring = cell?.geometry.type === "Polygon" ? cell.geometry.coordinates[0] : undefined;
    expect(ring).toHaveLength(7);
    expect(ring?.[0]).toEqual(ring?.[6]);
    expect(featuresOf("selection", { selectedCell: 5 })).toEqual([]);
  });
});
