import { buildNetwork, type Network } from "#core/network/network.ts";
import { collectStreets } from "#core/network/streets.ts";
import type { OsmElements } from "../fixtures/osm-file.ts";

/** The walking network of elements held in memory. */
export function networkOf({ nodes, ways }: OsmElements, name: string): Network {
  const streets = collectStreets();
  for (const { id, refs, tags } of ways) streets.ways.way?.(id, refs, tags);
  const visitor = streets.nodes();
  for (const { id, lng, lat, tags } of nodes) visitor.node?.(id, lng, lat, tags);
  return buildNetwork(streets.finish(), { name, bytes: 0, sha256: "" });
}
