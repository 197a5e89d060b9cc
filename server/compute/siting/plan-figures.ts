import type { SitingRequest } from "#contract/siting.ts";
import type { SitingAnswer, SitingProblem } from "#core/siting/problem.ts";
import type { Said } from "#core/vocabulary.ts";
import type { Checked } from "./check-plan.ts";
import { countsMoney } from "./check-request.ts";
import type { MadePlan } from "./make-plan.ts";
import { joined, whole } from "./plan-words.ts";
import type { Aim, Posed } from "./problem-of.ts";
import type { Situation } from "./situation.ts";
import type { UnitAim } from "./unit-aim.ts";

/** People who have a place already, where the problem is about the others. */
export function sumBefore({ problem, taken }: Posed): number {
  const most = problem.kind === "capacitated" && problem.goal.kind === "most-people";
  return most ? (taken?.people ?? 0) : 0;
}

export function figures(
  { layers }: Situation,
  posed: Posed,
  request: SitingRequest,
  { sense, value, bound, sites: chosen }: SitingAnswer,
): Pick<MadePlan, "unit" | "sense" | "value" | "bound" | "gap"> {
  const { problem, aim } = posed;
  const offset = sumBefore(posed);
  const unit = unitOf(problem, request, aim);
  if (!Number.isFinite(value)) {
    const told = sense === "most" ? 0 : chosen.length;
    return { unit, sense, value: told, bound: told, gap: 0 };
  }
  const most =
    problem.kind === "cover" && problem.goal.kind === "most-units"
      ? aim.codes.length
      : (layers[0]?.total ?? 0);
  const trivial = sense === "most" ? most - offset : 0;
  const known = Number.isFinite(bound) ? bound : trivial;
  const [have, best] = [value + offset, known + offset];
  const [distance, of] = sense === "most" ? [best - have, best] : [have - best, have];
  const gap = of > 0 ? Math.max(0, distance / of) : 0;
  return { unit, sense, value: have, bound: best, gap };
}

function unitOf(problem: SitingProblem, request: SitingRequest, { counted }: UnitAim): Said {
  const least = countsMoney(request) ? { zh: "元", en: "yuan" } : { zh: "处", en: "sites" };
  const people = { zh: "人", en: "people" };
  switch (problem.kind) {
    case "median":
      return { zh: "人·秒", en: "person-seconds" };
    case "center":
      return { zh: "秒", en: "seconds" };
    case "shared":
      return least;
    case "capacitated":
      return problem.goal.kind === "most-people" ? people : least;
    case "cover":
      if (problem.goal.kind === "most-people") return people;
      return problem.goal.kind === "most-units" ? counted : least;
  }
}

/** With capacity only those who have a place are served. */
export function peopleTold(
  { people }: Checked,
  { taken }: Posed,
  answer: SitingAnswer,
): MadePlan["people"] {
  if (taken === null) return [...people];
  const assigned = (answer.assignment ?? []).reduce((sum, { amount }) => sum + amount, 0);
  return people.map((one) => ({ ...one, before: taken.people, after: taken.people + assigned }));
}

export function unitsTold(
  { units: { before, after } }: Checked,
  { aim: { codes } }: Posed,
  { objective }: SitingRequest,
  aim: Aim | null,
): MadePlan["units"] {
  if (objective !== "units" && aim?.kind !== "units") return null;
  const count = (served: Uint8Array) => served.reduce((sum, one) => sum + one, 0);
  return { total: codes.length, before: count(before), after: count(after) };
}

export function agreed({ people }: Checked): Said {
  return joined(
    { zh: "覆盖计算复核一致：", en: "The coverage engine agrees:" },
    {
      zh: `${people.map(({ before, after }) => `可达由 ${whole(before)} 人增至 ${whole(after)} 人`).join("；")}。`,
      en: `${people.map(({ before, after }) => `${whole(before)} people within the limit before, ${whole(after)} after`).join("; ")}.`,
    },
  );
}

export function unknownOf({ layers }: Situation): NonNullable<MadePlan["unknown"]> {
  const [layer] = layers;
  return { people: layer?.unknown.people ?? 0, cells: [...(layer?.unknown.cells ?? [])] };
}

export function assignmentOf(
  { sites, layers }: Situation,
  { assignment }: SitingAnswer,
): MadePlan["assignment"] {
  const [layer] = layers;
  if (assignment === undefined || layer === undefined) return null;
  return assignment.map(({ demand, site, amount }) => ({
    cell: layer.cells[demand]!,
    site: sites[site]!.id,
    people: amount,
  }));
}
