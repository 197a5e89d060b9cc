import type { Proposal } from "#contract/import.ts";
import { inOrderOfAge } from "#core/demand/groups.ts";
import { notGivenFact, type NotGiven } from "#core/demand/not-given.ts";
import { MAX_PEOPLE } from "#core/demand/people.ts";
import { scaleTo } from "#core/demand/spread/scale.ts";
import type { GroupTotal } from "#core/demand/spread/totals.ts";
import { writePeople, type PlacedPeople } from "../people-tables/write-people.ts";
import type { RoleJudgement } from "./judge-table.ts";
import type { ImportOrder } from "./study-so-far.ts";

type Reading = NonNullable<Proposal["people"]>;

/** People with their places, whatever they were read from. */
export interface FoundPeople extends Pick<Reading, "places" | "spread" | "joined" | "undecided"> {
  readonly sources: readonly PlacedPeople[];
  /** How far each of their groups is known, before scaling. */
  readonly known: readonly Pick<GroupTotal, "group" | "knownFor" | "estimated">[];
  /** Left out where they were not given by unit. */
  readonly notGiven?: NotGiven;
}

/** What is said of people that would be stored, after scaling them where that is asked for. */
export function peopleReading(found: FoundPeople, { decisions }: ImportOrder): RoleJudgement {
  const { scaleTo: wanted, scaleNote = "" } = decisions.people ?? {};
  const before = peopleIn(found.sources);
  const scaled = wanted === undefined ? null : scaleTo(found.sources, wanted);
  const sources = scaled?.items ?? found.sources;
  const total = peopleIn(sources);
  const groups = groupsIn(sources).map((group): Reading["groups"][number] => {
    const known = found.known.find((one) => one.group === group);
    const isPart = known !== undefined && known.knownFor < before;
    return {
      group,
      total: sources.reduce((sum, source) => sum + (source.groups[group] ?? 0), 0),
      estimated: known?.estimated ?? false,
      ...(isPart && { knownFor: known.knownFor * (scaled?.factor ?? 1) }),
    };
  });
  const nobody = wanted !== undefined && scaled === null;
  return {
    about: {
      people: {
        total,
        groups,
        places: found.places,
        spread: found.spread,
        joined: found.joined,
        ...(found.undecided && { undecided: found.undecided }),
        scale: scaled && { factor: scaled.factor, to: wanted ?? 0, note: scaleNote },
      },
    },
    blocking: [
      ...(nobody ? [{ code: "people-nobody-to-scale" }] : []),
      ...(total > MAX_PEOPLE ? [{ code: "people-too-many" }] : []),
    ],
    content:
      sources.length === 0
        ? null
        : {
            role: "people",
            text: writePeople(
              sources,
              groups.map(({ group }) => group),
            ),
          },
    amount: Math.round(total),
    facts: {
      ...spreadFacts(found.spread),
      ...(scaled === null ? {} : { factor: scaled.factor, scaleNote }),
      ...groupFacts(groups, decisions.people?.shares ?? {}),
      ...(found.notGiven && notGivenFact(found.notGiven)),
    },
  };
}

function groupsIn(sources: readonly PlacedPeople[]): string[] {
  const groups = new Set<string>();
  for (const source of sources) for (const group in source.groups) groups.add(group);
  return inOrderOfAge(groups);
}

function peopleIn(sources: readonly PlacedPeople[]): number {
  return sources.reduce((sum, { people }) => sum + people, 0);
}

function spreadFacts(spread: Reading["spread"]): RoleJudgement["facts"] {
  const rules = spread.toSorted((a, b) => b.people - a.people);
  return {
    spread: rules.length > 1 ? "several" : (rules[0]?.rule ?? "given"),
    ...Object.fromEntries(rules.map(({ rule, people }) => [`spread-${rule}`, Math.round(people)])),
  };
}

/** Which groups are estimated or known in part, one after the other, and by which shares of a larger unit. */
function groupFacts(
  groups: Reading["groups"],
  shares: Readonly<Record<string, number>>,
): RoleJudgement["facts"] {
  const named = (which: (group: Reading["groups"][number]) => boolean) =>
    groups
      .filter(which)
      .map(({ group }) => group)
      .join(" ");
  const facts = {
    estimated: named(({ estimated }) => estimated),
    partial: named(({ knownFor }) => knownFor !== undefined),
    shares: Object.entries(shares)
      .map(([group, share]) => `${group} ${share}`)
      .join("; "),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== ""));
}
