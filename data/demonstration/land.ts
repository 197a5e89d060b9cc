import {
  between,
  distanceToSegment,
  heading,
  isInside,
  moved,
  sides as sidesOf,
  type Point,
  type Quad,
} from "./geometry.ts";
import { Buckets } from "./buckets.ts";
import type { Fabric, Highway, Plan, Side, Superblock } from "./plan.ts";
import { railwayDistance, railwayPoint } from "./railway.ts";

/** Ground built on outside the arterial grid. */
interface Quarter {
  readonly quad: Quad;
  readonly fabric: Fabric;
  /** South, east, north, west. */
  readonly sides: Superblock["sides"];
  /** Which of them are streets of its own; the others are drawn elsewhere. */
  readonly own: readonly (0 | 1 | 2 | 3)[];
}

/** The ground of the works beyond the railway; the high road runs through its middle. */
const EAST_YARD = { west: 2600, east: 3170, south: -1500, middle: -25, north: 880 } as const;

/** Where the high road leaves the town for the country. */
export const EAST_GATE: Point = { x: EAST_YARD.east, y: EAST_YARD.middle };

const HIGH_ROAD: Side = { highway: "primary", name: "东关路" };

/** The high road from the station street under the railway and through the works to the east gate. */
export function eastRoad({ corner }: Plan): {
  readonly side: Side;
  /** Street, underpass, street. */
  readonly pieces: readonly [readonly Point[], readonly Point[], readonly Point[]];
} {
  const start = corner(9, 3);
  const yardWest = { x: EAST_YARD.west, y: EAST_YARD.middle };
  const atRails = railwayPoint(start.y).x;
  const onWay = (x: number): Point =>
    between(start, yardWest, (x - start.x) / (yardWest.x - start.x));
  const [into, out] = [onWay(atRails - 40), onWay(atRails + 44)];
  return {
    side: HIGH_ROAD,
    pieces: [
      [start, into],
      [into, out],
      [out, yardWest, EAST_GATE],
    ],
  };
}

/** Works beyond the railway, yards and flats beside it, and spurs past the ring roads. */
export function outskirts(plan: Plan): Quarter[] {
  const { west, east, south, middle, north } = EAST_YARD;
  const yard = (low: number, high: number): Quad => [
    { x: west, y: low },
    { x: east, y: low },
    { x: east, y: high },
    { x: west, y: high },
  ];
  const worksRoad = side("tertiary", "工业东路");
  const freightRoad = side("tertiary", "货场路");
  const { corner } = plan;
  return [
    {
      quad: yard(south, middle),
      fabric: "works",
      sides: [side("tertiary", "兴业路"), worksRoad, HIGH_ROAD, freightRoad],
      own: [0, 1, 3],
    },
    {
      quad: yard(middle, north),
      fabric: "works",
      sides: [HIGH_ROAD, worksRoad, side("tertiary", "创业路"), freightRoad],
      own: [1, 2, 3],
    },
    trackside(plan, 0, [0.06, 0.97], "works"),
    trackside(plan, 1, [0.03, 0.97], "works"),
    trackside(plan, 2, [0.03, 0.9], "works"),
    trackside(plan, 3, [0.08, 0.38], "middle"),
    trackside(plan, 3, [0.62, 0.97], "middle"),
    trackside(plan, 4, [0.03, 0.8], "works"),
    {
      quad: spur(corner(0, 4), corner(0, 3), [0.22, 0.9], 330, "west"),
      fabric: "new",
      sides: [
        side("residential", "望川西路"),
        side("secondary", "新城西路"),
        side("residential", "锦屏西路"),
        side("residential", "新园路"),
      ],
      own: [0, 2, 3],
    },
    {
      quad: spur(corner(5, 0), corner(6, 0), [0.34, 0.97], 290, "south"),
      fabric: "middle",
      sides: [
        side("residential", "南苑一路"),
        side("primary", "南郊公路"),
        side("secondary", "南环路"),
        side("residential", "南苑二路"),
      ],
      own: [0, 1, 3],
    },
    {
      quad: spur(corner(7, 0), corner(8, 0), [0.2, 0.8], 310, "south"),
      fabric: "works",
      sides: [
        side("residential", "南园一路"),
        side("residential", "南园三路"),
        side("secondary", "南环路"),
        side("residential", "南园二路"),
      ],
      own: [0, 1, 3],
    },
    {
      quad: spur(corner(8, 6), corner(7, 6), [0.3, 0.94], 330, "north"),
      fabric: "middle",
      sides: [
        side("secondary", "北环路"),
        side("residential", "北苑一路"),
        side("residential", "北苑二路"),
        side("residential", "北苑三路"),
      ],
      own: [1, 2, 3],
    },
  ];
}

/** Tells whether a place lies in the town, its outskirts or its railway, or nearer to them than a margin (metres). */
export function builtGround(plan: Plan): (place: Point, margin: number) => boolean {
  const station = trackside(plan, 3, [0, 1], "works").quad;
  const grounds = [
    station,
    ...outskirts(plan).map(({ quad }) => quad),
    ...plan.superblocks.flatMap(builtHalves),
  ];
  const near = new Buckets<Quad>(400);
  for (const quad of grounds) near.addAlong(quad[0], quad[2], quad);
  return (place, margin) =>
    railwayDistance(place) < 24 + margin ||
    near
      .around(place)
      .some(
        (quad) =>
          isInside(place, quad) ||
          sidesOf(quad).some(([a, b]) => distanceToSegment(place, a, b) < margin),
      );
}

function side(highway: Highway, name: string): Side {
  return { highway, name };
}

/** Between the station street and the tracks, along a share of one row. */
function trackside(
  plan: Plan,
  row: number,
  [from, to]: readonly [number, number],
  fabric: Fabric,
): Quarter {
  const [south, north] = [plan.corner(9, row), plan.corner(9, row + 1)];
  const [southWest, northWest] = [between(south, north, from), between(south, north, to)];
  return {
    quad: [southWest, railwayPoint(southWest.y, -32), railwayPoint(northWest.y, -32), northWest],
    fabric,
    sides: [undefined, undefined, undefined, side("secondary", "站前路")],
    own: [],
  };
}

/** Ground outward of a stretch of ring road; the stretch runs with the new ground on its right. */
function spur(
  a: Point,
  b: Point,
  [from, to]: readonly [number, number],
  depth: number,
  way: "west" | "south" | "north",
): Quad {
  const [start, end] = [between(a, b, from), between(a, b, to)];
  const along = heading(a, b);
  const [farStart, farEnd] = [moved(start, along, 10, -depth), moved(end, along, -15, -depth)];
  switch (way) {
    case "west":
      return [farEnd, end, start, farStart];
    case "south":
      return [farStart, farEnd, end, start];
    case "north":
      return [end, start, farStart, farEnd];
  }
}

function builtHalves({ quad, cut, cutEnds, halves }: Superblock): Quad[] {
  const [southWest, southEast, northEast, northWest] = quad;
  const [from, to] = cutEnds;
  const quads: readonly [Quad, Quad] =
    cut === "across"
      ? [
          [southWest, from, to, northWest],
          [from, southEast, northEast, to],
        ]
      : [
          [southWest, southEast, to, from],
          [from, to, northEast, northWest],
        ];
  return quads.filter((_, half) => halves[half] !== "fields");
}
