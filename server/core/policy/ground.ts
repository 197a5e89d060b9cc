import type { UnitSet } from "#contract/policy/measure.ts";
import type { Estate } from "#contract/policy/stock.ts";
import { plainCode } from "./codes.ts";
import type { Figures } from "./figures.ts";
import type { Division, PolicyInput } from "./input.ts";
import { kindsOf, type Kinds } from "./kinds.ts";
import { landOf, type Land } from "./land.ts";

/** The study as an assessment stands on it: the tree of divisions, and what lies in each. */
export interface Ground extends Kinds {
  readonly input: PolicyInput;
  readonly divisions: readonly Division[];
  /** Indexes of the divisions in scope, from the largest down. */
  readonly places: readonly number[];
  readonly scope: Area;
  /** The division that the scope is; null where it is several that nothing holds together. */
  readonly self: Division | null;
  /** Whether the scope is the whole of a jurisdiction, with all its parts. */
  readonly isWhole: (jurisdiction: { readonly code: string }) => boolean;
  readonly figures: Figures;
  readonly estates: readonly Estate[];
  readonly areaOf: (division: number) => Area;
  /** Divisions that a facility lies in, from its unit up; none outside all units. */
  readonly around: (facility: number) => readonly number[];
  /** The facilities as they are today, where a scenario plans others: what is known of a register, it tells. */
  readonly today: Kinds;
}

export interface Area {
  /** Index of the division that a figure must be stated for; null where there is none. */
  readonly division: number | null;
  readonly children: readonly number[];
  readonly units: readonly number[];
  readonly facilities: readonly number[];
}

/** `land` is the input's own, or that of one which differs from it in facilities and reach alone. */
export function groundOf(input: PolicyInput, land: Land = landOf(input)): Ground {
  const { divisions, places, partial, root, tops, figures, estates } = land;
  const { areas, around } = settled(input, land);
  const areaOf = (division: number) =>
    partial.has(division) ? { ...areas[division]!, division: null } : areas[division]!;
  const kinds = kindsOf(input.facilities, input.kinds);
  return {
    input,
    divisions,
    places,
    scope: root === null ? joined(tops, areas) : areaOf(root),
    self: root === null ? null : divisions[root]!,
    isWhole: ({ code }) =>
      root !== null &&
      !partial.has(root) &&
      plainCode(divisions[root]!.code) === (plainCode(code) ?? code),
    figures,
    estates,
    areaOf,
    around: (facility) => around[facility]!,
    ...kinds,
    today: input.today === undefined ? kinds : kindsOf(input.today, input.kinds),
  };
}

/** Divisions in scope that an indicator counts, and those whose being urban or rural is not known. */
export function unitsOf(
  set: UnitSet,
  ground: Ground,
): { readonly counted: readonly number[]; readonly areaUnknown: readonly number[] } {
  const counted: number[] = [];
  const areaUnknown: number[] = [];
  for (const place of ground.places) {
    const { level, urban } = ground.divisions[place]!;
    const fits =
      set.level === "settlement"
        ? level === "community" || level === "village"
        : level === set.level;
    if (!fits) continue;
    if (set.among !== undefined && ground.figures.of(set.among, place)?.value !== true) continue;
    if (set.area === undefined || urban === (set.area === "urban")) counted.push(place);
    else if (urban === null) areaUnknown.push(place);
  }
  return { counted, areaUnknown };
}

/** The facilities in every area, and the areas around every facility. */
function settled(
  { units, facilities }: PolicyInput,
  { divisions, above, areas }: Land,
): { readonly areas: readonly Area[]; readonly around: readonly (readonly number[])[] } {
  const ofUnit: (readonly number[])[] = units.map(() => []);
  divisions.forEach(({ unit }, i) => {
    if (unit !== null) ofUnit[unit] = above[i]!;
  });
  const around = facilities.map(({ unit }) => ofUnit[unit] ?? []);
  const within: number[][] = divisions.map(() => []);
  around.forEach((chain, f) => {
    for (const division of chain) within[division]!.push(f);
  });
  return { areas: areas.map((area, i) => ({ ...area, facilities: within[i]! })), around };
}

/** What nothing holds together: all divisions at the top. */
function joined(tops: readonly number[], areas: readonly Area[]): Area {
  return {
    division: null,
    children: tops,
    units: tops.flatMap((top) => areas[top]!.units),
    facilities: tops.flatMap((top) => areas[top]!.facilities).sort((a, b) => a - b),
  };
}
