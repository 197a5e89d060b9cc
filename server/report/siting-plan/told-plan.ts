import type { ServiceFile } from "#contract/policy/measure.ts";
import type { PlanSite, SitingPlan } from "#contract/siting.ts";
import type { CellId, People } from "#core/vocabulary.ts";

/** A siting plan with what its numbers stand for, so that it can be told without the study. */
export interface ToldPlan {
  readonly plan: SitingPlan;
  /** Name of the study. */
  readonly study: string;
  /** In the study's order. */
  readonly units: readonly PlanUnit[];
  /** The cells that no candidate can serve, in the order of `plan.uncoverable.cells`. */
  readonly uncoverable: readonly PlanCell[];
  /** The cells of whom nobody can tell. */
  readonly unknown: readonly PlanCell[];
  /** In the order of `plan.assignment`; empty where capacity does not count. */
  readonly assigned: readonly PlanCell[];
  /** Name of the indicator it is for; null for none. */
  readonly indicator: string | null;
  /** The study has a newer result than the one it was worked out on. */
  readonly stale: boolean;
  readonly services: ServiceFile["services"];
}

export interface PlanUnit {
  readonly code: string;
  readonly name: string;
}

export interface PlanCell {
  readonly cell: CellId;
  readonly lng: number;
  readonly lat: number;
  /** Of the group that the plan counts. */
  readonly people: People;
  /** Index among the units, -1 outside all. */
  readonly unit: number;
}

export function unitOf({ units }: ToldPlan, { unit }: { readonly unit: number }): PlanUnit | null {
  return units[unit] ?? null;
}

/** Names of the units that a site is the first to serve; by their code where there is no name. */
export function newUnits(told: ToldPlan, site: PlanSite): string[] {
  const names = new Map(told.units.map(({ code, name }) => [code, name]));
  return site.units.map((code) => names.get(code) ?? code);
}
