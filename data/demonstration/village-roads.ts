import { Buckets } from "./buckets.ts";
import { BLANK, stroke, type Drawing } from "./drawing.ts";
import { between, curve, distance, heading, isInside, moved, type Point } from "./geometry.ts";
import { isInDistrict } from "./outline.ts";
import type { Plan } from "./plan.ts";
import type { Random } from "./random.ts";
import { isNearRiver } from "./river.ts";
import type { Highroad } from "./roads.ts";
import { isSameSide, type Seat } from "./seats.ts";
import { gatesOf, isInTown, type Town } from "./towns.ts";

/**
 * Roads that join every village to its neighbours and to the highways: the relative neighbourhood graph of
 * villages and places on the highways (Toussaint 1980), without what would cross the river, the city or a town,
 * and with the shortest ways that join what this leaves apart.
 */
export function layVillageRoads(
  seats: readonly Seat[],
  towns: readonly Town[],
  highroads: readonly Highroad[],
  plan: Plan,
  border: readonly Point[],
  random: Random,
): Point[][] {
  const nodes = nodesOf(seats, towns, highroads, plan);
  const near = new Buckets<Node>(REACH);
  for (const node of nodes) near.add(node.at, node);
  const isOpen = (a: Point, b: Point): boolean => {
    const count = Math.ceil(distance(a, b) / 70);
    return Array.from({ length: count - 1 }, (_, step) => between(a, b, (step + 1) / count)).every(
      (place) =>
        !isNearRiver(place, 15) &&
        isInDistrict(place) &&
        !isInside(place, border) &&
        !towns.some((town) => isInTown(town, place)),
    );
  };

  const ties = nodes
    .filter(({ isVillage }) => isVillage)
    .flatMap((village) =>
      (village.isRemote ? nodes : near.around(village.at))
        .filter((other) => other !== village && !(other.isVillage && other.order < village.order))
        .filter((other) => isSameSide(village.at, other.at))
        .map((other): Tie => [village, other, distance(village.at, other.at)]),
    )
    .toSorted((one, other) => one[2] - other[2]);

  const parts = new Parts(nodes);
  const chosen: Tie[] = [];
  for (const tie of ties) {
    const [a, b, length] = tie;
    if (length > REACH || !isNeighbourly(tie, near) || !isOpen(a.at, b.at)) continue;
    chosen.push(tie);
    parts.join(a, b);
  }
  for (const tie of ties) {
    const [a, b] = tie;
    if (parts.areJoined(a, b) || !isOpen(a.at, b.at)) continue;
    chosen.push(tie);
    parts.join(a, b);
  }
  return chosen.map(([a, b, length]) => {
    const sway = Math.min(140, length * 0.06);
    const middle = moved(
      between(a.at, b.at, random.between(0.4, 0.6)),
      heading(a.at, b.at),
      0,
      random.between(-sway, sway),
    );
    const isClear = isOpen(a.at, middle) && isOpen(middle, b.at);
    return isClear ? curve([a.at, middle, b.at], 240) : [a.at, b.at];
  });
}

export function drawVillageRoads(roads: readonly (readonly Point[])[]): Drawing {
  return {
    ...BLANK,
    strokes: roads.map((points) => stroke(points, { highway: "unclassified" })),
  };
}

/** Villages farther apart than this are no neighbours, metres. */
const REACH = 6000;

interface Node {
  readonly at: Point;
  readonly order: number;
  readonly isVillage: boolean;
  /** Has no neighbours within reach. */
  readonly isRemote: boolean;
}

type Tie = readonly [Node, Node, number];

function nodesOf(
  seats: readonly Seat[],
  towns: readonly Town[],
  highroads: readonly Highroad[],
  plan: Plan,
): Node[] {
  const rim = [
    ...[0, 1, 2, 3, 4, 5, 6].flatMap((row) => (row === 0 ? [] : [plan.corner(0, row)])),
    ...[1, 3, 4, 5, 6, 7, 8].flatMap((column) => [plan.corner(column, 6), plan.corner(column, 0)]),
  ];
  const roadside = [
    ...highroads.flatMap(({ points, isBridge }) =>
      isBridge ? [] : points.filter((_, index) => index % 4 === 2 || index === points.length - 1),
    ),
    ...towns.flatMap(gatesOf),
    ...rim,
  ];
  const villages = seats.filter(({ isTownSeat }) => !isTownSeat);
  return [
    ...villages.map(({ at }) => ({ at, isVillage: true })),
    ...roadside.map((at) => ({ at, isVillage: false })),
  ].map((node, order, all) => ({
    ...node,
    order,
    isRemote:
      node.isVillage && !all.some(({ at }) => at !== node.at && distance(at, node.at) < REACH),
  }));
}

/** Is nothing nearer to both ends than they are to each other? */
function isNeighbourly([a, b, length]: Tie, near: Buckets<Node>): boolean {
  return !near
    .around(between(a.at, b.at, 0.5))
    .some(
      (other) =>
        other !== a &&
        other !== b &&
        distance(other.at, a.at) < length &&
        distance(other.at, b.at) < length,
    );
}

/** Which nodes can reach each other; all places on highways can. */
class Parts {
  private readonly heads: number[];

  constructor(nodes: readonly Node[]) {
    const first = nodes.findIndex(({ isVillage }) => !isVillage);
    this.heads = nodes.map(({ isVillage }, index) => (isVillage ? index : first));
  }

  areJoined(a: Node, b: Node): boolean {
    return this.head(a.order) === this.head(b.order);
  }

  join(a: Node, b: Node): void {
    this.heads[this.head(a.order)] = this.head(b.order);
  }

  private head(order: number): number {
    let at = order;
    for (let next = this.heads[at]; next !== undefined && next !== at; next = this.heads[at])
      at = next;
    return at;
  }
}
