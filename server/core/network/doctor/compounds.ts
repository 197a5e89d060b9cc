import { crossingOf as meeting } from "../../geo/crossing.ts";
import { metresBetween } from "../../geo/lonlat.ts";
import type { LngLat } from "../../geo/rings.ts";
import { SHAPES, type BaseMap, type Features } from "../../osm/base-map.ts";
import type { Building } from "../../osm/buildings.ts";
import type { EdgeIndex, Metres } from "../../vocabulary.ts";
import { isWithin, type Ring } from "../extract-edge.ts";
import { MAIN, type Network } from "../network.ts";
import type { StretchFinder, StretchPlace } from "../stretches.ts";
import { E7 } from "../streets.ts";
import { ELSEWHERE } from "../walking-rules.ts";
import { finding, type Finding } from "./finding.ts";
import { treeOf, type Obstacles } from "./obstacles.ts";
import { crossingOf, type Segment } from "./segment-pairs.ts";

/** Farther from every street than this a compound has no street worth naming. */
const FARTHEST_STREET: Metres = 300;
/** Of an estate without a wall: dwellings nearer to a street than this are simply beside it. */
const BESIDE_STREET: Metres = 50;

/** Of a large compound so many homes are looked at, and of each so many pieces of street, the nearest first. */
const HOMES_TRIED = 60;
const STREETS_TRIED = 40;

/**
 * Closed walls with dwellings inside, and housing estates with dwellings well away from the street, that no street of
 * the main part leads into. A gate is proposed where a street has a short straight way to the front of a home near
 * the others, or to a street inside, that crosses nothing but the compound's own wall; where it really is, somebody
 * must know.
 */
export function compoundFindings(
  network: Network,
  finder: StretchFinder,
  obstacles: Obstacles,
  map: BaseMap,
  buildings: readonly Building[],
  /** Whether a street of an island has a way to the main part proposed. */
  isLinked: (edge: EdgeIndex) => boolean,
): Finding[] {
  const homes = homesAmong(buildings);
  const compounds = [
    ...closedLines(map.barrier).map((ring) => ({ ring, walled: true })),
    ...estates(map).map((ring) => ({ ring, walled: false })),
  ];
  return compounds.flatMap(({ ring, walled }) => {
    const inside = homes(ring, walled);
    const middle = middleOf(inside.map((home) => home.middle));
    const own = streetsWithin(ring);
    if (middle === undefined || own === undefined) return [];
    const some = spread(own.length > 0 ? own : inside, HOMES_TRIED);
    const streets = some.map((home) => streetsNear(home.middle));
    if (!walled && streets.every(([first]) => (first?.metres ?? Infinity) <= BESIDE_STREET))
      return [];
    const nearest = least(
      streets.flatMap(([first]) => first ?? []),
      ({ metres }) => metres,
    );
    if (nearest === undefined) return [];
    const ways = some.flatMap((home, i) => firstWay(home, streets[i]!) ?? []);
    const way = least(ways, ({ to, metres }) => metres / 2 + meanMetres(to, some));
    const name = network.names[network.name[(way ?? nearest).edge]!]!;
    return finding({
      kind: "compound-without-gate",
      lng: middle[0],
      lat: middle[1],
      metres: (way ?? nearest).metres,
      names: name === "" ? [] : [name],
      repair: way === undefined ? null : { kind: "gate", from: way.from, to: way.to },
      sure: false,
    });
  });

  /** Streets of the main part on the ground, nearest first. */
  function streetsNear(at: LngLat): StretchPlace[] {
    return finder
      .near(...at, FARTHEST_STREET)
      .filter(({ edge }) => (network.traits[edge]! & (MAIN | ELSEWHERE)) === MAIN);
  }

  /** From the nearest street straight to the front of a home that nothing but one wall is in between. */
  function firstWay({ middle, ring }: Home, streets: readonly StretchPlace[]): Way | undefined {
    for (const { edge, point, share } of streets.slice(0, STREETS_TRIED)) {
      const at = (axis: 0 | 1): number => {
        const start = network.points[2 * point + axis]!;
        return Math.round(start + share * (network.points[2 * point + 2 + axis]! - start)) / E7;
      };
      const from: LngLat = [at(0), at(1)];
      const to = frontOf(ring, from, middle);
      const crossed = obstacles.crossed(from, to);
      if (crossed.length === 0 || (crossed.length === 1 && crossed[0] === "wall"))
        return { from, to, edge, metres: metresBetween(...from, ...to) };
    }
    return undefined;
  }

  /**
   * The corners of a compound's own streets, which a gate then leads to; undefined when a street of the main part
   * crosses the ring or runs inside it, or will when an island is linked.
   */
  function streetsWithin(ring: Ring): Home[] | undefined {
    const [west, south, east, north] = boxOfRing(ring);
    const own: Home[] = [];
    let entered = false;
    finder.within(west * E7, south * E7, east * E7, north * E7, (edge, p) => {
      const piece: Segment = [
        network.points[2 * p]!,
        network.points[2 * p + 1]!,
        network.points[2 * p + 2]!,
        network.points[2 * p + 3]!,
      ];
      const corner: LngLat = [piece[0] / E7, piece[1] / E7];
      const isInside = isWithin([ring], ...corner);
      if (!isInside && !crosses(ring, piece)) return;
      if ((network.traits[edge]! & MAIN) !== 0 || isLinked(edge)) entered = true;
      else if (isInside && (network.traits[edge]! & ELSEWHERE) === 0)
        own.push({ middle: corner, ring: [] });
    });
    return entered ? undefined : own;
  }
}

interface Home {
  readonly middle: LngLat;
  readonly ring: Ring;
}

interface Way {
  readonly from: LngLat;
  readonly to: LngLat;
  readonly edge: EdgeIndex;
  readonly metres: Metres;
}

function least<Some>(some: readonly Some[], costOf: (one: Some) => Metres): Some | undefined {
  let best: Some | undefined;
  let cost = Infinity;
  for (const one of some) {
    const own = costOf(one);
    if (own >= cost) continue;
    best = one;
    cost = own;
  }
  return best;
}

/** At most so many, evenly from all. */
function spread<One>(all: readonly One[], most: number): readonly One[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!);
}

function meanMetres(at: LngLat, homes: readonly Home[]): Metres {
  return homes.reduce((sum, { middle }) => sum + metresBetween(...at, ...middle), 0) / homes.length;
}

/** Where somebody who comes straight towards the middle of a building meets it; the middle if nowhere. */
function frontOf(ring: Ring, from: LngLat, middle: LngLat): LngLat {
  let share = 1;
  for (let i = 1; i < ring.length; i++)
    share = Math.min(
      share,
      meeting([from, middle], [[...ring[i - 1]!], [...ring[i]!]])?.share ?? 1,
    );
  const at = (axis: 0 | 1): number =>
    Math.round((from[axis] + share * (middle[axis] - from[axis])) * E7) / E7;
  return [at(0), at(1)];
}

/** Finds the homes within a ring; behind a wall only what is tagged as a dwelling is one. */
function homesAmong(buildings: readonly Building[]): (ring: Ring, walled: boolean) => Home[] {
  const middles = buildings.map(({ rings }) => meanOf(rings[0]?.slice(1) ?? []));
  const tree = treeOf(middles.length, (i) => {
    const [lng, lat] = middles[i]!;
    return [lng, lat, lng, lat];
  });
  return (ring, walled) =>
    (tree?.search(...boxOfRing(ring)) ?? [])
      .filter((i) => {
        const { use } = buildings[i]!;
        return use === "dwelling" || (use === "unsaid" && !walled);
      })
      .map((i) => ({ middle: middles[i]!, ring: buildings[i]!.rings[0] ?? [] }))
      .filter(({ middle: [lng, lat] }) => isWithin([ring], lng, lat));
}

/** The place nearest to the mean of some places. */
function middleOf(places: readonly LngLat[]): LngLat | undefined {
  const [lng, lat] = meanOf(places);
  const apart = (place: LngLat): number => Math.hypot(place[0] - lng, place[1] - lat);
  return places.toSorted((a, b) => apart(a) - apart(b))[0];
}

function meanOf(places: readonly LngLat[]): LngLat {
  const sum = (axis: 0 | 1): number => places.reduce((total, place) => total + place[axis], 0);
  const count = Math.max(1, places.length);
  return [Math.round((sum(0) / count) * E7) / E7, Math.round((sum(1) / count) * E7) / E7];
}

function closedLines(features: Features<object>): Ring[] {
  return ringsWhere(features, () => true).filter((ring) => {
    const [first, last] = [ring[0], ring.at(-1)];
    return ring.length > 3 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  });
}

function estates({ land }: BaseMap): Ring[] {
  return ringsWhere(
    land,
    (i) => SHAPES[land.shape[i]!] === "polygon" && land.sets[land.set[i]!]!.kind === "residential",
  );
}

/** The first ring of every feature that passes. */
function ringsWhere(features: Features<object>, passes: (feature: number) => boolean): Ring[] {
  const rings: Ring[] = [];
  for (let i = 0; i < features.set.length; i++) {
    if (!passes(i)) continue;
    const ring: LngLat[] = [];
    const first = features.firstRing[i]!;
    for (let p = features.firstPosition[first]!; p < features.firstPosition[first + 1]!; p++)
      ring.push([features.positions[2 * p]! / E7, features.positions[2 * p + 1]! / E7]);
    rings.push(ring);
  }
  return rings;
}

function boxOfRing(ring: Ring): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of ring) {
    west = Math.min(west, lng);
    south = Math.min(south, lat);
    east = Math.max(east, lng);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

function crosses(ring: Ring, piece: Segment): boolean {
  for (let i = 1; i < ring.length; i++) {
    const [aLng, aLat] = ring[i - 1]!;
    const [bLng, bLat] = ring[i]!;
    const side: Segment = [aLng * E7, aLat * E7, bLng * E7, bLat * E7];
    if (crossingOf(piece, side) !== undefined) return true;
  }
  return false;
}
