import type { LngLat } from "#core/geo/rings.ts";
import type { Service } from "#core/vocabulary.ts";
import { boxAround, holds, type Box, type Pixel } from "./boxes.ts";
import { FACILITY_INK } from "./colours.ts";
import { GLYPHS } from "./glyphs.ts";
import type { Pen } from "./pen.ts";
import type { View } from "./view.ts";

/** Facilities as they stand on a map. */
export interface FacilityMarks {
  readonly at: readonly Pixel[];
  /** Too many for discs, or too small a scale: small dots without a glyph. */
  readonly dots: boolean;
  readonly boxes: readonly Box[];
}

const RADIUS = 8;
const DOT = 3.2;
const DISCS_FROM_ZOOM = 11.5;
/** Above this share of discs that touch another, all become dots. */
const CROWDED = 0.3;

export function facilityMarks(facilities: readonly LngLat[], view: View): FacilityMarks {
  const at = facilities
    .map(view.toPixel)
    .filter((pixel) => holds(view.panel, pixel))
    // The southern ones over the northern, whatever order they came in.
    .toSorted((a, b) => a[1] - b[1] || a[0] - b[0]);
  const dots = view.zoom < DISCS_FROM_ZOOM || touching(at) > CROWDED * at.length;
  const size = 2 * (dots ? DOT : RADIUS);
  return { at, dots, boxes: at.map((pixel) => boxAround(pixel, [size, size])) };
}

function touching(at: readonly Pixel[]): number {
  const near = 2 * RADIUS;
  // Sorted by height, so that only those next in line can be near.
  const isTouched = at.map(() => false);
  for (const [i, [x, y]] of at.entries()) {
    for (let j = i + 1; j < at.length; j++) {
      const [otherX, otherY] = at[j]!;
      if (otherY - y > near) break;
      if (Math.hypot(otherX - x, otherY - y) < near) isTouched[i] = isTouched[j] = true;
    }
  }
  return isTouched.filter(Boolean).length;
}

export function paintFacility(pen: Pen, [x, y]: Pixel, service: Service, dot: boolean): void {
  const { context } = pen;
  context.beginPath();
  context.arc(x, y, dot ? DOT : RADIUS, 0, 2 * Math.PI);
  context.fillStyle = dot ? FACILITY_INK : "#FFFFFF";
  context.strokeStyle = dot ? "#FFFFFF" : FACILITY_INK;
  context.lineWidth = dot ? 1 : 1.5;
  context.fill();
  context.stroke();
  if (dot) return;
  const scale = (1.28 * RADIUS) / 24;
  context.save();
  context.translate(x - 12 * scale, y - 12 * scale);
  context.scale(scale, scale);
  context.lineWidth = 2.6;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = FACILITY_INK;
  context.stroke(pen.newPath(GLYPHS[service]));
  context.restore();
}
