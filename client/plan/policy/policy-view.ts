import { TASK_STATES, VERDICTS, type TaskState, type Verdict } from "#contract/vocabulary.ts";

/** What the compliance page lists: what is judged, what is followed as a task, what is a condition of another rule. */
export const POLICY_PARTS = ["indicators", "tasks", "conditions"] as const;
export type PolicyPart = (typeof POLICY_PARTS)[number];

/** How an indicator can stand: judged one of three ways, or striven for, which is never a failure. */
export type Standing = Verdict | "strive";

/** A standing, or what would be judged otherwise by another reading. */
export const STANDING_FILTERS = [...VERDICTS, "strive", "flips"] as const;
export type StandingFilter = Standing | "flips";

/** How far a task was attested to be; "unstated" when nobody attested anything. */
export const PROGRESSES = [...TASK_STATES, "unstated"] as const;
export type Progress = TaskState | "unstated";

/** What of the page is in view. Undefined: not narrowed. */
export interface PolicyView {
  readonly part: PolicyPart;
  /** Code of the division that is assessed; undefined for the whole study. */
  readonly unit: string | undefined;
  readonly document: string | undefined;
  readonly theme: string | undefined;
  readonly standing: StandingFilter | undefined;
  readonly progress: Progress | undefined;
  readonly department: string | undefined;
  /** The one in the drawer. */
  readonly indicator: string | undefined;
}

export const FIRST_POLICY_VIEW: PolicyView = {
  part: "indicators",
  unit: undefined,
  document: undefined,
  theme: undefined,
  standing: undefined,
  progress: undefined,
  department: undefined,
  indicator: undefined,
};

/** Its part of the address, as keys and values. */
export function writePolicy(view: PolicyView): (readonly [string, string | undefined])[] {
  return [
    ["list", view.part === FIRST_POLICY_VIEW.part ? undefined : view.part],
    ["within", view.unit],
    ["document", view.document],
    ["theme", view.theme],
    ["verdict", view.standing],
    ["progress", view.progress],
    ["department", view.department],
    ["indicator", view.indicator],
  ];
}

export function readPolicy(query: URLSearchParams): PolicyView {
  const text = (key: string) => query.get(key) || undefined;
  const oneOf = <const T extends string>(words: readonly T[], key: string) =>
    words.find((word) => word === query.get(key));
  return {
    part: oneOf(POLICY_PARTS, "list") ?? FIRST_POLICY_VIEW.part,
    unit: text("within"),
    document: text("document"),
    theme: text("theme"),
    standing: oneOf(STANDING_FILTERS, "verdict"),
    progress: oneOf(PROGRESSES, "progress"),
    department: text("department"),
    indicator: text("indicator"),
  };
}
