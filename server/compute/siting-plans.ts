import { readFile } from "node:fs/promises";
import type { Job } from "#contract/jobs.ts";
import type { SitingPlan, SitingPlanSummary, SitingRequest } from "#contract/siting.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { plannedFacility, sceneOf, strangersIn } from "#core/scenario/scene.ts";
import type { Artifacts } from "../store/artifacts.ts";
import type { Sql } from "../store/database/sql.ts";
import { sitingPlansOf, type SitingPlanRow } from "../store/siting-plans.ts";
import type { Studies } from "../store/studies.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Jobs } from "./jobs.ts";
import type { Library } from "./library.ts";
import { reachFacts } from "./policy/study-facts.ts";
import { NotThere, Unacceptable } from "./policy/unacceptable.ts";
import type { Policy } from "./policy.ts";
import type { PremisesOf } from "./premises.ts";
import { standing } from "./siting/candidates.ts";
import { faultsOf } from "./siting/check-request.ts";
import { indicatorAim, verdictWith, type IndicatorAim } from "./siting/indicator-aim.ts";
import type { MadePlan, PlanOrder } from "./siting/make-plan.ts";
import { joined } from "./siting/plan-words.ts";
import { siteFacts } from "./siting/site-facts.ts";
import { SitingRefused } from "./siting/siting-refused.ts";
import type { Walk } from "./siting/situation.ts";
import { stopFlag } from "./siting/stop.ts";
import { reachOf } from "./spatial-metrics.ts";
import type { SiteTask } from "./tasks.ts";
import type { RunTask } from "./threads.ts";

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
const GRACE_MS = 60_000;

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
        const { number } = await rows.add(study, { ...summaryOf(plan), sha256 });
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
    request.objective === "indicator" ? await indicatorFor(ground, input, request) : null;
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

interface IndicatorOrder extends IndicatorAim {
  readonly walk: Walk | null;
  readonly confirm: (plan: MadePlan) => Promise<MadePlan>;
}

async function indicatorFor(
  today: Ground,
  input: Awaited<ReturnType<Policy["inputOf"]>>,
  request: SitingRequest,
): Promise<IndicatorOrder> {
  const { ground } = sceneOf(today, standing(request.state));
  const minutes = input.settings.reachMinutes;
  const service = request.services[0]!.service;
  const reachIn = (there: Ground) => reachOf({ ground: there }, minutes);
  try {
    let found = indicatorAim(input, ground, request);
    if (!found.walks)
      return { ...found, walk: null, confirm: async (plan) => held(plan, input, ground) };
    const reach = await reachIn(ground);
    const told = { ...input, reach: reachFacts(reach) };
    found = indicatorAim(told, ground, request);
    const who = reach.find((one) => one.service === service);
    if (who === undefined) throw new Error(`Nobody walks to ${service}.`);
    const { profile, group } = who;
    return {
      ...found,
      walk: { profile, group, minutes, direction: "towards" },
      confirm: async (plan) => {
        const facilities = [...ground.facilities, ...facilitiesOf(plan)];
        const after = reachFacts(await reachIn({ ...ground, facilities }));
        return held(plan, { ...input, reach: after }, ground);
      },
    };
  } catch (error) {
    if (!(error instanceof SitingRefused)) throw error;
    throw new Unacceptable([{ code: "indicator-unfit", path: "indicator", ...error.said }]);
  }

  /** A plan that does not make the indicator met is not to be used. */
  function held(plan: MadePlan, told: typeof input, scene: Ground): MadePlan {
    if (plan.status === "infeasible") return plan;
    if (verdictWith(told, scene, request.indicator ?? "", facilitiesOf(plan)) === "met")
      return plan;
    const said = {
      zh: "按此方案评估，指标仍未达标，此方案不能采用。",
      en: "Assessed with these sites the indicator is still not met: the plan is not to be used.",
    };
    return {
      ...plan,
      status: "not-proven",
      why: said,
      check: { ...plan.check, agrees: false, said: joined(said, plan.check.said) },
    };
  }
}

/** The sites as facilities of the scenario they would be taken into. */
function facilitiesOf({ sites }: MadePlan) {
  return sites.map(({ id, name, services, lng, lat, capacity }) => {
    const [service] = services;
    return plannedFacility(id, {
      name,
      services,
      lng,
      lat,
      capacities: service === undefined || capacity === null ? {} : { [service]: capacity },
      floorArea: null,
      cost: null,
      premises: null,
      required: false,
      candidate: false,
    });
  });
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
