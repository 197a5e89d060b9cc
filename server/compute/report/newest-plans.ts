import type { ToldPlan } from "../../report/siting-plan/told-plan.ts";
import type { Sitings } from "../siting-plans.ts";
import { toldPlan, type TellingTools } from "../told-plan.ts";

export type PlanTools = TellingTools & { readonly sitings: Pick<Sitings, "list" | "find"> };

/**
 * The plans of a study that a report tells, newest first: of every service the last one that it was searched for in.
 * A plan on a result that is gone cannot be told any more.
 */
export async function newestPlans(tools: PlanTools, study: string): Promise<ToldPlan[]> {
  const told: ToldPlan[] = [];
  const seen = new Set<string>();
  for (const { number, services } of await tools.sitings.list(study)) {
    if (services.every((service) => seen.has(service))) continue;
    for (const service of services) seen.add(service);
    const plan = await tools.sitings.find(study, number);
    if (plan !== undefined && tools.catalogue.find(plan.result)?.study.id === plan.result)
      told.push(await toldPlan(tools, study, plan));
  }
  return told;
}
