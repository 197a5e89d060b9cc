import type { Premises } from "#contract/premises.ts";
import type { SitingRequest } from "#contract/siting.ts";
import type { Ground } from "#core/coverage/survey.ts";
import type { Fault } from "../policy/unacceptable.ts";
import { idFaults } from "./check-ids.ts";
import { phaseFaults } from "./check-phases.ts";
import { fault } from "./fault.ts";

/** Everything that is wrong with what is asked, as far as the study tells before anything is computed. */
export function faultsOf(
  request: SitingRequest,
  ground: Ground,
  premises: readonly Premises[],
): Fault[] {
  return [
    ...needsOf(request),
    ...servicesOf(request),
    ...moneyOf(request),
    ...groupOf(request, ground),
    ...unitsOf(request, ground),
    ...phaseFaults(request),
    ...idFaults(request, ground, premises),
  ];
}

/** What an objective cannot do without. */
function needsOf(request: SitingRequest): Fault[] {
  const { objective, services, count, budget, units, indicator } = request;
  const faults: Fault[] = [];
  const withoutShare = services.findIndex(({ share }) => share === null || share === 0);
  if (objective === "target" && withoutShare !== -1)
    faults.push(
      fault(
        "share-missing",
        `services/${withoutShare}/share`,
        "“可达率达到目标”要填目标可达率（大于 0，至多 100%）。",
        'The objective "target" needs the share to be reached: above 0 and at most 1.',
      ),
    );
  const needsCount = objective === "p-median" || objective === "p-center";
  if (needsCount && count === null)
    faults.push(
      fault(
        "count-missing",
        "count",
        "这个目标要填网点数。",
        `The objective "${objective}" needs the number of new sites.`,
      ),
    );
  const most = objective === "mclp" || (objective === "cflp" && services[0]?.share === null);
  if (most && count === null && budget === null)
    faults.push(
      fault(
        "count-or-budget-missing",
        "count",
        "这个目标要填网点数或资金上限。",
        `The objective "${objective}" needs a number of new sites or a budget.`,
      ),
    );
  if (objective === "units" && units === null)
    faults.push(
      fault(
        "units-missing",
        "units",
        "“服务到指定个数的社区（村）”要填个数。",
        'The objective "units" needs how many units are to be served.',
      ),
    );
  if (objective === "indicator" && indicator === null)
    faults.push(
      fault(
        "indicator-missing",
        "indicator",
        "“让指标达标”要选一条指标。",
        'The objective "indicator" needs the id of an indicator.',
      ),
    );
  return faults;
}

function servicesOf({ objective, services, floor, count }: SitingRequest): Fault[] {
  const faults: Fault[] = [];
  const names = services.map(({ service }) => service);
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice !== -1)
    faults.push(
      fault(
        "service-twice",
        `services/${twice}/service`,
        "同一项服务写了两次，请删去一项。",
        `The service "${names[twice]}" is named twice; name it once.`,
      ),
    );
  if (services.length > 1 && objective !== "target" && objective !== "lscp")
    faults.push(
      fault(
        "several-services",
        "services",
        "一点多用只能与“可达率达到目标”或“能覆盖的人全部覆盖”一起用。请改目标，或只留一项服务。",
        'Several services can share sites only for "target" and "lscp". Change the objective or keep one service.',
      ),
    );
  if (services.length > 1 && floor !== null)
    faults.push(
      fault(
        "floor-with-services",
        "floor",
        "一点多用时不能设“任何社区不低于”。请留空，或只留一项服务。",
        "With several services no floor for units can be set. Leave it empty or keep one service.",
      ),
    );
  if (floor !== null && (objective === "cflp" || objective.startsWith("p-")))
    faults.push(
      fault(
        "floor-with-objective",
        "floor",
        "这个目标不能设“任何社区不低于”，请留空。",
        `The objective "${objective}" takes no floor for units; leave it empty.`,
      ),
    );
  if (count !== null && objective === "lscp")
    faults.push(
      fault(
        "count-with-lscp",
        "count",
        "“能覆盖的人全部覆盖”不限网点数；要限网点数，请用“网点数或资金固定，覆盖的人最多”。",
        'The objective "lscp" takes as many sites as needed; for a fixed number use "mclp".',
      ),
    );
  return faults;
}

/** Whether anything costs anything; only then is money counted. */
export function countsMoney({ siteCost, services, budget }: SitingRequest): boolean {
  return (
    budget !== null ||
    siteCost > 0 ||
    services.some(({ cost, perPlace }) => cost > 0 || perPlace > 0)
  );
}

function moneyOf({ siteCost, services, budget, sharingDiscount }: SitingRequest): Fault[] {
  const faults: Fault[] = [];
  const free =
    siteCost === 0 && services.every(({ cost, perPlace }) => cost === 0 && perPlace === 0);
  if (budget !== null && free)
    faults.push(
      fault(
        "budget-without-costs",
        "siteCost",
        "填了资金上限，但没有填费用。请填每处建设费或每项服务开办费。",
        "There is a budget but nothing has a cost. State what a site or a service costs.",
      ),
    );
  const unlimited = services.findIndex(
    ({ perPlace, capacity }) => perPlace > 0 && capacity === null,
  );
  if (unlimited !== -1)
    faults.push(
      fault(
        "capacity-for-cost",
        `services/${unlimited}/capacity`,
        "填了每个容量单位的费用，要同时填每处容量。",
        "There is a cost for each place of the capacity; state the capacity of a site too.",
      ),
    );
  const least = Math.min(
    ...services.map(({ cost, perPlace, capacity }) => cost + perPlace * (capacity ?? 0)),
  );
  if (services.length > 1 && sharingDiscount > least)
    faults.push(
      fault(
        "discount-too-large",
        "sharingDiscount",
        `同址节省（${sharingDiscount} 元）不能超过最便宜的一项服务的费用（${least} 元）。`,
        `What sharing saves (${sharingDiscount} yuan) cannot exceed what the cheapest service costs (${least} yuan).`,
      ),
    );
  return faults;
}

function groupOf({ group }: SitingRequest, { demand }: Ground): Fault[] {
  if (group === null || demand.groups.has(group)) return [];
  const known = [...demand.groups.keys()];
  return [
    fault(
      "no-such-group",
      "group",
      `人口数据没有年龄组“${group}”。${known.length === 0 ? "只能按全部人口计算。" : `可选：${known.join("、")}。`}`,
      `The people have no age group "${group}". ${known.length === 0 ? "Only everybody can be counted." : `Known: ${known.join(", ")}.`}`,
    ),
  ];
}

function unitsOf({ objective, units, floor, growth }: SitingRequest, ground: Ground): Fault[] {
  const all = ground.units.length;
  const faults: Fault[] = [];
  if (objective === "units" && units !== null && units > all)
    faults.push(
      fault(
        "too-many-units",
        "units",
        all === 0
          ? "研究没有单元图层，不能按社区（村）选址。请先导入单元。"
          : `研究只有 ${all} 个单元，达不到 ${units} 个。`,
        all === 0
          ? "The study has no units. Import a layer of units first."
          : `The study has ${all} units; ${units} cannot be served.`,
      ),
    );
  if (floor !== null && all === 0)
    faults.push(
      fault(
        "floor-without-units",
        "floor",
        "研究没有单元图层，不能设“任何社区不低于”。",
        "The study has no units, so no floor for units can be set.",
      ),
    );
  const ids = new Set(ground.units.map(({ id }) => id));
  const strangers = Object.keys(growth).filter((id) => !ids.has(id));
  if (strangers.length > 0)
    faults.push(
      fault(
        "no-such-unit",
        "growth",
        `研究没有这些单元：${strangers.slice(0, NAMED).join("、")}。`,
        `The study has no units ${strangers.slice(0, NAMED).join(", ")}.`,
      ),
    );
  return faults;
}

/** So many ids are named in one message. */
const NAMED = 10;
