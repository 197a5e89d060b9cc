import type { Map as GlMap } from "maplibre-gl";
import {
  TerraDraw,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
  ValidateNotSelfIntersecting,
} from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import { AREA_COLORS } from "./difference.ts";
import type { Place } from "./features.ts";
import { DRAWN_BELOW } from "./layer-order.ts";
import { CORNER_REACH } from "./corners.ts";
import type { AreaMark } from "./picture.ts";
import type { Ring } from "./rings.ts";

/** An area whose corners can be dragged. */
export interface CornerTool {
  /** Whether a corner is in the hand. */
  readonly isUnderWay: () => boolean;
  /** Stands as this, whatever the hand was doing. */
  readonly show: (ring: Ring) => void;
  readonly close: () => void;
}

/**
 * Shows the corners of an area and the middles of its edges, each of which can be dragged: a middle becomes a corner.
 * A corner stops where its edges would cross others. `reshaped` is told when one is let go.
 */
export function cornerTool(
  map: GlMap,
  { role, ring }: Pick<AreaMark, "role" | "ring">,
  large: boolean,
  reshaped: (ring: Ring) => void,
): CornerTool {
  const color = AREA_COLORS[role];
  const wide = large ? 1.5 : 1;
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({
      map,
      prefixId: "area-corners",
      renderBelowLayerId: DRAWN_BELOW,
      coordinatePrecision: DECIMALS,
      // Below what the map takes for panning, so that it stands still.
      minPixelDragDistanceSelecting: 1,
    }),
    modes: [
      new TerraDrawPolygonMode(),
      new TerraDrawSelectMode({
        pointerDistance: CORNER_REACH,
        allowManualSelection: false,
        allowManualDeselection: false,
        keyEvents: null,
        flags: {
          polygon: {
            feature: {
              selfIntersectable: false,
              coordinates: { draggable: true, midpoints: { draggable: true } },
            },
          },
        },
        styles: {
          selectedPolygonColor: color,
          selectedPolygonFillOpacity: 0.1,
          selectedPolygonOutlineColor: color,
          selectedPolygonOutlineWidth: 2.6 * wide,
          selectionPointWidth: 5 * wide,
          selectionPointColor: "#FFFFFF",
          selectionPointOutlineColor: color,
          selectionPointOutlineWidth: 2.4 * wide,
          midPointWidth: 3.5 * wide,
          midPointColor: color,
          midPointOutlineColor: "#FFFFFF",
          midPointOutlineWidth: 1.4 * wide,
        },
      }),
    ],
  });
  let shown: string | undefined;
  let isHeld = false;
  const show = (next: Ring) => {
    draw.clear();
    const [made] = draw.addFeatures([polygon(next)]);
    shown = made?.valid === true ? String(made.id) : undefined;
    if (shown !== undefined) draw.selectFeature(shown);
    isHeld = false;
  };
  draw.start();
  draw.setMode("select");
  draw.on("change", (ids, type) => {
    if (type === "update" && ids.some((id) => id === shown)) isHeld = true;
  });
  draw.on("finish", (id, { action }) => {
    // A middle that is taken hold of has become a corner; it is told of when it is let go.
    if (action !== "dragCoordinate") return;
    isHeld = false;
    const geometry = draw.getSnapshotFeature(id)?.geometry;
    if (geometry?.type !== "Polygon") return;
    reshaped((geometry.coordinates[0] ?? []).map(([lng = 0, lat = 0]): Place => [lng, lat]));
  });
  show(ring);
  return { isUnderWay: () => isHeld, show, close: () => draw.stop() };
}

/** Whether none of its edges cross. */
export function isSimple(ring: Ring): boolean {
  return ValidateNotSelfIntersecting(polygon(ring)).valid;
}

/** Of degrees: a tenth of a millimetre. What is drawn has fewer, files may bring more. */
const DECIMALS = 9;

function polygon(ring: Ring) {
  const round = (degrees: number) => Number(degrees.toFixed(DECIMALS));
  const coordinates = [ring.map(([lng, lat]) => [round(lng), round(lat)])];
  return {
    type: "Feature",
    geometry: { type: "Polygon", coordinates },
    properties: { mode: "polygon" },
  } as const;
}
