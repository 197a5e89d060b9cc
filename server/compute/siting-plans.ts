import { readFile } from "node:fs/promises";
import type { Job } from "#contract/jobs.ts";
import type { SitingPlan, SitingPlanSummary, SitingRequest } from "#contract/siting.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { strangersIn } from "#core/scenario/scene.ts";
import type { Artifacts } from "../store/artifacts.ts";
import type { Sql } from "../store/database/sql.ts";
import { sitingPlansOf, type SitingPlanRow } from "../store/siting-plans.ts";
import type { Studies } from "../store/studies.ts";
import { NoSuchStudy } from "../store/study-rows.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Jobs } from "./jobs.ts";
import type { Library } from "./library.ts";
import { NotThere, Unacceptable } from "./policy/unacceptable.ts";
import type { Policy } from "./policy.ts";
import type { PremisesOf } from "./premises.ts";
import { faultsOf } from "./siting/check-request.ts";
import { indicatorOrder } from "./siting/indicator-order.ts";
import type { MadePlan, PlanOrder } from "./siting/make-plan.ts";
import { siteFacts } from "./siting/site-facts.ts";
import type { Walk } from "./siting/situation.ts";
import { stopFlag } from "./siting/stop.ts";
import type { SiteTask } from "./tasks.ts";
import { TaskRefused, type RunTask } from "./threads.ts";

/** Plans for new sites. Throws `NotThere` for a study without a result, `Unacceptable` for what cannot be asked of it. */
export interface Sitings {
  /** Searches and keeps the plan; cancelled, it keeps the best so far, and is then done all the same. */
  readonly start: (study: string, request: SitingRequest) => Promise<Job>;
  /** Newest first. */
  readonly list: (study: string) => Promise<SitingPlanSummary[]>;
  readonly find: (study: string, number: number) => Promise<SitingPlan | undefined>;
  /** False when there is no such plan. */
  readonly remove: (study: string, number: number) => Promise<boolean>;
}

export interface SitingTools {
  readonly database: Sql;
  readonly artifacts: Artifacts;
  readonly studies: Pick<Studies, "folderOf">;
  readonly catalogue: Pick<Catalogue, "find">;
  readonly library: Library;
  readonly policy: Pick<Policy, "inputOf">;
  readonly premises: PremisesOf;
  readonly jobs: Jobs;
  readonly runTask: RunTask;
}

/** A search that was told to stop checks its plan; it is given so long before its thread is ended. */
const GRACE_MS = 30_000;

export function sitingsOf(tools: SitingTools): Sitings {
  const { database, artifacts, jobs, runTask } = tools;
  const rows = sitingPlansOf(database);
  return {
    async start(study, request) {
      const { task, confirm } = await orderOf(tools, study, request);
      return jobs.start(async ({ signal, onProgress, onPoint, onPlan }) => {
        const made = await untilStopped(signal, async (stop, end, onFound) =>
          runTask(
            { ...task, stop },
            {
              signal: end,
              onProgress,
              onPoint: (point) => {
                if (point.value !== null) onFound();
                onPoint(point);
              },
            },
          ),
        );
        if (made === null) {
          signal.throwIfAborted();
          throw new Error("The search gave no plan.");
        }
        const plan = await confirm(made);
        const { sha256 } = await artifacts.keep(Buffer.from(JSON.stringify(plan)));
        const { number } = await rows
          .add(study, { ...summaryOf(plan), sha256 })
          .catch((error: unknown) => {
            throw error instanceof NoSuchStudy ? removedMeanwhile() : error;
          });
        onPlan(number);
        return study;
      }, "searches");
    },
    list: async (study) => (await rows.list(study)).map(withoutSum),
    async find(study, number) {
      const row = await rows.find(study, number);
      if (row === undefined) return undefined;
      const plan: MadePlan = JSON.parse(await readFile(artifacts.pathOf(row.sha256), "utf8"));
      return { number, created: row.created, ...plan };
    },
    remove: rows.remove,
  };
}

function removedMeanwhile(): TaskRefused {
  return new TaskRefused({
    zh: "研究已在选址期间被删除，方案没有保存。",
    en: "The study was removed during the search; its plan was not kept.",
  });
}

/**
 * Runs a search under a signal: aborted, it is told to stop and given time to check what it has; one without any plan
 * yet is ended at once.
 */
async function untilStopped<Result>(
  signal: AbortSignal,
  run: (stop: SharedArrayBuffer, end: AbortSignal, onFound: () => void) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const flag = stopFlag();
  const end = new AbortController();
  let found = false;
  let grace: NodeJS.Timeout | undefined;
  const stop = () => {
    flag.stop();
    if (!found) end.abort(signal.reason);
    else grace = setTimeout(() => end.abort(signal.reason), GRACE_MS);
  };
  signal.addEventListener("abort", stop);
  try {
    return await run(flag.shared, end.signal, () => (found = true));
  } finally {
    clearTimeout(grace);
    signal.removeEventListener("abort", stop);
  }
}

interface Ordered {
  readonly task: Omit<SiteTask, "stop">;
  /** Holds the plan against the indicator it was made for; there is nothing to do for another. */
  readonly confirm: (plan: MadePlan) => Promise<MadePlan>;
}

/** Looks up everything a thread cannot, and refuses what the study tells cannot be asked. */
async function orderOf(
  { catalogue, library, policy, premises, studies }: SitingTools,
  study: string,
  request: SitingRequest,
): Promise<Ordered> {
  const record = catalogue.find(study);
  if (record === undefined)
    throw new NotThere(
      "result",
      `No result of the study "${study}" has been computed yet.`,
      "Import what it lacks; /api/studies/…/layers says what that is.",
    );
  const { ground } = await library.open(record);
  const idle = await premises(record.study.study);
  const faults = [...strangerFaults(request, ground), ...faultsOf(request, ground, idle)];
  if (faults.length > 0) throw new Unacceptable(faults);
  const input = await policy.inputOf(record.study.study, { unit: null });
  const facts = siteFacts(
    input.documents,
    request.services.map(({ service }) => service),
  );
  const indicator =
    request.objective === "indicator" ? await indicatorOrder(ground, input, request) : null;
  const { id: result, synthetic } = record.study;
  const order: PlanOrder = {
    result,
    synthetic,
    request,
    premises: idle,
    walk: indicator?.walk ?? walkOf(request),
    aim: indicator?.aim ?? null,
    word: indicator?.word ?? "",
    facts: {
      ...facts,
      departments:
        indicator === null || indicator.departments.length === 0
          ? facts.departments
          : { [request.services[0]!.service]: indicator.departments },
    },
  };
  return {
    task: { kind: "site", folder: studies.folderOf(record), record, order },
    confirm: async (plan) => (indicator === null ? plan : indicator.confirm(plan)),
  };
}

function walkOf({ profile, direction, limitMinutes, group }: SitingRequest): Walk {
  return { profile, direction, minutes: limitMinutes, group };
}

function strangerFaults({ state }: SitingRequest, ground: Ground) {
  const strangers = strangersIn(state, ground);
  if (strangers.length === 0) return [];
  const named = strangers.slice(0, 10);
  return [
    {
      code: "no-such-facility",
      path: "state/facilities",
      zh: `方案改动了研究中没有的设施：${named.join("、")}。`,
      en: `The scenario changes facilities that the study does not have: ${named.join(", ")}.`,
    },
  ];
}

function summaryOf({
  request,
  status,
  sites,
  value,
  bound,
}: MadePlan): Omit<SitingPlanSummary, "number" | "created"> {
  return {
    objective: request.objective,
    services: request.services.map(({ service }) => service),
    status,
    sites: sites.length,
    value,
    bound,
  };
}

function withoutSum(row: SitingPlanRow): SitingPlanSummary {
  const { sha256: _, ...summary } = row;
  return summary;
}
