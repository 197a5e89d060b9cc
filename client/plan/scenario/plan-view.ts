/** How a scenario is held against today or another: on the map, beside it, or not at all. */
export const COMPARISONS = ["difference", "swipe", "side", "units", "none"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** What of the page is in view. */
export interface PlanView {
  /** By number; 0 is today, undefined the one changed last. */
  readonly scenario: number | undefined;
  /** The scenario it is compared with, by number; undefined is today. */
  readonly against: number | undefined;
  readonly comparison: Comparison;
  /** The indicator that new sites are looked for, by id, where the reader came from it. */
  readonly indicator: string | undefined;
  /** The siting plan in view, by number; undefined is the newest. */
  readonly plan: number | undefined;
}

export const FIRST_PLAN_VIEW: PlanView = {
  scenario: undefined,
  against: undefined,
  comparison: "difference",
  indicator: undefined,
  plan: undefined,
};

/** Its part of the address, as keys and values. */
export function writePlan(view: PlanView): (readonly [string, string | undefined])[] {
  return [
    ["scenario", view.scenario?.toString()],
    ["against", view.against?.toString()],
    ["compare", view.comparison === FIRST_PLAN_VIEW.comparison ? undefined : view.comparison],
    ["for", view.indicator],
    ["plan", view.plan?.toString()],
  ];
}

export function readPlan(query: URLSearchParams): PlanView {
  return {
    scenario: readNumber(query.get("scenario"), 0),
    against: readNumber(query.get("against"), 1),
    comparison:
      COMPARISONS.find((one) => one === query.get("compare")) ?? FIRST_PLAN_VIEW.comparison,
    indicator: query.get("for") || undefined,
    plan: readNumber(query.get("plan"), 1),
  };
}

function readNumber(text: string | null, least: number): number | undefined {
  if (text === null || !/^(?:0|[1-9]\d{0,8})$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least ? value : undefined;
}
