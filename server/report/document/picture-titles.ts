import type { Assessment, Indicator } from "#contract/policy/compliance.ts";
import type { Service } from "#core/vocabulary.ts";
import type { Scope } from "./scope.ts";

/** What a map of walks is called: on it and below it. */
export function reachTitle(
  { name, goal, facts }: Pick<Scope, "name" | "goal" | "facts">,
  asked: Service,
  minutes: number,
): string {
  const town = townUnits(facts.assessment) === null ? "" : "城区";
  return `${name}${town}${goal(asked)}${minutes}分钟步行可达情况`;
}

/** The same of a map of units under an indicator. */
export function statusTitle({ name }: Pick<Scope, "name">, indicator: Indicator): string {
  return `${name}${indicator.name.zh}各单元情况`;
}

/**
 * The units of the town, by index, where a county or more has one: a map of the whole would show no street. Null
 * where the map shows all that was assessed.
 */
export function townUnits({ scope, places }: Assessment): ReadonlySet<number> | null {
  const { level, code } = scope;
  if (code !== null && level !== "county" && level !== "city") return null;
  const urban = places.flatMap(({ urban: isUrban, unit }) =>
    isUrban === true && unit !== null ? [unit] : [],
  );
  return urban.length === 0 ? null : new Set(urban);
}
