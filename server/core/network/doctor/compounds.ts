import type { LngLat } from "../../geo/rings.ts";
import { SHAPES, type BaseMap, type Features } from "../../osm/base-map.ts";
import type { Building } from "../../osm/buildings.ts";
import type { Metres } from "../../vocabulary.ts";
import { isWithin, type Ring } from "../extract-edge.ts";
import { snapper } from "../linkage.ts";
import { MAIN, type Network } from "../network.ts";
import { stretchFinder } from "../stretches.ts";
import { E7 } from "../streets.ts";
import { finding, type Finding } from "./finding.ts";
import { treeOf } from "./obstacles.ts";
import { crossingOf, type Segment } from "./segment-pairs.ts";

/** Farther from every street than this a compound has no street worth naming. */
const FARTHEST_STREET: Metres = 300;
/** Of an estate without a wall: dwellings nearer to a street than this are simply beside it. */
const BESIDE_STREET: Metres = 50;

/**
 * Closed walls with dwellings inside, and housing estates with dwellings well away from the street, that no
 * street of the main part leads into. A gate is proposed where the street is nearest; where it really is,
 * somebody must know.
 */
export function compoundFindings(
  network: Network,
  map: BaseMap,
  buildings: readonly Building[],
): Finding[] {
  const homes = homesAmong(buildings);
  const finder = stretchFinder(network);
  const { nearest } = snapper(network, false);
  const compounds = [
    ...closedLines(map.barrier).map((ring) => ({ ring, walled: true })),
    ...estates(map).map((ring) => ({ ring, walled: false })),
  ];
  return compounds.flatMap(({ ring, walled }) => {
    const inside = homes(ring, walled);
    const middle = middleOf(inside);
    if (middle === undefined || isEntered(ring)) return [];
    const snaps = inside.flatMap((home) => nearest(...home, FARTHEST_STREET) ?? []);
    if (!walled && snaps.every(({ leg }) => leg <= BESIDE_STREET)) return [];
    const street = nearest(...middle, FARTHEST_STREET);
    if (street === undefined) return [];
    const name = network.names[network.name[street.edge]!]!;
    return finding({
      kind: "compound-without-gate",
      lng: middle[0],
      lat: middle[1],
      metres: street.leg,
      names: name === "" ? [] : [name],
      repair: {
        kind: "gate",
        from: [Math.round(street.lng * E7) / E7, Math.round(street.lat * E7) / E7],
        to: middle,
      },
      sure: false,
    });
  });

  /** Whether a street of the main part crosses the ring or runs inside it. */
  function isEntered(ring: Ring): boolean {
    const [west, south, east, north] = boxOfRing(ring);
    let entered = false;
    finder.within(west * E7, south * E7, east * E7, north * E7, (edge, p) => {
      if (entered || (network.traits[edge]! & MAIN) === 0) return;
      const piece: Segment = [
        network.points[2 * p]!,
        network.points[2 * p + 1]!,
        network.points[2 * p + 2]!,
        network.points[2 * p + 3]!,
      ];
      entered = isWithin([ring], piece[0] / E7, piece[1] / E7) || crosses(ring, piece);
    });
    return entered;
  }
}

/** Finds the middles of the homes within a ring; behind a wall only what is tagged as a dwelling is one. */
function homesAmong(buildings: readonly Building[]): (ring: Ring, walled: boolean) => LngLat[] {
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
      .map((i) => middles[i]!)
      .filter(([lng, lat]) => isWithin([ring], lng, lat));
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
