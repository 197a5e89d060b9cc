import { between, legs, type Point } from "./geometry.ts";
import { CUT_STEPS } from "./plan.ts";

/** The same points for both neighbours of a side, so that their borders are one. */
export function pointsOn(from: Point, to: Point): Point[] {
  return Array.from({ length: CUT_STEPS + 1 }, (_, step) =>
    step === CUT_STEPS ? to : between(from, to, step / CUT_STEPS),
  );
}

export function placeIn(points: readonly Point[], wanted: Point): number {
  return points.findIndex((point) => keyOf(point) === keyOf(wanted));
}

/** South and north run eastward, east and west northward. */
export function ringOf(
  south: readonly Point[],
  east: readonly Point[],
  north: readonly Point[],
  west: readonly Point[],
): Point[] {
  return [
    ...south.slice(0, -1),
    ...east.slice(0, -1),
    ...north.toReversed().slice(0, -1),
    ...west.toReversed().slice(0, -1),
  ];
}

/** The border of touching rings: what two of them share, in opposite directions, is not border. */
export function outlineOf(rings: readonly (readonly Point[])[], name: string): Point[] {
  const next = new Map<string, { from: Point; to: Point }>();
  for (const ring of rings) {
    for (const [from, to] of legs([...ring, ...ring.slice(0, 1)])) {
      const back = `${keyOf(to)} ${keyOf(from)}`;
      if (next.has(back)) next.delete(back);
      else next.set(`${keyOf(from)} ${keyOf(to)}`, { from, to });
    }
  }
  const after = new Map([...next.values()].map(({ from, to }) => [keyOf(from), to]));
  const [start] = [...next.values()];
  if (start === undefined) throw new Error(`The unit ${name} has no border.`);
  const outline = [start.from];
  for (let at = start.to; keyOf(at) !== keyOf(start.from);) {
    outline.push(at);
    const step = after.get(keyOf(at));
    if (step === undefined) throw new Error(`The border of the unit ${name} does not close.`);
    at = step;
  }
  if (outline.length !== next.size)
    throw new Error(`The unit ${name} is not one piece without holes.`);
  return outline;
}

function keyOf({ x, y }: Point): string {
  return `${x.toFixed(3)},${y.toFixed(3)}`;
}
