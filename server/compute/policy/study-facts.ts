import type { LayerVersion } from "#contract/layers.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { unitsOfCells } from "#core/demand/unit-of-cell.ts";
import type { Unit } from "#core/demand/units.ts";
import type {
  PeopleFacts,
  PlacedFacility,
  ReachFacts,
  UnitFacts,
  UnitReach,
} from "#core/policy/input.ts";
import type { Reach, ReachAtPace } from "#core/coverage/reach.ts";
import type { WalkerProfile } from "#core/vocabulary.ts";

/** What a result holds that assessments are worked out from. */
export interface StudyFacts {
  readonly units: readonly UnitFacts[];
  readonly facilities: readonly PlacedFacility[];
  readonly people: PeopleFacts;
}

/** `uses` are the versions of layers that the result was computed from. */
export function factsOf(ground: Ground, uses: readonly LayerVersion[]): StudyFacts {
  return {
    units: unitFacts(ground),
    facilities: placedIn(ground.units, ground.facilities),
    people: {
      ...originOf(uses, "people"),
      ...groupsOf(uses),
      facilities: originOf(uses, "facilities"),
    },
  };
}

function unitFacts({ units, demand, unitOf }: Ground): UnitFacts[] {
  const perUnit = (column: Float64Array): Float64Array => {
    const sums = new Float64Array(units.length);
    for (const [cell, unit] of unitOf.entries())
      if (unit >= 0) sums[unit] = (sums[unit] ?? 0) + (column[cell] ?? 0);
    return sums;
  };
  const people = perUnit(demand.people);
  const groups = [...demand.groups].map(([name, column]) => [name, perUnit(column)] as const);
  return units.map((unit, u) => ({
    id: unit.id,
    name: unit.name,
    level: unit.level ?? null,
    parent: unit.parent ?? null,
    people: unit.withoutPeople ? null : (people[u] ?? 0),
    groups: Object.fromEntries(
      groups.flatMap(([group, sums]) => (isKnown(unit, group) ? [[group, sums[u] ?? 0]] : [])),
    ),
  }));
}

/** Whether how many of a unit's people are of an age group was given; null asks for all of them. */
function isKnown({ withoutPeople, withoutGroups = [] }: Unit, group: string | null): boolean {
  return withoutPeople !== true && (group === null || !withoutGroups.includes(group));
}

/** Where a facility lies decides; one outside all units belongs to the unit whose code it names, if there is one. */
export function placedIn(
  units: Ground["units"],
  facilities: Ground["facilities"],
): PlacedFacility[] {
  const within = unitsOfCells(
    {
      lng: Float64Array.from(facilities, ({ lng }) => lng),
      lat: Float64Array.from(facilities, ({ lat }) => lat),
    },
    units,
  );
  const byCode = new Map(units.map(({ id }, u) => [id, u]));
  return facilities.map((facility, f) => {
    const unit = within[f] ?? -1;
    const code = facility.attributes?.["unit-code"];
    return { facility, unit: unit < 0 && code !== undefined ? (byCode.get(code) ?? -1) : unit };
  });
}

/** Dated as the oldest of several layers, and not at all when one of them is not. */
function originOf(
  uses: readonly LayerVersion[],
  role: LayerVersion["role"],
): { readonly date: string | null; readonly versions: readonly string[] } {
  const of = uses.filter((version) => version.role === role);
  const dates = of.map(({ date }) => date);
  const known = dates.filter((date) => date !== null).sort();
  return {
    date: known.length === dates.length ? (known[0] ?? null) : null,
    versions: of.map(({ layer, version }) => `${layer} v${version}`),
  };
}

/** Which age groups the layer of people says are estimated or known in part; nothing where all are counted. */
function groupsOf(uses: readonly LayerVersion[]): Pick<PeopleFacts, "estimated" | "partial"> {
  const facts = uses.find(({ role }) => role === "people")?.facts ?? {};
  const groups = (fact: string | number | undefined) =>
    String(fact ?? "")
      .split(" ")
      .filter(Boolean);
  const [estimated, partial] = [groups(facts["estimated"]), groups(facts["partial"])];
  return { ...(estimated.length > 0 && { estimated }), ...(partial.length > 0 && { partial }) };
}

/** Reach as an assessment takes it. */
export function reachFacts(reaches: readonly Reach[], units: readonly Unit[]): ReachFacts[] {
  return reaches.map(({ service, profile, minutes, group, paces, withoutNeighbours }) => {
    const byUnit = (at: ReachAtPace) =>
      at.units.map(({ covered, gap, unknown }, u): UnitReach | null => {
        const unit = units[u];
        return unit && isKnown(unit, group) ? { covered, gap, unknown } : null;
      });
    const walker = WALKER_WORDS[profile];
    const speed = paces.normal.speed;
    return {
      service,
      said: {
        zh: `${walker.zh}步行 ${minutes} 分钟（${speed} m/s）`,
        en: `${minutes} minutes' walk of ${walker.en} (${speed} m/s)`,
      },
      withoutNeighbours: byUnit(withoutNeighbours),
      slow: byUnit(paces.slow),
      normal: byUnit(paces.normal),
      fast: byUnit(paces.fast),
    };
  });
}

const WALKER_WORDS: Readonly<Record<WalkerProfile, { readonly zh: string; readonly en: string }>> =
  {
    adult: { zh: "成年人", en: "an adult" },
    elder: { zh: "老年人", en: "an older person" },
    child: { zh: "带幼儿者", en: "an adult with a small child" },
    wheelchair: { zh: "轮椅使用者", en: "a wheelchair user" },
  };
