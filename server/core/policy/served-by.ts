import type { Missing, Origin } from "#contract/policy/compliance.ts";
import type { Need } from "#contract/policy/measure.ts";
import type { Caliber, UnitState } from "../vocabulary.ts";
import type { Ground } from "./ground.ts";
import type { UnitReach } from "./input.ts";
import {
  kindsUnknown,
  noFigure,
  noItem,
  noReach,
  notRegisteredAnywhere,
  reachOfAllKinds,
  registrationUnstated,
} from "./missing.ts";
import { namesOf, stockOrigin } from "./origins.ts";
import type { Kinds } from "./kinds.ts";
import { ownValue } from "../own-value.ts";
import { same } from "./words.ts";

/** How a unit counts as served. */
export interface Way {
  readonly caliber: Caliber;
  /** Of reach; the normal speed when left out. */
  readonly walk?: "slow" | "fast" | "withoutNeighbours";
}

/** Whether each unit has what one need asks for; `states` is null where nothing can tell for any of them. */
export interface Served {
  readonly states: readonly UnitState[] | null;
  readonly missing: readonly Missing[];
  readonly notes: readonly Missing[];
  readonly origins: readonly Origin[];
}

/** A need that no facility serves is told by its item under every caliber. */
export function servedBy(need: Need, way: Way, places: readonly number[], ground: Ground): Served {
  if (need.service === undefined || way.caliber === "registered")
    return byRelation(need, places, ground);
  return way.caliber === "inside"
    ? byPlace(need, places, ground)
    : byReach(need, way, places, ground);
}

/**
 * A facility inside. Where registration counts, one that is stated to be registered; with others only, the unit is
 * nearly served. A register that states of no facility whether it is registered is taken as it stands, and that is
 * told; once it states it of one, the others are not taken for registered. A unit without any is unknown where its
 * yes or no was not reported though others' was, or where a facility in it does not tell its kind.
 */
function byPlace(need: Need, places: readonly number[], ground: Ground): Served {
  const { facilities, people } = ground.input;
  const register = registerOf(need, ground);
  if (registerOf(need, ground.today).size === 0) return nothing(notRegisteredAnywhere(need.label));
  const { there, registered, stated } = placesOf(need, register, ground);
  const perhaps = new Set<number>();
  const unnamed = need.kinds === undefined ? [] : unnamedOf(need, ground);
  for (const f of unnamed) for (const place of ground.around(f)) perhaps.add(place);
  const asked = need.item !== undefined && reportedBy(need.item, places, ground) > 0;
  const states = places.map((place): UnitState => {
    if (registered.has(place)) return "met";
    if (there.has(place)) return "nearly";
    if (perhaps.has(place)) return "unknown";
    return asked && truthOf(need.item, place, ground) === null ? "unknown" : "not-met";
  });
  const inScope = ground.scope.facilities.filter((f) => register.has(f));
  return {
    states,
    missing: [],
    notes: [
      ...(need.registered === true && !stated ? [registrationUnstated()] : []),
      ...(unnamed.length > 0 ? [kindsUnknown(unnamed.length)] : []),
    ],
    origins: [
      {
        kind: "facilities",
        said: {
          zh: `设施名录：${need.label.zh}`,
          en: `Register of facilities: ${need.label.en}`,
        },
        date: people.facilities.date,
        versions: [...people.facilities.versions],
        used: inScope.length,
        lacking: unnamed.map((f) => {
          const { id, name } = facilities[f]!.facility;
          return { code: id, name };
        }),
      },
    ],
  };
}

/** As reported. Where it says no though a facility is inside, the unit is nearly served. */
function byRelation(need: Need, places: readonly number[], ground: Ground): Served {
  const { item } = need;
  if (item === undefined) return nothing(noItem(need.label));
  const name = ownValue(ground.input.items, item)?.name ?? same(item);
  if (reportedBy(item, places, ground) === 0) return nothing(noFigure(name));
  const { there } =
    need.service === undefined
      ? { there: new Set<number>() }
      : placesOf(need, registerOf(need, ground), ground);
  const states = places.map((place): UnitState => {
    const said = truthOf(item, place, ground);
    if (said === null) return "unknown";
    if (said) return "met";
    return there.has(place) ? "nearly" : "not-met";
  });
  const figures = places.flatMap((place) => ground.figures.of(item, place) ?? []);
  const silent = places.filter((_, i) => states[i] === "unknown");
  return {
    states,
    missing: [],
    notes: [],
    origins: [stockOrigin(name, figures, silent, ground)],
  };
}

/**
 * Enough of its people within a walk, of those for whom it is known. Walks are measured to a service, not to a kind
 * of facility: where others of the service are about, they tell nothing of the need.
 */
function byReach(need: Need, way: Way, places: readonly number[], ground: Ground): Served {
  const { people, reach, settings } = ground.input;
  const facts = reach.find(({ service }) => service === need.service);
  const walks = facts?.[way.walk ?? "normal"] ?? null;
  if (facts === undefined || walks === null) return nothing(noReach(need.label));
  if (
    need.service !== undefined &&
    registerOf(need, ground).size < ground.serving(need.service).size
  )
    return nothing(reachOfAllKinds(need.label));
  const states = places.map((place) =>
    reachState(ground.areaOf(place).units, walks, settings.reachShare),
  );
  return {
    states,
    missing: [],
    notes: [],
    origins: [
      {
        kind: "reach",
        said: facts.said,
        date: people.facilities.date,
        versions: [...people.facilities.versions, ...people.versions],
        used: places.length,
        lacking: namesOf(
          places.filter((_, i) => states[i] === "unknown"),
          ground,
        ),
      },
    ],
  };
}

function reachState(
  units: readonly number[],
  walks: readonly (UnitReach | null)[],
  share: number,
): UnitState {
  let covered = 0;
  let gap = 0;
  for (const unit of units) {
    const walk = walks[unit] ?? null;
    if (walk === null) return "unknown";
    covered += walk.covered;
    gap += walk.gap;
  }
  if (covered + gap === 0) return "unknown";
  return covered > share * (covered + gap) ? "met" : "not-met";
}

function registerOf({ service, kinds }: Need, known: Kinds): ReadonlySet<number> {
  return service === undefined ? new Set() : known.serving(service, kinds);
}

function unnamedOf({ service }: Need, ground: Ground): readonly number[] {
  if (service === undefined) return [];
  const unnamed = ground.unnamed(service);
  return ground.scope.facilities.filter((f) => unnamed.has(f));
}

/** Divisions with any such facility, and those with one that counts. */
function placesOf(
  need: Need,
  register: ReadonlySet<number>,
  ground: Ground,
): {
  readonly there: ReadonlySet<number>;
  readonly registered: ReadonlySet<number>;
  readonly stated: boolean;
} {
  const { facilities, today = facilities } = ground.input;
  const said = (f: number) => facilities[f]!.facility.attributes?.registered;
  // That planned ones are to be registered tells nothing of the others.
  const stated = [...registerOf(need, ground.today)].some(
    (f) => today[f]!.facility.attributes?.registered !== undefined,
  );
  const there = new Set<number>();
  const registered = new Set<number>();
  for (const f of register) {
    const counts = need.registered !== true || !stated || said(f) === true;
    for (const place of ground.around(f)) {
      there.add(place);
      if (counts) registered.add(place);
    }
  }
  return { there, registered, stated };
}

function reportedBy(item: string, places: readonly number[], ground: Ground): number {
  return places.filter((place) => truthOf(item, place, ground) !== null).length;
}

function truthOf(item: string | undefined, place: number, { figures }: Ground): boolean | null {
  const value = item === undefined ? undefined : figures.of(item, place)?.value;
  return typeof value === "boolean" ? value : null;
}

function nothing(why: Missing): Served {
  return { states: null, missing: [why], notes: [], origins: [] };
}
