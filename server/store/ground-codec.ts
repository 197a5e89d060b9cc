import { deserialize, serialize } from "node:v8";
import { streetPlaces } from "#core/catchment/street-places.ts";
import type { Ground } from "#core/coverage/survey.ts";
import type { Network } from "#core/network/network.ts";

/** All of a ground but its network, which is kept apart, and what follows from the rest at once. */
type Kept = Omit<Ground, "network" | "cellIndex" | "places">;

/**
 * A ground as bytes, without its network. They are in V8's serialisation format, which later versions of Node
 * read too; bytes of any other origin must not be given to `openGround`, so keep a checksum.
 */
export function packGround(ground: Ground): Uint8Array {
  const { facilities, demand, units, unitOf, edgeMetres, snapCap } = ground;
  const kept: Kept = { facilities, demand, units, unitOf, edgeMetres, snapCap };
  return serialize(kept);
}

export function openGround(bytes: Uint8Array, network: Network): Ground {
  const kept: Kept = deserialize(bytes);
  return {
    ...kept,
    network,
    places: streetPlaces(network, kept.demand.resolution),
    cellIndex: new Map(kept.demand.cells.map((cell, c) => [cell, c])),
  };
}
