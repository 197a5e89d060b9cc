import { catchmentMatrix, tenths } from "#core/catchment/matrix.ts";
import { nearestFacility, nearestTo } from "#core/catchment/nearest-facility.ts";
import type { Linkage } from "#core/network/linkage.ts";
import type { Pairs } from "#core/siting/problem.ts";
import { MAX_LIMIT_SECONDS, type Seconds } from "#core/vocabulary.ts";
import { pairsOf, secondsOf, type Layer, type Situation } from "./situation.ts";

/** Walks of any length, for what has no limit. */
export interface FarWalks {
  /** Over the places of demand of the layer. */
  readonly pairs: Pairs;
  /** Seconds to the nearest existing facility by place; Infinity where no walk leads to any. */
  readonly now: Float64Array;
  /** Longer walks count as this; null where every walk counts as long as it is. */
  readonly capped: Seconds | null;
}

/** With more pairs of candidates and cells, walks are followed for half an hour only. */
const MANY_PAIRS = 16_000_000;

export function farWalks(situation: Situation, layer: Layer): FarWalks {
  const { graph, links, cellLinks, sites } = situation;
  const offers = sites.map((site) => site.services.includes(layer.service));
  const { placeOf, cells } = layer;
  if (sites.length * cells.length > MANY_PAIRS) {
    const most = 1000 * MAX_LIMIT_SECONDS;
    const matrix = catchmentMatrix(graph, links, cellLinks, most);
    const walks = nearestSeconds(situation, layer, layer.facilityLinks);
    return {
      pairs: pairsOf(matrix, placeOf, cells.length, offers),
      now: walks.map((seconds) => Math.min(seconds, MAX_LIMIT_SECONDS)),
      capped: MAX_LIMIT_SECONDS,
    };
  }
  const first = new Uint32Array(sites.length + 1);
  const demand: Uint32Array[] = [];
  const cost: Float64Array[] = [];
  for (const [site, offered] of offers.entries()) {
    const walks = offered ? nearestSeconds(situation, layer, links, site) : new Float64Array();
    const reached = Uint32Array.from(walks.keys()).filter((place) => walks[place]! < Infinity);
    demand.push(reached);
    cost.push(Float64Array.from(reached, (place) => walks[place]!));
    first[site + 1] = first[site]! + reached.length;
  }
  return {
    pairs: {
      demandCount: cells.length,
      siteCount: sites.length,
      first,
      demand: joinedUp(demand, new Uint32Array(first[sites.length]!)),
      cost: joinedUp(cost, new Float64Array(first[sites.length]!)),
    },
    now: nearestSeconds(situation, layer, layer.facilityLinks),
    capped: null,
  };
}

/** By place of demand, seconds to the nearest of some points, or to one of them; in tenths, rounded up. */
function nearestSeconds(
  { graph, cellLinks }: Situation,
  { cells }: Layer,
  points: Linkage,
  only?: number,
): Float64Array {
  const among = only === undefined ? Array.from({ length: points.count }, (_, i) => i) : [only];
  const nearest = nearestFacility(graph, points, among);
  const onEdge = Map.groupBy(among, (point) => points.edge[point]!);
  return Float64Array.from(cells, (cell) => {
    const beside = onEdge.get(cellLinks.edge[cell]!) ?? [];
    const found = nearestTo(graph, nearest, points, beside, cellLinks, cell);
    return found === undefined ? Infinity : secondsOf(tenths(found.cost));
  });
}

function joinedUp<A extends Uint32Array | Float64Array>(parts: readonly A[], into: A): A {
  let at = 0;
  for (const part of parts) {
    into.set(part, at);
    at += part.length;
  }
  return into;
}
