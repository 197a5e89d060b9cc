import { describe, expect, it } from "vitest";
import { baseLayers } from "../../../client/map/base-style.ts";
import { inLayerOrder, LAYER_ORDER, layerAbove } from "../../../client/map/layer-order.ts";
import { sceneLayers } from "../../../client/map/scene-layers.ts";

describe("the order of the layers", () => {
  it("sorts layers from below, whatever order they come in", () => {
    const layers = [{ id: "gap-label" }, { id: "land" }, { id: "cells" }, { id: "street" }];
    expect(inLayerOrder(layers).map(({ id }) => id)).toEqual([
      "land",
      "street",
      "cells",
      "gap-label",
    ]);
  });

  it("throws for a layer that is not on the list, and names it", () => {
    expect(() => inLayerOrder([{ id: "land" }, { id: "heat" }])).toThrow(/"heat".*LAYER_ORDER/);
  });

  it("throws for a layer that is given twice", () => {
    expect(() => inLayerOrder([{ id: "land" }, { id: "land" }])).toThrow(/"land" is given twice/);
  });

  it("lists every layer that is drawn, and no other", () => {
    const drawn = inLayerOrder([...baseLayers(), ...sceneLayers(), { id: "cells" }]);
    expect(drawn.map(({ id }) => id)).toEqual([...LAYER_ORDER]);
  });

  it("draws main streets, water and buildings over the cells, and gaps over those", () => {
    const over = LAYER_ORDER.slice(LAYER_ORDER.indexOf("cells") + 1);
    for (const id of ["building-over", "street-over", "water", "bridge"] as const) {
      expect(over.indexOf(id)).toBeGreaterThanOrEqual(0);
      expect(over.indexOf(id)).toBeLessThan(over.indexOf("gap-line"));
    }
    expect(layerAbove("cells")).toBe("building-over");
  });

  it("lets names yield to facilities, and both to the labels of gaps", () => {
    const place = (id: (typeof LAYER_ORDER)[number]) => LAYER_ORDER.indexOf(id);
    expect(place("street-label")).toBeLessThan(place("facility"));
    expect(place("facility")).toBeLessThan(place("gap-label"));
    expect(layerAbove("gap-label")).toBeUndefined();
  });
});
