import type { Ring } from "#core/network/extract-edge.ts";
import { eachRow } from "./each-row.ts";
import { polygonsOf } from "./polygon.ts";
import type { Layout } from "./row.ts";
import { isFault } from "./values.ts";

const LAYOUT: Layout = {
  missing: undefined,
  wanted: "Give the boundary as GeoJSON polygons.",
  geometries: ["Polygon", "MultiPolygon"],
};

/**
 * The rings inside which an extract is complete, from GeoJSON polygons; no property is needed. Throws
 * `InputError` for a file without a usable polygon.
 */
export async function readBoundary(path: string): Promise<readonly Ring[]> {
  const rings: Ring[] = [];
  const { keeper } = await eachRow(path, { bounds: undefined }, LAYOUT, (row, account) => {
    const polygons = polygonsOf(row.geometry, undefined);
    if (isFault(polygons)) return account.drop(row.number, polygons);
    rings.push(...polygons.flat());
    return account.use();
  });
  keeper.close();
  return rings;
}
