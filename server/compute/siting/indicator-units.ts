import type { Measure } from "#contract/policy/measure.ts";
import type { SitingRequest } from "#contract/siting.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { assess } from "#core/policy/assess.ts";
import type { PolicyInput } from "#core/policy/input.ts";
import { judgeable, verdictOf } from "#core/policy/judge.ts";
import { countedBy } from "#core/policy/words.ts";
import type { Service } from "#core/vocabulary.ts";
import {
  indicatorOf,
  isReach,
  notChanged,
  withFacilities,
  type Found,
  type Probe,
} from "./indicator-trial.ts";
import type { Aim } from "./problem-of.ts";
import { SitingRefused } from "./siting-refused.ts";

/** An indicator that is counted by unit. */
export interface FoundByUnit extends Found {
  readonly measure: Extract<Measure, { kind: "units-served" | "count-per-unit" }>;
}

/** The units that a new site would make met, and how many of all must be. */
export function unitsAim(
  input: PolicyInput,
  ground: Ground,
  request: SitingRequest,
  found: FoundByUnit,
  probe: Probe,
): Aim {
  const service = request.services[0]!.service;
  const id = request.indicator ?? "";
  // A planned site is registered; that alone may change what others count for.
  const outside = withFacilities(input, ground, [{ facility: probe("·"), unit: -1 }]);
  const before = indicatorOf(outside, id).indicator;
  const everywhere = withFacilities(
    input,
    ground,
    ground.units.map((_, unit) => ({ facility: probe(`· ${unit}`), unit })),
  );
  const reach = isReach(input, found);
  const after = indicatorOf(reach ? allWithin(everywhere, service) : everywhere, id).indicator;
  const codes = before.units.map(({ code }) => code);
  const metBefore = before.units.map(({ state }) => state === "met");
  const states = new Map(after.units.map(({ code, state }) => [code, state]));
  const eligible = codes.map((code) => states.get(code) === "met");
  if (!eligible.some((can, i) => can && metBefore[i] !== true)) throw notChanged(found, service);
  const needed = neededOf(found, codes.length);
  return {
    kind: "units",
    needed,
    units: {
      codes,
      counted: countedBy(found.measure.units),
      ofUnit: placesOfUnits(input, ground, codes),
      by: reach ? { share: input.settings.reachShare, more: true } : "inside",
      served: reach ? null : metBefore,
      eligible,
    },
  };
}

/** The least number of units that meets the target; all of them where each must have enough by itself. */
function neededOf({ indicator, measure, entry }: Found, count: number): number {
  if (measure?.kind !== "units-served") return count;
  const bounds = judgeable(entry.numbers);
  for (let met = 0; met <= count; met++)
    if (
      verdictOf({ numerator: met, denominator: count, per: 100 }, bounds, entry.tolerance) === "met"
    )
      return met;
  throw new SitingRefused(
    `“${indicator.name.zh}”的目标没有个数可达到。`,
    `No number of units meets the target of "${indicator.name.en}".`,
  );
}

/** As if everybody known to be within or not were within a walk of the service. */
function allWithin(input: PolicyInput, service: Service): PolicyInput {
  return {
    ...input,
    reach: input.reach.map((facts) =>
      facts.service === service
        ? {
            ...facts,
            normal: facts.normal.map(
              (walk) => walk && { ...walk, covered: walk.covered + walk.gap, gap: 0 },
            ),
          }
        : facts,
    ),
  };
}

/** By unit of the study: which of the counted divisions it is or lies in, -1 for none. */
function placesOfUnits(input: PolicyInput, ground: Ground, codes: readonly string[]): number[] {
  const { places } = assess(input);
  const byCode = new Map(places.map((place) => [place.code, place]));
  const index = new Map(codes.map((code, i) => [code, i]));
  const ofUnit = ground.units.map(() => -1);
  for (const place of places) {
    if (place.unit === null) continue;
    let code: string | null = place.code;
    for (let steps = 0; code !== null && steps < 12; steps++) {
      const found = index.get(code);
      if (found !== undefined) {
        ofUnit[place.unit] = found;
        break;
      }
      code = byCode.get(code)?.within ?? null;
    }
  }
  return ofUnit;
}
