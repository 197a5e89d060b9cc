import { area, BLANK, line, stroke, type Drawing, type Shape, type Stroke } from "./drawing.ts";
import { legs, type Point } from "./geometry.ts";
import type { Plan } from "./plan.ts";
import { RIVER_ENDS, riverAt, riverHalfWidth, riverPoint } from "./river.ts";

/** The river through the whole district, and in the town its green banks with walks along them. */
export function drawWaterways(plan: Plan): Drawing {
  const ys = [
    ...steps(RIVER_ENDS.south, -5000, 220),
    ...steps(-4950, 4950, 45),
    ...steps(5000, RIVER_ENDS.north, 220),
  ];
  const water = area(
    [
      ...ys.map((y) => riverPoint(y, -breadth(y))),
      ...ys.toReversed().map((y) => riverPoint(y, breadth(y))),
    ],
    { natural: "water", water: "river", name: RIVER },
  );
  const middle = line(
    ys.map((y) => riverPoint(y)),
    { waterway: "river", name: RIVER },
  );
  const banks = [bank(plan, 2), bank(plan, 3)];
  return {
    ...BLANK,
    strokes: banks.flatMap(({ walks }) => walks),
    shapes: [water, middle, ...banks.flatMap(({ greens }) => greens)],
  };
}

const RIVER = "黑河";

/** Half the width from west to east. */
function breadth(y: number): number {
  return riverHalfWidth(y) * Math.hypot(1, (riverAt(y + 50) - riverAt(y - 50)) / 100);
}

/** Metres between the vertices of a river walk; ways down from the street meet it at vertices. */
const STEP = 40;
const WALK_FROM_WATER = 13;

/** The bank between the water and the street of one column line. */
function bank(plan: Plan, column: 2 | 3): { greens: Shape[]; walks: Stroke[] } {
  const hand = column === 2 ? -1 : 1;
  const street = Array.from({ length: 7 }, (_, row) => plan.corner(column, row));
  const shore = (y: number, away: number): Point => riverPoint(y, hand * (breadth(y) + away));

  const greens = legs(street).map(([a, b], row) => {
    const ys = steps(a.y + clearOfBridge(row), b.y - clearOfBridge(row + 1), 50);
    return area(
      [
        ...ys.map((y) => shore(y, 3)),
        ...ys.toReversed().map((y) => ({ x: streetAt(a, b, y) - hand * 22, y })),
      ],
      { leisure: "park", name: column === 2 ? "滨河西岸绿带" : "滨河东岸绿带" },
    );
  });

  const walkYs = legs(street).flatMap(([a, b]) =>
    steps(Math.ceil((a.y + 40) / STEP) * STEP, b.y - 20, STEP).filter((y) => y < b.y - 20),
  );
  const walk = stroke(
    walkYs.map((y) => shore(y, WALK_FROM_WATER)),
    { highway: "footway", name: "滨河步道" },
  );
  const waysDown = legs(street).flatMap(([a, b]) =>
    walkYs
      .filter((y, index) => index % 6 === 2 && y > a.y + 40 && y < b.y - 40)
      .map((y, index) =>
        stroke(
          [{ x: streetAt(a, b, y), y }, shore(y, WALK_FROM_WATER)],
          index % 3 === 1 ? { highway: "steps" } : { highway: "footway" },
        ),
      ),
  );
  return { greens, walks: [walk, ...waysDown] };
}

/** The green ends a little before a bridge; at other streets it runs on. */
function clearOfBridge(row: number): number {
  return row === 1 || row === 3 || row === 5 ? 26 : 0;
}

function streetAt(a: Point, b: Point, y: number): number {
  return a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y);
}

/** From a start to an end, both included, at most `size` apart. */
function steps(from: number, to: number, size: number): number[] {
  const count = Math.max(1, Math.ceil((to - from) / size - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => from + ((to - from) * index) / count);
}
