import { describe, expect, it } from "vitest";
import { SERVICES } from "#contract/vocabulary.ts";
import { SERVICE_GLYPHS, SERVICE_OUTLINES } from "../../../client/map/glyphs.ts";

describe("the glyphs of the services", () => {
  it("are one for each service, and no two alike", () => {
    expect(Object.keys(SERVICE_GLYPHS).toSorted()).toEqual([...SERVICES].toSorted());
    expect(new Set(Object.values(SERVICE_GLYPHS)).size).toBe(SERVICES.length);
  });

  it("are paths only, which a canvas can draw as well as SVG", () => {
    for (const service of SERVICES) {
      expect(SERVICE_GLYPHS[service].replaceAll(/<path d="[^"<>]+"\/>/g, "")).toBe("");
      expect(SERVICE_OUTLINES[service].every((outline) => outline.startsWith("M"))).toBe(true);
    }
  });
});
