import { cellAt, centreOf, childrenOf, parentOf, resolutionOf } from "../geo/cells.ts";
import type { LngLat, PolygonRings } from "../geo/rings.ts";
import type { CellId, Degrees, People } from "../vocabulary.ts";
import { anchorAt, latOf, lngOf, pull, type Anchor } from "./anchor.ts";
import { pointsInArea } from "./areas.ts";
import { inOrderOfAge } from "./groups.ts";
import { MAX_CELLS, tooManyCells, tooManyPeople } from "./limits.ts";
import { MAX_PEOPLE, quantise, splitEvenly } from "./people.ts";

interface Counted {
  /** Not negative, at most `MAX_PEOPLE`. */
  readonly people: number;
  /** People by age group. A group that is not named here is not known, and adds nothing to that group. */
  readonly groups: Readonly<Record<string, number>>;
}

/** People at a point, in an H3 cell of any resolution, or somewhere in an area. */
export type PeopleSource =
  | (Counted & { readonly kind: "point"; readonly lng: Degrees; readonly lat: Degrees })
  | (Counted & { readonly kind: "cell"; readonly cell: CellId })
  /** At least one polygon; closed rings. */
  | (Counted & { readonly kind: "area"; readonly polygons: readonly PolygonRings[] });

/**
 * People per analysis cell, in columns: everything about `cells[i]` stands at index `i`. Counts are held
 * exactly (see people.ts). A cell may hold 0 people; it is then uninhabited.
 */
export interface Demand {
  readonly resolution: number;
  /** Ascending, each once. */
  readonly cells: readonly CellId[];
  /** Where in the cell its people are: their weighted mean position (the plain mean when they weigh nothing). */
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  readonly people: Float64Array;
  /** By group, in order of age. */
  readonly groups: ReadonlyMap<string, Float64Array>;
  readonly total: People;
}

/**
 * People put into the cells of one resolution. A point counts where it lies; a cell of the analysis
 * resolution as it is; a finer one in its parent, its people at its centre; a coarser one in equal parts in
 * all its children; an area in equal parts at points spread evenly over it. The people and the groups of each
 * source are conserved exactly, and the result does not depend on the order of the sources.
 * Throws `DemandTooLarge` beyond `MAX_CELLS` cells or `MAX_PEOPLE` people.
 */
export function toDemand(sources: readonly PeopleSource[], resolution: number): Demand {
  const groups = groupsOf(sources);
  const heaps = new Map<CellId, Heap>();
  for (const source of sources) {
    const places = placesOf(source, resolution);
    const shares = splitEvenly(quantise(source.people), places.length);
    const into = places.map(({ cell }) => heapAt(heaps, cell, groups.length));
    for (let i = 0; i < into.length; i++) {
      const [heap, place, share] = [into[i], places[i], shares[i]];
      if (!heap || !place || share === undefined) continue;
      heap.people += share;
      pull(heap.anchor, place.at, share);
    }
    for (let group = 0; group < groups.length; group++) {
      const people = source.groups[groups[group] ?? ""];
      if (people !== undefined) addGroup(into, group, people);
    }
  }
  return inColumns(heaps, groups, resolution);
}

function groupsOf(sources: readonly PeopleSource[]): string[] {
  const groups = new Set<string>();
  for (const source of sources) {
    for (const group in source.groups) groups.add(group);
  }
  return inOrderOfAge(groups);
}

interface Place {
  readonly cell: CellId;
  readonly at: LngLat;
}

function placesOf(source: PeopleSource, resolution: number): Place[] {
  switch (source.kind) {
    case "point":
      return [{ cell: cellAt(source.lng, source.lat, resolution), at: [source.lng, source.lat] }];
    case "cell":
      if (resolutionOf(source.cell) >= resolution) {
        return [{ cell: parentOf(source.cell, resolution), at: centreOf(source.cell) }];
      }
      return childrenOf(source.cell, resolution).map((cell) => ({ cell, at: centreOf(cell) }));
    case "area":
      return pointsInArea(source.polygons, resolution).map((at) => ({
        cell: cellAt(at[0], at[1], resolution),
        at,
      }));
  }
}

/** What has been put into one cell so far. */
interface Heap {
  people: People;
  readonly groups: number[];
  readonly anchor: Anchor;
}

function heapAt(heaps: Map<CellId, Heap>, cell: CellId, groups: number): Heap {
  let heap = heaps.get(cell);
  if (heap === undefined) {
    if (heaps.size === MAX_CELLS) throw tooManyCells(resolutionOf(cell));
    heap = {
      people: 0,
      groups: Array.from({ length: groups }, () => 0),
      anchor: anchorAt(centreOf(cell)),
    };
    heaps.set(cell, heap);
  }
  return heap;
}

function addGroup(heaps: readonly Heap[], group: number, people: number): void {
  const shares = splitEvenly(quantise(people), heaps.length);
  for (let i = 0; i < heaps.length; i++) {
    const column = heaps[i]?.groups;
    if (column) column[group] = (column[group] ?? 0) + (shares[i] ?? 0);
  }
}

function inColumns(
  heaps: ReadonlyMap<CellId, Heap>,
  groups: readonly string[],
  resolution: number,
): Demand {
  const cells = [...heaps.keys()].sort();
  const sorted = cells.flatMap((cell) => heaps.get(cell) ?? []);
  const column = (value: (heap: Heap) => number) => Float64Array.from(sorted, value);
  const people = column((heap) => heap.people);
  const total = people.reduce((sum, count) => sum + count, 0);
  if (total > MAX_PEOPLE) throw tooManyPeople();
  return {
    resolution,
    cells,
    lng: column(({ anchor }) => lngOf(anchor)),
    lat: column(({ anchor }) => latOf(anchor)),
    people,
    groups: new Map(groups.map((name, group) => [name, column((heap) => heap.groups[group] ?? 0)])),
    total,
  };
}
