import type { LngLat } from "./rings.ts";

/** Where two straight lines cross, as shares of the one and the other; undefined where they do not, or run alongside. */
export function crossingOf(
  [a, b]: readonly [LngLat, LngLat],
  [c, d]: readonly [LngLat, LngLat],
): { readonly share: number; readonly other: number } | undefined {
  const [ax, ay] = [b[0] - a[0], b[1] - a[1]];
  const [cx, cy] = [d[0] - c[0], d[1] - c[1]];
  const turn = ax * cy - ay * cx;
  if (turn === 0) return undefined;
  const [x, y] = [c[0] - a[0], c[1] - a[1]];
  const share = (x * cy - y * cx) / turn;
  const other = (x * ay - y * ax) / turn;
  return share < 0 || share > 1 || other < 0 || other > 1 ? undefined : { share, other };
}
