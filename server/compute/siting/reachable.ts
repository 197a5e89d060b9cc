import type { People } from "#core/vocabulary.ts";
import type { Layer } from "./situation.ts";

/** People no candidate can serve, with the cells they live in, rising. */
export interface Uncoverable {
  readonly people: People;
  readonly cells: readonly number[];
}

/** Everybody who is served or whom some candidate could serve. */
export function reachable(layer: Layer): People {
  const within = reachablePlaces(layer);
  return layer.weight.reduce((sum, people, place) => sum + (within[place] === 1 ? people : 0), 0);
}

/** By place of demand: 1 where it is served or some candidate could serve it. */
export function reachablePlaces({ served, pairs }: Layer): Uint8Array {
  const within = served.slice();
  for (const place of pairs.demand) within[place] = 1;
  return within;
}

/** Of several services whoever lacks one of them. `among`: places with a walk at all, for what has no limit. */
export function uncoverableOf(layers: readonly Layer[], among: Uint32Array | null): Uncoverable {
  const cells = new Map<number, People>();
  for (const layer of layers) {
    const within = among === null ? reachablePlaces(layer) : marked(among, layer.cells.length);
    for (const [place, cell] of layer.cells.entries())
      if (within[place] !== 1) cells.set(cell, layer.weight[place]!);
  }
  return {
    people: [...cells.values()].reduce((sum, people) => sum + people, 0),
    cells: [...cells.keys()].sort((a, b) => a - b),
  };
}

function marked(places: Uint32Array, count: number): Uint8Array {
  const marks = new Uint8Array(count);
  for (const place of places) marks[place] = 1;
  return marks;
}
