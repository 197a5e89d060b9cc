import type { Facility, Site } from "./facility.ts";
import type { Place } from "./ganzhou-places.ts";
import { distance, type Point } from "./geometry.ts";
import type { Houses } from "./houses.ts";
import { seededRandom, type Random } from "./random.ts";
import type { Seat } from "./seats.ts";
import { partOf } from "./supply.ts";
import type { Part } from "./supply-kinds.ts";

/** A house that stands idle. */
export interface IdleHouse {
  readonly name: string;
  readonly kind: string;
  readonly owner: string;
  readonly site: Site;
  /** Square metres. */
  readonly floorArea: number;
  /** Yuan; undefined where the list does not say. */
  readonly cost: number | undefined;
  readonly rent: string;
  readonly note: string;
}

/** Metres that idle houses keep apart, in a straight line. */
const APART = 220;

/**
 * Houses that could take a service in: rooms that developers owed to the new estates, rooms of communities, shut
 * schools in towns and villages. They open to streets and are none in which a facility is.
 */
export function placePremises(
  { sites }: Houses,
  facilities: readonly Facility[],
  seats: readonly Seat[],
  seed: number,
): IdleHouse[] {
  const used = new Set(facilities.map(({ at }) => keyOf(at)));
  const free = Map.groupBy(
    sites.filter(({ at }) => !used.has(keyOf(at))),
    ({ place }) => place.code,
  );
  const townSeats = new Set(
    seats.filter(({ isTownSeat }) => isTownSeat).map(({ place }) => place.code),
  );
  return [...free].flatMap(([code, local]) => {
    const random = seededRandom(seed, `premises ${code}`);
    const [first] = local;
    if (first === undefined) return [];
    const part = partOf(first.place, townSeats.has(code));
    const placed: Site[] = [];
    return kindsOf(part, random).flatMap((kind): IdleHouse[] => {
      const site = siteApart(local, placed, random);
      if (site === undefined) return [];
      placed.push(site);
      return [houseAt(site, kind, random)];
    });
  });
}

interface IdleKind {
  readonly kind: string;
  readonly called: string;
  readonly owner: (place: Place) => string;
  /** Square metres, in tens. */
  readonly floor: readonly [least: number, most: number];
  readonly note: string;
}

const community = ({ township, name }: Place): string => `${township.name}${name}`;

const ROOMS_OF_ESTATE: IdleKind = {
  kind: "配套用房",
  called: "配套用房",
  owner: () => "区住建部门",
  floor: [16, 60],
  note: "小区配建，已移交未启用",
};
const ROOMS_OF_COMMUNITY: IdleKind = {
  kind: "社区用房",
  called: "社区用房",
  owner: community,
  floor: [8, 22],
  note: "一层，可分隔使用",
};
const PARTY_CENTRE: IdleKind = {
  kind: "党群服务中心",
  called: "党群服务中心",
  owner: community,
  floor: [12, 32],
  note: "二层部分房间闲置",
};
const SHUT_SCHOOL: IdleKind = {
  kind: "闲置校舍",
  called: "原小学校舍",
  owner: () => "区教育部门",
  floor: [30, 120],
  note: "布局调整后闲置，有院落",
};
const OLD_OFFICE: IdleKind = {
  kind: "国有闲置房屋",
  called: "原办公楼",
  owner: () => "区国有资产管理部门",
  floor: [20, 90],
  note: "需作结构安全鉴定",
};

function kindsOf(part: Part, random: Random): IdleKind[] {
  const some = (probability: number, kind: IdleKind): IdleKind[] =>
    random.chance(probability) ? [kind] : [];
  switch (part) {
    case "new":
      return [ROOMS_OF_ESTATE, ...some(0.6, ROOMS_OF_ESTATE), ...some(0.3, PARTY_CENTRE)];
    case "ring":
      return [
        ...some(0.4, ROOMS_OF_COMMUNITY),
        ...some(0.3, PARTY_CENTRE),
        ...some(0.2, OLD_OFFICE),
        ...some(0.2, ROOMS_OF_ESTATE),
      ];
    case "old":
      return [...some(0.3, ROOMS_OF_COMMUNITY), ...some(0.25, OLD_OFFICE)];
    case "town":
      return [...some(0.6, SHUT_SCHOOL), ...some(0.3, PARTY_CENTRE)];
    case "village":
      return [...some(0.1, SHUT_SCHOOL), ...some(0.06, PARTY_CENTRE)];
    case "works":
      return some(0.5, OLD_OFFICE);
  }
}

function siteApart(
  sites: readonly Site[],
  placed: readonly Site[],
  random: Random,
): Site | undefined {
  for (let attempt = 0; attempt < 30; attempt++) {
    const site = random.pick(sites);
    if (placed.every((other) => distance(other.at, site.at) >= APART)) return site;
  }
  return undefined;
}

function houseAt(site: Site, idle: IdleKind, random: Random): IdleHouse {
  const { kind, called, owner, floor, note } = idle;
  const floorArea = random.whole(...floor) * 10;
  const perMetre = random.whole(6, 15) * 100;
  const isStated = random.chance(0.7);
  const isFree = random.chance(0.6);
  return {
    name: `${community(site.place)}${called}`,
    kind,
    owner: owner(site.place),
    site,
    floorArea,
    cost: isStated ? Math.round((floorArea * perMetre) / 10_000) * 10_000 : undefined,
    rent: isFree ? "免租" : `${random.whole(4, 16)} 元/平方米·月`,
    note,
  };
}

function keyOf({ x, y }: Point): string {
  return `${x} ${y}`;
}
