import type { Metres } from "../../vocabulary.ts";
import { systemOf } from "../crs/crs.ts";
import type { Position } from "../crs/transform.ts";
import { lngShrink, METRES_PER_DEGREE } from "../lonlat.ts";
import type { Candidate } from "./candidates.ts";
import type { Diagnosis, Hypothesis } from "./diagnosis.ts";
import { CAP, type Fit } from "./fit.ts";
import type { Reference } from "./reference.ts";
import { stride } from "./stride.ts";
import { placing, type Supposition } from "./suppositions.ts";

/** Points that figures are told of. */
const TOLD = 400;

/** A building is near so large a share of the points, or fit is told by streets; then a street, or by units. */
const BUILT = 0.25;
const SERVED = 0.1;

const BESIDE_STREET: Metres = 25;

/** What a reader is told the fit in: buildings where enough of the points have one near, else streets, else units. */
export function toldIn(
  best: Candidate | undefined,
  judged: readonly number[],
  fit: Fit,
  { units }: Reference,
): Diagnosis["against"] {
  if (best === undefined || best.excluded !== null) return null;
  const places = stride(judged, TOLD).map((i) => best.places[i]!);
  const share = (to: Fit["toStreet"]) =>
    places.filter((place) => to(place) < CAP).length / places.length;
  if (share(fit.toBuilding) >= BUILT) return "buildings";
  if (share(fit.toStreet) >= SERVED) return "streets";
  return units.length > 0 ? "units" : null;
}

/** The figures of one supposition. */
export function told(
  { crs, swapped, excluded, places }: Candidate,
  judged: readonly number[],
  fit: Fit | undefined,
  against: Diagnosis["against"],
): Hypothesis {
  const none = { crs, swapped, excluded, onTarget: null, medianMetres: null };
  const some = stride(judged, TOLD).map((i) => places[i]!);
  if (excluded !== null || against === null || fit === undefined || some.length === 0) return none;
  const shareOf = (hits: number) => hits / some.length;
  if (against === "units") return { ...none, onTarget: shareOf(some.filter(fit.inUnit).length) };
  const metres = some.map(against === "buildings" ? fit.toBuilding : fit.toStreet);
  const target = against === "buildings" ? 0 : BESIDE_STREET;
  return {
    ...none,
    onTarget: shareOf(metres.filter((to) => to <= target).length),
    medianMetres: median(metres),
  };
}

/**
 * The reading somebody would take for granted who does not know better: degrees for WGS 84, whatever their order, and
 * metres that GCJ-02 was projected to for the system of their figures.
 */
export function plainlyRead({ crs, swapped }: Supposition): Supposition {
  const system = systemOf(crs);
  return system?.kind === "gcj02-projected"
    ? { crs: system.grid, swapped }
    : { crs: "EPSG:4326", swapped: false };
}

/** How far a reading moves the points from where they lie plainly read; null where they cannot be. */
export function medianShift(points: readonly Position[], reading: Supposition): Diagnosis["shift"] {
  const place = placing(reading);
  const asWritten = placing(plainlyRead(reading));
  const moves = stride(points, TOLD).flatMap((point) => {
    const [[fromLng, fromLat], [lng, lat]] = [asWritten(point), place(point)];
    const north = (lat - fromLat) * METRES_PER_DEGREE;
    const east = (lng - fromLng) * METRES_PER_DEGREE * lngShrink(lat);
    return Number.isNaN(north + east) ? [] : [{ east, north }];
  });
  if (moves.length === 0) return null;
  return {
    east: median(moves.map(({ east }) => east)),
    north: median(moves.map(({ north }) => north)),
    metres: median(moves.map(({ east, north }) => Math.hypot(east, north))),
  };
}

/** The upper of two middles. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
