import { BLANK, stroke, type Drawing, type Stroke, type Tags } from "./drawing.ts";
import {
  between,
  distance,
  distanceToSegment,
  moved,
  heading,
  type Point,
  type Quad,
} from "./geometry.ts";
import type { Names } from "./names.ts";
import type { Arterial, Fabric, Highway, Plan, Side, Superblock } from "./plan.ts";
import type { Random } from "./random.ts";

/** Ground between streets, on which one kind of town stands. */
export interface Block {
  readonly quad: Quad;
  readonly fabric: Fabric;
  /** South, east, north, west. */
  readonly sides: BlockSides;
}

export type BlockSides = Superblock["sides"];

/** Half the width of a street, from its middle to the front of the buildings, metres. */
export const SETBACK: Readonly<Record<Highway, number>> = {
  primary: 22,
  secondary: 19,
  tertiary: 14,
  residential: 9,
  living_street: 5,
};

/** The arterial grid, the drum tower's ring, and the streets that divide every mesh into blocks. */
export function drawStreets(
  plan: Plan,
  names: Names,
  random: Random,
): { readonly drawing: Drawing; readonly blocks: readonly Block[] } {
  const joints: Joint[] = [];
  const divided = plan.superblocks.map((superblock) =>
    divideSuperblock(superblock, joints, names, random),
  );
  const strokes = [
    ...plan.arterials.flatMap(drawArterial),
    ...ringAround(plan.arterials),
    ...divided.flatMap(({ streets }) => streets),
  ];
  return { drawing: { ...BLANK, strokes }, blocks: divided.flatMap(({ blocks }) => blocks) };
}

/** Divides ground outside the arterial grid as a mesh would be. */
export function divideBlock(block: Block, names: Names, random: Random): Divided {
  return divide(block, 1, [], names, random);
}

export function streetTags(side: Side): Tags {
  return { highway: side.highway, name: side.name, ...LANES[side.highway] };
}

/** Where a street ends on another one, and which way it runs. */
interface Joint {
  readonly at: Point;
  readonly name: string;
  readonly axis: "across" | "along";
}

interface Divided {
  readonly streets: readonly Stroke[];
  readonly blocks: readonly Block[];
}

const RING_RADIUS = 38;

const LANES: Readonly<Record<Highway, Tags>> = {
  primary: { lanes: "6", sidewalk: "both", surface: "asphalt" },
  secondary: { lanes: "4", sidewalk: "both", surface: "asphalt" },
  tertiary: { lanes: "2", sidewalk: "both" },
  residential: {},
  living_street: {},
};

/** Blocks are divided until they are at most this large, square metres. */
const LARGEST_BLOCK: Readonly<Partial<Record<Fabric, number>>> = {
  old: 44_000,
  middle: 92_000,
  new: 175_000,
  works: 210_000,
  town: 62_000,
};

function drawArterial(arterial: Arterial): Stroke[] {
  const tags = streetTags(arterial);
  if (!arterial.isBridge) return [stroke(trimmedAtTower(arterial.points), tags)];
  const [south, north] = [arterial.points[0], arterial.points.at(-1)];
  if (south === undefined || north === undefined) return [];
  const [firstPier, lastPier] = [between(south, north, 0.22), between(south, north, 0.78)];
  return [
    stroke([south, firstPier], tags),
    stroke([firstPier, lastPier], { ...tags, bridge: "yes", layer: "1" }, 1),
    stroke([lastPier, north], tags),
  ];
}

/** Streets to the drum tower end on the ring around it. */
function trimmedAtTower(points: readonly Point[]): Point[] {
  return points.map((point, index) => {
    if (point.x !== 0 || point.y !== 0) return point;
    const next = points[index + 1] ?? points[index - 1] ?? point;
    return moved(point, heading(point, next), RING_RADIUS);
  });
}

function ringAround(arterials: readonly Arterial[]): Stroke[] {
  const arms = arterials
    .flatMap(({ points }) => trimmedAtTower(points))
    .filter((point) => Math.abs(Math.hypot(point.x, point.y) - RING_RADIUS) < 0.01);
  const corners = Array.from({ length: 12 }, (_, index) => (index * Math.PI) / 6 + 0.26)
    .map((angle): Point => ({ x: Math.cos(angle) * RING_RADIUS, y: Math.sin(angle) * RING_RADIUS }))
    .filter((corner) => arms.every((arm) => distance(arm, corner) > 6));
  const ring = [...arms, ...corners].sort((a, b) => Math.atan2(a.y, a.x) - Math.atan2(b.y, b.x));
  const closed = [...ring, ...ring.slice(0, 1)];
  return [
    stroke(closed, {
      highway: "secondary",
      name: "鼓楼环岛",
      junction: "roundabout",
      oneway: "yes",
    }),
  ];
}

function divideSuperblock(
  superblock: Superblock,
  joints: Joint[],
  names: Names,
  random: Random,
): Divided {
  const { quad, cut, halves, cutEnds, sides } = superblock;
  const isOpenLand = halves.every((fabric) => fabric === "fields" || fabric === "river");
  if (isOpenLand) return { streets: [], blocks: [{ quad, fabric: halves[0], sides }] };
  const parts = cutBlock(
    { quad, fabric: halves[0], sides },
    cut,
    cutEnds,
    "tertiary",
    joints,
    names.street,
  );
  const [first, second] = parts.blocks;
  const divided = [
    divide({ ...first, fabric: halves[0] }, 1, joints, names, random),
    divide({ ...second, fabric: halves[1] }, 1, joints, names, random),
  ];
  return {
    streets: [parts.street, ...divided.flatMap(({ streets }) => streets)],
    blocks: divided.flatMap(({ blocks }) => blocks),
  };
}

function divide(
  block: Block,
  depth: number,
  joints: Joint[],
  names: Names,
  random: Random,
): Divided {
  const largest = LARGEST_BLOCK[block.fabric];
  const [southWest, southEast, northEast, northWest] = block.quad;
  const width = (distance(southWest, southEast) + distance(northWest, northEast)) / 2;
  const height = (distance(southWest, northWest) + distance(southEast, northEast)) / 2;
  if (largest === undefined || width * height <= largest) return { streets: [], blocks: [block] };

  const cut = width > height ? "across" : "along";
  const share = random.between(0.4, 0.6);
  const skew = random.between(-0.04, 0.04);
  const [from, to] =
    cut === "across"
      ? [
          endOn([southWest, southEast], share, cut, joints),
          endOn([northWest, northEast], share + skew, cut, joints),
        ]
      : [
          endOn([southWest, northWest], share, cut, joints),
          endOn([southEast, northEast], share + skew, cut, joints),
        ];
  const highway = depth > 2 && block.fabric === "old" ? "living_street" : "residential";
  const name = highway === "living_street" ? names.lane : names.street;
  const parts = cutBlock(block, cut, [from, to], highway, joints, name);
  const divided = parts.blocks.map((part) => divide(part, depth + 1, joints, names, random));
  return {
    streets: [parts.street, ...divided.flatMap(({ streets }) => streets)],
    blocks: divided.flatMap(({ blocks }) => blocks),
  };
}

/** The end of a cut on one side of a block: where a street across the way already ends, if that is near. */
function endOn(
  side: readonly [Point, Point],
  share: number,
  axis: Joint["axis"],
  joints: readonly Joint[],
): Point {
  const wanted = between(side[0], side[1], share);
  const near = joints.filter(
    ({ at, axis: other }) =>
      other === axis && distance(at, wanted) < 48 && distanceToSegment(at, side[0], side[1]) < 0.3,
  );
  return near[0]?.at ?? wanted;
}

function cutBlock(
  block: Block,
  cut: "across" | "along",
  ends: readonly [Point, Point],
  highway: Highway,
  joints: Joint[],
  newName: () => string,
): { readonly street: Stroke; readonly blocks: readonly [Block, Block] } {
  const met = ends.flatMap((end) =>
    joints.filter((joint) => joint.axis === cut && distance(joint.at, end) < 1),
  );
  const name = met[0]?.name ?? newName();
  joints.push(...ends.map((at) => ({ at, name, axis: cut })));

  const side: Side = { highway, name };
  const { fabric } = block;
  const [southWest, southEast, northEast, northWest] = block.quad;
  const [south, east, north, west] = block.sides;
  const [from, to] = ends;
  const street = stroke([from, to], streetTags(side));
  if (cut === "across") {
    return {
      street,
      blocks: [
        { fabric, quad: [southWest, from, to, northWest], sides: [south, side, north, west] },
        { fabric, quad: [from, southEast, northEast, to], sides: [south, east, north, side] },
      ],
    };
  }
  return {
    street,
    blocks: [
      { fabric, quad: [southWest, southEast, to, from], sides: [south, east, side, west] },
      { fabric, quad: [from, to, northEast, northWest], sides: [side, east, north, west] },
    ],
  };
}
