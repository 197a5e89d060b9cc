import type { LngLat } from "../../geo/rings.ts";
import type { NodeIndex } from "../../vocabulary.ts";
import { isWithin } from "../extract-edge.ts";
import type { Network } from "../network.ts";
import { E7 } from "../streets.ts";

/** How the streets end at a node. */
export interface StreetEnds {
  /** A single street ends here in the open. */
  readonly isDeadEnd: (node: NodeIndex) => boolean;
  /** A closed gate: several streets end at the same place without meeting. */
  readonly isGate: (node: NodeIndex) => boolean;
}

/** An end outside the extract is where the drawing stops, not the street, and counts as neither. */
export function streetEnds(network: Network): StreetEnds {
  const { nodeCount, edgeCount, from, to, nodeLng, nodeLat } = network;
  const degree = new Uint8Array(nodeCount);
  for (let e = 0; e < edgeCount; e++)
    for (const node of [from[e]!, to[e]!]) if (degree[node]! < 255) degree[node]! += 1;
  const endsAt = new Map<string, number>();
  const place = (node: NodeIndex) => `${nodeLng[node]} ${nodeLat[node]}`;
  for (let n = 0; n < nodeCount; n++)
    if (degree[n] === 1) endsAt.set(place(n), (endsAt.get(place(n)) ?? 0) + 1);
  const { boundary, boundarySource } = network.report;
  const isGate = (node: NodeIndex) => degree[node] === 1 && (endsAt.get(place(node)) ?? 0) > 1;
  return {
    isGate,
    isDeadEnd: (node) =>
      degree[node] === 1 &&
      !isGate(node) &&
      (boundarySource === "hull" || isWithin(boundary, ...placeOf(network, node))),
  };
}

export function placeOf({ nodeLng, nodeLat }: Network, node: NodeIndex): LngLat {
  return [nodeLng[node]! / E7, nodeLat[node]! / E7];
}
