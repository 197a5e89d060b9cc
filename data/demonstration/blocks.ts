import {
  drawCompound,
  MIDDLE_ESTATE,
  OLD_ESTATE,
  SLAB_ESTATE,
  TOWER_ESTATE,
  TOWNSHIP_ESTATE,
  type CompoundStyle,
} from "./compounds.ts";
import { BLANK, joined, type Drawing } from "./drawing.ts";
import { drawGarden, drawMall, drawOffice, drawSchool } from "./institutions.ts";
import { drawLanes } from "./lanes.ts";
import type { Names } from "./names.ts";
import { drawPark } from "./parks.ts";
import { parcelsOf, type Parcel } from "./parcels.ts";
import type { Random } from "./random.ts";
import type { Block } from "./streets.ts";
import { drawBuildingSite, drawWorks } from "./works.ts";

/** What stands on the blocks between the streets. */
export function fillBlocks(blocks: readonly Block[], names: Names, random: Random): Drawing {
  const parcels = blocks.flatMap((block) => {
    const largest = LARGEST_PARCEL[block.fabric];
    return largest === undefined ? [] : parcelsOf(block, largest, random);
  });
  const island = parcels.findIndex(
    ({ fabric, ground }) => fabric === "middle" && ground.width * ground.height > 40_000,
  );
  return joined(
    parcels.map((parcel, index) => fillParcel(parcel, index === island, names, random)),
  );
}

/** The estate that keeps every gate locked: an island of the network with people in it. */
export const LOCKED_ESTATE = "仓储大院";

type Use =
  | "lanes"
  | "estate"
  | "school"
  | "office"
  | "hospital"
  | "mall"
  | "garden"
  | "works"
  | "site"
  | "park";

/** Square metres above which a block is divided between owners. */
const LARGEST_PARCEL: Readonly<Partial<Record<Block["fabric"], number>>> = {
  old: 60_000,
  middle: 66_000,
  new: 125_000,
  works: 150_000,
  park: Infinity,
  vacant: 90_000,
  town: 42_000,
};

/** How often a parcel of each fabric is put to each use, in hundredths. */
const USES: Readonly<Record<Block["fabric"], readonly (readonly [Use, number])[]>> = {
  old: [
    ["lanes", 52],
    ["estate", 28],
    ["school", 6],
    ["office", 5],
    ["mall", 6],
    ["garden", 3],
  ],
  middle: [
    ["estate", 75],
    ["school", 10],
    ["office", 5],
    ["hospital", 2],
    ["mall", 5],
    ["garden", 3],
  ],
  new: [
    ["estate", 77],
    ["school", 8],
    ["office", 3],
    ["hospital", 1],
    ["mall", 3],
    ["garden", 3],
    ["site", 5],
  ],
  works: [
    ["works", 96],
    ["site", 4],
  ],
  park: [["park", 100]],
  vacant: [
    ["site", 75],
    ["garden", 25],
  ],
  town: [
    ["estate", 44],
    ["lanes", 27],
    ["school", 8],
    ["office", 9],
    ["mall", 5],
    ["garden", 4],
    ["site", 3],
  ],
  fields: [],
  river: [],
};

const ESTATE_STYLES: Readonly<Partial<Record<Block["fabric"], readonly CompoundStyle[]>>> = {
  old: [OLD_ESTATE],
  middle: [MIDDLE_ESTATE],
  new: [SLAB_ESTATE, SLAB_ESTATE, TOWER_ESTATE],
  town: [TOWNSHIP_ESTATE],
};

function fillParcel(parcel: Parcel, isIsland: boolean, names: Names, random: Random): Drawing {
  const isAtTower = parcel.ground.quad.some(({ x, y }) => x === 0 && y === 0);
  const use = isIsland ? "estate" : isAtTower ? "lanes" : useOf(parcel, random);
  switch (use) {
    case undefined:
      return BLANK;
    case "lanes":
      return drawLanes(parcel, names, random);
    case "estate": {
      const style = random.pick(ESTATE_STYLES[parcel.fabric] ?? [MIDDLE_ESTATE]);
      return drawCompound(
        parcel,
        style,
        isIsland ? LOCKED_ESTATE : names.estate(),
        isIsland,
        random,
      );
    }
    case "school":
      return drawSchool(parcel, names.school(), random);
    case "office":
      return drawOffice(parcel, "office", names.office(), random);
    case "hospital":
      return drawOffice(parcel, "hospital", names.hospital(), random);
    case "mall":
      return drawMall(parcel, names.square(), random);
    case "garden":
      return drawGarden(parcel, names.garden(), random);
    case "works":
      return drawWorks(parcel, names.works(), random);
    case "site":
      return drawBuildingSite(parcel);
    case "park":
      return drawPark(parcel, parkName(parcel), random);
  }
}

function parkName({ ground }: Parcel): string {
  const [{ x, y }] = ground.quad;
  if (y < 0) return "镜湖公园";
  return x < 0 && y < 1000 ? "新城公园" : "锦屏公园";
}

function useOf(parcel: Parcel, random: Random): Use | undefined {
  let lot = random.next() * 100;
  return USES[parcel.fabric].find(([, share]) => (lot -= share) < 0)?.[0];
}
