import type { Geometry } from "geojson";
import type { CrsDiagnosis, CrsPicture, ReasonGiven } from "#contract/import.ts";
import { mathsOf, type CrsId } from "#core/geo/crs/crs.ts";
import { crsOf } from "#core/geo/crs/crs-of.ts";
import { readWkt } from "#core/geo/crs/crs-of-wkt.ts";
import { toWgs84 } from "#core/geo/crs/transform.ts";
import { diagnose } from "#core/geo/coordinate-doctor/diagnose.ts";
import type { Diagnosis } from "#core/geo/coordinate-doctor/diagnosis.ts";
import type { Reference } from "#core/geo/coordinate-doctor/reference.ts";
import { positionsOf } from "#core/geo/positions.ts";
import type { LngLat } from "#core/geo/rings.ts";
import { E7 } from "#core/network/streets.ts";
import type { RawTable } from "../tables/raw-table.ts";
import { moved, placeOf, polygonsIn } from "./geometry.ts";
import { pictureOf } from "./picture.ts";
import type { RowNotes } from "./row-notes.ts";
import type { ImportOrder, StudySoFar } from "./study-so-far.ts";

/** What was concluded about the coordinates of a table, and its geometries in WGS 84. */
export interface PlacedTable {
  readonly crs: CrsDiagnosis;
  readonly picture: CrsPicture | null;
  /** By row of the table; undefined where there is no place, or none that is settled. */
  readonly geometries: readonly (Geometry | undefined)[];
  readonly blocking: readonly ReasonGiven[];
}

/** So many corners of lines and polygons stand for all of them. */
const MOST_CORNERS = 4000;

/** Finds out, or is told, what system the coordinates are in, and takes them to WGS 84. */
export function placeTable(
  table: RawTable,
  format: string,
  raw: readonly (Geometry | undefined)[],
  order: ImportOrder,
  notes: RowNotes,
): PlacedTable {
  const { decisions, study } = order;
  const { declared, unread } = declaredCrs(table.declaredCrs, format);
  const arePoints = raw.every((geometry) => geometry === undefined || geometry.type === "Point");
  const points = arePoints
    ? raw.map((geometry) => (geometry && placeOf(geometry)) ?? NOWHERE)
    : corners(raw);
  const found = diagnosisOf(points, referenceOf(study), declared);
  const chosen = decisions.crs ?? found.proposed;
  const isTold = found.verdict !== "unclear" && found.verdict !== "too-few";
  const minority =
    arePoints &&
    isTold &&
    found.mixed !== null &&
    decisions.mixed !== "same" &&
    isMain(found, chosen)
      ? found.mixed
      : null;
  const crs: CrsDiagnosis = {
    declared: found.declared,
    unread,
    verdict: decisions.crs === undefined ? found.verdict : "chosen",
    proposed: chosen,
    ranking: found.ranking,
    against: found.against,
    points: found.points,
    resampled: found.resampled,
    shift: decisions.crs === undefined || isMain(found, decisions.crs) ? found.shift : null,
    mixed: minority && {
      crs: minority.crs,
      rows: minority.rows,
      runs: minority.runs.map(([first, last]) => [
        table.rows[first]?.number ?? 0,
        table.rows[last]?.number ?? 0,
      ]),
    },
  };
  const isOther = (i: number) => minority !== null && found.other[i] === 1;
  const wait = decisions.mixed !== "split";
  // Where nothing is concluded the likeliest serves for looking at; it cannot be confirmed before it is settled.
  const likeliest = chosen ?? found.ranking.find(({ excluded }) => excluded === null) ?? WGS_84;
  const geometries = raw.map((geometry, i) => {
    const system = isOther(i) && minority !== null ? minority : likeliest;
    return geometry && inWgs84(geometry, system);
  });
  if (minority !== null && wait)
    for (const [i, { number }] of table.rows.entries())
      if (isOther(i))
        notes.add(number, "doubtful", {
          code: "other-coordinate-system",
          values: { crs: minority.crs, rest: chosen?.crs ?? "" },
        });
  for (const [i, { number }] of table.rows.entries())
    if (raw[i] !== undefined && !isOnEarth(geometries[i])) {
      notes.add(number, "dropped", { code: "coordinates-out-of-range" });
      geometries[i] = undefined;
    }
  const picture = arePoints
    ? pictureOf(
        {
          rows: table.rows.map(({ number }) => number),
          before: points.map(asDegrees),
          after: geometries.map((geometry) => pointIn(geometry)),
          doubtful: points.map((_, i) => isOther(i)),
        },
        study,
      )
    : null;
  return { crs, picture, geometries, blocking: blockingOf(crs) };
}

/** Where nothing is known of the place, so many rows tell as much as all. */
const MOST_WITHOUT_REFERENCE = 10_000;

/**
 * Every row is looked at where it can be held against something, since a few of them may be in another system;
 * else an even part of a large file.
 */
function diagnosisOf(
  points: readonly (readonly [number, number])[],
  reference: Reference,
  declared: CrsId | null,
): Diagnosis {
  const isKnown = Object.values(reference).some((known) => known.length > 0);
  const step = isKnown ? 1 : Math.ceil(points.length / MOST_WITHOUT_REFERENCE);
  if (step <= 1) return diagnose(points, reference, declared);
  const part = diagnose(
    points.filter((_, i) => i % step === 0),
    reference,
    declared,
  );
  const placed = points.filter(([x, y]) => Number.isFinite(x + y) && (x !== 0 || y !== 0)).length;
  return { ...part, points: placed, other: new Uint8Array(points.length) };
}

const NOWHERE = [Number.NaN, Number.NaN] as const;

const WGS_84: System = { crs: "EPSG:4326", swapped: false };

interface System {
  readonly crs: CrsId;
  readonly swapped: boolean;
}

function isMain({ ranking, proposed }: Diagnosis, chosen: System | null): boolean {
  const main = proposed ?? ranking[0];
  return main !== undefined && chosen?.crs === main.crs && chosen.swapped === main.swapped;
}

function inWgs84(geometry: Geometry, { crs, swapped }: System): Geometry {
  // Nothing to move: the geometry itself, so that a large file is not held twice.
  const isPlain = geometry.type === "Point" && geometry.coordinates.length === 2;
  if (isPlain && !swapped && mathsOf(crs) === "EPSG:4326") return geometry;
  const take = toWgs84(crs);
  return moved(geometry, ([x, y]) => take(swapped ? [y, x] : [x, y]));
}

/** What a file says of its coordinates: GeoJSON and KML are WGS 84 unless they say otherwise, by their standards. */
function declaredCrs(
  said: string | null,
  format: string,
): { declared: CrsId | null; unread: string | null } {
  if (said === null)
    return {
      declared: format === "geojson" || format === "kml" ? "EPSG:4326" : null,
      unread: null,
    };
  const code = crsOf(said);
  if (code !== undefined) return { declared: code, unread: null };
  const read = readWkt(said);
  return "crs" in read
    ? { declared: read.crs, unread: null }
    : { declared: null, unread: read.unread };
}

/** Corners of lines and polygons, an even part of them where they are many. */
function corners(raw: readonly (Geometry | undefined)[]): (readonly [number, number])[] {
  const all = raw.flatMap((geometry) => (geometry ? positionsOf(geometry) : []));
  const step = Math.max(1, Math.ceil(all.length / MOST_CORNERS));
  return all.flatMap(([x, y], i) =>
    i % step === 0 && x !== undefined && y !== undefined ? [[x, y] as const] : [],
  );
}

function referenceOf({ network, buildings, units }: StudySoFar): Reference {
  return {
    buildings: buildings.map(({ rings }) => rings),
    streets: network === undefined ? [] : streetsOf(network),
    units: units.flatMap(({ geometry }) => polygonsIn(geometry)),
  };
}

function streetsOf({
  edgeCount,
  firstPoint,
  points,
}: NonNullable<StudySoFar["network"]>): LngLat[][] {
  return Array.from({ length: edgeCount }, (_, edge) => {
    const line: LngLat[] = [];
    for (let p = firstPoint[edge] ?? 0; p < (firstPoint[edge + 1] ?? 0); p++)
      line.push([(points[2 * p] ?? 0) / E7, (points[2 * p + 1] ?? 0) / E7]);
    return line;
  });
}

function isOnEarth(geometry: Geometry | undefined): boolean {
  return (
    geometry !== undefined &&
    positionsOf(geometry).every(
      ([lng = Number.NaN, lat = Number.NaN]) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90,
    )
  );
}

function asDegrees([x, y]: readonly [number, number]): LngLat {
  return Math.abs(x) <= 180 && Math.abs(y) <= 90 ? [x, y] : [Number.NaN, Number.NaN];
}

function pointIn(geometry: Geometry | undefined): LngLat {
  const place = geometry && placeOf(geometry);
  return place === undefined ? [Number.NaN, Number.NaN] : [place[0], place[1]];
}

/** Where nothing is concluded, somebody has to say it; also where the points contradict what the file says. */
function blockingOf({ verdict, points, declared, proposed }: CrsDiagnosis): ReasonGiven[] {
  switch (verdict) {
    case "too-few":
      return [{ code: "crs-too-few-points", values: { points } }];
    case "unclear":
      return [{ code: "crs-unclear" }];
    case "contradicted":
      return [
        {
          code: "crs-contradicted",
          values: { declared: declared ?? "", found: proposed?.crs ?? "" },
        },
      ];
    case "declared":
    case "found":
    case "chosen":
    case "cells":
      return [];
  }
}
