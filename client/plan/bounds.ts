/** West, south, east, north. */
export type Bounds = readonly [number, number, number, number];

type Nested = readonly number[] | readonly Nested[];

/** The box around any GeoJSON coordinates, however deep; undefined when there is no position in them. */
export function boundsOf(coordinates: Nested): Bounds | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (nested: Nested) => {
    const [lng, lat] = nested;
    if (typeof lng === "number" && typeof lat === "number") {
      west = Math.min(west, lng);
      east = Math.max(east, lng);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
      return;
    }
    for (const inner of nested) if (typeof inner !== "number") visit(inner);
  };
  visit(coordinates);
  return west <= east ? [west, south, east, north] : undefined;
}
