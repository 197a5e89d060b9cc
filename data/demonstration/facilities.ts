import type { Service } from "#core/vocabulary.ts";
import { LOCKED_ESTATE } from "./blocks.ts";
import { Buckets } from "./buckets.ts";
import type { Drawing } from "./drawing.ts";
import type { Facility, Kind, Site } from "./facility.ts";
import { DISTRICT_PEOPLE, TOWNSHIPS } from "./ganzhou-places.ts";
import { distance, isInside, type Point } from "./geometry.ts";
import type { Houses, StreetDistances } from "./houses.ts";
import { seededRandom, type Random } from "./random.ts";
import type { Seat } from "./seats.ts";
import { partOf, supplyOf } from "./supply.ts";
import type { Survey } from "./survey.ts";
import type { Unit } from "./units.ts";

/** Facilities in houses along the streets: many in the old town, few in the new estates, the usual few in villages. */
export function placeFacilities(
  map: Survey,
  drawing: Drawing,
  houses: Houses,
  seats: readonly Seat[],
  unitAt: (place: Point) => Unit | undefined,
  seed: number,
): Facility[] {
  const { sites, streets } = houses;
  const byUnit = Map.groupBy(sites, ({ place }) => place.code);
  const townSeats = new Set(
    seats.filter(({ isTownSeat }) => isTownSeat).map(({ place }) => place.code),
  );

  const taken = new Map<Site, true>();
  const standing = new Map<Service, Buckets<Point>>();
  const placed = TOWNSHIPS.flatMap(({ places }) =>
    places.flatMap((place): Facility[] => {
      const random = seededRandom(seed, `facilities ${place.code}`);
      const local = byUnit.get(place.code) ?? [];
      return supplyOf(place, partOf(place, townSeats.has(place.code)), random).flatMap((kind) => {
        const site = siteFor(kind, local, taken, standing, random);
        return site === undefined ? [] : [facilityAt(site, kind)];
      });
    }),
  );
  const all = [...placed, ...awkwardOnes(map, drawing, unitAt, streets)];
  return withDistinctNames(scaled(all));
}

/** A free house, at the kind's distance from others of its kind; none where the unit has no room. */
function siteFor(
  { services, apart }: Kind,
  sites: readonly Site[],
  taken: Map<Site, true>,
  standing: Map<Service, Buckets<Point>>,
  random: Random,
): Site | undefined {
  const [service] = services;
  if (service === undefined || sites.length === 0) return undefined;
  const others = standing.get(service) ?? new Buckets<Point>(600);
  standing.set(service, others);
  for (let attempt = 0; attempt < 60; attempt++) {
    const site = random.pick(sites);
    if (taken.has(site)) continue;
    const isCrowded = others.around(site.at).some((other) => distance(other, site.at) < apart);
    if (isCrowded) continue;
    taken.set(site, true);
    others.add(site.at, site.at);
    return site;
  }
  return undefined;
}

function facilityAt(site: Site, { name, services, capacities, attributes }: Kind): Facility {
  const { place, street } = site;
  const door = street === place.name ? "" : street;
  return {
    name: name(site),
    services,
    at: site.at,
    capacities: capacities ?? {},
    attributes: {
      ...attributes,
      address: `${place.township.name}${place.name}${door}（示例）`,
      unit: place.name,
      "unit-code": place.code,
      year: 2025,
    },
  };
}

/** Nursery places for each thousand people, all together: a little under the planned 4.5. */
const NURSERY_PLACES_PER_THOUSAND = 4.2;
/** Children of three to five who go to kindergarten. */
const KINDERGARTEN_CHILDREN = 0.039 * 0.92 * DISTRICT_PEOPLE;

/** Nursery places and children in kindergartens come to what the district has in all. */
function scaled(facilities: readonly Facility[]): Facility[] {
  const sum = (of: (facility: Facility) => number): number =>
    facilities.reduce((total, facility) => total + of(facility), 0);
  const toddlers =
    (NURSERY_PLACES_PER_THOUSAND * DISTRICT_PEOPLE) /
    1000 /
    sum(({ capacities }) => capacities.childcare ?? 0);
  const children =
    KINDERGARTEN_CHILDREN / sum(({ attributes }) => Number(attributes.enrolled ?? 0));
  return facilities.map((facility): Facility => {
    const { capacities, attributes } = facility;
    const childcare =
      capacities.childcare === undefined
        ? undefined
        : Math.max(5, Math.round(capacities.childcare * toddlers));
    const room = capacities.kindergarten;
    const enrolled = attributes.enrolled;
    return {
      ...facility,
      capacities: {
        ...capacities,
        ...(childcare !== undefined && { childcare }),
        ...(room !== undefined && { kindergarten: Math.round((room * children) / 5) * 5 }),
      },
      attributes: {
        ...attributes,
        ...(childcare !== undefined && { "childcare-places": childcare }),
        ...(typeof enrolled === "number" && { enrolled: Math.round(enrolled * children) }),
      },
    };
  });
}

/** The second of a name is told apart as its owner would; every name says that it is invented. */
function withDistinctNames(facilities: readonly Facility[]): Facility[] {
  const seen = new Map<string, number>();
  return facilities.map((facility) => {
    const turn = (seen.get(facility.name) ?? 0) + 1;
    seen.set(facility.name, turn);
    return {
      ...facility,
      name: `${turn === 1 ? facility.name : again(facility.name, turn)}（示例）`,
    };
  });
}

/** 惠邻便利店粮仓巷二店, 杏林第二幼儿园. */
function again(name: string, turn: number): string {
  const number = "零一二三四五六七八九十"[turn] ?? String(turn);
  if (name.endsWith("店")) return `${name.slice(0, -1)}${number}店`;
  const numbered = name.replace(/(?=(?:幼儿园|菜市场)$)/, `第${number}`);
  return numbered === name ? `${name}${number}` : numbered;
}

/** Two that test the rules: a shop in the fields, too far from any street, and a clinic behind locked gates. */
function awkwardOnes(
  map: Survey,
  drawing: Drawing,
  unitAt: (place: Point) => Unit | undefined,
  streets: StreetDistances,
): Facility[] {
  const farOff = fieldPlaces()
    .map((at) => ({ at, off: Math.abs(streets.nearest(at) - 450) }))
    .reduce((best, place) => (place.off < best.off ? place : best));
  const island = drawing.shapes.find(({ tags }) => tags["name"] === LOCKED_ESTATE)?.points ?? [];
  const inside = map.buildings.find(
    (building) => building.household !== undefined && isInside(building.at, island),
  );
  const alone = (at: Point, kind: Kind): Facility[] => {
    const place = unitAt(at)?.place;
    return place === undefined ? [] : [facilityAt({ at, street: "", place }, kind)];
  };
  return [
    ...alone(farOff.at, {
      name: () => "河湾农庄便民店",
      services: ["convenience"],
      apart: 0,
    }),
    ...(inside === undefined
      ? []
      : alone(inside.at, {
          name: () => `${LOCKED_ESTATE}卫生所`,
          services: ["clinic"],
          apart: 0,
          capacities: { clinic: 4 },
        })),
  ];
}

/** Places about the town, fields for the most part. */
function fieldPlaces(): Point[] {
  return Array.from({ length: 32 * 32 }, (_, index) => ({
    x: -7000 + (index % 32) * 410,
    y: -5000 + Math.floor(index / 32) * 320,
  }));
}
