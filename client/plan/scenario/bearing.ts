/** The eight winds, clockwise from the north. */
export const WINDS = ["n", "ne", "e", "se", "s", "sw", "w", "nw"] as const;
export type Wind = (typeof WINDS)[number];

const METRES_PER_DEGREE = 111_195;

/** How far, in straight metres, and which way one place lies from another; for the few kilometres of a move. */
export function moveOf(
  from: readonly [lng: number, lat: number],
  to: readonly [lng: number, lat: number],
): { readonly metres: number; readonly wind: Wind } {
  const middle = ((from[1] + to[1]) / 2) * (Math.PI / 180);
  const east = (to[0] - from[0]) * Math.cos(middle) * METRES_PER_DEGREE;
  const north = (to[1] - from[1]) * METRES_PER_DEGREE;
  const eighths = Math.round((Math.atan2(east, north) / Math.PI) * 4);
  return { metres: Math.hypot(east, north), wind: WINDS[(eighths + 8) % 8] ?? "n" };
}

/** The place so many metres east and north of another. */
export function shifted(
  [lng, lat]: readonly [lng: number, lat: number],
  east: number,
  north: number,
): [number, number] {
  const along = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  return [lng + east / along, lat + north / METRES_PER_DEGREE];
}
