import type { Metres } from "../../vocabulary.ts";
import type { Position } from "../crs/transform.ts";
import { ELSEWHERE, fitTo, IMPOSSIBLE, type Fit, type Place } from "./fit.ts";
import { boxAround, grown, isInBox, type Box, type Reference } from "./reference.ts";
import { placing, type Supposition } from "./suppositions.ts";

/** A supposition with the places it gives and how ill they fit. */
export interface Candidate extends Supposition {
  readonly excluded: "range" | "far" | null;
  /** Of each point. */
  readonly places: readonly Place[];
  readonly misfits: Float64Array;
}

/** Points farther from the reference are in another part of the country, or in no system of it. */
const FAR: Metres = 50_000;

/** As few points as this near the reference keep a supposition in question, for a part of the file. */
const FEWEST_NEAR = 3;

/**
 * Every supposition with its places. It is excluded when fewer than half of the points can be what it says, and
 * measured when at least some lie near the reference: they may be a part from another list.
 */
export function candidatesFor(
  points: readonly Position[],
  suppositions: readonly Supposition[],
  reference: Reference,
  near: Box | undefined,
): { candidates: Candidate[]; fit: Fit | undefined } {
  const reach = near && grown(near, FAR);
  const placed = suppositions.map((supposition) => {
    const places = points.map(placing(supposition));
    const inRange = places.filter(([lng]) => !Number.isNaN(lng)).length;
    const within = reach ? places.filter((place) => isInBox(place, reach)) : [];
    const isMost = (count: number) => 2 * count >= points.length;
    const excluded: Candidate["excluded"] = !isMost(inRange)
      ? "range"
      : reach && !isMost(within.length)
        ? "far"
        : null;
    return { ...supposition, excluded, places, within };
  });
  const area = boxAround(
    placed.flatMap(({ within }) => (within.length >= FEWEST_NEAR ? [within] : [])),
  );
  const fit = area && fitTo(reference, grown(area, ELSEWHERE));
  const candidates = placed.map(({ within, ...candidate }) => ({
    ...candidate,
    misfits: misfits(candidate.places, within.length >= FEWEST_NEAR ? fit : undefined, reach),
  }));
  return { candidates, fit };
}

function misfits(places: readonly Place[], fit: Fit | undefined, reach: Box | undefined) {
  return Float64Array.from(places, (place) =>
    fit && reach && isInBox(place, reach) ? fit.misfit(place) : IMPOSSIBLE,
  );
}
