import concaveman from "concaveman";
import { METRES_PER_DEGREE, lngShrink, metresBetween } from "../geo/lonlat.ts";
import type { Degrees, Metres } from "../vocabulary.ts";
import type { Segments } from "./segments.ts";
import { E7 } from "./streets.ts";

/** Side of the squares in which streets are weighed. */
const SQUARE: Metres = 2000;
/** A square with less street than this holds a road passing through, not a place: 2 km per km². */
const PLACE: Metres = 8000;
/** Where places hold less of the streets than this, the country is simply thin and all of it counts. */
const MOST_OF_IT = 0.75;
/** Sides of the hull shorter than this are not bent inwards. */
const LEAST_SIDE: Metres = 3000;

/**
 * A ring around the streets of an extract, counter-clockwise, for when the file does not say where it ends. It
 * follows the streets inwards where they recede over several kilometres (Park and Oh 2012, as `concaveman`
 * does it), so it rather says too little than too much. Roads that leave the extract whole because a long
 * route belongs to it (a hiking trail, a bus line) would stretch it over land that nobody mapped here: a
 * square with hardly more street than one road counts only beside a fuller one, where it may be the rim of a
 * place, or where the whole country is like that.
 */
export function streetHull(segments: Segments): [Degrees, Degrees][] {
  const { nodeLng, nodeLat } = segments;
  const shrink = lngShrink((nodeLat[nodeLat.length >> 1] ?? 0) / E7);
  const squares = weighSquares(segments, shrink);
  let all = 0;
  let inPlaces = 0;
  for (const { metres } of squares.values()) {
    all += metres;
    if (metres >= PLACE) inPlaces += metres;
  }
  const thin = inPlaces < MOST_OF_IT * all;
  const isPlace = (column: number, row: number) =>
    (squares.get(`${column}:${row}`)?.metres ?? 0) >= PLACE;
  const points = [...squares.values()].flatMap(({ column, row, points: inside }) => {
    const besidePlace = [-1, 0, 1].some((x) =>
      [-1, 0, 1].some((y) => isPlace(column + x, row + y)),
    );
    return thin || besidePlace ? inside : [];
  });
  const [first] = points;
  if (first === undefined || points.every(([x, y]) => x === first[0] && y === first[1]))
    return [[nodeLng[0]! / E7, nodeLat[0]! / E7]]; // streets without extent: nothing lies within
  const ring = concaveman(points, 2, LEAST_SIDE / METRES_PER_DEGREE).map(
    ([x, y]) =>
      [Math.round((x! / shrink) * E7) / E7, Math.round(y! * E7) / E7] as [Degrees, Degrees],
  );
  return turnsLeft(ring) ? ring : ring.reverse();
}

interface Square {
  readonly column: number;
  readonly row: number;
  metres: Metres;
  /** [x, y] in degrees of latitude both ways. */
  readonly points: number[][];
}

/** Street length and points by square. */
function weighSquares({ from, firstPoint, points }: Segments, shrink: number): Map<string, Square> {
  const side = SQUARE / METRES_PER_DEGREE;
  const squares = new Map<string, Square>();
  for (let e = 0; e < from.length; e++) {
    for (let p = firstPoint[e]!; p < firstPoint[e + 1]!; p++) {
      const [lng, lat] = [points[2 * p]! / E7, points[2 * p + 1]! / E7];
      const [x, y] = [lng * shrink, lat];
      const [column, row] = [Math.floor(x / side), Math.floor(y / side)];
      const key = `${column}:${row}`;
      let square = squares.get(key);
      if (square === undefined) squares.set(key, (square = { column, row, metres: 0, points: [] }));
      square.points.push([x, y]);
      if (p + 1 < firstPoint[e + 1]!)
        square.metres += metresBetween(lng, lat, points[2 * p + 2]! / E7, points[2 * p + 3]! / E7);
    }
  }
  return squares;
}

function turnsLeft(ring: readonly (readonly [number, number])[]): boolean {
  let twice = 0;
  for (let i = 1; i < ring.length; i++)
    twice += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  return twice > 0;
}
