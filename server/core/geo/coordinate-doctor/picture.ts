import { toWgs84, type Position } from "../crs/transform.ts";
import type { Diagnosis, Picture } from "./diagnosis.ts";
import { stride } from "./stride.ts";
import { placing } from "./suppositions.ts";

/** Points that are drawn. */
const DRAWN = 400;

/**
 * A part of the points as they lie taken as WGS 84 and as proposed (or, where nothing is, as fits best). Metres
 * are no degrees: they are drawn where they lie as proposed in both. Points without a place are left out.
 */
export function picture(points: readonly Position[], diagnosis: Diagnosis): Picture {
  const { proposed, ranking, other } = diagnosis;
  const best = proposed ?? ranking.find(({ excluded }) => excluded === null);
  const place = placing(best ?? { crs: "EPSG:4326", swapped: false });
  const asWgs84 = toWgs84("EPSG:4326");
  const drawable = [...points.keys()].filter((i) => !Number.isNaN(place(points[i]!)[0]));
  const row = stride(drawable, DRAWN);
  const after = row.map((i) => place(points[i]!));
  const before = row.map((i, k) => {
    const [lng, lat] = asWgs84(points[i]!);
    return Number.isNaN(lng) ? after[k]! : ([lng, lat] as [number, number]);
  });
  return { row, before, after, doubtful: row.map((i) => other[i] === 1) };
}
