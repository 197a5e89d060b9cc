import type { ScenarioState } from "#contract/scenario.ts";
import type { SitingRequest } from "#contract/siting.ts";
import {
  CANDIDATE_SOURCES,
  OBJECTIVES,
  type CandidateSource,
  type Direction,
  type Objective,
  type Service,
  type WalkerProfile,
} from "#contract/vocabulary.ts";

/** What the form of a search holds. Numbers are as typed: percent, yuan, places; undefined where nothing was. */
export interface SitingForm {
  readonly objective: Objective;
  /** Percent. */
  readonly share: number | undefined;
  readonly count: number | undefined;
  readonly budget: number | undefined;
  readonly units: number | undefined;
  readonly unitRule: SitingRequest["unitRule"];
  /** Percent no unit may stay below. */
  readonly floor: number | undefined;
  /** Services offered at the same sites, besides the one in view. */
  readonly besides: readonly Service[];
  readonly capacity: number | undefined;
  readonly siteCost: number | undefined;
  readonly cost: number | undefined;
  readonly perPlace: number | undefined;
  readonly sharingDiscount: number | undefined;
  readonly candidates: readonly CandidateSource[];
  readonly spacing: number | undefined;
  readonly upgradeFirst: boolean;
  /** Shares and years as typed: "2027:2, 2028:5". */
  readonly phases: string;
  /** Seconds. */
  readonly timeLimit: number;
}

/** Objectives that a number of sites or an amount of money is given for. */
export const COUNTED: ReadonlySet<Objective> = new Set(["mclp", "p-median", "p-center"]);

/** Objectives that several services may share sites for. */
export const SHAREABLE: ReadonlySet<Objective> = new Set(["target", "lscp"]);

const DEFAULT_SECONDS = 60;

export function firstForm(indicator: string | undefined): SitingForm {
  return {
    objective: indicator === undefined ? "target" : "indicator",
    share: 80,
    count: 3,
    budget: undefined,
    units: undefined,
    unitRule: "inside",
    floor: undefined,
    besides: [],
    capacity: undefined,
    siteCost: undefined,
    cost: undefined,
    perPlace: undefined,
    sharingDiscount: undefined,
    candidates: ["cells"],
    spacing: undefined,
    upgradeFirst: false,
    phases: "",
    timeLimit: DEFAULT_SECONDS,
  };
}

/** The objectives that can be asked: an indicator only where one was carried in. */
export function objectivesFor(indicator: string | undefined): Objective[] {
  return OBJECTIVES.filter((one) => one !== "indicator" || indicator !== undefined);
}

/** What is still to be filled in, or cannot be as it is. */
export type FormGap =
  | "share"
  | "count"
  | "count-or-budget"
  | "units"
  | "capacity"
  | "floor"
  | "money"
  | "spacing"
  | "seconds"
  | "candidates"
  | "drawn"
  | "phases";

/** As far as the server takes them. */
const MOST_SITES = 2000;
const MOST_CAPACITY = 1e6;
const MOST_YUAN = 1e12;
const MOST_SPACING = 20_000;
export const MOST_SECONDS = 3600;

export function gapsOf(form: SitingForm, state: ScenarioState): FormGap[] {
  const gaps: FormGap[] = [];
  const { objective, share, count, budget, units, capacity, candidates } = form;
  const asks = { count: takesCount(objective), budget: objective === "mclp" };
  if (objective === "target" && !(share !== undefined && share > 0 && share <= 100))
    gaps.push("share");
  if (objective === "mclp" && count === undefined && budget === undefined)
    gaps.push("count-or-budget");
  else if (
    asks.count &&
    !(isWhole(count, MOST_SITES) || (objective === "mclp" && count === undefined))
  )
    gaps.push("count");
  if (objective === "units" && !isWhole(units, Infinity)) gaps.push("units");
  if (
    (objective === "cflp" && capacity === undefined) ||
    !(capacity === undefined || (capacity > 0 && capacity <= MOST_CAPACITY))
  )
    gaps.push("capacity");
  if (!isUpTo(100, form.floor)) gaps.push("floor");
  const money = [form.siteCost, form.cost, form.perPlace, form.sharingDiscount];
  if (![...money, asks.budget ? budget : undefined].every((one) => isUpTo(MOST_YUAN, one)))
    gaps.push("money");
  if (!isUpTo(MOST_SPACING, form.spacing)) gaps.push("spacing");
  if (!(form.timeLimit >= 1 && form.timeLimit <= MOST_SECONDS)) gaps.push("seconds");
  if (candidates.length === 0) gaps.push("candidates");
  const drawn = Object.values(state.sites).some(({ candidate, required }) => candidate || required);
  if (candidates.length === 1 && candidates[0] === "drawn" && !drawn) gaps.push("drawn");
  if (phasesOf(form.phases) === undefined) gaps.push("phases");
  return gaps;
}

/** "2027:2, 2028：5" as phases; undefined where it cannot be read. Empty text is none. */
export function phasesOf(text: string): SitingRequest["phases"] | undefined {
  const parts = text
    .split(/[,，;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const phases = parts.map((part) =>
    /^(\d{4})\s*(?:年)?\s*[:：]\s*(\d{1,4})\s*(?:处)?$/.exec(part),
  );
  if (phases.some((found) => found === null)) return undefined;
  return phases.map((found) => ({ year: Number(found?.[1]), count: Number(found?.[2]) }));
}

export interface SitingQuestion {
  readonly service: Service;
  readonly profile: WalkerProfile;
  readonly direction: Direction;
  readonly limitMinutes: number;
}

/** The request that a form without gaps stands for. */
export function requestOf(
  form: SitingForm,
  question: SitingQuestion,
  state: ScenarioState,
  indicator: string | undefined,
): SitingRequest {
  const { objective } = form;
  const services = SHAREABLE.has(objective)
    ? [question.service, ...form.besides.filter((one) => one !== question.service)]
    : [question.service];
  const share = objective === "target" && form.share !== undefined ? form.share / 100 : null;
  return {
    objective,
    services: services.map((service) => ({
      service,
      share,
      capacity: form.capacity ?? null,
      cost: form.cost ?? 0,
      perPlace: form.perPlace ?? 0,
    })),
    profile: question.profile,
    direction: question.direction,
    limitMinutes: question.limitMinutes,
    group: null,
    count: form.count !== undefined && takesCount(objective) ? form.count : null,
    budget: form.budget !== undefined && objective === "mclp" ? form.budget : null,
    units: objective === "units" ? (form.units ?? null) : null,
    unitRule: form.unitRule,
    unitShare: null,
    indicator: objective === "indicator" ? (indicator ?? null) : null,
    floor: form.floor === undefined ? null : form.floor / 100,
    siteCost: form.siteCost ?? 0,
    sharingDiscount: services.length > 1 ? (form.sharingDiscount ?? 0) : 0,
    candidates: CANDIDATE_SOURCES.filter((source) => form.candidates.includes(source)),
    require: [],
    forbid: [],
    prefer: [],
    spacing: form.spacing ?? 0,
    upgradeFirst: form.upgradeFirst,
    phases: phasesOf(form.phases) ?? [],
    state,
    timeLimit: form.timeLimit,
    seed: 1,
    growth: {},
  };
}

function isWhole(value: number | undefined, most: number): boolean {
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= most;
}

/** From nought, where anything was typed. */
function isUpTo(most: number, value: number | undefined): boolean {
  return value === undefined || (value >= 0 && value <= most);
}

/** The number of sites is asked for where it decides. */
function takesCount(objective: Objective): boolean {
  return COUNTED.has(objective) || objective === "cflp";
}
