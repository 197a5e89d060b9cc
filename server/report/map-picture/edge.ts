import type { Ring } from "#core/geo/rings.ts";
import { addRings, type Pen } from "./pen.ts";
import type { View } from "./view.ts";

/** Veils what lies outside the street data, and draws their edge. */
export function paintEdge(edge: readonly Ring[], { panel, toPixel }: View, pen: Pen): void {
  if (edge.length === 0) return;
  const { context } = pen;
  const rings = edge.map((ring) => ring.map(toPixel));
  const outside = pen.newPath();
  outside.rect(panel.left, panel.top, panel.right - panel.left, panel.bottom - panel.top);
  addRings(outside, rings);
  context.fillStyle = "rgba(238,240,242,0.72)";
  context.fill(outside, "evenodd");
  const line = pen.newPath();
  addRings(line, rings);
  context.strokeStyle = "#5F6B78";
  context.lineWidth = 1.2;
  context.lineCap = "butt";
  context.setLineDash([8, 4, 2, 4]);
  context.stroke(line);
  context.setLineDash([]);
}
