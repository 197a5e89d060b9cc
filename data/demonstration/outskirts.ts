import { BLANK, stroke, type Drawing } from "./drawing.ts";
import { sides as sidesOf } from "./geometry.ts";
import { outskirts } from "./land.ts";
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
    drawing: { ...BLANK, strokes: [...borders, ...streets] },
    blocks: divided.flatMap(({ blocks }) => blocks),
  };
}
