import { signedArea, type PolygonRings } from "../../geo/rings.ts";
import type { Degrees, People } from "../../vocabulary.ts";
import type { PeopleSource } from "../demand.ts";
import { quantise, splitByWeight } from "../people.ts";
import type { Homes } from "./buildings.ts";
import { evenPlaces } from "./evenly.ts";
import { placesOfAreas, type Places } from "./places.ts";

/**
 * How the people of a unit are put inside it. "auto": over its buildings where they can be all of them, else over
 * its streets, else evenly. "buildings" and "streets": over these, evenly where the unit has none.
 */
export type SpreadRule = "auto" | "buildings" | "streets" | "evenly";

/** People known for a whole unit only. */
export interface UnitTotal {
  /** Each once. */
  readonly id: string;
  /** At least one; WGS 84, closed rings. */
  readonly polygons: readonly PolygonRings[];
  /** Null is not known; 0 is nobody. */
  readonly people: People | null;
  /** A group that is not named here is not known. */
  readonly groups: Readonly<Record<string, number>>;
}

/** What there is to spread people over; null where nothing is known of it. */
export interface SpreadMeans {
  readonly homes: Homes | null;
  readonly streets: Places | null;
}

/** How the people of one unit were spread. */
export interface UnitSpread {
  readonly id: string;
  readonly people: People;
  readonly rule: Exclude<SpreadRule, "auto">;
  /** Which buildings, where it was over buildings: dwellings by their tags, those whose use is not said, or both. */
  readonly buildings: "dwelling" | "unsaid" | "both" | null;
  /** Buildings, pieces of street or cells. */
  readonly places: number;
}

export type PointSource = Extract<PeopleSource, { readonly kind: "point" }>;

export interface Spread {
  /** Unit by unit; within one from west to east. */
  readonly sources: readonly PointSource[];
  /** In the order of the units. */
  readonly used: readonly UnitSpread[];
  /** Units whose people are not known: they have no source. */
  readonly unknown: readonly string[];
}

/** Buildings that leave less than this many square metres of floor a head cannot be all that people live in. */
const LEAST_FLOOR = 1;

/**
 * The people of every unit at points inside it, in proportion to square metres of floor or metres of street. The
 * people and each group of every unit are conserved exactly, and no point has more of a group than people unless
 * its unit has. A building or piece of street that several units hold belongs to the smallest of them, of
 * equally large ones to the one whose id comes first; so the order of units and places does not matter.
 * Spread evenly there is one point for each cell of `resolution`.
 * Throws `DemandTooLarge` where an area to be spread evenly holds too many cells.
 */
export function spreadUnits(
  units: readonly UnitTotal[],
  means: SpreadMeans,
  rule: SpreadRule,
  resolution: number,
): Spread {
  const places = placesOfUnits(units, means, rule);
  const spread = units.flatMap((unit) => {
    if (unit.people === null) return [];
    const total = { ...unit, people: quantise(unit.people) };
    const { found, ...chosen } = choose(total, places, rule, resolution);
    const ordered = found.toSorted((a, b) => a.lng - b.lng || a.lat - b.lat || a.weight - b.weight);
    const used = { id: unit.id, people: total.people, ...chosen, places: ordered.length };
    return [{ used, sources: putAt(total, ordered) }];
  });
  return {
    sources: spread.flatMap(({ sources }) => sources),
    used: spread.map(({ used }) => used),
    unknown: units.filter(({ people }) => people === null).map(({ id }) => id),
  };
}

interface Place {
  readonly lng: Degrees;
  readonly lat: Degrees;
  readonly weight: number;
}

interface PlacesOf {
  readonly dwelling: (unit: UnitTotal) => readonly Place[];
  readonly unsaid: (unit: UnitTotal) => readonly Place[];
  readonly streets: (unit: UnitTotal) => readonly Place[];
}

function placesOfUnits(
  units: readonly UnitTotal[],
  { homes, streets }: SpreadMeans,
  rule: SpreadRule,
): PlacesOf {
  const size = new Map(units.map(({ id, polygons }) => [id, areaOf(polygons)]));
  const smallestFirst = units.toSorted(
    (a, b) => (size.get(a.id) ?? 0) - (size.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1),
  );
  const built = rule === "auto" || rule === "buildings";
  return {
    dwelling: within(smallestFirst, built ? homes?.dwelling : undefined),
    unsaid: within(smallestFirst, built ? homes?.unsaid : undefined),
    streets: within(smallestFirst, rule === "auto" || rule === "streets" ? streets : undefined),
  };
}

/** Looks at all units at once, the first time one of them asks. */
function within(
  units: readonly UnitTotal[],
  places: Places | null | undefined,
): (unit: UnitTotal) => readonly Place[] {
  let found: Map<string, readonly Place[]> | undefined;
  return ({ id }) => {
    found ??= byUnit(units, places);
    return found.get(id) ?? [];
  };
}

function byUnit(
  units: readonly UnitTotal[],
  places: Places | null | undefined,
): Map<string, readonly Place[]> {
  if (!places) return new Map();
  const inside = placesOfAreas(
    places,
    units.map(({ polygons }) => polygons),
  );
  return new Map(
    units.map(({ id }, u) => [
      id,
      (inside[u] ?? []).map((i) => ({
        lng: places.lng[i] ?? 0,
        lat: places.lat[i] ?? 0,
        weight: places.weight[i] ?? 0,
      })),
    ]),
  );
}

/** Square degrees; for telling the smaller of two that overlap. */
function areaOf(polygons: readonly PolygonRings[]): number {
  let area = 0;
  for (const [outer = [], ...holes] of polygons) {
    area += Math.abs(signedArea(outer));
    for (const hole of holes) area -= Math.abs(signedArea(hole));
  }
  return area;
}

interface Chosen {
  readonly rule: UnitSpread["rule"];
  readonly buildings: UnitSpread["buildings"];
  readonly found: readonly Place[];
}

function choose(
  unit: UnitTotal & { readonly people: People },
  places: PlacesOf,
  rule: SpreadRule,
  resolution: number,
): Chosen {
  const homes = homesOf(unit, places, rule === "buildings");
  if (homes) return { rule: "buildings", ...homes };
  const streets = places.streets(unit);
  if (weightOf(streets) > 0) return { rule: "streets", buildings: null, found: streets };
  return { rule: "evenly", buildings: null, found: evenPlaces(unit.polygons, resolution) };
}

/** Undefined where there are none, or fewer than its people can live in and few are not `welcome`. */
function homesOf(
  unit: UnitTotal & { readonly people: People },
  places: PlacesOf,
  welcome: boolean,
): Omit<Chosen, "rule"> | undefined {
  const dwelling = places.dwelling(unit);
  const unsaid = places.unsaid(unit);
  const enough = unit.people * LEAST_FLOOR;
  if (dwelling.length > 0 && weightOf(dwelling) >= enough) {
    return { buildings: "dwelling", found: dwelling };
  }
  const found = [...dwelling, ...unsaid];
  if (found.length === 0 || (weightOf(found) < enough && !welcome)) return undefined;
  if (dwelling.length === 0) return { buildings: "unsaid", found };
  return { buildings: unsaid.length === 0 ? "dwelling" : "both", found };
}

function weightOf(places: readonly Place[]): number {
  return places.reduce((sum, { weight }) => sum + weight, 0);
}

function putAt(
  { people, groups }: { readonly people: People; readonly groups: UnitTotal["groups"] },
  places: readonly Place[],
): PointSource[] {
  const weights = places.map(({ weight }) => weight);
  const shares = splitByWeight(people, weights);
  // By the shares of the people, not by weight again, so that no place gets more of a group than people.
  const ofGroups = Object.entries(groups).map(
    ([group, count]) =>
      [group, splitByWeight(quantise(count), people > 0 ? shares : weights)] as const,
  );
  return places.map(({ lng, lat }, i) => ({
    kind: "point",
    lng,
    lat,
    people: shares[i] ?? 0,
    groups: Object.fromEntries(ofGroups.map(([group, counts]) => [group, counts[i] ?? 0])),
  }));
}
