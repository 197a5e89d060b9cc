/**
 * Every layer of the map, from below. Buildings and main streets are drawn a second time over the cells,
 * and water and bridges only there, as nothing of them would show below: that keeps the town readable. Labels are placed from the top of the list
 * down, so a street's name yields to a facility, and both to the label of a gap.
 */
export const LAYER_ORDER = [
  "background",
  "land",
  "building",
  "barrier",
  "path",
  "street-casing",
  "street",
  "railway",
  "railway-dash",
  "cells",
  "building-over",
  "street-over",
  "water",
  "shore",
  "waterway",
  "bridge-casing",
  "bridge",
  "veil",
  "extract-edge",
  "unit-casing",
  "unit-line",
  "gap-casing",
  "gap-line",
  "lost-casing",
  "lost-line",
  "gained-casing",
  "gained-line",
  "search-fill",
  "search-edge",
  "exclusion-hatch",
  "exclusion-edge",
  "unit-selected-fill",
  "unit-selected-casing",
  "unit-selected-line",
  "reach-fill",
  "reach-casing",
  "reach-line",
  "cell-selected-casing",
  "cell-selected-line",
  "street-change-casing",
  "street-made",
  "street-closed",
  "street-failed",
  "route-casing",
  "route-line",
  "street-label",
  "water-label",
  "area-label",
  "place-label",
  "extract-edge-label",
  "area-name",
  "snap-line",
  "facility-dot",
  "facility-ring",
  "facility",
  "street-sign",
  "route-start",
  "route-end",
  "site-possible",
  "site-forbidden",
  "site-proposed",
  "site",
  "reach-origin",
  "site-card",
  "gap-label",
] as const;

/** What is being drawn by hand lies under this layer: over everything but the labels of gaps. */
export const DRAWN_BELOW = "gap-label" satisfies LayerId;

export type LayerId = (typeof LAYER_ORDER)[number];

/** The layers sorted from below. Throws for one that is not on the list, or is given twice. */
export function inLayerOrder<L extends { readonly id: string }>(layers: readonly L[]): L[] {
  const seen = new Set<string>();
  for (const { id } of layers) {
    if (seen.has(id)) throw new Error(`Layer "${id}" is given twice.`);
    seen.add(id);
    place(id);
  }
  return layers.toSorted((a, b) => place(a.id) - place(b.id));
}

/** The layer a new one must be put under; undefined for the topmost. */
export function layerAbove(id: LayerId): LayerId | undefined {
  return LAYER_ORDER[place(id) + 1];
}

function place(id: string): number {
  const index = LAYER_ORDER.findIndex((each) => each === id);
  if (index < 0) {
    throw new Error(`Layer "${id}" is not in LAYER_ORDER: decide its place in layer-order.ts.`);
  }
  return index;
}
