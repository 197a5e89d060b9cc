import { lngShrink, METRES_PER_DEGREE, metresBetween } from "#core/geo/lonlat.ts";
import type { Metres } from "#core/vocabulary.ts";
import type { Candidate } from "./candidates.ts";
import { SitingRefused } from "./siting-refused.ts";

/** More pairs than these are no spacing but a plan. */
const MOST_APART = 3_000_000;

/** Pairs of sites nearer to each other than `spacing` straight metres. */
export function tooNear(sites: readonly Candidate[], spacing: Metres): [number, number][] {
  if (spacing === 0) return [];
  const order = [...sites.keys()].sort((a, b) => sites[a]!.lat - sites[b]!.lat);
  const tall = spacing / METRES_PER_DEGREE;
  const near: [number, number][] = [];
  for (const [i, a] of order.entries())
    for (let j = i + 1; j < order.length; j++) {
      const b = order[j]!;
      const [one, other] = [sites[a]!, sites[b]!];
      if (other.lat - one.lat > tall * 1.001) break;
      const wide =
        tall / Math.max(0.01, lngShrink(Math.max(Math.abs(one.lat), Math.abs(other.lat))));
      if (Math.abs(other.lng - one.lng) > wide * 1.001) continue;
      if (metresBetween(one.lng, one.lat, other.lng, other.lat) >= spacing) continue;
      near.push(a < b ? [a, b] : [b, a]);
      if (near.length > MOST_APART)
        throw new SitingRefused(
          `网点间距 ${spacing} 米对 ${sites.length} 个候选点太大，算不了。请缩小间距或减少候选点。`,
          `A spacing of ${spacing} m is too large for ${sites.length} candidates. Make it smaller, or take fewer candidates.`,
        );
    }
  return near.sort(([a, b], [c, d]) => a - c || b - d);
}
