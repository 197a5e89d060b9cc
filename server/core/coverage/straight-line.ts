import Flatbush from "flatbush";
import { lngShrink, METRES_PER_DEGREE, metresBetween } from "../geo/lonlat.ts";
import type { Metres } from "../vocabulary.ts";
import { COVERED, GAP, UNKNOWN } from "./states.ts";
import type { Ground } from "./survey.ts";

/** How far from each cell's people the nearest of some facilities is, as the crow flies. */
export type StraightLines = (facilities: Iterable<number>) => Float64Array;

/**
 * Great-circle metres, to the millimetre; `Infinity` beyond `farthest`. Streets do not matter here, so a facility
 * counts though it is not joined to any.
 */
export function straightLines(ground: Ground, farthest: Metres): StraightLines {
  const { demand, facilities } = ground;
  const { lng, lat } = demand;
  const cells = cellTree(lng, lat);
  return (among) => {
    const metres = new Float64Array(lng.length).fill(Infinity);
    for (const f of among) {
      const { lng: x, lat: y } = facilities[f]!;
      for (const c of cellsAround(x, y)) {
        const far = Math.round(metresBetween(x, y, lng[c]!, lat[c]!) * 1000) / 1000;
        if (far <= farthest && far < metres[c]!) metres[c] = far;
      }
    }
    return metres;
  };

  function cellsAround(x: number, y: number): number[] {
    if (cells === undefined) return [];
    // A little wider than the circle, whose widest parallel lies towards the pole.
    const tall = (1.001 * farthest) / METRES_PER_DEGREE;
    const wide = tall / Math.max(0.01, lngShrink(Math.abs(y) + tall));
    return cells.search(x - wide, y - tall, x + wide, y + tall);
  }
}

/**
 * The state of every cell for a radius, inclusive. Not covered and so near the edge of the extract that a facility
 * beyond it may be within the radius is *unknown*.
 */
export function straightStates(
  metres: Float64Array,
  edgeMetres: Float64Array,
  radius: Metres,
): Uint8Array {
  return Uint8Array.from(metres, (far, c) => {
    if (far <= radius) return COVERED;
    return edgeMetres[c]! <= radius ? UNKNOWN : GAP;
  });
}

function cellTree(lng: Float64Array, lat: Float64Array): Flatbush | undefined {
  if (lng.length === 0) return undefined;
  const tree = new Flatbush(lng.length);
  for (let c = 0; c < lng.length; c++) tree.add(lng[c]!, lat[c]!);
  tree.finish();
  return tree;
}
