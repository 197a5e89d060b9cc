import { BLANK, stroke, type Drawing, type Stroke } from "./drawing.ts";
import { curve, heading, legs, moved, type Point } from "./geometry.ts";
import { railwayPoint } from "./railway.ts";
import { builtGround, EAST_YARD } from "./land.ts";
import type { Plan, Side } from "./plan.ts";
import type { Random } from "./random.ts";
import { streetTags } from "./streets.ts";
import { centreOf } from "./villages.ts";
import { isNearRiver } from "./waterways.ts";

/** Roads from the town to the villages and over the border of the extract, and field tracks off them. */
export function drawCountryRoads(plan: Plan, random: Random): Drawing {
  const roads = countryRoads(plan);
  const crossings = railwayCrossings(plan);
  const strokes = [
    ...roads.map(({ side, through }) => stroke(curve(through, 60), streetTags(side))),
    ...crossings.flatMap(drawCrossing),
  ];
  const isBuiltOn = builtGround(plan);
  const isFree = (place: Point): boolean => !isNearRiver(place, 60) && !isBuiltOn(place, 30);
  const tracks = roads
    .filter(({ side }) => side.highway !== "primary")
    .flatMap(({ through }) => tracksOff(curve(through, 60), isFree, random));
  return { ...BLANK, strokes: [...strokes, ...tracks] };
}

interface Road {
  readonly side: Side;
  readonly through: readonly Point[];
}

/** A road that leaves the ground between two places to pass the railway. */
interface Crossing extends Road {
  readonly under: boolean;
}

function countryRoads(plan: Plan): Road[] {
  const { corner } = plan;
  const [upperWillow, millstone, twinAcacia, pearOrchard, fiveMile, newCanal] = [
    centreOf("上柳村"),
    centreOf("石磨村"),
    centreOf("双槐村"),
    centreOf("梨园村"),
    centreOf("五里堡村"),
    centreOf("新渠村"),
  ];
  const road = (highway: Side["highway"], name: string, through: Point[]): Road => ({
    side: { highway, name },
    through,
  });
  const to = (x: number, y: number): Point => ({ x, y });
  return [
    road("primary", "西郊公路", [corner(0, 3), to(-3000, 60), to(-3750, -40), to(-5200, 90)]),
    road("tertiary", "上柳路", [
      corner(0, 4),
      to(-2900, 890),
      upperWillow,
      to(-3900, 1040),
      to(-5200, 1180),
    ]),
    road("tertiary", "石磨路", [
      corner(0, 1),
      to(-2900, -1500),
      millstone,
      to(-4000, -1330),
      to(-5200, -1280),
    ]),
    road("residential", "西村路", [
      upperWillow,
      to(-3440, 480),
      to(-3330, 20),
      to(-3460, -700),
      millstone,
    ]),
    road("primary", "南郊公路", [corner(3, 0), to(30, -2800), to(-70, -3400), to(0, -5200)]),
    road("tertiary", "双槐路", [
      corner(5, 0),
      to(1570, -2560),
      twinAcacia,
      to(1390, -3400),
      to(1350, -5200),
    ]),
    road("residential", "南村路", [
      twinAcacia,
      to(800, -2800),
      to(-100, -2860),
      to(-900, -2760),
      corner(1, 0),
    ]),
    road("tertiary", "小南路", [
      corner(0, 0),
      to(-2560, -2800),
      to(-2500, -3500),
      to(-2650, -5200),
    ]),
    road("tertiary", "梨园路", [pearOrchard, to(3700, -2390), to(5200, -2500)]),
    road("tertiary", "工业东路", [
      pearOrchard,
      to(EAST_YARD.east, EAST_YARD.south),
      to(EAST_YARD.east, EAST_YARD.middle),
      to(EAST_YARD.east, EAST_YARD.north),
      newCanal,
      to(3900, 1250),
      to(5200, 1350),
    ]),
    road("secondary", "北郊公路", [corner(3, 7), to(90, 3050), to(30, 3700), to(60, 5200)]),
    road("tertiary", "五里堡路", [
      corner(1, 7),
      to(-2150, 2440),
      fiveMile,
      to(-3500, 2480),
      to(-5200, 2560),
    ]),
    road("residential", "北村路", [corner(5, 7), to(1900, 2720), to(2050, 3300), to(2000, 5200)]),
  ];
}

function railwayCrossings(plan: Plan): Crossing[] {
  const east = plan.corner(6, 3);
  const south = plan.corner(6, 0);
  const pearOrchard = centreOf("梨园村");
  return [
    {
      side: { highway: "primary", name: "东关路" },
      through: [
        east,
        { x: railwayPoint(east.y).x - 75, y: east.y },
        { x: railwayPoint(east.y).x + 75, y: east.y },
        { x: EAST_YARD.west, y: EAST_YARD.middle },
        { x: EAST_YARD.east, y: EAST_YARD.middle },
        { x: 5200, y: 160 },
      ],
      under: true,
    },
    {
      side: { highway: "secondary", name: "南环路" },
      through: [
        south,
        { x: railwayPoint(south.y).x - 85, y: south.y - 4 },
        { x: railwayPoint(south.y).x + 85, y: south.y - 10 },
        { x: 2750, y: pearOrchard.y + 10 },
        pearOrchard,
      ],
      under: false,
    },
  ];
}

function drawCrossing({ side, through, under }: Crossing): Stroke[] {
  const tags = streetTags(side);
  const passage = under
    ? stroke(through.slice(1, 3), { ...tags, tunnel: "yes", layer: "-1" }, -1)
    : stroke(through.slice(1, 3), { ...tags, bridge: "yes", layer: "1" }, 1);
  return [stroke(through.slice(0, 2), tags), passage, stroke(through.slice(2), tags)];
}

/** Tracks to the fields, to the left and right of a road, at irregular distances. */
function tracksOff(
  road: readonly Point[],
  isFree: (place: Point) => boolean,
  random: Random,
): Stroke[] {
  return legs(road).flatMap(([a, b], index) => {
    if (index % 5 !== 2) return [];
    const hand = random.chance(0.5) ? 1 : -1;
    const direction = heading(a, b);
    const reach = random.between(250, 620);
    const line = [
      a,
      moved(a, direction, random.between(-20, 20), hand * reach * 0.5),
      moved(a, direction, random.between(-40, 40), hand * reach),
    ];
    return line.slice(1).every(isFree) ? [stroke(line, { highway: "track" })] : [];
  });
}
