import { BLANK, stroke, type Drawing, type Stroke } from "./drawing.ts";
import { sides as sidesOf } from "./geometry.ts";
import { eastRoad, outskirts } from "./land.ts";
import type { Names } from "./names.ts";
import type { Plan } from "./plan.ts";
import type { Random } from "./random.ts";
import { divideBlock, streetTags, type Block } from "./streets.ts";

/** The quarters outside the arterial grid: streets around and within them, and the blocks between. */
export function drawOutskirts(
  plan: Plan,
  names: Names,
  random: Random,
): { readonly drawing: Drawing; readonly blocks: readonly Block[] } {
  const quarters = outskirts(plan);
  const divided = quarters.map((quarter) => divideBlock(quarter, names, random));
  const borders = quarters.flatMap(({ quad, sides, own }) =>
    sidesOf(quad).flatMap((ends, index) => {
      const side = sides[index];
      return side !== undefined && own.some((drawn) => drawn === index)
        ? [stroke(ends, streetTags(side))]
        : [];
    }),
  );
  const streets = divided.flatMap((part) => part.streets);
  return {
    drawing: { ...BLANK, strokes: [...drawEastRoad(plan), ...borders, ...streets] },
    blocks: divided.flatMap(({ blocks }) => blocks),
  };
}

/** The only street that crosses the railway in the town does so below it. */
function drawEastRoad(plan: Plan): Stroke[] {
  const { side, pieces } = eastRoad(plan);
  const tags = streetTags(side);
  const [west, below, east] = pieces;
  return [
    stroke(west, tags),
    stroke(below, { ...tags, tunnel: "yes", layer: "-1" }, -1),
    stroke(east, tags),
  ];
}
