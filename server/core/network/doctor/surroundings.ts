import type { PolygonRings } from "../../geo/rings.ts";
import type { BaseMap } from "../../osm/base-map.ts";
import type { Building } from "../../osm/buildings.ts";
import type { Degrees, Metres, People } from "../../vocabulary.ts";

/** What stands around the streets. What is not known is left empty, and then nothing is said of it. */
export interface Surroundings {
  readonly units: readonly {
    readonly geometry:
      | { readonly type: "Polygon"; readonly coordinates: PolygonRings }
      | { readonly type: "MultiPolygon"; readonly coordinates: PolygonRings[] };
  }[];
  readonly baseMap: BaseMap;
  readonly buildings: readonly Building[];
  readonly facilities: readonly {
    readonly name: string;
    readonly lng: number;
    readonly lat: number;
  }[];
  /** In columns; null where it is not known where people live. */
  readonly people: {
    readonly lng: ArrayLike<Degrees>;
    readonly lat: ArrayLike<Degrees>;
    readonly people: ArrayLike<People>;
  } | null;
  /** Farther from every street a facility is not joined. */
  readonly snapCap: Metres;
}
