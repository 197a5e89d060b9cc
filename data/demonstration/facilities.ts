import { SERVICES, type Service } from "#core/vocabulary.ts";
import { LOCKED_ESTATE } from "./blocks.ts";
import type { Drawing } from "./drawing.ts";
import { distance, distanceToSegment, isInside, type Point } from "./geometry.ts";
import { isShown, toGround, toLngLat } from "./ground.ts";
import { Buckets } from "./buckets.ts";
import type { Random } from "./random.ts";
import { walkedLegs, type Survey } from "./survey.ts";
import { unitAt, type District, type Unit } from "./units.ts";

interface Facility {
  readonly name: string;
  readonly services: readonly Service[];
  /** Plan coordinates. */
  readonly at: Point;
  /** Places, beds or staff; convenience stores have none. */
  readonly capacity: number | undefined;
}

/** Facilities in houses along the streets: many in the old town, few in the new estates, hardly any across the river. */
export function placeFacilities(
  map: Survey,
  drawing: Drawing,
  units: readonly Unit[],
  random: Random,
): Facility[] {
  const streets = streetDistances(map);
  const sites = map.buildings.flatMap((building): Site[] => {
    const unit = building.street === undefined ? undefined : unitAt(units, building.at);
    if (unit === undefined || building.street === undefined || !streets.isAtStreet(building.at))
      return [];
    return [{ at: building.at, street: building.street, unit }];
  });
  const placed = SERVICES.flatMap((service) => placeService(service, sites, random));
  return withDistinctNames([...placed, ...awkwardOnes(map, drawing, streets)]);
}

export function writeFacilities(facilities: readonly Facility[]): string {
  const rows = facilities.map(({ name, services, at, capacity }, index) => {
    const [lng, lat] = toLngLat(toGround(at));
    const id = `F${String(index + 1).padStart(3, "0")}`;
    return [id, name, services.join(";"), lng.toFixed(6), lat.toFixed(6), capacity ?? ""].join(",");
  });
  return ["id,name,service,lng,lat,capacity", ...rows, ""].join("\n");
}

interface Site {
  readonly at: Point;
  readonly street: string;
  readonly unit: Unit;
}

interface Supply {
  /** How many in each part of the town. */
  readonly count: Readonly<Record<District, number>>;
  /** Metres in a straight line that two of a kind keep apart. */
  readonly apart: number;
  readonly capacity: readonly [number, number] | undefined;
  /** Every so many also offer these. */
  readonly also: readonly { readonly every: number; readonly services: readonly Service[] }[];
}

const SUPPLY: Readonly<Record<Service, Supply>> = {
  childcare: {
    count: { old: 5, ring: 6, new: 0, north: 0, works: 0, village: 0 },
    apart: 480,
    capacity: [20, 90],
    also: [],
  },
  kindergarten: {
    count: { old: 7, ring: 12, new: 5, north: 2, works: 0, village: 1 },
    apart: 380,
    capacity: [120, 330],
    also: [{ every: 14, services: ["childcare"] }],
  },
  "elderly-care": {
    count: { old: 7, ring: 8, new: 3, north: 1, works: 0, village: 1 },
    apart: 430,
    capacity: [15, 60],
    also: [
      { every: 3, services: ["meal"] },
      { every: 7, services: ["meal", "clinic"] },
    ],
  },
  meal: {
    count: { old: 4, ring: 5, new: 1, north: 0, works: 1, village: 0 },
    apart: 480,
    capacity: [40, 150],
    also: [],
  },
  clinic: {
    count: { old: 8, ring: 10, new: 3, north: 1, works: 0, village: 3 },
    apart: 420,
    capacity: [3, 14],
    also: [],
  },
  convenience: {
    count: { old: 52, ring: 66, new: 2, north: 1, works: 2, village: 1 },
    apart: 120,
    capacity: undefined,
    also: [],
  },
  market: {
    count: { old: 4, ring: 5, new: 1, north: 1, works: 0, village: 0 },
    apart: 650,
    capacity: [30, 160],
    also: [{ every: 3, services: ["convenience"] }],
  },
};

function placeService(service: Service, sites: readonly Site[], random: Random): Facility[] {
  const { count, apart, capacity, also } = SUPPLY[service];
  const taken: Site[] = [];
  for (const [district, wanted] of Object.entries(count)) {
    const local = sites.filter(({ unit }) => unit.district === district);
    let left = wanted;
    for (let attempt = 0; left > 0 && attempt < 400 && local.length > 0; attempt++) {
      const site = random.pick(local);
      if (taken.some((other) => distance(other.at, site.at) < apart)) continue;
      taken.push(site);
      left -= 1;
    }
  }
  return taken.map((site, index): Facility => {
    const extra = also.filter(({ every }) => index % every === every - 1).at(-1);
    return {
      name: nameOf(service, site, extra !== undefined, random),
      services: [service, ...(extra?.services ?? [])],
      at: site.at,
      capacity: capacity === undefined ? undefined : random.whole(capacity[0], capacity[1]),
    };
  });
}

const STORES = ["惠邻", "小满", "晨光里", "万家灯", "好邻里", "一家亲"];

function nameOf(
  service: Service,
  { street, unit }: Site,
  isShared: boolean,
  random: Random,
): string {
  switch (service) {
    case "childcare":
      return `${unit.name}托育点`;
    case "kindergarten":
      return `${street.slice(0, 2)}${isShared ? "托幼一体园" : "幼儿园"}`;
    case "elderly-care":
      return `${unit.name}${isShared ? "综合服务中心" : "日间照料中心"}`;
    case "meal":
      return `${unit.name}助餐点`;
    case "clinic":
      return `${unit.name}${unit.level === "village" ? "卫生室" : "卫生服务站"}`;
    case "convenience":
      return unit.level === "village"
        ? `${unit.name}便民店`
        : `${random.pick(STORES)}便利店（${street}店）`;
    case "market":
      return `${street.slice(0, 2)}菜市场`;
  }
}

/** The second of a name gets a number. */
function withDistinctNames(facilities: readonly Facility[]): Facility[] {
  const seen = new Map<string, number>();
  return facilities.map((facility) => {
    const turn = (seen.get(facility.name) ?? 0) + 1;
    seen.set(facility.name, turn);
    return turn === 1 ? facility : { ...facility, name: `${facility.name}${turn}号` };
  });
}

interface StreetDistances {
  /** Metres to the nearest street or path, at most 700. */
  readonly nearest: (place: Point) => number;
  /** 10 to 40 m from a street, with no path of an estate's inside nearer. */
  readonly isAtStreet: (place: Point) => boolean;
}

function streetDistances(map: Survey): StreetDistances {
  const legs = new Buckets<{ a: Point; b: Point; highway: string }>(100);
  for (const leg of walkedLegs(map)) legs.addAlong(leg.a, leg.b, leg);
  const within = (place: Point, reach: number) => {
    const at = toGround(place);
    const corner = (sign: number): Point => ({ x: at.x + sign * reach, y: at.y + sign * reach });
    return legs
      .along(corner(-1), corner(1))
      .map(({ a, b, highway }) => ({ highway, metres: distanceToSegment(at, a, b) }));
  };
  const least = (found: readonly { metres: number }[], otherwise: number): number =>
    found.reduce((best, { metres }) => Math.min(best, metres), otherwise);
  return {
    nearest: (place) => least(within(place, 700), 700),
    isAtStreet: (place) => {
      const found = within(place, 60);
      const street = least(
        found.filter(({ highway }) => !INSIDE.has(highway)),
        Infinity,
      );
      const path = least(
        found.filter(({ highway }) => INSIDE.has(highway)),
        Infinity,
      );
      return street >= 10 && street <= 40 && path > street;
    },
  };
}

const INSIDE: ReadonlySet<string> = new Set(["service", "footway", "path", "steps", "track"]);

/** Two that test the rules: a shop in the fields, too far from any street, and a clinic behind locked gates. */
function awkwardOnes(map: Survey, drawing: Drawing, streets: StreetDistances): Facility[] {
  const farOff = fieldPlaces()
    .map((at) => ({ at, off: Math.abs(streets.nearest(at) - 450) }))
    .reduce((best, place) => (place.off < best.off ? place : best));
  const island = drawing.shapes.find(({ tags }) => tags["name"] === LOCKED_ESTATE)?.points ?? [];
  const inside = map.buildings.find(
    (building) => building.household !== undefined && isInside(building.at, island),
  );
  return [
    { name: "河湾农庄便民店", services: ["convenience"], at: farOff.at, capacity: undefined },
    ...(inside === undefined
      ? []
      : [
          {
            name: `${LOCKED_ESTATE}卫生所`,
            services: ["clinic"] as const,
            at: inside.at,
            capacity: 4,
          },
        ]),
  ];
}

function fieldPlaces(): Point[] {
  return Array.from({ length: 32 * 32 }, (_, index) => ({
    x: -3900 + (index % 32) * 250,
    y: -3300 + Math.floor(index / 32) * 210,
  })).filter(isShown);
}
