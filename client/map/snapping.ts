import type { Pixel } from "./label-places.ts";

/**
 * The point of any of the lines that is nearest to a pixel and not farther than `reach` px; undefined where none is.
 * What it shows is a hint: the server decides what a place is joined to.
 */
export function nearestOnLines(
  lines: readonly (readonly Pixel[])[],
  [x, y]: Pixel,
  reach: number,
): Pixel | undefined {
  let nearest: Pixel | undefined;
  let least = reach;
  for (const line of lines) {
    for (let i = 1; i < line.length; i += 1) {
      const [from, to] = [line[i - 1], line[i]];
      if (!from || !to) continue;
      const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
      const length = dx * dx + dy * dy;
      const along = length === 0 ? 0 : ((x - from[0]) * dx + (y - from[1]) * dy) / length;
      const share = Math.max(0, Math.min(1, along));
      const at: Pixel = [from[0] + share * dx, from[1] + share * dy];
      const away = Math.hypot(at[0] - x, at[1] - y);
      if (away <= least) [nearest, least] = [at, away];
    }
  }
  return nearest;
}
