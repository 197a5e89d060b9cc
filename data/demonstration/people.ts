import { AGE_PROFILES, bandTotals, type AgeProfile, type Bands } from "./ages.ts";
import type { Building } from "./drawing.ts";
import type { Township } from "./ganzhou-places.ts";
import type { Point } from "./geometry.ts";
import { toGround, toLngLat } from "./ground.ts";
import type { Random } from "./random.ts";

/** People at one block of flats, or in one row of houses. */
export interface Dwelling {
  /** Plan coordinates, on a building. */
  readonly at: Point;
  readonly people: number;
  readonly bands: Bands;
}

/** Settles the people of every township over its buildings; every number is whole and every total exact. */
export function settle(
  buildings: readonly Building[],
  townshipOf: (place: Point) => Township | undefined,
  random: Random,
): Dwelling[] {
  const byTownship = Map.groupBy(clusters(buildings), ({ at }) => townshipOf(at));
  const homes = [...byTownship].flatMap(([township, places]) => {
    if (township === undefined) return [];
    const capacity = places.reduce((sum, { people }) => sum + people, 0);
    let carried = 0;
    return places
      .map(({ at, people, ages }) => {
        const due = (people * township.people) / capacity + carried;
        const settled = Math.round(due);
        carried = due - settled;
        return { at, people: settled, ages };
      })
      .filter(({ people }) => people > 0);
  });
  const bands = ageBands(homes, random);
  return homes.map(({ at, people }, index) => ({ at, people, bands: bands[index] ?? NOBODY }));
}

export function writePeople(dwellings: readonly Dwelling[]): string {
  const rows = dwellings.map(({ at, people, bands }) => {
    const [lng, lat] = toLngLat(toGround(at));
    const [under3, from3to5, from6to14, , from60, from65, over80] = bands;
    const groups = [
      under3,
      from3to5,
      under3 + from3to5 + from6to14,
      from60 + from65 + over80,
      from65 + over80,
      over80,
    ];
    return [lng.toFixed(6), lat.toFixed(6), people, ...groups].join(",");
  });
  return [`lng,lat,people,${GROUPS.join(",")}`, ...rows, ""].join("\n");
}

const GROUPS = [
  "people_0_2",
  "people_3_5",
  "people_0_14",
  "people_60_plus",
  "people_65_plus",
  "people_80_plus",
] as const;

const NOBODY: Bands = [0, 0, 0, 0, 0, 0, 0];

interface Home {
  readonly at: Point;
  readonly people: number;
  readonly ages: AgeProfile;
}

/** Houses of one small square share a place, the first house's; a block of flats has its own. */
function clusters(buildings: readonly Building[]): Home[] {
  const places = new Map<string, Home>();
  buildings.forEach(({ at, household }, index) => {
    if (household === undefined) return;
    const { people, ages, clustered } = household;
    const key = clustered
      ? `${Math.floor(at.x / CLUSTER)},${Math.floor(at.y / CLUSTER)}`
      : `flats ${index}`;
    const known = places.get(key);
    places.set(
      key,
      known === undefined ? { at, people, ages } : { ...known, people: known.people + people },
    );
  });
  return [...places.values()];
}

const CLUSTER = 32;

/** Whole people of each band in each home: homes keep their people, and bands add up to the district's totals. */
function ageBands(homes: readonly Home[], random: Random): Bands[] {
  const all = homes.reduce((sum, { people }) => sum + people, 0);
  const wanted = bandTotals(all);
  const mixes = homes.map(({ people, ages }) => {
    const mix = AGE_PROFILES[ages].map((share) => share * people * random.between(0.7, 1.3));
    return Float64Array.from(mix);
  });
  fit(mixes, homes, wanted);
  return roundDown(mixes, homes, wanted);
}

/** Iterative proportional fitting (Deming and Stephan 1940) of rows to homes and of columns to bands. */
function fit(mixes: readonly Float64Array[], homes: readonly Home[], wanted: Bands): void {
  for (let turn = 0; turn < FITTINGS; turn++) {
    const sums = wanted.map((_, band) => mixes.reduce((sum, mix) => sum + (mix[band] ?? 0), 0));
    const factors = wanted.map((total, band) => total / (sums[band] ?? 1));
    mixes.forEach((mix, index) => {
      let people = 0;
      factors.forEach((factor, band) => (people += mix[band] = (mix[band] ?? 0) * factor));
      const scale = (homes[index]?.people ?? 0) / people;
      for (let band = 0; band < mix.length; band++) mix[band] = (mix[band] ?? 0) * scale;
    });
  }
}

const FITTINGS = 25;

/** Rounds so that along the list of homes no band is ever a whole person behind or ahead of its due. */
function roundDown(mixes: readonly Float64Array[], homes: readonly Home[], wanted: Bands): Bands[] {
  const owed = wanted.map(() => 0);
  const rows = mixes.map((mix, index) => {
    const due = owed.map((debt, band) => debt + (mix[band] ?? 0));
    const whole = due.map((people) => Math.max(0, Math.floor(people)));
    let left = (homes[index]?.people ?? 0) - whole.reduce((sum, people) => sum + people, 0);
    const order = due
      .map((people, band) => ({ band, rest: people - (whole[band] ?? 0) }))
      .toSorted((one, other) => other.rest - one.rest);
    for (const { band } of order) {
      if (left <= 0) break;
      whole[band] = (whole[band] ?? 0) + 1;
      left -= 1;
    }
    // A band that was ahead of its due by more than this home can repay leaves one person too many.
    for (const { band } of order.toReversed()) {
      if (left >= 0) break;
      if ((whole[band] ?? 0) === 0) continue;
      whole[band] = (whole[band] ?? 0) - 1;
      left += 1;
    }
    due.forEach((people, band) => (owed[band] = people - (whole[band] ?? 0)));
    return whole;
  });
  settleRest(rows, wanted);
  return rows.map(([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0]) => [a, b, c, d, e, f, g]);
}

/** What roundings left over at the end of the list changes places within the last homes that can. */
function settleRest(rows: readonly number[][], wanted: Bands): void {
  const missing = wanted.map(
    (total, band) => total - rows.reduce((sum, row) => sum + (row[band] ?? 0), 0),
  );
  for (let index = rows.length - 1; index >= 0; index--) {
    const [short, long] = [missing.findIndex((n) => n > 0), missing.findIndex((n) => n < 0)];
    if (short < 0 || long < 0) return;
    const row = rows[index];
    if (row === undefined || (row[long] ?? 0) === 0) continue;
    row[long] = (row[long] ?? 0) - 1;
    row[short] = (row[short] ?? 0) + 1;
    missing[long] = (missing[long] ?? 0) + 1;
    missing[short] = (missing[short] ?? 0) - 1;
  }
}
