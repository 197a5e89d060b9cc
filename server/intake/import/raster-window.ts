import { fromWgs84 } from "#core/geo/crs/transform.ts";
import type { CrsId } from "#core/geo/crs/crs.ts";
import { boundsOf, type Ring } from "#core/network/extract-edge.ts";
import type { Metres } from "#core/vocabulary.ts";
import type { RasterWindow } from "../raster/population-raster.ts";
import { polygonsIn } from "./geometry.ts";
import type { StudySoFar } from "./study-so-far.ts";

/** People so far outside walk into no catchment, and none are asked for. */
const MARGIN: Metres = 5_000;
/** Of each side of the box: a straight one may be bent in another system. */
const STEPS = 8;

/** The box around the units and streets of a study, in the coordinates of a system; undefined where it has neither. */
export function windowOf(
  { units, network }: Pick<StudySoFar, "units" | "network">,
  crs: CrsId,
): RasterWindow | undefined {
  const rings: Ring[] = units.flatMap(({ geometry }) =>
    polygonsIn(geometry).flatMap(([outer]) => (outer === undefined ? [] : [outer])),
  );
  if (network !== undefined) rings.push(...network.report.boundary);
  if (rings.length === 0) return undefined;
  const [west, south, east, north] = boundsOf(rings, MARGIN);
  const take = fromWgs84(crs);
  const corners = [...Array(STEPS + 1).keys()].flatMap((step) => {
    const [lng, lat] = [
      west + ((east - west) * step) / STEPS,
      south + ((north - south) * step) / STEPS,
    ];
    return [take([lng, south]), take([lng, north]), take([west, lat]), take([east, lat])];
  });
  const [x, y] = [corners.map(([one]) => one), corners.map(([, one]) => one)];
  if (![...x, ...y].every(Number.isFinite)) return undefined;
  return {
    left: Math.min(...x),
    right: Math.max(...x),
    bottom: Math.min(...y),
    top: Math.max(...y),
  };
}
