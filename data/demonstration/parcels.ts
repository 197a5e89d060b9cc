import type { Building } from "./drawing.ts";
import { cutOut, patch, type Patch, type Point } from "./geometry.ts";
import type { Fabric } from "./plan.ts";
import type { Random } from "./random.ts";
import { SETBACK, type Block, type BlockSides } from "./streets.ts";

/** One owner's ground: a block, or a part of it behind a wall. */
export interface Parcel {
  readonly ground: Patch;
  /** South, east, north, west; no street where a neighbour begins. */
  readonly sides: BlockSides;
  readonly fabric: Fabric;
}

export const SIDES = [0, 1, 2, 3] as const;
export type SideIndex = (typeof SIDES)[number];

/** Divides a block into parcels of at most `largest` square metres, each keeping a street. */
export function parcelsOf(block: Block, largest: number, random: Random): Parcel[] {
  return halve(
    { ground: patch(block.quad), sides: block.sides, fabric: block.fabric },
    largest,
    random,
  );
}

/** Metres from the middle of the street on a side to where the parcel's own ground begins. */
export function setback(parcel: Parcel, side: SideIndex): number {
  const street = parcel.sides[side];
  return street === undefined ? 2 : SETBACK[street.highway];
}

/** The parcel without a strip along each side, its depth in metres. */
export function inset(parcel: Parcel, depth: (side: SideIndex) => number): Patch {
  const { width, height } = parcel.ground;
  return cutOut(parcel.ground, depth(3), depth(0), width - depth(1), height - depth(2));
}

/** A row of houses with shops below along one side; `built` of its length stands. */
export function frontage(
  parcel: Parcel,
  side: SideIndex,
  built: number,
  levels: readonly [number, number],
  random: Random,
): Building[] {
  const street = parcel.sides[side];
  if (street === undefined) return [];
  const { ground } = parcel;
  const isAcross = side === 0 || side === 2;
  const length = isAcross ? ground.width : ground.height;
  const inward = setback(parcel, side) + SHOP_DEPTH / 2 + 0.5;
  const buildings: Building[] = [];
  let along = 26;
  while (along < length - 40) {
    const size = random.between(14, 40);
    if (random.chance(built)) {
      const [at, direction] = placeOnSide(ground, side, along + size / 2, inward);
      buildings.push({
        at,
        direction,
        length: size,
        depth: SHOP_DEPTH,
        street: street.name,
        ...shopHouse(size, random.whole(levels[0], levels[1]), random),
      });
    }
    along += size + (random.chance(0.25) ? random.between(8, 20) : 1.5);
  }
  return buildings;
}

export const SHOP_DEPTH = 11;

/** Shops with flats above them from the third floor up. */
function shopHouse(
  size: number,
  levels: number,
  random: Random,
): Pick<Building, "tags" | "household"> {
  const storeys = { "building:levels": String(levels) };
  if (levels < 3)
    return { tags: { building: random.chance(0.8) ? "retail" : "commercial", ...storeys } };
  const people = (size / 11) * (levels - 2) * 2.6 * random.between(0.7, 1.1);
  return {
    tags: { building: "apartments", ...storeys },
    household: { people, ages: "middle-estate", clustered: false },
  };
}

/** A place a distance along a side and a distance inward from it, and the direction of that side. */
export function placeOnSide(
  ground: Patch,
  side: SideIndex,
  along: number,
  inward: number,
): readonly [Point, number] {
  const { width, height, at, east } = ground;
  switch (side) {
    case 0:
      return [at(along, inward), east(along, inward)];
    case 1:
      return [at(width - inward, along), east(width, along) + Math.PI / 2];
    case 2:
      return [at(along, height - inward), east(along, height)];
    case 3:
      return [at(inward, along), east(0, along) + Math.PI / 2];
  }
}

function halve(parcel: Parcel, largest: number, random: Random): Parcel[] {
  const { ground, sides, fabric } = parcel;
  const { width, height } = ground;
  if (width * height <= largest) return [parcel];
  const [south, east, north, west] = sides;
  const share = random.between(0.36, 0.64);
  const parts: Parcel[] =
    width > height
      ? [
          {
            ground: cutOut(ground, 0, 0, width * share, height),
            sides: [south, undefined, north, west],
            fabric,
          },
          {
            ground: cutOut(ground, width * share, 0, width, height),
            sides: [south, east, north, undefined],
            fabric,
          },
        ]
      : [
          {
            ground: cutOut(ground, 0, 0, width, height * share),
            sides: [south, east, undefined, west],
            fabric,
          },
          {
            ground: cutOut(ground, 0, height * share, width, height),
            sides: [undefined, east, north, west],
            fabric,
          },
        ];
  return parts.flatMap((part) => halve(part, largest, random));
}
