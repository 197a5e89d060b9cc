import type { Indicator } from "#contract/policy/compliance.ts";
import type { Entry } from "#contract/policy/document.ts";
import type { Measure } from "#contract/policy/measure.ts";
import type { SitingRequest } from "#contract/siting.ts";
import type { Facility } from "#core/catchment/facility.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { ownValue } from "#core/own-value.ts";
import { assess } from "#core/policy/assess.ts";
import type { PolicyInput } from "#core/policy/input.ts";
import { factsOf } from "../policy/study-facts.ts";
import { SitingRefused } from "./siting-refused.ts";

/** Whether the indicator is told by who walks to the service, as the settings of the study have it, not as the request. */
export function isWalked(input: PolicyInput, { indicator }: SitingRequest): boolean {
  return isReach(input, indicatorOf(input, indicator ?? ""));
}

/** A planned facility of the service; where it lies is told apart from it. */
export type Probe = (id: string) => Facility;

export interface Found {
  readonly indicator: Indicator;
  readonly measure: Measure | undefined;
  readonly entry: Entry;
}

/** The indicator's verdict with planned sites standing where they are. */
export function verdictWith(
  input: PolicyInput,
  ground: Ground,
  indicator: string,
  planned: readonly Facility[],
): Indicator["verdict"] {
  const { facilities } = factsOf({ ...ground, facilities: [...ground.facilities, ...planned] }, []);
  const after = { ...input, today: input.facilities, facilities };
  return indicatorOf(after, indicator).indicator.verdict;
}

export function indicatorOf(input: PolicyInput, id: string): Found {
  const indicator = assess(input).indicators.find((one) => one.id === id);
  const entries = input.documents.flatMap((document) =>
    document.entries.flatMap((entry) => (entry.id === id ? [{ document, entry }] : [])),
  );
  const deciding = indicator?.targets.find(({ inForce }) => inForce)?.document;
  const entry = (entries.find(({ document }) => document.id === deciding) ?? entries[0])?.entry;
  if (indicator === undefined || entry === undefined)
    throw new SitingRefused(
      `适用的政策文件里没有指标“${id.slice(0, 80)}”。请从合规页的指标中选择。`,
      `The documents that apply have no indicator "${id.slice(0, 80)}". Choose one from the compliance page.`,
    );
  const measure =
    entry.measure ?? entries.find((one) => one.entry.measure !== undefined)?.entry.measure;
  return { indicator, entry, measure: ownValue(input.measures, measure) };
}

/** With some planned facilities in given units. */
export function withFacilities(
  input: PolicyInput,
  ground: Ground,
  planned: readonly { readonly facility: Facility; readonly unit: number }[],
): PolicyInput {
  const { facilities } = factsOf(ground, []);
  return { ...input, today: input.facilities, facilities: [...facilities, ...planned] };
}

export function notChanged({ indicator }: Found, service: string): SitingRefused {
  const { name } = indicator;
  return new SitingRefused(
    `新增这项服务的网点改变不了“${name.zh}”：它按填报数据、登记关系或别的服务计算。请先在台账中填报，或换一项服务。`,
    `New sites of ${service} do not change "${name.en}": it is told by reported figures, registered relations, or another service. Enter those first, or choose another service.`,
  );
}

/** Whether the indicator is told by walking under the caliber that was chosen for it. */
export function isReach({ settings }: PolicyInput, { measure, indicator }: Found): boolean {
  if (measure?.kind !== "units-served") return false;
  return (ownValue(settings.calibers, indicator.id) ?? measure.caliber) === "reach";
}
