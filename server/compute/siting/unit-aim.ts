import type { SitingRequest } from "#contract/siting.ts";
import type { UnitRule } from "#core/siting/problem.ts";
import type { Said } from "#core/vocabulary.ts";
import { facilityUnits, type Layer, type Situation } from "./situation.ts";

/**
 * Which units are counted, and when one is served. They need not be the study's own: several of those may make up
 * one that an indicator counts.
 */
export interface UnitAim {
  readonly codes: readonly string[];
  /** How they are counted: so many 个社区. */
  readonly counted: Said;
  /** By unit of the study: which of these it belongs to, -1 for none. */
  readonly ofUnit: readonly number[];
  readonly by: "inside" | UnitShare;
  /** Told by other figures than where facilities and people are; null where those tell. */
  readonly served: readonly boolean[] | null;
  /** Which of them a new site can make served; null for all. */
  readonly eligible: readonly boolean[] | null;
}

export interface UnitShare {
  readonly share: number;
  /** The share itself is not enough. */
  readonly more: boolean;
}

/** Half of the people, where nothing is asked. */
const HALF = 0.5;

/** The study's own units, as the request counts them. */
export function ownUnits(
  { ground }: Situation,
  { unitRule, unitShare }: Pick<SitingRequest, "unitRule" | "unitShare">,
): UnitAim {
  return {
    codes: ground.units.map(({ id }) => id),
    counted: { zh: "个单元", en: "units" },
    ofUnit: ground.units.map((_, u) => u),
    by: unitRule === "inside" ? "inside" : { share: unitShare ?? HALF, more: false },
    served: null,
    eligible: null,
  };
}

export function unitRuleOf(situation: Situation, layer: Layer, aim: UnitAim): UnitRule {
  const { sites } = situation;
  const unitCount = aim.codes.length;
  const counted = (unit: number) => (unit < 0 ? -1 : (aim.ofUnit[unit] ?? -1));
  const open = (unit: number) => unit >= 0 && aim.eligible?.[unit] !== false;
  const ofDemand = layer.unit.map(counted);
  const ofSite = Int32Array.from(sites, ({ unit }) => {
    const of = counted(unit);
    return open(of) ? of : -1;
  });
  if (aim.by === "inside")
    return {
      ofDemand,
      ofSite,
      unitCount,
      by: aim.by,
      served: servedOf(aim) ?? unitsWithFacilities(situation, layer, counted, unitCount),
    };
  const people = sharesOf(layer, ofDemand, aim.by, unitCount);
  const covered = new Float64Array(unitCount);
  for (const [place, unit] of ofDemand.entries())
    if (unit >= 0 && layer.served[place] === 1) covered[unit]! += layer.weight[place]!;
  const served = servedOf(aim) ?? Uint8Array.from(covered, (have, u) => Number(have >= people[u]!));
  for (let u = 0; u < unitCount; u++) if (aim.eligible?.[u] === false) people[u] = Infinity;
  return { ofDemand, ofSite, unitCount, by: { people }, served };
}

/** By unit, the people that make up a share of those known to be served or not; Infinity where nobody is. */
export function sharesOf(
  { weight }: Layer,
  ofDemand: Int32Array,
  share: UnitShare,
  unitCount: number,
): Float64Array {
  const known = new Float64Array(unitCount);
  for (const [place, unit] of ofDemand.entries()) if (unit >= 0) known[unit]! += weight[place]!;
  return known.map((people) => (people === 0 ? Infinity : peopleFor(people, share)));
}

const QUANTA = 2 ** 20;

/**
 * The least count of people, a multiple of 2⁻²⁰, that is such a share of `people`. A product that misses a whole
 * quantum by its rounding alone is taken for it, lest a millionth of a person call for one more site.
 */
export function peopleFor(people: number, { share, more }: UnitShare): number {
  const quanta = share * people * QUANTA;
  const least = Math.ceil(quanta - quanta * 2 ** -50);
  return (more && least <= quanta ? least + 1 : least) / QUANTA;
}

function servedOf({ served }: UnitAim): Uint8Array | null {
  return served === null ? null : Uint8Array.from(served, Number);
}

function unitsWithFacilities(
  { ground }: Situation,
  { facilities }: Layer,
  counted: (unit: number) => number,
  unitCount: number,
): Uint8Array {
  const among = facilities.map((f) => ground.facilities[f]!);
  const served = new Uint8Array(unitCount);
  for (const unit of facilityUnits({ facilities: among, units: ground.units })) {
    const of = counted(unit);
    if (of >= 0) served[of] = 1;
  }
  return served;
}
