import { createRequire } from "node:module";
import type { Feature, Point } from "geojson";
import type * as geojsonPathFinder from "geojson-path-finder";
import createGraph, { type Graph as NgraphGraph } from "ngraph.graph";
import { aStar, nba, type PathFinder as NgraphFinder } from "ngraph.path";
import { metresBetween } from "#core/geo/lonlat.ts";
import type { Graph } from "#core/network/graph.ts";
import type { Network } from "#core/network/network.ts";
import { E7 } from "#core/network/streets.ts";
import { BACKWARD, FORWARD, walkingTraits } from "#core/network/walking-rules.ts";
import type { TaggedLines } from "./gothenburg.ts";

/** Metres of the shortest walk between two nodes of our network. */
export type ShortestWalk = (from: number, to: number) => number;

/** Written for CommonJS under a name that Node and TypeScript understand differently. */
const { default: PathFinder } = createRequire(import.meta.url)(
  "geojson-path-finder",
) as typeof geojsonPathFinder;

type Place = readonly [lng: number, lat: number];

/** The searches of ngraph.path on our packed graph, arc by arc. */
export function ngraphWalks(network: Network, packed: Graph) {
  const graph = ngraphOf(network, packed);
  const options = {
    oriented: true,
    distance: (_a: object, _b: object, link: { data: number }) => link.data,
  };
  // A little less than the straight line: costs are rounded to the millimetre at every edge.
  const heuristic = ({ data: [lng, lat] }: { data: Place }, b: { data: Place }) =>
    metresBetween(lng, lat, b.data[0], b.data[1]) * 999;
  const walk =
    (finder: NgraphFinder<Place>): ShortestWalk =>
    (from, to) => {
      const path = finder.find(from, to);
      let millimetres = 0;
      for (let i = 1; i < path.length; i++)
        millimetres += graph.getLink(path[i]!.id, path[i - 1]!.id)!.data;
      return millimetres / 1000;
    };
  return {
    dijkstra: walk(aStar(graph, options)),
    guided: walk(aStar(graph, { ...options, heuristic })),
    bothEnds: walk(nba(graph, { ...options, heuristic })),
  };
}

/** geojson-path-finder between the coordinates of our nodes. */
export function pathFinderWalk(network: Network, lines: TaggedLines): ShortestWalk {
  const finder = pathFinderOf(lines);
  const points = Array.from({ length: network.nodeCount }, (_, node) => pointOf(network, node));
  return (from, to) =>
    finder.findPath(points[from]!, points[to]!)?.weight ?? Number.POSITIVE_INFINITY;
}

/** The lines that our rules walk, weighed by our distance; it contracts and searches in its own way. */
export function pathFinderOf({ type, features }: TaggedLines) {
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

/** Of parallel arcs the shortest, since ngraph.graph keeps one. */
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
