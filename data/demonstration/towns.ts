import { fillBlocks } from "./blocks.ts";
import { BLANK, joined, stroke, type Drawing } from "./drawing.ts";
import { isInside, moved, sides, type Point, type Quad } from "./geometry.ts";
import type { Names } from "./names.ts";
import type { Side } from "./plan.ts";
import type { Random } from "./random.ts";
import type { Seat } from "./seats.ts";
import { divideBlock, streetTags, type Block } from "./streets.ts";

/** The middle of a township: a main street that the country road runs along, and a few blocks on both sides. */
export interface Town {
  readonly seat: Seat;
  readonly name: string;
  /** West and east end of the main street. */
  readonly ends: readonly [Point, Point];
  readonly north: Quad;
  readonly south: Quad;
}

/** One town about each seat; its main street lies along the road that passes it. */
export function layOutTowns(seats: readonly Seat[], roadHeading: (name: string) => number): Town[] {
  return seats
    .filter(({ isTownSeat }) => isTownSeat)
    .map((seat): Town => {
      const { name, people } = seat.place.township;
      const along = westToEast(roadHeading(name));
      const half = 120 + Math.min(250, people / 90);
      const [deep, shallow] = [
        150 + Math.min(220, people / 110),
        110 + Math.min(150, people / 160),
      ];
      const [west, east] = [moved(seat.at, along, -half), moved(seat.at, along, half)];
      const [farWest, farEast] = [
        moved(west, along, 10, deep),
        moved(east, along, -14, deep * 1.06),
      ];
      const [nearWest, nearEast] = [
        moved(west, along, 24, -shallow),
        moved(east, along, -8, -shallow * 0.94),
      ];
      return {
        seat,
        name: name.replace(/(蒙古族)?[镇乡]$/, ""),
        ends: [west, east],
        north: [west, east, farEast, farWest],
        south: [nearWest, nearEast, east, west],
      };
    });
}

export function drawTowns(towns: readonly Town[], names: Names, random: Random): Drawing {
  return joined(towns.map((town) => drawTown(town, names, random)));
}

/** Where roads may reach a town: the corners of its blocks. */
export function gatesOf({ north, south }: Town): Point[] {
  return [...north, south[0], south[1]];
}

export function isInTown({ north, south }: Town, place: Point): boolean {
  return isInside(place, north) || isInside(place, south);
}

function drawTown({ seat, name, ends, north, south }: Town, names: Names, random: Random): Drawing {
  const main: Side = { highway: "tertiary", name: `${name}大街` };
  const street = (called: string): Side => ({ highway: "residential", name: `${name}${called}` });
  const back = [street("北路"), street("南路"), street("东路"), street("西路")] as const;
  const blocks: Block[] = [
    { quad: north, fabric: "town", sides: [main, back[2], back[0], back[3]] },
    { quad: south, fabric: "town", sides: [back[1], back[2], main, back[3]] },
  ];
  const own = townNames(name, names);
  const divided = blocks.map((block) => divideBlock(block, own, random));
  const borders = blocks.flatMap(({ quad, sides: streets }) =>
    sides(quad).flatMap((line, index) => {
      const side = streets[index];
      return side === undefined || side === main ? [] : [stroke(line, streetTags(side))];
    }),
  );
  return joined([
    {
      ...BLANK,
      strokes: [
        stroke(ends, streetTags(main)),
        ...borders,
        ...divided.flatMap(({ streets }) => streets),
      ],
      marks: [{ at: seat.at, tags: { place: "town", name: seat.place.township.name } }],
    },
    fillBlocks(
      divided.flatMap((part) => part.blocks),
      own,
      random,
    ),
  ]);
}

/** What stands in a township is called after it. */
function townNames(town: string, names: Names): Names {
  let [schools, offices] = [0, 0];
  return {
    ...names,
    school: () => `${town}${["中心小学", "初级中学", "第二小学"][schools++ % 3]}（示例）`,
    office: () => `${town}${["便民服务中心", "农技站", "供销社", "文化站"][offices++ % 4]}（示例）`,
    square: () => `${town}商贸广场`,
    garden: () => `${town}游园`,
  };
}

function westToEast(direction: number): number {
  return Math.cos(direction) < 0 ? direction + Math.PI : direction;
}
