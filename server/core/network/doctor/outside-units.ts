import type { LngLat, PolygonRings } from "../../geo/rings.ts";
import type { EdgeIndex } from "../../vocabulary.ts";
import { boundsOf, isWithin } from "../extract-edge.ts";
import { findComponents } from "../islands.ts";
import type { Network } from "../network.ts";
import { E7 } from "../streets.ts";
import { finding, type Finding } from "./finding.ts";
import { treeOf } from "./obstacles.ts";
import type { Surroundings } from "./surroundings.ts";

const MOST_NAMES = 5;

/**
 * Streets that lie in none of the units, told by the middle of every piece: people there are counted in no
 * unit. Pieces that meet are one finding, at their westernmost node.
 */
export function outsideFindings(network: Network, units: Surroundings["units"]): Finding[] {
  if (units.length === 0) return [];
  const isInUnit = unitFinder(units);
  const { nodeCount, edgeCount, from, to, nodeLng, nodeLat, names } = network;
  const outside = new Uint8Array(edgeCount);
  for (let e = 0; e < edgeCount; e++) outside[e] = isInUnit(middleOf(network, e)) ? 0 : 1;
  const metres = Float64Array.from(network.length, (long) => long / 1000);
  const groups = findComponents(nodeCount, from, to, metres, (e) => outside[e] === 1);
  const west = Array.from({ length: groups.count }, () => -1);
  const called = Array.from({ length: groups.count }, () => new Set<string>());
  for (let e = 0; e < edgeCount; e++) {
    if (outside[e] === 0) continue;
    const group = groups.ofEdge[e]!;
    for (const node of [from[e]!, to[e]!]) {
      const known = west[group]!;
      if (
        known === -1 ||
        nodeLng[node]! < nodeLng[known]! ||
        (nodeLng[node] === nodeLng[known] && nodeLat[node]! < nodeLat[known]!)
      )
        west[group] = node;
    }
    const name = names[network.name[e]!]!;
    if (name !== "" && called[group]!.size < MOST_NAMES) called[group]!.add(name);
  }
  return groups.length.map((long, group) =>
    finding({
      kind: "outside-units",
      lng: nodeLng[west[group]!]! / E7,
      lat: nodeLat[west[group]!]! / E7,
      metres: long,
      names: [...called[group]!].sort(),
      repair: null,
      sure: false,
    }),
  );
}

function unitFinder(units: Surroundings["units"]): (at: LngLat) => boolean {
  const polygons: readonly PolygonRings[] = units.flatMap(({ geometry }) =>
    geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates,
  );
  const tree = treeOf(polygons.length, (i) => boundsOf(polygons[i]!));
  return ([lng, lat]) =>
    (tree?.search(lng, lat, lng, lat) ?? []).some((i) => isWithin(polygons[i]!, lng, lat));
}

function middleOf({ firstPoint, points }: Network, edge: EdgeIndex): LngLat {
  const p = (firstPoint[edge]! + firstPoint[edge + 1]! - 1) >> 1;
  return [
    (points[2 * p]! + points[2 * p + 2]!) / 2 / E7,
    (points[2 * p + 1]! + points[2 * p + 3]!) / 2 / E7,
  ];
}
