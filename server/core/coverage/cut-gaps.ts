import type { CatchmentScan } from "../catchment/matrix.ts";
import { metresBetween } from "../geo/lonlat.ts";
import type { Demand } from "../demand/demand.ts";
import type { Metres } from "../vocabulary.ts";

/** What cutting needs to know about the cells around a gap. */
export interface GapGround {
  readonly demand: Demand;
  /** Neighbouring gap cells of a gap cell. */
  readonly neighbours: (cell: number) => readonly number[];
  readonly unitOf: Int32Array;
  /** The walk from a would-be site at a cell's people: `run(cell)` finds the cells it would serve. */
  readonly scan: CatchmentScan;
  /** No walk within the limit can be longer than this, in a straight line. */
  readonly farthest: Metres;
}

/** How many of a piece's cells are tried as its one site before it is called too large. */
const TRIED_SITES = 5;
/** How many sites are tried for each piece that is cut off. */
const TRIED_CUTS = 12;

/**
 * Cuts a connected gap into pieces that one new site could serve: left whole if one site could serve it all;
 * else along unit boundaries; a part of a unit that is still too large is cut by the catchments of would-be
 * sites, from its outskirts inwards; and slivers are joined to a neighbour where one site could serve both.
 * "Could serve" is a walk over the network within the limit from a site among the piece's own people.
 */
export function cutGap(gap: readonly number[], ground: GapGround): number[][] {
  if (oneSiteServes(gap, ground)) return [[...gap]];
  const pieces = byUnit(gap, ground.unitOf)
    .flatMap((part) => connected(part, ground.neighbours))
    .flatMap((part) => (oneSiteServes(part, ground) ? [part] : cutByCatchments(part, ground)));
  return joinSlivers(pieces, ground);
}

/** The connected parts of a set of cells, each in rising order, by their first cell. */
export function connected(
  cells: readonly number[],
  neighbours: (cell: number) => readonly number[],
): number[][] {
  const waiting = new Set(cells);
  const parts: number[][] = [];
  for (const start of cells) {
    if (!waiting.delete(start)) continue;
    const part = [start];
    for (let i = 0; i < part.length; i++) {
      for (const next of neighbours(part[i]!)) if (waiting.delete(next)) part.push(next);
    }
    parts.push(part.sort((a, b) => a - b));
  }
  return parts;
}

function byUnit(cells: readonly number[], unitOf: Int32Array): number[][] {
  const parts = Map.groupBy(cells, (cell) => unitOf[cell]!);
  return [...parts].sort(([a], [b]) => a - b).map(([, part]) => part);
}

/** Tries the cells nearest to the middle of the people. */
function oneSiteServes(cells: readonly number[], { demand, scan, farthest }: GapGround): boolean {
  const [lng, lat] = middleOf(cells, demand);
  const apart = new Map(
    cells.map((c) => [c, metresBetween(lng, lat, demand.lng[c]!, demand.lat[c]!)]),
  );
  const sites = [...cells].sort((a, b) => apart.get(a)! - apart.get(b)! || a - b);
  if (apart.get(sites.at(-1)!)! > 2 * farthest) return false;
  return sites.slice(0, TRIED_SITES).some((site) => {
    scan.run(site);
    return cells.every((cell) => scan.reaches(cell));
  });
}

function cutByCatchments(part: readonly number[], ground: GapGround): number[][] {
  const { demand, scan, neighbours } = ground;
  const [lng, lat] = middleOf(part, demand);
  const apart = new Map(
    part.map((c) => [c, metresBetween(lng, lat, demand.lng[c]!, demand.lat[c]!)]),
  );
  const outermost = [...part].sort((a, b) => apart.get(b)! - apart.get(a)! || a - b);
  const waiting = new Set(part);
  const pieces: number[][] = [];
  for (const seed of outermost) {
    if (!waiting.has(seed)) continue;
    let best: number[] = [seed];
    let most = -1;
    for (const site of spread(waitingNear(seed), TRIED_CUTS)) {
      const served = waitingNear(site);
      if (!served.includes(seed)) continue;
      const piece = connected(served, neighbours).find((one) => one.includes(seed)) ?? [seed];
      const people = peopleOf(piece, demand);
      if (people > most) {
        most = people;
        best = piece;
      }
    }
    pieces.push(best);
    for (const cell of best) waiting.delete(cell);
  }
  return pieces;

  /** The cells still to be given out that a site at `site` would serve, rising. */
  function waitingNear(site: number): number[] {
    const found = scan.run(site);
    return [...scan.cells.subarray(0, found)]
      .filter((cell) => waiting.has(cell))
      .sort((a, b) => a - b);
  }
}

/** Joins the smallest piece to the neighbour it shares most border with, as long as one site serves both. */
function joinSlivers(cut: readonly (readonly number[])[], ground: GapGround): number[][] {
  const { demand, neighbours } = ground;
  const pieces = new Map(
    cut.map((cells, i) => [i, { cells: [...cells], people: peopleOf(cells, demand) }]),
  );
  const pieceOf = new Map(cut.flatMap((cells, i) => cells.map((cell) => [cell, i] as const)));
  const queue = [...pieces.keys()];
  const refused = new Set<string>();
  for (;;) {
    queue.sort((a, b) => pieces.get(a)!.people - pieces.get(b)!.people || a - b);
    const merge = firstMerge();
    if (merge === undefined) break;
    const [small, large] = merge;
    const target = pieces.get(large)!;
    for (const cell of pieces.get(small)!.cells) pieceOf.set(cell, large);
    target.cells = [...target.cells, ...pieces.get(small)!.cells].sort((a, b) => a - b);
    target.people += pieces.get(small)!.people;
    pieces.delete(small);
    queue.splice(queue.indexOf(small), 1);
    for (const pair of refused)
      if (pair.startsWith(`${large}:`) || pair.endsWith(`:${large}`)) refused.delete(pair);
  }
  return queue.map((i) => pieces.get(i)!.cells);

  function firstMerge(): [number, number] | undefined {
    for (const small of queue) {
      const border = new Map<number, number>();
      for (const cell of pieces.get(small)!.cells) {
        for (const next of neighbours(cell)) {
          const other = pieceOf.get(next);
          if (other !== undefined && other !== small)
            border.set(other, (border.get(other) ?? 0) + 1);
        }
      }
      for (const [other] of [...border].sort(([a, long], [b, longer]) => longer - long || a - b)) {
        const pair = `${small}:${other}`;
        if (refused.has(pair) || refused.has(`${other}:${small}`)) continue;
        if (oneSiteServes([...pieces.get(small)!.cells, ...pieces.get(other)!.cells], ground))
          return [small, other];
        refused.add(pair);
      }
    }
    return undefined;
  }
}

function peopleOf(cells: readonly number[], demand: Demand): number {
  return cells.reduce((sum, cell) => sum + demand.people[cell]!, 0);
}

/** People-weighted mean position. */
function middleOf(cells: readonly number[], demand: Demand): [number, number] {
  let people = 0;
  let lng = 0;
  let lat = 0;
  for (const cell of cells) {
    people += demand.people[cell]!;
    lng += demand.people[cell]! * demand.lng[cell]!;
    lat += demand.people[cell]! * demand.lat[cell]!;
  }
  return [lng / people, lat / people];
}

/** At most `count` of the cells, evenly spaced through the list. */
function spread(cells: readonly number[], count: number): number[] {
  if (cells.length <= count) return [...cells];
  return Array.from({ length: count }, (_, i) => cells[Math.floor((i * cells.length) / count)]!);
}
