import type { Assessment, Indicator, Place } from "#contract/policy/compliance.ts";
import type { Entry } from "#contract/policy/document.ts";
import { liesIn, plainCode } from "./codes.ts";
import { groundOf, type Ground } from "./ground.ts";
import { landOf, type Land } from "./land.ts";
import type { DocumentInForce, PolicyInput } from "./input.ts";
import type { Outcome } from "./outcome.ts";
import { ownValue } from "../own-value.ts";
import { amountsOf, told } from "./quantity.ts";
import { servicesOf, sitedBy } from "./services-of.ts";
import { summaryOf } from "./summary.ts";
import { decides, isMeasured, setsById, targetOf, type SetTarget } from "./targets.ts";
import { taskOf } from "./tasks.ts";
import { outcomeOf } from "./work.ts";
import { targetUnit } from "./words.ts";

/** Item of the residents that ratios are told by. */
const RESIDENTS = "resident-population";

/**
 * Every entry of the documents in force held against what is known of the scope: entries with a number as
 * indicators, the others as tasks. Documents whose jurisdiction the scope does not lie in are left out. The same
 * input gives the same assessment. `land` is at hand where the same study was assessed with other facilities.
 */
export function assess(input: PolicyInput, land: Land = landOf(input)): Assessment {
  const ground = groundOf(input, land);
  const documents = input.documents.filter((document) => binds(document, ground));
  const later = setsById(input.later.filter((document) => binds(document, ground)));
  const sets = [...setsById(documents)];
  const rows = sets
    .filter(([, each]) => each.some(({ entry }) => isMeasured(entry)))
    .map(([id, each]) => indicatorOf(id, each, later.get(id) ?? [], ground));
  const tasks = sets
    .filter(([, each]) => !each.some(({ entry }) => isMeasured(entry)))
    .map(([id, each]) => taskOf(id, each, ground));
  const indicators = rows.map(({ indicator }) => indicator);
  return {
    study: input.study.id,
    result: input.result,
    synthetic: input.study.synthetic,
    scope: {
      code: input.scope === null ? null : (ground.self?.code ?? null),
      name: input.scope === null ? input.study.name : (ground.self?.name ?? input.study.name),
      level: ground.self?.level ?? null,
    },
    settings: input.settings,
    documents: documents.map(({ id, number, short, sha256 }) => ({ id, number, short, sha256 })),
    population: populationOf(ground),
    places: ground.places.map((index) => ({
      ...ground.divisions[index]!,
      ...peopleOf(index, ground),
    })),
    indicators,
    tasks,
    summary: summaryOf(rows, tasks.length),
  };
}

function indicatorOf(
  id: string,
  sets: readonly SetTarget[],
  later: readonly SetTarget[],
  ground: Ground,
): { readonly indicator: Indicator; readonly outcome: Outcome } {
  const deciding = decides(sets, ground.input.settings.basis);
  const entry = withMeasure(deciding.entry, sets);
  const outcomes = new Map(sets.map((set) => [set, outcomeOf(set, entry, ground)]));
  const outcome = outcomes.get(deciding) ?? outcomeOf(deciding, entry, ground);
  const indicator = {
    id,
    name: entry.name,
    theme: entry.theme,
    level: entry.level,
    strength: entry.strength,
    targets: sets.map((set) =>
      targetOf(set, set === deciding, outcomes.get(set) ?? outcomeOf(set, entry, ground)),
    ),
    value: outcome.value,
    unit: unitOf(entry, outcome, ground),
    verdict: outcome.verdict,
    shortfall: outcome.shortfall,
    flips: flips(outcome),
    readings: [...outcome.readings],
    missing: [...outcome.missing],
    definition: entry.definition,
    caliber: entry.caliber ?? null,
    services: servicesOf(ownValue(ground.input.measures, entry.measure)),
    sitedBy: sitedBy(ownValue(ground.input.measures, entry.measure)),
    trace: outcome.trace,
    units: [...outcome.units],
    advice: outcome.advice,
    next: later.map((set) => targetOf(set, false, outcomeOf(set, entry, ground))),
  };
  return { indicator, outcome };
}

/** Where the entry that decides names no measure, another document's may. */
function withMeasure(entry: Entry, sets: readonly SetTarget[]): Entry {
  const measure =
    entry.measure ?? sets.find((set) => set.entry.measure !== undefined)?.entry.measure;
  return measure === undefined ? entry : { ...entry, measure };
}

/** Some other reading comes to another verdict; readings that come to none do not. */
function flips({ verdict, readings }: Outcome): boolean {
  if (verdict === "not-assessable") return false;
  return readings.some((each) => each.verdict !== "not-assessable" && each.verdict !== verdict);
}

/** As the target writes it. Projects that must all comply are told as a share of them, whatever the target counts. */
function unitOf(entry: Entry, outcome: Outcome, { input }: Ground): Indicator["unit"] {
  const measure = ownValue(input.measures, entry.measure);
  const unit = entry.numbers.find((number) => number.unit !== null)?.unit;
  if (measure?.kind === "projects" || unit === undefined || unit === null) return outcome.unit;
  return targetUnit(unit);
}

function binds({ jurisdiction }: DocumentInForce, { self }: Ground): boolean {
  return self === null || plainCode(self.code) === null || liesIn(self.code, jurisdiction.code);
}

function populationOf(ground: Ground): Assessment["population"] {
  const amount = told(
    amountsOf(
      {
        label: { zh: "常住人口", en: "residents" },
        unit: { zh: "人", en: "people" },
        sources: [[{ of: "stock", item: RESIDENTS }], [{ of: "people" }]],
      },
      ground.scope,
      ground,
      new Set(),
    ),
  );
  const [origin] = amount.origins;
  if (amount.value === null || origin === undefined) return null;
  return { people: amount.value, date: origin.date, origin: amount.said };
}

/** By the people layer: those of all its units, or how many units it does not tell of. */
function peopleOf(division: number, ground: Ground): Pick<Place, "people" | "withoutPeople"> {
  const { units } = ground.areaOf(division);
  const known = units.flatMap((unit) => ground.input.units[unit]?.people ?? []);
  if (known.length < units.length)
    return { people: null, withoutPeople: units.length - known.length };
  return { people: units.length === 0 ? null : known.reduce((sum, people) => sum + people, 0) };
}
