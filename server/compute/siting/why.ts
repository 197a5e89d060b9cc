import type { SitingRequest } from "#contract/siting.ts";
import type { SitingAnswer, SitingProblem } from "#core/siting/problem.ts";
import type { Said } from "#core/vocabulary.ts";
import { countsMoney } from "./check-request.ts";
import { joined, percent, percentBelow, sites, whole } from "./plan-words.ts";
import type { Aim, Posed } from "./problem-of.ts";
import type { Uncoverable } from "./reachable.ts";
import type { Layer, Situation } from "./situation.ts";
import { whyNot } from "./why-not.ts";

/** What with one site fewer could be had at most; null where that was not worked out. */
export interface OneFewer {
  readonly count: number;
  /** People, or units, that no choice can beat; null where no choice keeps the rules at all. */
  readonly most: number | null;
}

export interface ToldBy {
  readonly situation: Situation;
  readonly request: SitingRequest;
  readonly posed: Posed;
  readonly answer: SitingAnswer;
  readonly gap: number;
  readonly oneFewer: OneFewer | null;
  readonly uncoverable: Uncoverable;
  readonly stopped: boolean;
  /** Changes of streets that could not be made. */
  readonly failedStreets: number;
  readonly aim: Aim | null;
}

/** Why it cannot be done with fewer or better, why it cannot be done, or how far from that the search came. */
export function whyOf(told: ToldBy): Said {
  const { answer, situation, posed } = told;
  const silent = posed.taken?.unstated ?? 0;
  const notes = joined(
    told.failedStreets === 0
      ? null
      : {
          zh: `方案中有 ${told.failedStreets} 处道路改动接不上路网，未计入。`,
          en: `${told.failedStreets} street changes of the scenario do not meet the network and are not counted.`,
        },
    silent === 0
      ? null
      : {
          zh: `另有 ${silent} 处现有设施未填容量，未计入。`,
          en: `${silent} existing facilities do not state their capacity and are not counted.`,
        },
    posed.capped === null
      ? null
      : {
          zh: `候选点多，超过 ${posed.capped / 60} 分钟的步行都按 ${posed.capped / 60} 分钟计。`,
          en: `With so many candidates walks of more than ${posed.capped / 60} minutes count as ${posed.capped / 60}.`,
        },
    situation.layers[0]?.unknown.people === 0 ? null : unknownSaid(situation.layers[0]),
  );
  switch (answer.status) {
    case "infeasible":
      return joined(whyNot(told), notes);
    case "not-proven":
      return joined(notProven(told), notes);
    case "proven":
      return joined(sitesNeeded(told), proven(told), notes);
  }
}

/** How many sites an indicator is short of. */
function sitesNeeded({ aim }: ToldBy): Said | null {
  if (aim?.kind !== "sites") return null;
  const { count, capacity } = aim;
  return {
    zh: `补足指标差额要 ${count} 处${capacity === null ? "" : `（每处 ${capacity}）`}。`,
    en: `The indicator is short of ${sites(count).en}${capacity === null ? "" : ` of ${capacity} each`}.`,
  };
}

function unknownSaid(layer: Layer | undefined): Said | null {
  if (layer === undefined) return null;
  const people = whole(layer.unknown.people);
  return {
    zh: `路网边缘或未接路网的 ${people} 人不计入。`,
    en: `${people} people near the edge of the data or off the network are not counted.`,
  };
}

function proven(told: ToldBy): Said {
  const { answer, posed, request, oneFewer, situation } = told;
  const [layer] = situation.layers;
  if (layer === undefined) throw new Error("Nothing is asked for.");
  const count = answer.sites.length;
  const { problem } = posed;
  const { counted } = posed.aim;
  if (answer.sense === "most") {
    const most = problem.kind === "cover" && problem.goal.kind === "most-units";
    if (most)
      return {
        zh: `${count} 处最多服务到 ${answer.value} ${counted.zh}，已证明没有更好的选法。`,
        en: `With ${sites(count).en} at most ${answer.value} ${counted.en} are served; it is proven that no choice does better.`,
      };
    const people = answer.value + (posed.taken?.people ?? 0);
    if (posed.taken !== null)
      return {
        zh: `${count} 处最多能让 ${whole(people)} 人（${percent(people / layer.total)}）有位，已证明没有更好的选法。`,
        en: `With ${sites(count).en} at most ${whole(people)} people (${percent(people / layer.total)}) have a place; it is proven that no choice does better.`,
      };
    return {
      zh: `${count} 处最多到 ${whole(people)} 人（${percent(people / layer.total)}），已证明没有更好的选法。`,
      en: `With ${sites(count).en} at most ${whole(people)} people (${percent(people / layer.total)}) are reached; it is proven that no choice does better.`,
    };
  }
  if (problem.kind === "median")
    return {
      zh: "已证明：没有别的选法能让大家走的路总和更短。",
      en: "It is proven that no other choice makes the walks of all together shorter.",
    };
  if (problem.kind === "center")
    return {
      zh: "已证明：没有别的选法能让最远的一户走得更短。",
      en: "It is proven that no other choice makes the longest walk shorter.",
    };
  if (count === 0)
    return {
      zh: "现状已经达到，不需要新增。",
      en: "It is reached already; nothing need be added.",
    };
  if (countsMoney(request))
    return {
      zh: `已证明：花费少于 ${whole(answer.value)} 元的选法都达不到要求。`,
      en: `It is proven that nothing cheaper than ${whole(answer.value)} yuan reaches what was asked.`,
    };
  return fewerSaid(told, layer, oneFewer) ?? provenCount(count);
}

function provenCount(count: number): Said {
  return {
    zh: `已证明：少于 ${count} 处达不到要求。`,
    en: `It is proven that fewer than ${sites(count).en} cannot reach what was asked.`,
  };
}

/** "2 处最多到 67.7%，达不到 69%，因此不能再少。" */
function fewerSaid(
  { posed, request }: ToldBy,
  layer: Layer,
  oneFewer: OneFewer | null,
): Said | null {
  if (oneFewer === null || posed.problem.kind !== "cover") return null;
  const { count, most } = oneFewer;
  const fewer =
    count === 0
      ? { zh: "不新增", en: "With no new site" }
      : { zh: `${count} 处`, en: `With ${sites(count).en}` };
  if (most === null)
    return {
      zh: `${fewer.zh}满足不了全部条件，因此不能再少。`,
      en: `${fewer.en} not all conditions can be kept, so it cannot be fewer.`,
    };
  const { goal } = posed.problem;
  const { counted } = posed.aim;
  if (goal.kind === "units" && most < goal.units)
    return {
      zh: `${fewer.zh}最多服务到 ${Math.floor(most)} ${counted.zh}，达不到 ${goal.units} 个，因此不能再少。`,
      en: `${fewer.en} at most ${Math.floor(most)} ${counted.en} are served, short of ${goal.units}, so it cannot be fewer.`,
    };
  if (goal.kind !== "people" || most >= goal.people) return null;
  if (request.objective === "lscp")
    return {
      zh: `${fewer.zh}最多到 ${whole(most)} 人，走得到的有 ${whole(goal.people)} 人，因此不能再少。`,
      en: `${fewer.en} at most ${whole(most)} people are reached of the ${whole(goal.people)} who can be, so it cannot be fewer.`,
    };
  const asked = request.services[0]?.share ?? goal.people / layer.total;
  return {
    zh: `${fewer.zh}最多到 ${percentBelow(most / layer.total, asked)}，达不到 ${percent(asked)}，因此不能再少。`,
    en: `${fewer.en} at most ${percentBelow(most / layer.total, asked)} are reached, short of ${percent(asked)}, so it cannot be fewer.`,
  };
}

function notProven({ answer, gap, request, stopped, posed }: ToldBy): Said {
  const word = answer.sense === "most" ? "上界" : "下界";
  const ended = stopped
    ? { zh: "已提前停止，没有算完。", en: "It was stopped before it was done." }
    : {
        zh: `${request.timeLimit} 秒内没有算完。`,
        en: `It was not done within ${request.timeLimit} seconds.`,
      };
  // A bound of nothing at all tells no distance.
  const near = gap > 0 && gap < 1;
  const distance = near
    ? {
        zh: `已有方案距${word} ${percent(gap)}，可以先用，也可以继续算。`,
        en: `The plan is ${percent(gap)} from the bound: it can be used as it is, or searched on.`,
      }
    : {
        zh: "已有方案可以先用，最优没有证明。",
        en: "The plan can be used as it is; that it is the best is not proven.",
      };
  const least =
    answer.sense === "least" && isCount(posed.problem, request) && answer.bound > 0
      ? {
          zh: `至少需要 ${Math.ceil(answer.bound - 1e-6)} 处。`,
          en: `At least ${sites(Math.ceil(answer.bound - 1e-6)).en} are needed.`,
        }
      : null;
  return joined(ended, distance, least);
}

/** Whether the value is a number of sites. */
function isCount({ kind }: SitingProblem, request: SitingRequest): boolean {
  return (kind === "cover" || kind === "capacitated") && !countsMoney(request);
}
