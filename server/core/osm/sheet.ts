import type { BaseLayer, BaseMap } from "./base-map.ts";
import { featureList, type Drawn, type FeatureList, type FlatPositions } from "./features.ts";

/** The base map while it is being drawn. */
export interface Sheet {
  readonly draw: (drawn: Drawn, rings: readonly FlatPositions[]) => void;
  /** Draws a point, unless the same name of the same kind stands near already. */
  readonly write: (drawn: Drawn, position: FlatPositions) => void;
  readonly skip: (what: "areas" | "lines") => void;
  readonly finish: () => BaseMap;
}

export function emptySheet(): Sheet {
  const lists: Lists = {
    land: featureList(),
    water: featureList(),
    building: featureList(),
    barrier: featureList(),
    street: featureList(),
    railway: featureList(),
    place: featureList(),
    label: featureList(),
  };
  const skipped = { areas: 0, lines: 0 };
  const written = new Map<string, FlatPositions[]>();
  return {
    draw: (drawn, rings) => add(lists, drawn, rings),
    write(drawn, position) {
      const key = JSON.stringify([drawn.layer, drawn.properties]);
      const alike = written.get(key) ?? [];
      if (alike.some((other) => isNear(other, position))) return;
      written.set(key, [...alike, position]);
      add(lists, drawn, [position]);
    },
    skip(what) {
      skipped[what]++;
    },
    finish: () => ({
      land: lists.land.finish(),
      water: lists.water.finish(),
      building: lists.building.finish(),
      barrier: lists.barrier.finish(),
      street: lists.street.finish(),
      railway: lists.railway.finish(),
      place: lists.place.finish(),
      label: lists.label.finish(),
      skipped,
    }),
  };
}

type Lists = { readonly [L in BaseLayer]: FeatureList<L> };

function add<L extends BaseLayer>(
  lists: Lists,
  drawn: Drawn<L>,
  rings: readonly FlatPositions[],
): void {
  lists[drawn.layer].add(drawn, rings);
}

/** Some 500 m, in 1e-7 degrees. */
const NEAR = 50_000;

function isNear(a: FlatPositions, b: FlatPositions): boolean {
  return Math.abs(a[0]! - b[0]!) < NEAR && Math.abs(a[1]! - b[1]!) < NEAR;
}
