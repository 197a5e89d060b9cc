import type { CrsPicture } from "#contract/import.ts";
import type { LngLat } from "#core/geo/rings.ts";
import { lngShrink, METRES_PER_DEGREE } from "#core/geo/lonlat.ts";
import { E7 } from "#core/network/streets.ts";
import type { StudySoFar } from "./study-so-far.ts";

/** Half the side of the window, in metres. */
const HALF = 700;
const MOST_POINTS = 400;
const MOST_LINES = 2000;
const MOST_OUTLINES = 3000;

/** The points of a file as they were and as proposed, by row of the table. NaN where a row has no place. */
export interface MovedPoints {
  /** Row numbers of the file. */
  readonly rows: readonly number[];
  readonly before: readonly LngLat[];
  readonly after: readonly LngLat[];
  readonly doubtful: readonly boolean[];
}

/** The two pictures: the window around the point with the most others near it, and what is known there. */
export function pictureOf(points: MovedPoints, study: StudySoFar): CrsPicture | null {
  const placed = points.rows.flatMap((_, i) => (Number.isFinite(points.after[i]?.[0]) ? [i] : []));
  const centre = busiest(placed.map((i) => points.after[i] ?? [Number.NaN, Number.NaN]));
  if (centre === undefined) return null;
  const window = windowAround(centre);
  const isIn = (at: LngLat | undefined) => at !== undefined && contains(window, at);
  const shown = placed
    .filter((i) => isIn(points.after[i]) || isIn(points.before[i]))
    .slice(0, MOST_POINTS);
  const pick = <T>(column: readonly T[]): T[] => shown.flatMap((i) => column[i] ?? []);
  return {
    window: [...window],
    row: pick(points.rows),
    before: shown.map((i) => rounded(points.before[i])),
    after: shown.map((i) => rounded(points.after[i])),
    doubtful: shown.map((i) => points.doubtful[i] ?? false),
    streets: streetsIn(window, study),
    buildings: study.buildings
      .filter(({ rings }) => rings[0]?.some((at) => contains(window, at)))
      .slice(0, MOST_OUTLINES)
      .map(({ rings }) => (rings[0] ?? []).map(rounded)),
  };
}

type Window = readonly [west: number, south: number, east: number, north: number];

/** The point, of a sample, with the most others within the window; the first of equals. */
function busiest(points: readonly LngLat[]): LngLat | undefined {
  const step = Math.max(1, Math.floor(points.length / 300));
  const sample = points.filter((_, i) => i % step === 0);
  let best: LngLat | undefined;
  let most = 0;
  for (const at of sample) {
    const window = windowAround(at);
    const near = sample.reduce((sum, other) => sum + Number(contains(window, other)), 0);
    if (near <= most) continue;
    most = near;
    best = at;
  }
  return best;
}

function windowAround([lng, lat]: LngLat): Window {
  const high = HALF / METRES_PER_DEGREE;
  const wide = high / lngShrink(lat);
  return [lng - wide, lat - high, lng + wide, lat + high];
}

function contains([west, south, east, north]: Window, [lng, lat]: LngLat): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north;
}

function streetsIn(window: Window, { network }: StudySoFar): CrsPicture["streets"] {
  if (network === undefined) return [];
  const { edgeCount, firstPoint, points, name, names } = network;
  const streets: CrsPicture["streets"] = [];
  for (let edge = 0; edge < edgeCount && streets.length < MOST_LINES; edge++) {
    const line: [number, number][] = [];
    for (let p = firstPoint[edge] ?? 0; p < (firstPoint[edge + 1] ?? 0); p++)
      line.push([(points[2 * p] ?? 0) / E7, (points[2 * p + 1] ?? 0) / E7]);
    if (line.some((at) => contains(window, at)))
      streets.push({ name: names[name[edge] ?? 0] ?? "", line: line.map(rounded) });
  }
  return streets;
}

/** 0, 0 where there is no place. */
function rounded(at: LngLat | undefined): [number, number] {
  const [lng = 0, lat = 0] = at?.every(Number.isFinite) === true ? at : [];
  return [Math.round(lng * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
}
