import { deserialize, serialize } from "node:v8";
import { openNetwork, packNetwork } from "#core/network/codec.ts";
import type { Network } from "#core/network/network.ts";
import { openBaseMap, packBaseMap } from "#core/osm/base-map-codec.ts";
import type { BaseMap } from "#core/osm/base-map.ts";
import type { Building } from "#core/osm/buildings.ts";

/** What a study keeps of its streets: where one walks, what the map draws, and the buildings of the place. */
export interface NetworkLayer {
  readonly network: Network;
  readonly baseMap: BaseMap;
  readonly buildings: readonly Building[];
}

/** The parts as they are kept together; V8's format, so bytes of other origin must not be opened. */
interface Kept {
  readonly network: Uint8Array<ArrayBuffer>;
  readonly baseMap: Uint8Array<ArrayBuffer>;
  readonly buildings: readonly Building[];
}

export function packNetworkLayer({ network, baseMap, buildings }: NetworkLayer): Uint8Array {
  const kept: Kept = {
    network: new Uint8Array(packNetwork(network)),
    baseMap: new Uint8Array(packBaseMap(baseMap)),
    buildings,
  };
  return serialize(kept);
}

/** Throws what the codecs throw for bytes that are not as they were written. */
export function openNetworkLayer(bytes: Uint8Array): NetworkLayer {
  const kept: Kept = deserialize(bytes);
  // The codecs want buffers that begin where their part begins.
  return {
    network: openNetwork(kept.network.slice().buffer),
    baseMap: openBaseMap(kept.baseMap.slice()),
    buildings: kept.buildings,
  };
}
