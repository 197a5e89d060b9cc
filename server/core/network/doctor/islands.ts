import { lngShrink } from "../../geo/lonlat.ts";
import type { LngLat } from "../../geo/rings.ts";
import type { Metres, People } from "../../vocabulary.ts";
import type { Components } from "../islands.ts";
import type { Network } from "../network.ts";
import type { Repair } from "../repairs.ts";
import type { StretchFinder } from "../stretches.ts";
import { E7 } from "../streets.ts";
import { ABOVE, BELOW, ELSEWHERE } from "../walking-rules.ts";
import { finding, type Finding } from "./finding.ts";
import { linksBetweenParts, type Link } from "./links.ts";
import type { Obstacles } from "./obstacles.ts";
import { placeOf, type StreetEnds } from "./street-ends.ts";

/** Gaps up to this are worth a proposal. */
const FARTHEST_LINK: Metres = 30;
/** A street that ends this near another, with nothing in between, was meant to reach it. */
const NEAR_LINK: Metres = 10;
/** The same where nothing is known of walls and buildings. */
const NEAR_LINK_BLIND: Metres = 5;

/**
 * What speaks against a link that is not sure, in metres of gap: a locked gate explains an island best of all,
 * a wall explains why it is none.
 */
const GATE: Metres = 5;
const SIDE: Metres = 10;
const CROSSING: Metres = 20;
const INDOORS: Metres = 30;
const WALL: Metres = 100;

/** Directions that differ by less than about 30°. */
const BACK = 0.866;

const MOST_NAMES = 5;

/**
 * Parts of the network that no walk connects to the main one, each with the link that would bring it nearer:
 * the links make a tree with the main part as its root, of sure links as far as they go.
 */
export function islandFindings(
  network: Network,
  components: Components,
  finder: StretchFinder,
  ends: StreetEnds,
  obstacles: Obstacles,
  isPlainGround: (at: LngLat) => boolean,
  stranded: readonly People[] | undefined,
): Finding[] {
  const proposals = linksBetweenParts(network, components, finder, ends, FARTHEST_LINK)
    .map((link) => proposalOf(network, link, obstacles, isPlainGround))
    .filter((proposal) => proposal !== undefined)
    .sort((a, b) => a.rank - b.rank || a.link.metres - b.link.metres || byPlace(a.link, b.link));
  const towardsMain = rootedForest(components.count, proposals);
  const [places, names] = describeParts(network, components);
  return components.length.slice(1).map((metres, i) => {
    const proposal = towardsMain[i + 1];
    const [lng, lat] = places[i + 1]!;
    return finding({
      kind: "island",
      lng,
      lat,
      metres,
      names: names[i + 1]!,
      people: stranded?.[i + 1] ?? null,
      repair: proposal?.repair ?? null,
      sure: proposal?.sure ?? false,
    });
  });
}

interface Proposal {
  readonly link: Link;
  readonly repair: Repair;
  readonly sure: boolean;
  /** Lower is better. */
  readonly rank: number;
}

/** The repair for a link, if it is worth proposing. */
function proposalOf(
  network: Network,
  link: Link,
  obstacles: Obstacles,
  isPlainGround: (at: LngLat) => boolean,
): Proposal | undefined {
  const { how, from, to, metres } = link;
  const fromLevel = network.traits[link.fromEdge]! & ELSEWHERE;
  const toLevel = network.traits[link.toEdge]! & ELSEWHERE;
  if (how === "crossing") {
    if (fromLevel !== toLevel) return undefined;
    const sure = fromLevel === 0 && isPlainGround(from);
    return { link, repair: { kind: "split", at: from }, sure, rank: sure ? 0 : CROSSING };
  }
  if (how === "gate") return { link, repair: { kind: "gate", from, to }, sure: false, rank: GATE };
  if (fromLevel === ELSEWHERE || toLevel === ABOVE || toLevel === BELOW || toLevel === ELSEWHERE)
    return undefined;
  if (how === "side" && fromLevel !== 0) return undefined;
  const obstacle = obstacles.between(from, to);
  if (obstacle === "wall")
    return { link, repair: { kind: "gate", from: to, to: from }, sure: false, rank: WALL };
  if (obstacle !== undefined) return undefined;
  const near = obstacles.known ? NEAR_LINK : NEAR_LINK_BLIND;
  const indoors = obstacles.inBuilding(from) || obstacles.inBuilding(to);
  const byRailway = obstacles.nearRailway(from) || obstacles.nearRailway(to);
  const back = fromLevel !== 0 && leadsBack(network, link);
  const sure = how === "end" && metres <= near && !indoors && !byRailway && !back;
  const rank = sure ? 0 : metres + (how === "end" ? 0 : SIDE) + (indoors || back ? INDOORS : 0);
  return { link, repair: { kind: "join", from, to }, sure, rank };
}

/**
 * Whether a link leads from the end of a bridge back below it. Stairs come down beside the street or go on from
 * it; a bridge that has passed the street and ends there leads into a building as often.
 */
function leadsBack(
  { firstPoint, points }: Network,
  { from: [endLng, endLat], to: [lng, lat], fromEdge }: Link,
): boolean {
  const first = firstPoint[fromEdge]!;
  const last = firstPoint[fromEdge + 1]! - 1;
  const atFirst =
    points[2 * first] === Math.round(endLng * E7) &&
    points[2 * first + 1] === Math.round(endLat * E7);
  const inner = atFirst ? first + 1 : last - 1;
  const shrink = lngShrink(endLat);
  const [ax, ay] = [
    (points[2 * inner]! / E7 - endLng) * shrink,
    points[2 * inner + 1]! / E7 - endLat,
  ];
  const [bx, by] = [(lng - endLng) * shrink, lat - endLat];
  return ax * bx + ay * by > BACK * Math.hypot(ax, ay) * Math.hypot(bx, by);
}

function byPlace(a: Link, b: Link): number {
  return a.from[0] - b.from[0] || a.from[1] - b.from[1] || a.to[0] - b.to[0] || a.to[1] - b.to[1];
}

/**
 * For every part the proposal that leads on to the main part, or to the longest part it can be linked with:
 * Kruskal's forest over the proposals in their order, walked from its roots.
 */
function rootedForest(count: number, proposals: readonly Proposal[]): (Proposal | undefined)[] {
  const parent = Uint32Array.from({ length: count }, (_, part) => part);
  const rootOf = (part: number): number => {
    let root = part;
    while (parent[root] !== root) root = parent[root]!;
    parent[part] = root;
    return root;
  };
  const branches = new Map<number, { other: number; proposal: Proposal }[]>();
  const branch = (part: number, other: number, proposal: Proposal): void => {
    branches.set(part, [...(branches.get(part) ?? []), { other, proposal }]);
  };
  for (const proposal of proposals) {
    const [a, b] = proposal.link.parts;
    if (rootOf(a) === rootOf(b)) continue;
    parent[Math.max(rootOf(a), rootOf(b))] = Math.min(rootOf(a), rootOf(b));
    branch(a, b, proposal);
    branch(b, a, proposal);
  }
  const leading: (Proposal | undefined)[] = Array.from({ length: count });
  const seen = new Uint8Array(count);
  for (let root = 0; root < count; root++) {
    const waiting = [root];
    for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
      if (seen[part] === 1) continue;
      seen[part] = 1;
      for (const { other, proposal } of branches.get(part) ?? []) {
        if (seen[other] === 1) continue;
        leading[other] = proposal;
        waiting.push(other);
      }
    }
  }
  return leading;
}

/** By part its westernmost node, which stays where it is while other parts are repaired, and its streets. */
function describeParts(network: Network, { count, ofEdge }: Components): [LngLat[], string[][]] {
  const west: number[] = Array.from({ length: count }, () => -1);
  const names: string[][] = Array.from({ length: count }, () => []);
  const isFarther = (node: number, than: number): boolean =>
    than === -1 ||
    network.nodeLng[node]! < network.nodeLng[than]! ||
    (network.nodeLng[node] === network.nodeLng[than] &&
      network.nodeLat[node]! < network.nodeLat[than]!);
  for (let e = 0; e < network.edgeCount; e++) {
    const part = ofEdge[e]!;
    if (part === 0) continue;
    for (const node of [network.from[e]!, network.to[e]!])
      if (isFarther(node, west[part]!)) west[part] = node;
    const name = network.names[network.name[e]!]!;
    const known = names[part]!;
    if (name !== "" && known.length < MOST_NAMES && !known.includes(name)) known.push(name);
  }
  const places = west.map((node): LngLat => (node === -1 ? [0, 0] : placeOf(network, node)));
  return [places, names.map((list) => list.toSorted())];
}
