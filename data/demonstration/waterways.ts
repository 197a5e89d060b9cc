import { area, BLANK, line, stroke, type Drawing, type Shape, type Stroke } from "./drawing.ts";
import { curve, legs, type Point } from "./geometry.ts";
import type { Plan } from "./plan.ts";
import { riverAt, riverHalfWidth, riverPoint } from "./river.ts";

/** The river with its green banks and the walks along them, and the canal that leaves it for the fields. */
export function drawWaterways(plan: Plan): Drawing {
  const xs = steps(-5400, 5400, 45);
  const water = area(
    [
      ...xs.map((x) => riverPoint(x, -riverHalfWidth(x))),
      ...xs.toReversed().map((x) => riverPoint(x, riverHalfWidth(x))),
    ],
    { natural: "water", water: "river", name: RIVER },
  );
  const middle = line(
    xs.map((x) => riverPoint(x)),
    { waterway: "river", name: RIVER },
  );
  const canal = line(curve(CANAL, 60), { waterway: "canal", name: "惠民渠" });
  const banks = [bank(plan, 5, 0, 6), bank(plan, 6, 1, 5)];
  return {
    ...BLANK,
    strokes: banks.flatMap(({ walks }) => walks),
    shapes: [water, middle, canal, ...banks.flatMap(({ greens }) => greens)],
  };
}

const RIVER = "澄水河";

const CANAL: readonly Point[] = [
  riverPoint(-3150, -45),
  { x: -3060, y: 1100 },
  { x: -2950, y: 620 },
  { x: -2920, y: 0 },
  { x: -2860, y: -800 },
  { x: -2790, y: -1700 },
  { x: -2900, y: -2500 },
  { x: -2760, y: -3300 },
  { x: -2800, y: -4600 },
];

/** Metres between the vertices of a river walk; ways down from the street meet it at vertices. */
const STEP = 40;
const WALK_FROM_WATER = 13;

/** The bank between the water and the street of one row line, from one column line to another. */
function bank(
  plan: Plan,
  row: 5 | 6,
  from: number,
  to: number,
): { greens: Shape[]; walks: Stroke[] } {
  const hand = row === 5 ? -1 : 1;
  const street = Array.from({ length: to - from + 1 }, (_, index) =>
    plan.corner(from + index, row),
  );
  const shore = (x: number, away: number): Point =>
    riverPoint(x, hand * (riverHalfWidth(x) + away));

  const greens = legs(street).map(([a, b], index) => {
    const [clearA, clearB] = [clearOfBridge(from + index), clearOfBridge(from + index + 1)];
    const xs = steps(a.x + clearA, b.x - clearB, 50);
    return area(
      [
        ...xs.map((x) => shore(x, 3)),
        ...xs.toReversed().map((x) => ({ x, y: streetAt(a, b, x) - hand * 22 })),
      ],
      { leisure: "park", name: row === 5 ? "滨河南岸绿带" : "滨河北岸绿带" },
    );
  });

  const walkXs = legs(street).flatMap(([a, b]) =>
    steps(Math.ceil((a.x + 40) / STEP) * STEP, b.x - 20, STEP).filter((x) => x < b.x - 20),
  );
  const walk = stroke(
    walkXs.map((x) => shore(x, WALK_FROM_WATER)),
    { highway: "footway", name: "滨河步道" },
  );
  const waysDown = legs(street).flatMap(([a, b]) =>
    walkXs
      .filter((x, index) => index % 6 === 2 && x > a.x + 40 && x < b.x - 40)
      .map((x, index) =>
        stroke(
          [{ x, y: streetAt(a, b, x) }, shore(x, WALK_FROM_WATER)],
          index % 3 === 1 ? { highway: "steps" } : { highway: "footway" },
        ),
      ),
  );
  return { greens, walks: [walk, ...waysDown] };
}

/** The green ends a little before a bridge; at other streets it runs on. */
function clearOfBridge(column: number): number {
  return column === 1 || column === 3 || column === 5 ? 26 : 0;
}

function streetAt(a: Point, b: Point, x: number): number {
  return a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
}

/** From a start to an end, both included, at most `size` apart. */
function steps(from: number, to: number, size: number): number[] {
  const count = Math.max(1, Math.ceil((to - from) / size - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => from + ((to - from) * index) / count);
}

/** Is a place in the water, or within a margin of it? */
export function isNearRiver({ x, y }: Point, margin: number): boolean {
  return Math.abs(y - riverAt(x)) < riverHalfWidth(x) + margin;
}
