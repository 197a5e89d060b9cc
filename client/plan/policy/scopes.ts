import type { Tally } from "#contract/coverage.ts";
import type { Assessment, Place } from "#contract/policy/compliance.ts";

/** A division that can be assessed on its own, with how deep it lies below the largest. */
export interface Scope {
  readonly place: Place;
  readonly depth: number;
}

const SETTLEMENTS: readonly Place["level"][] = ["community", "village", "estate"];

/** Counties and townships, each followed by what lies in it; communities and villages are too small for ratios. */
export function scopesOf(places: readonly Place[]): Scope[] {
  const offered = places.filter(({ level }) => !SETTLEMENTS.includes(level));
  const codes = new Set(offered.map(({ code }) => code));
  const below = new Map<string | undefined, Place[]>();
  for (const place of offered) {
    const above = place.within !== null && codes.has(place.within) ? place.within : undefined;
    below.set(above, [...(below.get(above) ?? []), place]);
  }
  const scopes: Scope[] = [];
  const add = (above: string | undefined, depth: number) => {
    for (const place of below.get(above) ?? []) {
      scopes.push({ place, depth });
      add(place.code, depth + 1);
    }
  };
  add(undefined, 0);
  return scopes;
}

/** What is assessed, by name: a study of a single county is called as the county is. */
export function scopeName({ scope, places }: Pick<Assessment, "scope" | "places">): string {
  const [top, ...others] = scopesOf(places).filter(({ depth }) => depth === 0);
  return scope.code === null && top && others.length === 0 ? top.place.name : scope.name;
}

/** The tallies of the units in scope as one; a share only where somebody is known to reach or not to. */
export function tallyOf(units: readonly Tally[], places: readonly Place[]): Tally {
  let [people, covered, gap, unknown] = [0, 0, 0, 0];
  for (const { unit } of places) {
    const tally = unit === null ? undefined : units[unit];
    if (tally === undefined) continue;
    people += tally.people;
    covered += tally.covered;
    gap += tally.gap;
    unknown += tally.unknown;
  }
  const known = covered + gap;
  return { people, covered, gap, unknown, share: known > 0 ? covered / known : null };
}
