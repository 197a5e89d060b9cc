import type { SitingPlan } from "#contract/siting.ts";
import type { Ground } from "#core/coverage/survey.ts";
import type { PlanCell, ToldPlan } from "../report/siting-plan/told-plan.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Library } from "./library.ts";
import type { Policy } from "./policy.ts";
import { NotThere } from "./policy/unacceptable.ts";

export interface TellingTools {
  readonly catalogue: Pick<Catalogue, "find">;
  readonly library: Library;
  readonly policy: Pick<Policy, "catalogue" | "documents">;
}

/**
 * A plan of a study with what its numbers stand for, read off the result it was worked out on. Throws `NotThere`
 * when that is gone.
 */
export async function toldPlan(
  tools: TellingTools,
  study: string,
  plan: SitingPlan,
): Promise<ToldPlan> {
  const { catalogue, library, policy } = tools;
  const record = catalogue.find(plan.result);
  if (record?.study.id !== plan.result)
    throw new NotThere(
      "result",
      `The result "${plan.result}" that plan ${plan.number} was worked out on is gone.`,
      "Search for sites again.",
    );
  const { ground } = await library.open(record);
  const { services } = await policy.catalogue();
  const { group } = plan.request;
  const cells = (indices: readonly number[]) => indices.map((c) => cellOf(ground, group, c));
  return {
    plan,
    services,
    study: record.study.name,
    stale: catalogue.find(study)?.study.id !== plan.result,
    units: ground.units.map(({ id, name }) => ({ code: id, name })),
    uncoverable: cells(plan.uncoverable.cells),
    unknown: cells(plan.unknown?.cells ?? []),
    assigned: cells((plan.assignment ?? []).map(({ cell }) => cell)),
    indicator: await indicatorName(policy, plan.request.indicator),
  };
}

function cellOf({ demand, unitOf }: Ground, group: string | null, c: number): PlanCell {
  const people = group === null ? demand.people : demand.groups.get(group);
  return {
    cell: demand.cells[c] ?? "",
    lng: demand.lng[c] ?? 0,
    lat: demand.lat[c] ?? 0,
    people: people?.[c] ?? 0,
    unit: unitOf[c] ?? -1,
  };
}

/** By its id where no document has it any more. */
async function indicatorName(
  policy: TellingTools["policy"],
  id: string | null,
): Promise<string | null> {
  if (id === null) return null;
  const documents = await policy.documents.all();
  const entries = documents.flatMap((document) => document.entries);
  return entries.find((entry) => entry.id === id)?.name.zh ?? id;
}
