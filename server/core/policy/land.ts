import type { Estate } from "#contract/policy/stock.ts";
import { codesAbove, plainCode } from "./codes.ts";
import { divisionsOf } from "./divisions.ts";
import { AROUND, figuresOf, type Figures, type Place } from "./figures.ts";
import type { Area } from "./ground.ts";
import type { Division, PolicyInput } from "./input.ts";
import { ownValue } from "../own-value.ts";

/** Item whose text is the statistical urban-rural code of a settlement. */
export const URBAN_CODE = "urban-rural-code";

/** What of a ground does not depend on the facilities: scenarios, which change nothing else, share it. */
export interface Land {
  readonly divisions: readonly Division[];
  /** Each division with all that it lies in, itself first. */
  readonly above: readonly (readonly number[])[];
  readonly partial: ReadonlySet<number>;
  /** Without their facilities. */
  readonly areas: readonly Omit<Area, "facilities">[];
  readonly tops: readonly number[];
  readonly root: number | null;
  readonly places: readonly number[];
  readonly figures: Figures;
  readonly estates: readonly Estate[];
}

/** A scope that the study does not know is an error. */
export function landOf(input: PolicyInput): Land {
  const divisions = divisionsOf(
    input.units,
    input.documents.map(({ jurisdiction }) => jurisdiction),
    input.settings,
    urbanCodesOf(input),
    input.study.name,
  );
  const find = finderOf(divisions);
  const above = chainsOf(divisions);
  const partial = partialOf(input, divisions);
  const tops = divisions.flatMap(({ within }, index) => (within === null ? [index] : []));
  const root = input.scope === null ? (tops.length === 1 ? tops[0]! : null) : find(input.scope);
  if (input.scope !== null && root === null)
    throw new Error(`The study has no division "${input.scope}" to assess.`);
  const inScope = (division: number) => root === null || above[division]!.includes(root);
  return {
    divisions,
    above,
    partial,
    areas: areasOf(divisions, above),
    tops,
    root,
    places: divisions.flatMap((_, index) => (inScope(index) ? [index] : [])),
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
  divisions: readonly Division[],
  above: readonly (readonly number[])[],
): Land["areas"] {
  const children: number[][] = divisions.map(() => []);
  const unitsIn: number[][] = divisions.map(() => []);
  divisions.forEach(({ unit }, i) => {
    const [, parent] = above[i]!;
    if (parent !== undefined) children[parent]!.push(i);
    if (unit === null) return;
    for (const division of above[i]!) unitsIn[division]!.push(unit);
  });
  return divisions.map((_, i) => ({
    division: i,
    children: children[i]!,
    units: unitsIn[i]!,
  }));
}
