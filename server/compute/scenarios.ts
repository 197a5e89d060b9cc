import { TODAY } from "#contract/scenario-steps.ts";
import type {
  EvaluateRequest,
  Evaluation,
  Live,
  LiveRequest,
  ScenarioQuestion,
  ScenarioState,
} from "#contract/scenario.ts";
import type { Facility } from "#core/catchment/facility.ts";
import type { Ground, Survey } from "#core/coverage/survey.ts";
import { wholeTenths, type Measure } from "#core/network/graph.ts";
import { ownValue } from "#core/own-value.ts";
import { curveOf, linkChanges } from "#core/scenario/compare.ts";
import { withDragged, withoutDragged, type Dragged } from "#core/scenario/drag.ts";
import { costChanges, joining, standing, type SurveyStanding } from "#core/scenario/live.ts";
import { changedFacility, plannedFacility, sceneOf, type Scene } from "#core/scenario/scene.ts";
import { NO_ROW } from "#core/scenario/site-rows.ts";
import { WALKERS, type Direction, type Service } from "#core/vocabulary.ts";
import type { StudyRecord } from "../store/study-record.ts";
import { indicatorChanges } from "./indicator-changes.ts";
import type { ScenarioIndicators } from "./scenario-indicators.ts";
import { joinView, siteAnswers, talliesView, unitsChanged } from "./scenario-views.ts";
import type { OpenScene, Scenes } from "./scenes.ts";
import { unknownFacilities, unknownSite } from "./unfit-scenario.ts";

/** Answers to scenarios of a study: as a whole, and while something of one is dragged. */
export interface Scenarios {
  /** The study as a state has it, open. Throws `UnfitScenario` for what the study does not have, as the others do. */
  readonly sceneOf: (record: StudyRecord, state: ScenarioState) => Promise<OpenScene>;
  readonly evaluate: (record: StudyRecord, request: EvaluateRequest) => Promise<Evaluation>;
  readonly live: (record: StudyRecord, request: LiveRequest) => Promise<Live>;
}

/** As many services and limits are remembered of a scene: a slider's worth. */
const KEPT_STANDINGS = 24;

export function scenariosOf(tools: {
  readonly scenes: Scenes;
  readonly indicators: ScenarioIndicators;
}): Scenarios {
  const { scenes, indicators } = tools;
  const remembered = new WeakMap<Survey, Map<string, SurveyStanding>>();

  return {
    sceneOf: scenes.open,

    async evaluate(record, { state, against, question }) {
      const start = performance.now();
      const asked = askedBy(question);
      const today = await seen(record, TODAY, asked);
      const before = against === null ? today : await seen(record, against, asked);
      const after = await seen(record, state, asked);
      const touched = await indicators.of(record, asked.service, false);
      const { lost, gained } = linkChanges(today.stands.survey, after.stands.survey);
      const rowAt = await after.rows(asked.measure, asked.direction);
      return {
        before: talliesView(before.stands.coverage),
        after: talliesView(after.stands.coverage),
        changed: costChanges(before.stands.surface.cost, after.stands.surface.cost),
        unlinked: lost,
        linked: gained,
        curve: { before: curveOf(before.stands), after: curveOf(after.stands) },
        sites: siteAnswers(after.scene, state, after.stands, asked.service, rowAt),
        failed: [...after.scene.failed],
        indicators: indicatorChanges(
          against === null ? touched.today : await touched.inScene(before),
          await touched.inScene(after),
        ),
        milliseconds: performance.now() - start,
      };
    },

    async live(record, { state, of, id, at, question, seq }) {
      const start = performance.now();
      const asked = askedBy(question);
      const today = await seen(record, TODAY, asked);
      const { was, serves } = draggedIn(state, { of, id }, today.scene.today);
      const rest = await seen(record, withoutDragged(state, { of, id }), asked);
      const rowAt = await rest.rows(asked.measure, asked.direction);
      const row = rowAt(...at);
      const offers = was.services.includes(asked.service);
      const there = joining(rest.stands, offers ? row : NO_ROW);
      const before = joining(rest.stands, offers ? rowAt(was.lng, was.lat) : NO_ROW);
      const touched = await indicators.of(record, asked.service, true);
      const scene = sceneOf(today.scene.today, withDragged(state, { of, id }, at), {
        ...rest.scene.ground,
        failed: rest.scene.failed,
      });
      const { cost, coverage } = serves ? there : joining(rest.stands, NO_ROW);
      return {
        seq,
        ...joinView(row, rest.scene.ground.network),
        own: there.alone,
        ownBefore: before.alone,
        before: talliesOf(today.stands),
        after: talliesOf({ coverage }),
        units: unitsChanged(today.stands.coverage, coverage),
        changed: costChanges(today.stands.surface.cost, cost),
        indicators: indicatorChanges(
          touched.today,
          await (serves
            ? touched.dragged(rest, scene, rowOf(scene, { of, id }))
            : touched.inScene(rest)),
        ),
        milliseconds: performance.now() - start,
      };
    },
  };

  /** A state with the eyes of a walker, for one service and limit. */
  async function seen(
    record: StudyRecord,
    state: ScenarioState,
    { measure, direction, service, limit }: Asked,
  ): Promise<OpenScene & { readonly stands: SurveyStanding }> {
    const open = await scenes.open(record, state, { measure, direction });
    const { survey } = await open.answers(measure, direction);
    let known = remembered.get(survey);
    if (known === undefined) remembered.set(survey, (known = new Map<string, SurveyStanding>()));
    const key = `${service} ${limit}`;
    let stands = known.get(key);
    if (stands === undefined) {
      if (known.size >= KEPT_STANDINGS) known.clear();
      known.set(key, (stands = standing(survey, service, limit)));
    }
    return { ...open, stands };
  }
}

interface Asked {
  readonly measure: Measure;
  readonly direction: Direction;
  readonly service: Service;
  /** Thousandths, inclusive. */
  readonly limit: number;
}

function askedBy({ service, profile, direction, limitMinutes }: ScenarioQuestion): Asked {
  return {
    measure: { kind: "time", ...WALKERS[profile] },
    direction,
    service,
    limit: wholeTenths("time", limitMinutes),
  };
}

/** What is dragged as it stands in the state; a candidate and a closed facility serve nobody, wherever they are. */
function draggedIn(
  state: ScenarioState,
  { of, id }: Dragged,
  { facilities }: Ground,
): { readonly was: Facility; readonly serves: boolean } {
  if (of === "site") {
    const site = ownValue(state.sites, id);
    if (site === undefined) throw unknownSite(id);
    return { was: plannedFacility(id, site), serves: !site.candidate };
  }
  const facility = facilities.find((one) => one.id === id);
  if (facility === undefined) throw unknownFacilities([id]);
  const change = ownValue(state.facilities, id);
  if (change === undefined) return { was: facility, serves: true };
  return { was: changedFacility(facility, { ...change, closed: false }), serves: !change.closed };
}

function rowOf({ ground, today, sites }: Scene, { of, id }: Dragged): number {
  return of === "site"
    ? today.facilities.length + sites.indexOf(id)
    : ground.facilities.findIndex((one) => one.id === id);
}

function talliesOf({
  coverage: { all, groups },
}: Pick<SurveyStanding, "coverage">): Live["before"] {
  return { all, groups: Object.fromEntries(groups) };
}
