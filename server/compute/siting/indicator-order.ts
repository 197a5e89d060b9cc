import type { SitingRequest } from "#contract/siting.ts";
import type { Ground } from "#core/coverage/survey.ts";
import type { PolicyInput } from "#core/policy/input.ts";
import { plannedFacility, sceneOf } from "#core/scenario/scene.ts";
import { reachFacts } from "../policy/study-facts.ts";
import { Unacceptable } from "../policy/unacceptable.ts";
import { reachOf } from "../spatial-metrics.ts";
import { standing } from "./drawn-sites.ts";
import { indicatorAim, type IndicatorAim } from "./indicator-aim.ts";
import { isWalked, verdictWith } from "./indicator-trial.ts";
import type { MadePlan } from "./make-plan.ts";
import { joined } from "./plan-words.ts";
import { SitingRefused } from "./siting-refused.ts";
import type { Walk } from "./situation.ts";

/** What an indicator makes of a request, and how a plan for it is held against it. */
export interface IndicatorOrder extends IndicatorAim {
  /** Who walks how far, for an indicator told by that; null for the request's own. */
  readonly walk: Walk | null;
  /** A plan with which the indicator is still not met is not to be used, and says so. */
  readonly confirm: (plan: MadePlan) => Promise<MadePlan>;
}

/** Throws `Unacceptable` where no site of the service makes the indicator met. */
export async function indicatorOrder(
  today: Ground,
  input: PolicyInput,
  request: SitingRequest,
): Promise<IndicatorOrder> {
  const [asked] = request.services;
  if (asked === undefined) throw new Error("Nothing is asked for.");
  try {
    if (isWalked(input, request)) return await walkedOrder(today, input, request, asked.service);
    // Streets change nothing about where facilities are.
    const { ground } = sceneOf(today, { ...standing(request.state), streets: {} });
    return {
      ...indicatorAim(input, ground, request),
      walk: null,
      confirm: async (plan) => held(plan, input, ground, request),
    };
  } catch (error) {
    if (!(error instanceof SitingRefused)) throw error;
    throw new Unacceptable([{ code: "indicator-unfit", path: "indicator", ...error.said }]);
  }
}

async function walkedOrder(
  today: Ground,
  input: PolicyInput,
  request: SitingRequest,
  service: SitingRequest["services"][number]["service"],
): Promise<IndicatorOrder> {
  const { ground } = sceneOf(today, standing(request.state));
  const minutes = input.settings.reachMinutes;
  const reachIn = (there: Ground) => reachOf({ ground: there }, minutes);
  const reach = await reachIn(ground);
  const who = reach.find((one) => one.service === service);
  if (who === undefined) throw new Error(`Nobody walks to ${service}.`);
  const { profile, group } = who;
  return {
    ...indicatorAim({ ...input, reach: reachFacts(reach, ground.units) }, ground, request),
    walk: { profile, group, minutes, direction: "towards" },
    async confirm(plan) {
      const facilities = [...ground.facilities, ...facilitiesOf(plan)];
      const after = reachFacts(await reachIn({ ...ground, facilities }), ground.units);
      return held(plan, { ...input, reach: after }, ground, request);
    },
  };
}

function held(
  plan: MadePlan,
  input: PolicyInput,
  ground: Ground,
  { indicator }: SitingRequest,
): MadePlan {
  if (plan.status === "infeasible") return plan;
  if (verdictWith(input, ground, indicator ?? "", facilitiesOf(plan)) === "met") return plan;
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
