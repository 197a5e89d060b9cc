import { travelTimes } from "#core/catchment/travel-times.ts";
import { walkingGraph, type Graph } from "#core/network/graph.ts";
import type { Network } from "#core/network/network.ts";
import type { OsmElements } from "../fixtures/osm-file.ts";
import { networkOf } from "./built-network.ts";
import { extractOfLines, gothenburgLines, type TaggedLines } from "./gothenburg.ts";
import { heapSearch } from "./heap-search.ts";
import { ngraphWalks, pathFinderOf, pathFinderWalk, type ShortestWalk } from "./peer-libraries.ts";
import { picks, seededRandom } from "./random.ts";
import { METRES, ORIGINS, SEARCH_METRES, seededOrigins } from "./search.ts";
import { count, durationRow, factRow, rateRow, ratioRow, type Row } from "./table.ts";
import { timedInTurns } from "./timing.ts";

const PAIRS = 200;
/** The farthest that any limit of ours goes. */
const PAIR_METRES = 3000;
/** Ours are rounded to the millimetre at every street; a walk has a few hundred. */
const ROUNDING = 0.5;

interface Pair {
  readonly from: number;
  readonly to: number;
  readonly metres: number;
}

/** The same catchments and walks by others, on the street network that one of them ships. */
export function benchPeers(): Row[] {
  const lines = gothenburgLines();
  const elements = extractOfLines(lines);
  const network = networkOf(elements, "Gothenburg");
  const { graph } = walkingGraph(network, METRES, "from");
  return [
    factRow("streets read", `${count(lines.features.length)} lines`),
    factRow("nodes, arcs", `${count(graph.nodeCount)}, ${count(graph.arcs.length / 2)}`),
    ...catchmentRows(network, graph),
    ...walkRows(network, graph, lines),
    ...buildRows(elements, lines),
  ];
}

/** Ours and the textbook's on the same packed graph; before other libraries fill the memory. */
function catchmentRows(network: Network, graph: Graph): Row[] {
  const origins = seededOrigins(network, ORIGINS);
  const limit = SEARCH_METRES * 1000;
  const search = travelTimes(graph);
  const start = new Uint32Array(1);
  const atOnce = new Int32Array(1);
  const byUs = (origin: number) => {
    start[0] = origin;
    return search.run(start, atOnce, 1, limit);
  };
  const byHeap = heapSearch(graph);
  for (const origin of origins)
    if (byUs(origin) !== byHeap(origin, limit))
      throw new Error(`The two searches disagree about what is near node ${origin}.`);

  const timings = timedInTurns(
    { runs: 25, warmUp: 5 },
    {
      ours: () => {
        let found = 0;
        for (let i = 0; i < origins.length; i++) found += byUs(origins[i]!);
        return found;
      },
      heap: () => {
        let found = 0;
        for (let i = 0; i < origins.length; i++) found += byHeap(origins[i]!, limit);
        return found;
      },
    },
  );
  return [
    rateRow("1,000 catchments of 1,125 m: ours", origins.length, timings.ours),
    rateRow("… textbook binary heap, same packed graph", origins.length, timings.heap),
    ratioRow("… ours is faster by", timings.heap, timings.ours),
  ];
}

/** Ours finds everything within 3 km for every pair; the others look for one way and may stop when they have it. */
function walkRows(network: Network, graph: Graph, lines: TaggedLines): Row[] {
  const pairs = seededPairs(network, graph);
  const search = travelTimes(graph);
  const start = new Uint32Array(1);
  const atOnce = new Int32Array(1);
  const ours: ShortestWalk = (from, to) => {
    start[0] = from;
    search.run(start, atOnce, 1, PAIR_METRES * 1000);
    return search.costOf(to) / 1000;
  };
  const { dijkstra, guided, bothEnds } = ngraphWalks(network, graph);
  const pathFinder = pathFinderWalk(network, lines);
  const all = (walk: ShortestWalk) => () =>
    pairs.reduce((metres, { from, to }) => metres + walk(from, to), 0);
  const timings = timedInTurns(
    { runs: 3, warmUp: 1 },
    {
      ours: all(ours),
      bothEnds: all(bothEnds),
      guided: all(guided),
      dijkstra: all(dijkstra),
      pathFinder: all(pathFinder),
    },
  );
  const unlikeOurs = (walk: ShortestWalk) => {
    const apart = pairs.map(({ from, to, metres }) => walk(from, to) - metres);
    const longer = apart.filter((metres) => metres > ROUNDING).length;
    const shorter = apart.filter((metres) => metres < -ROUNDING).length;
    return `${longer} longer, ${shorter} shorter`;
  };
  return [
    durationRow("200 walks of up to 3 km: ours, all within 3 km for each", timings.ours),
    durationRow("… ngraph.path nba, straight-line heuristic", timings.bothEnds),
    durationRow("… ngraph.path aStar, straight-line heuristic", timings.guided),
    durationRow("… ngraph.path aStar without heuristic (Dijkstra)", timings.dijkstra),
    durationRow("… geojson-path-finder findPath", timings.pathFinder),
    ratioRow("… ours is faster than ngraph.path nba by", timings.bothEnds, timings.ours),
    ratioRow("… than ngraph.path Dijkstra by", timings.dijkstra, timings.ours),
    ratioRow("… than geojson-path-finder by", timings.pathFinder, timings.ours),
    factRow("walks it finds unlike ours: ngraph.path nba", unlikeOurs(bothEnds)),
    factRow("… ngraph.path aStar with heuristic", unlikeOurs(guided)),
    factRow("… ngraph.path Dijkstra", unlikeOurs(dijkstra)),
    factRow("… geojson-path-finder (keeps one of two parallel streets)", unlikeOurs(pathFinder)),
  ];
}

function buildRows(elements: OsmElements, lines: TaggedLines): Row[] {
  const timings = timedInTurns(
    { runs: 3, warmUp: 1 },
    {
      ours: () => networkOf(elements, "Gothenburg").edgeCount,
      pathFinder: () => Object.keys(pathFinderOf(lines).graph.compactedVertices).length,
    },
  );
  return [
    durationRow("network from the lines: ours, with spatial index", timings.ours),
    durationRow("… geojson-path-finder", timings.pathFinder),
  ];
}

/** A seeded origin, and a node that it reaches within 3 km. */
function seededPairs(network: Network, graph: Graph): Pair[] {
  const random = seededRandom(7);
  const search = travelTimes(graph);
  return [...seededOrigins(network, PAIRS)].map((from) => {
    const reached = search.run([from], [0], 1, PAIR_METRES * 1000);
    const [to] = picks(search.reached.subarray(0, reached), 1, random);
    return { from, to: to!, metres: search.costOf(to!) / 1000 };
  });
}
