import type { Pixel } from "./label-places.ts";

/** How far beside and below the pointer the chip stands, px: clear of the dragged disc's foot circle. */
const BESIDE = 42;
const BELOW = 34;

/** Room between the chip and the frame, px. */
const ROOM = 4;

/**
 * The upper left corner of a chip: below and left of the pointer, right of it or above it where the frame would
 * cut it, and inside the frame in any case.
 */
export function chipPlace(pointer: Pixel, size: Pixel, frame: Pixel): Pixel {
  const [x, y] = pointer;
  const [width, height] = size;
  const left = x - BESIDE - width;
  const right = x + BESIDE;
  const below = y + BELOW;
  const above = y - BELOW - height;
  return [
    inside(left >= ROOM ? left : right, width, frame[0]),
    inside(below + height <= frame[1] - ROOM ? below : above, height, frame[1]),
  ];
}

function inside(start: number, length: number, frame: number): number {
  return Math.max(ROOM, Math.min(start, frame - ROOM - length));
}
