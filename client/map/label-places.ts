/** A place or a size on the screen, px. */
export type Pixel = readonly [x: number, y: number];

/** A label of an area, before it has its place. */
export interface Label {
  readonly size: Pixel;
  /** Where it belongs. */
  readonly at: Pixel;
  /** Other places inside the same area, for when the first is off the screen. */
  readonly elsewhere: () => readonly Pixel[];
}

/**
 * Gives every label its middle, the most important first: inside its area and inside the frame where the
 * area reaches into it, and beside the labels placed before, or what else stands on the map, where it would cover one of them.
 */
export function placeLabels(
  labels: readonly Label[],
  frame: Pixel,
  taken: readonly Box[] = [],
): readonly Pixel[] {
  const placed = [...taken];
  return labels.map((label) => {
    const at = seenPlace(label, frame);
    const free = [at, ...placed.flatMap((box) => besides(box, at, label.size))].filter((place) =>
      placed.every((box) => !overlap(box, boxOf(place, label.size))),
    );
    const seen = free.filter((place) => isInside(place, label.size, frame));
    const place = nearest(isInside(at, label.size, frame) && seen.length > 0 ? seen : free, at);
    placed.push(boxOf(place ?? at, label.size));
    return place ?? at;
  });
}

/** A part of the screen, px from its upper left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Room between two labels, and between a label and the frame, px. */
const ROOM = 4;

/** Where the label belongs, else the place in the area nearest to that which the frame shows. */
function seenPlace({ at, size, elsewhere }: Label, frame: Pixel): Pixel {
  if (isInside(at, size, frame)) return at;
  const seen = elsewhere().filter((place) => isInside(place, size, frame));
  return nearest(seen, at) ?? at;
}

/** Left of a box, right of it, above and below, each as near to a place as can be. */
function besides(box: Box, [x, y]: Pixel, [width, height]: Pixel): Pixel[] {
  return [
    [box.left - ROOM - width / 2, y],
    [box.right + ROOM + width / 2, y],
    [x, box.top - ROOM - height / 2],
    [x, box.bottom + ROOM + height / 2],
  ];
}

function boxOf([x, y]: Pixel, [width, height]: Pixel): Box {
  return {
    left: x - width / 2,
    top: y - height / 2,
    right: x + width / 2,
    bottom: y + height / 2,
  };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function isInside(place: Pixel, size: Pixel, [width, height]: Pixel): boolean {
  const { left, top, right, bottom } = boxOf(place, size);
  return left >= ROOM && top >= ROOM && right <= width - ROOM && bottom <= height - ROOM;
}

function nearest(places: readonly Pixel[], [x, y]: Pixel): Pixel | undefined {
  const distance = (place: Pixel) => Math.hypot(place[0] - x, place[1] - y);
  return places.toSorted((a, b) => distance(a) - distance(b))[0];
}
