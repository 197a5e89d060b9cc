import type { Assessment, Indicator, Place, TaskRow } from "#contract/policy/compliance.ts";
import type { Theme } from "#contract/policy/measure.ts";
import type { ReportRequest } from "#contract/policy/report.ts";
import { SERVICES, type Service } from "#core/vocabulary.ts";
import type { ToldPlan } from "../siting-plan/told-plan.ts";
import type { ReportFacts, ReportSource, ServiceReach } from "./facts.ts";

/** What a report is about: the facts, and which of them its request asks for. */
export interface Scope {
  readonly facts: ReportFacts;
  readonly request: ReportRequest;
  /** 甘州区 */
  readonly name: string;
  /** Of a 专题 report: the name of its service or indicator. */
  readonly topic: string | null;
  readonly themes: readonly ThemeScope[];
  readonly indicators: readonly Indicator[];
  readonly tasks: readonly TaskRow[];
  readonly reach: readonly ServiceReach[];
  readonly plans: readonly ToldPlan[];
  /** Indexes of the study's units that lie in what was assessed; null where that is all of them. */
  readonly units: ReadonlySet<number> | null;
  readonly place: (code: string) => Place | undefined;
  readonly document: (id: string) => ReportSource | undefined;
  /** Where a clause stands, for a table: 市98号 二、(一)1. */
  readonly clause: (target: { readonly document: string; readonly clause: string }) => string;
  readonly service: (service: Service) => string;
  /** Where one walks to for it: 托育点. */
  readonly goal: (service: Service) => string;
}

/** One chapter: the indicators of a theme, and what was measured of its services. */
export interface ThemeScope {
  readonly theme: Theme;
  readonly indicators: readonly Indicator[];
  readonly reach: readonly ServiceReach[];
}

export function scopeOf(facts: ReportFacts, request: ReportRequest): Scope {
  const { assessment, entryServices } = facts;
  const topic = request.topic;
  const topicService = SERVICES.find((service) => service === topic);
  const isAsked = ({ id }: { readonly id: string }): boolean =>
    topic === null ||
    id === topic ||
    (topicService !== undefined && (entryServices[id] ?? []).includes(topicService));
  const indicators = assessment.indicators.filter(isAsked);
  const tasks = assessment.tasks.filter(isAsked);
  const reach = facts.reach.filter(
    ({ service }) => topic === null || service === topicService || isOf(service, indicators),
  );
  const places = new Map(assessment.places.map((place) => [place.code, place]));
  const documents = new Map(facts.documents.map((document) => [document.id, document]));
  const about = (one: Service) => facts.services.find(({ id }) => id === one);
  return {
    facts,
    request,
    name: placeName(assessment),
    topic: topicName(facts, topic),
    themes: themesOf(facts, indicators, reach),
    indicators,
    tasks,
    reach,
    plans: facts.plans.filter(isPlanAsked),
    units: unitsIn(assessment),
    place: (code) => places.get(code),
    document: (id) => documents.get(id),
    clause: ({ document, clause }) => {
      const short = assessment.documents.find(({ id }) => id === document)?.short.zh;
      return `${short ?? documents.get(document)?.number ?? document} ${clause}`;
    },
    service: (one) => about(one)?.name.zh ?? one,
    goal: (one) => about(one)?.place.zh ?? one,
  };

  function isPlanAsked({ plan: { request: asked } }: ToldPlan): boolean {
    if (topic === null || asked.indicator === topic) return true;
    return asked.services.some(
      ({ service }) => service === topicService || (entryServices[topic] ?? []).includes(service),
    );
  }

  function isOf(one: Service, among: readonly Indicator[]): boolean {
    return topic !== null && among.some(({ id }) => (entryServices[id] ?? []).includes(one));
  }
}

function unitsIn({ scope, places }: Assessment): ReadonlySet<number> | null {
  return scope.code === null ? null : new Set(places.flatMap(({ unit }) => unit ?? []));
}

/**
 * What the place is called: the division that was assessed; of a whole study the smallest that everything in it
 * lies in, from a county up, or else the study itself.
 */
export function placeName({ scope, places }: Pick<Assessment, "scope" | "places">): string {
  if (scope.code !== null) return scope.name;
  const codes = new Set(places.map(({ code }) => code));
  const inside = Map.groupBy(places, ({ within }) =>
    within !== null && codes.has(within) ? within : null,
  );
  let name = scope.name;
  let [only, ...others] = inside.get(null) ?? [];
  while (only !== undefined && others.length === 0 && LARGE.includes(only.level)) {
    name = only.name;
    [only, ...others] = inside.get(only.code) ?? [];
  }
  return name;
}

const LARGE: readonly Place["level"][] = ["province", "city", "county"];

/** What a 专题 report is called after: a service, an indicator or a task. */
export function topicName(
  { assessment, services }: Pick<ReportFacts, "assessment" | "services">,
  topic: string | null,
): string | null {
  if (topic === null) return null;
  const all = [...services, ...assessment.indicators, ...assessment.tasks];
  return all.find(({ id }) => id === topic)?.name.zh ?? topic;
}

/** Of services that no document speaks of. */
const NO_THEME: Theme = { id: "no-theme", name: { zh: "便民服务", en: "Services" } };

/**
 * Themes with an indicator or a service, each service with the theme that most speaks of it: a clause that names
 * several services speaks of each by a part.
 */
function themesOf(
  { themes, entryServices, assessment }: ReportFacts,
  indicators: readonly Indicator[],
  reach: readonly ServiceReach[],
): ThemeScope[] {
  const known = new Set(themes.map(({ id }) => id));
  const strays = [...new Set(indicators.map(({ theme }) => theme))].filter((id) => !known.has(id));
  const all = [...themes, ...strays.map((id) => ({ id, name: { zh: id, en: id } })), NO_THEME];
  const home = new Map(reach.map(({ service }) => [service, homeOf(service)]));
  return all
    .map((theme) => ({
      theme,
      indicators: indicators.filter((indicator) => indicator.theme === theme.id),
      reach: reach.filter(({ service }) => home.get(service) === theme.id),
    }))
    .filter((one) => one.indicators.length > 0 || one.reach.length > 0);

  function homeOf(service: Service): string | undefined {
    const weight = (theme: string) =>
      [...assessment.indicators, ...assessment.tasks]
        .filter((entry) => entry.theme === theme)
        .map(({ id }) => entryServices[id] ?? [])
        .reduce((sum, named) => (named.includes(service) ? sum + 1 / named.length : sum), 0);
    const [first] = all.toSorted((a, b) => weight(b.id) - weight(a.id));
    return first === undefined || weight(first.id) === 0 ? NO_THEME.id : first.id;
  }
}
