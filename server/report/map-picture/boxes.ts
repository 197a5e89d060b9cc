/** A place or a size on the picture. */
export type Pixel = readonly [x: number, y: number];

/** A part of the picture, px from its upper left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where something stands on the map, so that nothing else is written there. */
export interface Places {
  /** The first of some middles where a box of this size stands free and inside the frame; it is then taken. */
  readonly find: (middles: Iterable<Pixel>, size: Pixel) => Pixel | undefined;
  readonly take: (box: Box) => void;
}

/** Room around everything that has its place, px. */
const ROOM = 2;

export function places(frame: Box, taken: readonly Box[]): Places {
  const all = [...taken];
  return {
    find(middles, size) {
      for (const middle of middles) {
        const box = boxAround(middle, size, ROOM);
        if (!isInside(box, frame) || all.some((other) => overlap(box, other))) continue;
        all.push(boxAround(middle, size));
        return middle;
      }
      return undefined;
    },
    take: (box) => void all.push(box),
  };
}

export function boxAround([x, y]: Pixel, [width, height]: Pixel, room = 0): Box {
  return {
    left: x - width / 2 - room,
    top: y - height / 2 - room,
    right: x + width / 2 + room,
    bottom: y + height / 2 + room,
  };
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export function holds(box: Box, [x, y]: Pixel): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

function isInside(box: Box, frame: Box): boolean {
  return (
    box.left >= frame.left &&
    box.top >= frame.top &&
    box.right <= frame.right &&
    box.bottom <= frame.bottom
  );
}
