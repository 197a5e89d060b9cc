import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { stateOf, TODAY } from "#contract/scenario-steps.ts";
import type { Scenario, ScenarioState } from "#contract/scenario.ts";
import type { SitingPlan, SitingRequest } from "#contract/siting.ts";
import type { Job } from "#contract/jobs.ts";
import type { Cells } from "#contract/study.ts";
import {
  CANDIDATE_SOURCES,
  DIRECTIONS,
  OBJECTIVES,
  WALKER_PROFILES,
  type CandidateSource,
} from "#core/vocabulary.ts";
import { writeWhole } from "../store/atomic.ts";
import { required, serviceOptions, UsageError } from "./arguments.ts";
import { jsonOf, withService, type Ask } from "./ask-service.ts";
import { followed } from "./follow-job.ts";
import type { Reporter } from "./progress.ts";
import { NotAnswered } from "./refusals.ts";

type Values = Readonly<Record<string, string[] | undefined>>;

/** The options of a search on a study; several services have shares, capacities and costs of their own, in their order. */
export const STUDY_OPTIONS = {
  study: "string",
  service: "strings",
  objective: "string",
  out: "string",
  share: "strings",
  capacity: "strings",
  cost: "strings",
  "per-place": "strings",
  minutes: "string",
  profile: "string",
  direction: "string",
  group: "string",
  count: "string",
  budget: "string",
  units: "string",
  "unit-rule": "string",
  "unit-share": "string",
  indicator: "string",
  floor: "string",
  "site-cost": "string",
  discount: "string",
  candidates: "string",
  require: "strings",
  forbid: "strings",
  prefer: "strings",
  spacing: "string",
  "upgrade-first": "string",
  phases: "string",
  scenario: "string",
  "time-limit": "string",
  seed: "string",
} as const;

const PAUSE_MS = 250;
/** A search that is stopped checks its plan; it is waited for so long. */
const PATIENCE_MS = 90_000;

/** What `site` writes, whatever it worked on; here with the whole plan. */
interface Written {
  readonly objective: SitingRequest["objective"];
  readonly value: number;
  readonly bound: number;
  readonly gap: number;
  readonly proven: boolean;
  /** "infeasible": nothing reaches what was asked; the sites are the best there is. */
  readonly status: SitingPlan["status"];
  readonly sites: readonly string[];
  readonly covered: number;
  readonly total: number;
  /** Cells by H3 index. */
  readonly uncoverable: readonly string[];
  readonly assignment?: readonly {
    readonly demand: string;
    readonly site: string;
    readonly amount: number;
  }[];
  readonly seconds: number;
  readonly plan: SitingPlan;
}

/**
 * Searches for sites on a study, beside a running server or without one, and writes the plan to a file. An interrupt
 * ends the search: the best plan so far is checked and written; without any nothing is.
 */
export async function siteStudy(
  values: Values,
  report: Reporter,
  signal: AbortSignal,
): Promise<Omit<Written, "plan"> & { readonly file: string; readonly number: number }> {
  const study = required(values, "study");
  const out = resolve(required(values, "out"));
  const asked = requestOf(values);
  const number = values["scenario"] === undefined ? null : wholeOption(values, "scenario", 1);
  return withService(study, report, signal, async (ask) => {
    const state = number === null ? TODAY : await stateIn(ask, study, number);
    const plan = await made(ask, study, { ...asked, state }, report, signal);
    const { cells } = jsonOf<Cells>(await ask(`${pathOf(plan.result)}/cells`, { afterStop: true }));
    const written = writtenOf(plan, cells);
    await writeWhole(
      out,
      Buffer.from(`${JSON.stringify(written)}\n`),
      new AbortController().signal,
    );
    report.line(plan.why.en);
    const { plan: _, ...told } = written;
    return { ...told, file: out, number: plan.number };
  });
}

async function made(
  ask: Ask,
  study: string,
  request: SitingRequest,
  report: Reporter,
  signal: AbortSignal,
): Promise<SitingPlan> {
  const begun = jsonOf<Job>(
    await ask(`${pathOf(study)}/siting`, { method: "POST", body: request }),
  );
  const job = await followed(ask, begun, report, signal, async (path, why) => {
    const ended = await stopped(ask, path);
    if (ended.state !== "done") throw why;
    report.line("Stopped: the best plan so far is kept.");
    return ended;
  });
  if (job.state !== "done" || job.plan === undefined)
    throw new NotAnswered(job.error?.en ?? "The search was cancelled before there was any plan.");
  return jsonOf<SitingPlan>(
    await ask(`${pathOf(study)}/siting-plans/${job.plan}`, { afterStop: true }),
  );
}

/** The job once it has ended after being told to stop. */
async function stopped(ask: Ask, path: string): Promise<Job> {
  // The reply comes when the plan is kept, which may take longer than a reply is waited for.
  await ask(path, { method: "DELETE", afterStop: true }).catch(() => undefined);
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const job = jsonOf<Job>(await ask(path, { afterStop: true }));
    if (job.state !== "running" || Date.now() > until) return job;
    await wait(PAUSE_MS);
  }
}

async function stateIn(ask: Ask, study: string, number: number): Promise<ScenarioState> {
  const scenario = jsonOf<Scenario>(await ask(`${pathOf(study)}/scenarios/${number}`));
  const state = stateOf(scenario);
  if (state === undefined)
    throw new NotAnswered(`The steps of scenario ${number} do not follow on each other.`);
  return state;
}

function pathOf(study: string): string {
  return `/studies/${encodeURIComponent(study)}`;
}

function writtenOf(plan: SitingPlan, cells: readonly string[]): Written {
  const [people] = plan.people;
  const cell = (index: number) => cells[index] ?? String(index);
  return {
    objective: plan.request.objective,
    value: plan.value,
    bound: plan.bound,
    gap: plan.gap,
    proven: plan.status === "proven",
    status: plan.status,
    sites: plan.sites.map(({ id }) => id),
    covered: people?.after ?? 0,
    total: people?.total ?? 0,
    uncoverable: plan.uncoverable.cells.map(cell),
    ...(plan.assignment === null
      ? {}
      : {
          assignment: plan.assignment.map(({ cell: index, site, people: amount }) => ({
            demand: cell(index),
            site,
            amount,
          })),
        }),
    seconds: plan.seconds,
    plan,
  };
}

/** Of everything but the state. */
function requestOf(values: Values): SitingRequest {
  const services = serviceOptions(values) ?? [];
  if (services.length === 0) throw new UsageError("--service is missing.");
  const named = listOf(values, "service").filter((word) => services.some((one) => one === word));
  const each = (name: string, i: number): number | null => {
    const texts = listOf(values, name);
    if (texts.length > 1 && texts.length !== services.length)
      throw new UsageError(
        `--${name} is given ${texts.length} times for ${services.length} services.`,
      );
    const text = texts.length > 1 ? texts[named.indexOf(services[i] ?? "")] : texts[0];
    return text === undefined ? null : numberOf(name, text, 0);
  };
  return {
    objective: wordOf("objective", required(values, "objective"), OBJECTIVES),
    services: services.map((service, i) => ({
      service,
      share: each("share", i),
      capacity: each("capacity", i),
      cost: each("cost", i) ?? 0,
      perPlace: each("per-place", i) ?? 0,
    })),
    profile: wordOf("profile", values["profile"]?.[0] ?? "adult", WALKER_PROFILES),
    direction: wordOf("direction", values["direction"]?.[0] ?? "towards", DIRECTIONS),
    limitMinutes: numberOption(values, "minutes", 1) ?? 15,
    group: values["group"]?.[0] ?? null,
    count: values["count"] === undefined ? null : wholeOption(values, "count", 1),
    budget: numberOption(values, "budget", 0),
    units: values["units"] === undefined ? null : wholeOption(values, "units", 1),
    unitRule: wordOf("unit-rule", values["unit-rule"]?.[0] ?? "inside", ["inside", "reach"]),
    unitShare: numberOption(values, "unit-share", 0),
    indicator: values["indicator"]?.[0] ?? null,
    floor: numberOption(values, "floor", 0),
    siteCost: numberOption(values, "site-cost", 0) ?? 0,
    sharingDiscount: numberOption(values, "discount", 0) ?? 0,
    candidates: sourcesOf(values["candidates"]?.[0]),
    require: listOf(values, "require"),
    forbid: listOf(values, "forbid"),
    prefer: listOf(values, "prefer"),
    spacing: numberOption(values, "spacing", 0) ?? 0,
    upgradeFirst:
      wordOf("upgrade-first", values["upgrade-first"]?.[0] ?? "no", ["yes", "no"]) === "yes",
    phases: phasesOf(values["phases"]?.[0]),
    state: TODAY,
    timeLimit: numberOption(values, "time-limit", 1) ?? 60,
    seed: values["seed"] === undefined ? 1 : wholeOption(values, "seed", 0),
    growth: {},
  };
}

/** Everything between commas, however often the option is given. */
function listOf(values: Values, name: string): string[] {
  return (values[name] ?? [])
    .flatMap((text) => text.split(/[,;，；、]/))
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

function wordOf<const Word extends string>(
  name: string,
  text: string,
  words: readonly Word[],
): Word {
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw new UsageError(`--${name} is one of ${words.join(", ")}, not "${text.slice(0, 40)}".`);
}

function sourcesOf(text: string | undefined): CandidateSource[] {
  const words = (text ?? "cells").split(",").map((word) => word.trim());
  return [...new Set(words.map((word) => wordOf("candidates", word, CANDIDATE_SOURCES)))];
}

/** "2027:2,2028:5" */
function phasesOf(text: string | undefined): SitingRequest["phases"] {
  if (text === undefined) return [];
  return text.split(",").map((phase) => {
    const [, year, count] = /^\s*(\d{4})\s*:\s*(\d+)\s*$/.exec(phase) ?? [];
    if (year === undefined || count === undefined)
      throw new UsageError(`--phases is like 2027:2,2028:5, not "${text.slice(0, 40)}".`);
    return { year: Number(year), count: Number(count) };
  });
}

function numberOption(values: Values, name: string, least: number): number | null {
  const text = values[name]?.[0];
  return text === undefined ? null : numberOf(name, text, least);
}

function numberOf(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value >= least) return value;
  throw new UsageError(`--${name} must be a number from ${least} on, not "${text.slice(0, 40)}".`);
}

function wholeOption(values: Values, name: string, least: number): number {
  const value = numberOf(name, required(values, name), least);
  if (Number.isInteger(value)) return value;
  throw new UsageError(`--${name} must be a whole number, not ${value}.`);
}
