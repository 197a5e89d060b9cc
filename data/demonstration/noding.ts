import { Buckets } from "./buckets.ts";
import type { Stroke } from "./drawing.ts";
import { between, distance, distanceToSegment, legs, type Point } from "./geometry.ts";
import { TOWN_REACH } from "./ground.ts";

interface Noded {
  readonly nodes: readonly Point[];
  /** For each stroke, in order, the nodes it runs through. */
  readonly runs: readonly (readonly number[])[];
  /** The node at a place, if one stands within half a metre. */
  readonly nodeAt: (place: Point) => number | undefined;
}

/** Cuts streets where they meet, so that streets of one level share a node there, and long legs into short ones. */
export function nodeStrokes(strokes: readonly Stroke[]): Noded {
  const segments = strokes.flatMap(({ points, level }, owner) =>
    legs(points)
      .filter(([a, b]) => distance(a, b) > 0)
      .map(([a, b]): Segment => ({ a, b, owner, level, cuts: [] })),
  );
  const cells = new Buckets<Segment>(REACH);
  for (const segment of segments) {
    for (const other of new Set(cells.along(segment.a, segment.b))) {
      if (other.level === segment.level) cutWhereMeeting(segment, other);
    }
    cells.addAlong(segment.a, segment.b, segment);
  }

  const nodes: Point[] = [];
  const index = new Buckets<number>(1);
  const nodeAt = (place: Point): number | undefined =>
    index.around(place).find((node) => distance(nodes[node] ?? FAR, place) < SAME);
  const nodeFor = (place: Point): number => {
    const known = nodeAt(place);
    if (known !== undefined) return known;
    index.add(place, nodes.length);
    return nodes.push(place) - 1;
  };

  const runs = strokes.map((): number[] => []);
  for (const { a, b, owner, cuts } of segments) {
    const run = runs[owner] ?? [];
    const stops = [a, ...cuts.sort((one, two) => one.share - two.share).map((cut) => cut.place), b];
    for (const [start, end] of legs(stops)) {
      const longest = Math.hypot(start.x, start.y) < TOWN_REACH ? LONGEST : LONGEST_OUTSIDE;
      const pieces = Math.max(1, Math.ceil(distance(start, end) / longest));
      for (let piece = run.length === 0 ? 0 : 1; piece <= pieces; piece++) {
        run.push(nodeFor(between(start, end, piece / pieces)));
      }
    }
  }
  return { nodes, runs: runs.map(withoutStandstills), nodeAt };
}

interface Segment {
  readonly a: Point;
  readonly b: Point;
  readonly owner: number;
  readonly level: number;
  readonly cuts: { share: number; place: Point }[];
}

/** Side of the cells that neighbouring segments are looked up in, metres. */
const REACH = 80;
/** Places nearer than this are one node, metres. */
const SAME = 0.6;
/** Longer legs get nodes between, so that they follow the bend of the ground, which is slight outside the town. */
const LONGEST = 90;
const LONGEST_OUTSIDE = 420;
const FAR: Point = { x: Infinity, y: Infinity };

function withoutStandstills(run: readonly number[]): number[] {
  return run.filter((node, index) => index === 0 || node !== run[index - 1]);
}

function cutWhereMeeting(one: Segment, two: Segment): void {
  for (const [segment, other] of [
    [one, two],
    [two, one],
  ] as const) {
    for (const end of [other.a, other.b]) {
      if (distanceToSegment(end, segment.a, segment.b) < SAME) cut(segment, end);
    }
  }
  const crossing = crossingOf(one, two);
  if (crossing === undefined) return;
  cut(one, crossing);
  cut(two, crossing);
}

function cut(segment: Segment, place: Point): void {
  const length = distance(segment.a, segment.b);
  const along =
    ((place.x - segment.a.x) * (segment.b.x - segment.a.x) +
      (place.y - segment.a.y) * (segment.b.y - segment.a.y)) /
    length;
  if (along < SAME || along > length - SAME) return;
  if (segment.cuts.some((known) => distance(known.place, place) < SAME)) return;
  segment.cuts.push({ share: along / length, place });
}

function crossingOf(one: Segment, two: Segment): Point | undefined {
  const [ax, ay] = [one.b.x - one.a.x, one.b.y - one.a.y];
  const [bx, by] = [two.b.x - two.a.x, two.b.y - two.a.y];
  const turn = ax * by - ay * bx;
  if (Math.abs(turn) < 1e-9) return undefined;
  const [cx, cy] = [two.a.x - one.a.x, two.a.y - one.a.y];
  const share = (cx * by - cy * bx) / turn;
  const otherShare = (cx * ay - cy * ax) / turn;
  if (share < 0 || share > 1 || otherShare < 0 || otherShare > 1) return undefined;
  return between(one.a, one.b, share);
}
