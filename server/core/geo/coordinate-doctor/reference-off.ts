import { mathsOf, projectedOf, type CrsId } from "../crs/crs.ts";
import { fromWgs84 } from "../crs/transform.ts";
import type { Candidate } from "./candidates.ts";
import { fits, type Trial } from "./conclude.ts";
import { IMPOSSIBLE } from "./fit.ts";

/**
 * The system that the buildings and streets themselves seem to be in, though they are held to be WGS 84: where
 * points that fit as they stand under no system fit clearly once they are moved as that system would move them.
 * Undefined where nothing speaks for it. Points and streets that are off alike cannot be told from right ones.
 */
export function referenceIn(trial: Trial): CrsId | undefined {
  const { fit, ranked } = trial;
  if (fit === undefined || trial.against === "units") return undefined;
  const possible = ranked.filter(({ excluded }) => excluded === null);
  if (possible.some((candidate) => fits(candidate, trial))) return undefined;
  for (const frame of ["GCJ-02", "BD-09"]) {
    const move = fromWgs84(frame);
    for (const candidate of possible.filter(({ crs }) => isUnshifted(crs))) {
      const places = candidate.places.map(move);
      const misfits = candidate.misfits.map((misfit, i) =>
        misfit === IMPOSSIBLE ? IMPOSSIBLE : fit.misfit(places[i]!),
      );
      const there: Candidate = { ...candidate, places, misfits };
      if (fits(there, { ...trial, ranked: [there, ...possible] })) return frame;
    }
  }
  return undefined;
}

function isUnshifted(crs: CrsId): boolean {
  return projectedOf(crs) !== undefined || mathsOf(crs) === "EPSG:4326";
}
