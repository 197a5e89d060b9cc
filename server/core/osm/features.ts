import {
  SHAPES,
  type BaseLayer,
  type BaseProperties,
  type Features,
  type Shape,
} from "./base-map.ts";

/** How one element appears on the base map. */
export type Drawn<L extends BaseLayer = BaseLayer> = {
  [K in L]: {
    readonly layer: K;
    /** A point drawn for an area stands somewhere inside it. */
    readonly shape: Shape;
    readonly properties: BaseProperties[K];
    /** The lowest zoom it is drawn at, its size aside. */
    readonly fromZoom: number;
    /** The order of painting within the layer; areas and their names are ordered by size instead. */
    readonly rank: number;
  };
}[L];

/** Longitude and latitude by turns, in 1e-7 degrees. */
export type FlatPositions = readonly number[];

/** The features of a layer, while they are being gathered. */
export interface FeatureList<L extends BaseLayer> {
  /** Appends one feature; `rings` as in `Features`. */
  readonly add: (drawn: Drawn<L>, rings: readonly FlatPositions[]) => void;
  /** The columns of all features so far, by rank; equals stay as they came. */
  readonly finish: () => Features<BaseProperties[L]>;
}

export function featureList<L extends BaseLayer>(): FeatureList<L> {
  const sets: BaseProperties[L][] = [];
  const indexOf = new Map<BaseProperties[L] | string, number>();
  const set: number[] = [];
  const shape: number[] = [];
  const fromZoom: number[] = [];
  const rank: number[] = [];
  const firstRing = [0];
  const firstPosition = [0];
  const positions: number[] = [];

  const index = (properties: BaseProperties[L]): number => {
    const known = indexOf.get(properties);
    if (known !== undefined) return known;
    const text = JSON.stringify(properties);
    const alike = indexOf.get(text) ?? sets.push(properties) - 1;
    indexOf.set(text, alike).set(properties, alike);
    return alike;
  };
  return {
    add(drawn, rings) {
      set.push(index(drawn.properties));
      shape.push(SHAPES.indexOf(drawn.shape));
      fromZoom.push(drawn.fromZoom);
      rank.push(drawn.rank);
      for (const ring of rings) {
        for (const value of ring) positions.push(value);
        firstPosition.push(positions.length / 2);
      }
      firstRing.push(firstPosition.length - 1);
    },
    finish() {
      const order = Uint32Array.from(rank.keys()).sort((a, b) => rank[a]! - rank[b]! || a - b);
      return {
        sets,
        set: Uint32Array.from(order, (feature) => set[feature]!),
        shape: Uint8Array.from(order, (feature) => shape[feature]!),
        fromZoom: Uint8Array.from(order, (feature) => fromZoom[feature]!),
        ...ringsInOrder(order, firstRing, firstPosition, positions),
      };
    },
  };
}

function ringsInOrder(
  order: Uint32Array,
  oldFirstRing: readonly number[],
  oldFirstPosition: readonly number[],
  oldPositions: readonly number[],
): Pick<Features<object>, "firstRing" | "firstPosition" | "positions"> {
  const firstRing = new Uint32Array(order.length + 1);
  const firstPosition = new Uint32Array(oldFirstPosition.length);
  const positions = new Int32Array(oldPositions.length);
  let rings = 0;
  let filled = 0;
  for (const [place, feature] of order.entries()) {
    for (let ring = oldFirstRing[feature]!; ring < oldFirstRing[feature + 1]!; ring++) {
      const until = 2 * oldFirstPosition[ring + 1]!;
      for (let i = 2 * oldFirstPosition[ring]!; i < until; i++)
        positions[filled++] = oldPositions[i]!;
      firstPosition[++rings] = filled / 2;
    }
    firstRing[place + 1] = rings;
  }
  return { firstRing, firstPosition, positions };
}
