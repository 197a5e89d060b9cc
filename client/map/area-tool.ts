import type { Map as GlMap } from "maplibre-gl";
import { TerraDraw, TerraDrawPolygonMode, ValidateNotSelfIntersecting } from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import { AREA_COLORS } from "./difference.ts";
import type { AreaMark } from "./picture.ts";
import type { Place } from "./features.ts";
import type { Pixel } from "./label-places.ts";
import { DRAWN_BELOW } from "./layer-order.ts";

/** A ring being drawn corner by corner. */
export interface AreaTool {
  /** Whether a corner is set. */
  readonly isUnderWay: () => boolean;
  /** Sets a corner at a pixel of the map, for those who draw without a pointer. */
  readonly addCorner: (at: Pixel) => void;
  readonly close: () => void;
}

/**
 * Draws rings until it is closed. Enter, a double click or a click on the first corner ends a ring; Esc forgets it. A
 * corner whose edges would cross others is not taken.
 */
export function areaTool(
  map: GlMap,
  role: AreaMark["role"],
  drawn: (ring: readonly Place[]) => void,
): AreaTool {
  const color = AREA_COLORS[role];
  const corner = { Width: 4, Color: "#FFFFFF", OutlineColor: color, OutlineWidth: 2 } as const;
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({
      map,
      prefixId: "drawn-area",
      renderBelowLayerId: DRAWN_BELOW,
      coordinatePrecision: 7,
    }),
    modes: [
      new TerraDrawPolygonMode({
        pointerDistance: 12,
        showCoordinatePoints: true,
        validation: (feature, { updateType }) =>
          updateType === "provisional" ? { valid: true } : ValidateNotSelfIntersecting(feature),
        styles: {
          fillColor: color,
          fillOpacity: 0.1,
          outlineColor: color,
          outlineWidth: 2.6,
          coordinatePointWidth: corner.Width,
          coordinatePointColor: corner.Color,
          coordinatePointOutlineColor: corner.OutlineColor,
          coordinatePointOutlineWidth: corner.OutlineWidth,
          closingPointWidth: 6,
          closingPointColor: "#FFC94D",
          closingPointOutlineColor: color,
          closingPointOutlineWidth: 2,
        },
      }),
    ],
  });
  draw.start();
  draw.setMode("polygon");
  draw.on("finish", (id) => {
    const geometry = draw.getSnapshotFeature(id)?.geometry;
    // The mode still works on the ring while it tells of it.
    queueMicrotask(() => draw.enabled && draw.clear());
    if (geometry?.type !== "Polygon") return;
    drawn((geometry.coordinates[0] ?? []).map(([lng = 0, lat = 0]): Place => [lng, lat]));
  });
  return {
    isUnderWay: () => draw.getModeState() === "drawing",
    addCorner: (at) => press(map.getCanvas(), at),
    close: () => draw.stop(),
  };
}

/** A press as by a pointer, for the drawing library alone: it reaches no other listener of the map. */
function press(canvas: HTMLElement, [x, y]: Pixel): void {
  const { left, top } = canvas.getBoundingClientRect();
  const at = { isPrimary: true, button: 0, clientX: left + x, clientY: top + y };
  for (const kind of ["pointermove", "pointerdown", "pointerup"]) {
    canvas.dispatchEvent(new PointerEvent(kind, at));
  }
}
