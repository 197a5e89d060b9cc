import { createRequire } from "node:module";
import type { Feature, Point } from "geojson";
import type * as geojsonPathFinder from "geojson-path-finder";
import createGraph, { type Graph as NgraphGraph } from "ngraph.graph";
import { aStar, nba } from "ngraph.path";
import { travelTimes } from "#core/catchment/travel-times.ts";
import { metresBetween } from "#core/geo/lonlat.ts";
import type { Graph } from "#core/network/graph.ts";
import type { Network } from "#core/network/network.ts";
import { E7 } from "#core/network/streets.ts";
import { BACKWARD, FORWARD, walkingTraits } from "#core/network/walking-rules.ts";
import { networkOf } from "./built-network.ts";
import { extractOfLines, gothenburgLines, type TaggedLines } from "./gothenburg.ts";
import { heapSearch } from "./heap-search.ts";
import { picks, seededRandom } from "./random.ts";
import { benchSearch, seededOrigins, SEARCH_METRES } from "./search.ts";
import { count, durationRow, factRow, rateRow, ratioRow, type Row } from "./table.ts";
import { timedInTurns } from "./timing.ts";

const { default: PathFinder } = createRequire(import.meta.url)(
  "geojson-path-finder",
) as typeof geojsonPathFinder;

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

type Place = readonly [number, number];

/** The same 200 walks, and the same catchments, by other libraries on the street network one of them ships. */
export function benchPeers(): Row[] {
  const lines = gothenburgLines();
  const elements = extractOfLines(lines);
  const network = networkOf(elements, "gothenburg");
  const { graph, origins } = benchSearch(network);
  const pairs = seededPairs(network, graph);

  const ngraph = ngraphOf(network, graph);
  const ngraphOptions = {
    oriented: true,
    distance: (_a: object, _b: object, link: { data: number }) => link.data,
  };
  const heuristic = ({ data: [aLng, aLat] }: { data: Place }, b: { data: Place }) =>
    // A little less than the straight line: costs are rounded to the millimetre at every edge.
    metresBetween(aLng, aLat, b.data[0], b.data[1]) * 999;
  const dijkstra = aStar(ngraph, ngraphOptions);
  const guided = aStar(ngraph, { ...ngraphOptions, heuristic });
  const bothEnds = nba(ngraph, { ...ngraphOptions, heuristic });
  const finder = pathFinderOf(lines);
  const places = pairs.map(
    ({ from, to }) => [pointOf(network, from), pointOf(network, to)] as const,
  );

  const ours = travelTimes(graph);
  const start = new Uint32Array(1);
  const atOnce = new Int32Array(1);
  const byUs = ({ from, to }: Pair) => {
    start[0] = from;
    ours.run(start, atOnce, 1, PAIR_METRES * 1000);
    return ours.costOf(to) / 1000;
  };
  const byNgraph =
    (search: { find: (from: number, to: number) => { id: string | number }[] }) =>
    ({ from, to }: Pair) => {
      const path = search.find(from, to);
      let millimetres = 0;
      for (let i = 1; i < path.length; i++)
        millimetres += ngraph.getLink(path[i]!.id, path[i - 1]!.id)!.data;
      return millimetres / 1000;
    };
  const byPathFinder = (_: Pair, i: number) =>
    finder.findPath(...places[i]!)?.weight ?? Number.POSITIVE_INFINITY;

  const walks = timedInTurns(
    { runs: 3, warmUp: 1 },
    {
      ours: () => sum(pairs.map(byUs)),
      bothEnds: () => sum(pairs.map(byNgraph(bothEnds))),
      guided: () => sum(pairs.map(byNgraph(guided))),
      dijkstra: () => sum(pairs.map(byNgraph(dijkstra))),
      pathFinder: () => sum(pairs.map(byPathFinder)),
    },
  );
  /** How many of the walks another library finds longer or shorter than ours. */
  const differing = (walk: (pair: Pair, i: number) => number) => {
    const apart = pairs.map((pair, i) => walk(pair, i) - pair.metres);
    const longer = apart.filter((metres) => metres > ROUNDING).length;
    const shorter = apart.filter((metres) => metres < -ROUNDING).length;
    return `${longer} longer, ${shorter} shorter`;
  };

  const heap = heapSearch(graph);
  const limit = SEARCH_METRES * 1000;
  const catchments = timedInTurns(
    { runs: 15, warmUp: 3 },
    {
      ours: () => {
        let found = 0;
        for (const origin of origins) {
          start[0] = origin;
          found += ours.run(start, atOnce, 1, limit);
        }
        return found;
      },
      heap: () => {
        let found = 0;
        for (const origin of origins) found += heap(origin, limit);
        return found;
      },
    },
  );

  return [
    factRow("streets read", `${count(lines.features.length)} lines`),
    factRow("nodes, arcs", `${count(graph.nodeCount)}, ${count(graph.arcs.length / 2)}`),
    rateRow("1,000 catchments of 1,125 m: ours", origins.length, catchments.ours),
    rateRow("… textbook binary heap, same packed graph", origins.length, catchments.heap),
    ratioRow("… ours is faster by", catchments.heap, catchments.ours),
    durationRow("200 walks of up to 3 km: ours, all within 3 km for each", walks.ours),
    durationRow("… ngraph.path nba, straight-line heuristic", walks.bothEnds),
    durationRow("… ngraph.path aStar, straight-line heuristic", walks.guided),
    durationRow("… ngraph.path aStar without heuristic (Dijkstra)", walks.dijkstra),
    durationRow("… geojson-path-finder findPath", walks.pathFinder),
    ratioRow("… ours is faster than ngraph.path nba by", walks.bothEnds, walks.ours),
    ratioRow("… than ngraph.path Dijkstra by", walks.dijkstra, walks.ours),
    ratioRow("… than geojson-path-finder by", walks.pathFinder, walks.ours),
    factRow("walks it finds unlike ours: ngraph.path nba", differing(byNgraph(bothEnds))),
    factRow("… ngraph.path aStar with heuristic", differing(byNgraph(guided))),
    factRow("… ngraph.path Dijkstra", differing(byNgraph(dijkstra))),
    factRow("… geojson-path-finder (keeps one of two parallel streets)", differing(byPathFinder)),
    ...buildRows(lines),
  ];
}

function buildRows(lines: TaggedLines): Row[] {
  const elements = extractOfLines(lines);
  const builds = timedInTurns(
    { runs: 3, warmUp: 1 },
    {
      ours: () => networkOf(elements, "gothenburg").edgeCount,
      pathFinder: () => Object.keys(pathFinderOf(lines).graph.compactedVertices).length,
    },
  );
  return [
    durationRow("network from the lines: ours, with spatial index", builds.ours),
    durationRow("… geojson-path-finder", builds.pathFinder),
  ];
}

/** Walks between nodes: a seeded origin, and a node it reaches within 3 km. */
function seededPairs(network: Network, graph: Graph): Pair[] {
  const random = seededRandom(7);
  const search = travelTimes(graph);
  return [...seededOrigins(network, PAIRS)].map((from) => {
    const reached = search.run([from], [0], 1, PAIR_METRES * 1000);
    const [to] = picks(search.reached.subarray(0, reached), 1, random);
    return { from, to: to!, metres: search.costOf(to!) / 1000 };
  });
}

/** Our packed graph arc by arc; of parallel arcs the shortest, since ngraph.graph keeps one. */
function ngraphOf(network: Network, { nodeCount, first, arcs }: Graph): NgraphGraph<Place, number> {
  const graph = createGraph<Place, number>();
  for (let node = 0; node < nodeCount; node++)
    graph.addNode(node, [network.nodeLng[node]! / E7, network.nodeLat[node]! / E7]);
  for (let node = 0; node < nodeCount; node++) {
    for (let arc = 2 * first[node]!; arc < 2 * first[node + 1]!; arc += 2) {
      const target = arcs[arc]! >> 1;
      const known = graph.getLink(node, target);
      if (known === undefined || known.data > arcs[arc + 1]!)
        graph.addLink(node, target, arcs[arc + 1]!);
    }
  }
  return graph;
}

/** The lines that our rules walk, weighed by our distance; it contracts and searches in its own way. */
function pathFinderOf({ type, features }: TaggedLines) {
  const walked = features.filter(({ properties }) => walkingTraits(properties) !== 0);
  return new PathFinder(
    { type, features: walked },
    {
      tolerance: 1e-7,
      weight: ([aLng, aLat], [bLng, bLat], tags) => {
        const traits = walkingTraits(tags);
        const metres = metresBetween(aLng!, aLat!, bLng!, bLat!);
        return {
          forward: (traits & FORWARD) === 0 ? 0 : metres,
          backward: (traits & BACKWARD) === 0 ? 0 : metres,
        };
      },
    },
  );
}

function pointOf(network: Network, node: number): Feature<Point> {
  return {
    type: "Feature",
    properties: {},
    geometry: {
      type: "Point",
      coordinates: [network.nodeLng[node]! / E7, network.nodeLat[node]! / E7],
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
