import type { Geometry } from "geojson";
import type { CrsDiagnosis, CrsPicture, ReasonGiven } from "#contract/import.ts";
import { mathsOf, type CrsId } from "#core/geo/crs/crs.ts";
import type { OldDatum } from "#core/geo/crs/old-datum.ts";
import { toWgs84 } from "#core/geo/crs/transform.ts";
import { diagnose } from "#core/geo/coordinate-doctor/diagnose.ts";
import type { Diagnosis } from "#core/geo/coordinate-doctor/diagnosis.ts";
import type { Reference } from "#core/geo/coordinate-doctor/reference.ts";
import { positionsOf } from "#core/geo/positions.ts";
import type { LngLat } from "#core/geo/rings.ts";
import { plainlyRead } from "#core/geo/coordinate-doctor/told.ts";
import { E7 } from "#core/network/streets.ts";
import type { RawTable } from "../tables/raw-table.ts";
import { blockingOf, remarksOn } from "./crs-reasons.ts";
import { moved, placeOf, polygonsIn } from "./geometry.ts";
import { pictureOf } from "./picture.ts";
import type { RawPlaces } from "./raw-places.ts";
import type { RowNotes } from "./row-notes.ts";
import { saidOfCoordinates } from "./said-of-coordinates.ts";
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
  { geometries: raw, titles }: RawPlaces,
  order: ImportOrder,
  notes: RowNotes,
): PlacedTable {
  const { decisions, study, name } = order;
  const arePoints = raw.every((geometry) => geometry === undefined || geometry.type === "Point");
  const points = arePoints
    ? raw.map((geometry) => (geometry && placeOf(geometry)) ?? NOWHERE)
    : corners(raw);
  const said = saidOfCoordinates(table, { name, format, titles, areDegrees: areDegrees(points) });
  const reference = referenceOf(study, arePoints);
  const asSaid = diagnosisOf(points, reference, said.declared);
  const found = refused(withChosen(asSaid, decisions.crs, points, reference), said.oldDatum);
  const chosen = decisions.crs ?? found.proposed;
  const isTold = found.proposed !== null;
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
    unread: said.unread,
    ...(said.oldDatum !== null && { oldDatum: said.oldDatum }),
    ...(said.assumed && { assumed: true }),
    verdict: decisions.crs === undefined ? found.verdict : "chosen",
    proposed: chosen,
    confirmed: found.confirmed && isMain(found, chosen),
    referenceIn: found.referenceIn,
    ranking: found.ranking,
    against: found.against,
    points: found.points,
    resampled: found.resampled,
    shift: decisions.crs === undefined || isMain(found, decisions.crs) ? found.shift : null,
    mixed: minority && {
      crs: minority.crs,
      rows: minority.rows,
      doubt: minority.doubt,
      runs: minority.runs.map(([first, last]) => [
        table.rows[first]?.number ?? 0,
        table.rows[last]?.number ?? 0,
      ]),
    },
  };
  for (const reason of remarksOn(crs)) notes.add(0, "noted", reason);
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
          before: points.map(asItStands(likeliest)),
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

function isMain({ ranking, proposed }: Judgement, chosen: System | null): boolean {
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

/** The same with a system that was chosen and nobody would have thought of, so that it is told how well it fits. */
function withChosen(
  found: Diagnosis,
  chosen: System | undefined,
  points: readonly (readonly [number, number])[],
  reference: Reference,
): Diagnosis {
  if (chosen === undefined || found.ranking.some(({ crs }) => mathsOf(crs) === mathsOf(chosen.crs)))
    return found;
  return { ...diagnosisOf(points, reference, chosen.crs), declared: found.declared };
}

/** What is said to be in an old datum is taken for nothing else, however well it fits. */
function refused(found: Diagnosis, oldDatum: OldDatum | null): Judgement {
  if (oldDatum === null) return found;
  const none = { proposed: null, confirmed: false, resampled: null, shift: null, mixed: null };
  return { ...found, ...none, verdict: "old-datum" };
}

type Judgement = Omit<Diagnosis, "verdict"> & Pick<CrsDiagnosis, "verdict">;

/** Whether most of those that are anything can be degrees. */
function areDegrees(points: readonly (readonly [number, number])[]): boolean {
  const known = points.filter(([x, y]) => Number.isFinite(x + y));
  return 2 * known.filter((at) => Math.abs(at[0]) <= 180).length > known.length;
}

/** Corners of lines and polygons, an even part of them where they are many. */
function corners(raw: readonly (Geometry | undefined)[]): (readonly [number, number])[] {
  const all = raw.flatMap((geometry) => (geometry ? positionsOf(geometry) : []));
  const step = Math.max(1, Math.ceil(all.length / MOST_CORNERS));
  return all.flatMap(([x, y], i) =>
    i % step === 0 && x !== undefined && y !== undefined ? [[x, y] as const] : [],
  );
}

/** Corners of areas and lines lie along streets, where there are no buildings; so these do not speak of them. */
function referenceOf({ network, buildings, units }: StudySoFar, arePoints: boolean): Reference {
  return {
    buildings: !arePoints ? [] : buildings.map(({ rings }) => rings),
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

/** Where a point lies as it stands: taken as WGS 84, or as the metres that GCJ-02 was projected to. */
function asItStands({ crs, swapped }: System): (at: readonly [number, number]) => LngLat {
  const asWritten = plainlyRead({ crs, swapped });
  const take = toWgs84(asWritten.crs);
  return ([x, y]) => take(asWritten.swapped ? [y, x] : [x, y]);
}

function pointIn(geometry: Geometry | undefined): LngLat {
  const place = geometry && placeOf(geometry);
  return place === undefined ? [Number.NaN, Number.NaN] : [place[0], place[1]];
}
