import type { UnitSet } from "#contract/policy/measure.ts";
import type { Estate } from "#contract/policy/stock.ts";
import { codesAbove, plainCode } from "./codes.ts";
import { divisionsOf } from "./divisions.ts";
import { AROUND, figuresOf, type Figures, type Place } from "./figures.ts";
import type { Division, PolicyInput } from "./input.ts";
import { kindsOf, type Kinds } from "./kinds.ts";
import { ownValue } from "../own-value.ts";

/** Item whose text is the statistical urban-rural code of a settlement. */
export const URBAN_CODE = "urban-rural-code";

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

/** A scope that the study does not know is an error. */
export function groundOf(input: PolicyInput): Ground {
  const divisions = divisionsOf(
    input.units,
    input.documents.map(({ jurisdiction }) => jurisdiction),
    input.settings,
    urbanCodesOf(input),
  );
  const find = finderOf(divisions);
  const above = chainsOf(divisions);
  const partial = partialOf(input, divisions);
  const { areas, around } = areasOf(input, divisions, above);
  const areaOf = (division: number) =>
    partial.has(division) ? { ...areas[division]!, division: null } : areas[division]!;
  const tops = divisions.flatMap(({ within }, index) => (within === null ? [index] : []));
  const root = input.scope === null ? (tops.length === 1 ? tops[0]! : null) : find(input.scope);
  if (input.scope !== null && root === null)
    throw new Error(`The study has no division "${input.scope}" to assess.`);
  const kinds = kindsOf(input.facilities, input.kinds);
  const inScope = (division: number) => root === null || above[division]!.includes(root);
  return {
    input,
    divisions,
    places: divisions.flatMap((_, index) => (inScope(index) ? [index] : [])),
    scope: root === null ? joined(tops, areas) : areaOf(root),
    self: root === null ? null : divisions[root]!,
    isWhole: ({ code }) =>
      root !== null &&
      !partial.has(root) &&
      plainCode(divisions[root]!.code) === (plainCode(code) ?? code),
    figures: figuresOf(
      input.stock,
      input.items,
      input.settings.year,
      placeFinder(input, divisions, find),
    ),
    estates: input.estates.filter(({ within }) => {
      const holder = find(within);
      return holder === null ? input.scope === null : inScope(holder);
    }),
    areaOf,
    around: (facility) => around[facility]!,
    ...kinds,
    today: input.today === undefined ? kinds : kindsOf(input.today, input.kinds),
  };
}

function placeFinder(
  { estates, items }: PolicyInput,
  divisions: readonly Division[],
  find: (code: string) => number | null,
): (code: string, item: string) => Place | null {
  const listed = new Set(estates.map(({ code }) => code));
  const around = new Set(divisions.flatMap(({ code }) => codesAbove(plainCode(code) ?? "")));
  return (code, item) => {
    const forEstates = ownValue(items, item)?.levels.includes("estate") !== false;
    if (forEstates && listed.has(code)) return code;
    return find(code) ?? (around.has(plainCode(code) ?? code) ? AROUND : null);
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

function urbanCodesOf({ stock, settings, units }: PolicyInput): ReadonlyMap<string, string> {
  if (settings.urbanBy !== "code") return new Map();
  const index = new Map(units.map(({ id }, i) => [id, i]));
  const codes = stock.filter(({ item }) => item === URBAN_CODE);
  const figures = figuresOf(codes, {}, settings.year, (code) => index.get(code) ?? null);
  return new Map(
    units.flatMap(({ id }, i) => {
      const value = figures.of(URBAN_CODE, i)?.value;
      return value === undefined ? [] : [[id, String(value)]];
    }),
  );
}

/** By its code as written, else by what the code means: 620702000000 is found as 620702. */
function finderOf(divisions: readonly Division[]): (code: string) => number | null {
  const written = new Map(divisions.map(({ code }, index) => [code, index]));
  const meant = new Map(
    divisions.flatMap(({ code }, index) => {
      const plain = plainCode(code);
      return plain === null ? [] : [[plain, index] as const];
    }),
  );
  return (code) => written.get(code) ?? meant.get(plainCode(code) ?? "") ?? null;
}

/** Each division with all that it lies in, itself first. */
function chainsOf(divisions: readonly Division[]): number[][] {
  const index = new Map(divisions.map(({ code }, i) => [code, i]));
  return divisions.map((division, i) => {
    const chain = [i];
    for (let within = division.within; within !== null;) {
      const next = index.get(within);
      if (next === undefined || chain.includes(next)) break;
      chain.push(next);
      within = divisions[next]!.within;
    }
    return chain;
  });
}

/**
 * Cities and provinces put together from parts, unless a document names all parts and all are here: a figure for
 * the whole is none for what the study has of it. Counties and townships are taken for whole.
 */
function partialOf(input: PolicyInput, divisions: readonly Division[]): ReadonlySet<number> {
  const find = finderOf(divisions);
  const whole = new Set<number>();
  for (const { jurisdiction } of input.documents) {
    const index = find(jurisdiction.code);
    const parts = new Set(jurisdiction.parts.map(({ code }) => find(code)));
    if (index === null || parts.size === 0 || parts.has(null)) continue;
    const { code } = divisions[index]!;
    if (divisions.every((each, i) => each.within !== code || parts.has(i))) whole.add(index);
  }
  return new Set(
    divisions.flatMap(({ level, unit }, i) =>
      unit === null && (level === "city" || level === "province") && !whole.has(i) ? [i] : [],
    ),
  );
}

function areasOf(
  { units, facilities }: PolicyInput,
  divisions: readonly Division[],
  above: readonly (readonly number[])[],
): { readonly areas: readonly Area[]; readonly around: readonly (readonly number[])[] } {
  const children: number[][] = divisions.map(() => []);
  const unitsIn: number[][] = divisions.map(() => []);
  const facilitiesIn: number[][] = divisions.map(() => []);
  const ofUnit: (readonly number[])[] = units.map(() => []);
  divisions.forEach(({ unit }, i) => {
    const [, parent] = above[i]!;
    if (parent !== undefined) children[parent]!.push(i);
    if (unit === null) return;
    ofUnit[unit] = above[i]!;
    for (const division of above[i]!) unitsIn[division]!.push(unit);
  });
  const around = facilities.map(({ unit }) => ofUnit[unit] ?? []);
  around.forEach((chain, f) => {
    for (const division of chain) facilitiesIn[division]!.push(f);
  });
  const areas = divisions.map((_, i) => ({
    division: i,
    children: children[i]!,
    units: unitsIn[i]!,
    facilities: facilitiesIn[i]!,
  }));
  return { areas, around };
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
