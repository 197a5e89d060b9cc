import { useCallback, useEffect, useMemo, useState } from "react";
import type { GapView } from "#contract/coverage.ts";
import type { ScenarioQuestion, ScenarioState } from "#contract/scenario.ts";
import { stateOf, TODAY } from "#contract/scenario-steps.ts";
import type { Study } from "#contract/study.ts";
import { useCompliance } from "../../api/policy.ts";
import {
  answers,
  useCells,
  useFacilities,
  useGaps,
  useSurface,
  useUnits,
} from "../../api/queries.ts";
import { useScenario } from "../../api/scenarios.ts";
import type { MapTool, SiteMark } from "../../map/picture.ts";
import { boundsOf } from "../../plan/bounds.ts";
import { sameQuestion } from "../../plan/question.ts";
import { todayCosts } from "../../plan/scenario/costs.ts";
import type { Naming } from "../../plan/scenario/labels.ts";
import { coverageWithin } from "../../plan/tally.ts";
import { neighbourGap, openScenario, select, setPlan, type View } from "../../plan/view.ts";
import { useSettledPart } from "../../ui/timing.ts";
import { ErrorBand } from "../../ui/ErrorBand.tsx";
import { ErrorBoundary } from "../../ui/ErrorBoundary.tsx";
import { Busy } from "../Busy.tsx";
import { FoldStrip } from "../FoldStrip.tsx";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useSpeech, useView } from "../session.tsx";
import { groundOf, servicesOf } from "../shown.ts";
import { ChangeList } from "./ChangeList.tsx";
import { ComparePart } from "./ComparePart.tsx";
import { ConflictBand } from "./ConflictBand.tsx";
import { useLiveDrag } from "./live-drag.ts";
import { LivePanel } from "./LivePanel.tsx";
import { usePlanEvents } from "./plan-events.ts";
import { PlanCards, type Route } from "./PlanCards.tsx";
import { usePlanHistory } from "./plan-history.ts";
import { usePlanKeys } from "./plan-keys.ts";
import { PlanLegend } from "./PlanLegend.tsx";
import { PlanMap } from "./PlanMap.tsx";
import { PlanToolbar } from "./PlanToolbar.tsx";
import { ReachCurve } from "./ReachCurve.tsx";
import { ScenarioList } from "./ScenarioList.tsx";
import { useSides } from "./sides.ts";
import { SitingPart } from "./siting/SitingPart.tsx";
import { ThingsList } from "./ThingsList.tsx";
import { UnitTable } from "./UnitTable.tsx";
import { usePlanWords } from "./words.ts";
import { useWorking } from "./working.ts";
import "./plan.css";

const PAUSE_MS = 250;
const NO_MARKS: readonly SiteMark[] = [];

/** Tools whose gesture is said in place of the legend; to drag and to click need no words for those who see. */
const HINTED: ReadonlySet<MapTool> = new Set([
  "site",
  "street",
  "bridge",
  "gate",
  "close-street",
  "search",
  "exclusion",
]);

/** 缺口与选址: scenarios drawn on the map with their effect at once, and new sites with a proven bound. */
export function PlanPage(props: {
  readonly study: Study;
  readonly letters: boolean;
  readonly onHelp: () => void;
}) {
  const { study } = props;
  const { language, words } = useSpeech();
  const text = usePlanWords();
  const { view, flight } = useSession();
  const planView = useView((it) => it.plan);
  const folds = useFolds();

  const offered = useMemo(() => servicesOf(study), [study]);
  const wanted = useView((it) => it.service);
  const profile = useView((it) => it.profile);
  const direction = useView((it) => it.direction);
  const service = offered.includes(wanted) ? wanted : (offered[0] ?? wanted);
  const walking = useMemo(
    () => ({ study: study.id, service, profile, direction }),
    [study.id, service, profile, direction],
  );
  const limitMinutes = useSettledPart(view, limitOf, PAUSE_MS);
  const question = useMemo(
    (): ScenarioQuestion => ({ service, profile, direction, limitMinutes }),
    [service, profile, direction, limitMinutes],
  );

  const cells = useCells(study);
  const facilities = useFacilities(study.id);
  const units = useUnits(study.id);
  const surface = useSurface(offered.length > 0 ? walking : undefined);
  const gaps = useGaps(
    useMemo(
      () => (offered.length > 0 ? { ...walking, limitMinutes } : undefined),
      [walking, limitMinutes, offered],
    ),
  );
  const ground = groundOf(cells.data, surface.data);
  const today = useMemo(() => ground && todayCosts(ground.cells, ground.surface), [ground]);
  const todayShare = useMemo(
    () => ground && coverageWithin(ground, limitMinutes).all.share,
    [ground, limitMinutes],
  );

  const working = useWorking(study.study);
  const { draft, number } = working;
  const against = useScenario(study.study, planView.against);
  const againstState = useMemo(() => against.data && stateOf(against.data), [against.data]);
  const state = working.state ?? TODAY;
  const isOpen = draft !== undefined && working.state !== undefined;
  const { sides, isCurrent, error, retry } = useSides({
    study: study.id,
    state: isOpen ? working.state : undefined,
    against: isOpen && planView.against !== undefined ? againstState : undefined,
    question,
    today,
    todayOf: surface.data?.question,
    names: {
      today: text.scenarios.today,
      before: against.data?.name ?? text.scenarios.today,
      after: draft?.content.name ?? "",
    },
  });
  const shownSides = isOpen ? sides : undefined;
  const drag = useLiveDrag(study.id, working.state, question);
  const failed = error !== null || working.make.isError;
  useEffect(() => {
    // Once the figures of the step are there, or cannot be had, those of the drag that made it are let go.
    if ((isCurrent || failed) && drag.store.get()?.held === false) drag.clear();
  }, [isCurrent, failed, sides, drag]);

  const assessed = useCompliance(study.study, undefined, planView.indicator !== undefined);
  const indicator = assessed.data?.indicators.find(({ id }) => id === planView.indicator);

  const [tool, setTool] = useState<MapTool>("look");
  const [marks, setMarks] = useState(NO_MARKS);
  const [route, setRoute] = useState<Route>();
  const [swipe, setSwipe] = useState(0.5);
  const selectionKind = useView((it) => it.selection.kind);
  const shownRoute = selectionKind === "point" ? route : undefined;

  const naming = useMemo((): Naming => {
    const known = new Map(facilities.data?.map((one) => [one.id, one]));
    return {
      language,
      words,
      plan: text,
      facility: (id) => known.get(id)?.name,
      placeOf: (id) => {
        const one = known.get(id);
        return one && [one.lng, one.lat];
      },
    };
  }, [language, words, text, facilities.data]);

  const chooseGap = useCallback(
    (gap: GapView) => {
      view.set((it) => select(it, { kind: "gap", rank: gap.rank }));
      const bounds = boundsOf(gap.geometry.coordinates);
      if (bounds) flight.set(() => ({ bounds }));
    },
    [view, flight],
  );
  const gapList =
    gaps.data && answers(gaps.data, { ...walking, limitMinutes }) ? gaps.data.gaps : [];
  const onEvent = usePlanEvents({
    study,
    working,
    service,
    facilities: facilities.data,
    cells: cells.data,
    gaps: gaps.data?.gaps,
    drag,
    tool,
    onTool: setTool,
    onGap: chooseGap,
    onSwipe: setSwipe,
  });
  usePlanKeys({
    letters: props.letters,
    services: offered,
    working,
    tool,
    onTool: setTool,
    onHelp: props.onHelp,
    onFold: folds.toggle,
    onGap: (step) => {
      const rank = neighbourGap(view.get(), gapList.length, step);
      const gap = gapList.find((one) => one.rank === rank);
      if (gap) chooseGap(gap);
    },
  });
  usePlanHistory(working, naming);

  const broken = surface.error ?? cells.error ?? facilities.error;
  const isCurrentSurface =
    surface.data !== undefined && sameQuestion(surface.data.question, walking);
  const missing = working.one.error?.status === 404;
  const instead = insteadOfLive();
  return (
    <div
      className="plan"
      data-left={folds.left}
      data-right={folds.right}
      data-loading={!broken && (!isCurrentSurface || (isOpen && !isCurrent && !error))}
      data-testid="plan-page"
    >
      <aside className="left plan-left" aria-label={text.scenarios.title}>
        {folds.left && (
          <>
            <ScenarioList
              study={study.study}
              result={study.id}
              working={working}
              question={offered.length > 0 ? question : undefined}
              today={todayShare}
              sides={shownSides}
            />
            {missing && (
              <div className="save-band" role="alert">
                <p>{text.scenarios.gone(String(number))}</p>
                <button
                  type="button"
                  className="button"
                  onClick={() => view.set((it) => openScenario(it, 0))}
                >
                  {text.scenarios.toToday}
                </button>
              </div>
            )}
            {working.one.error && !missing && (
              <ProblemBand
                title={text.scenarios.failed}
                error={working.one.error}
                onRetry={() => void working.one.refetch()}
              />
            )}
            {draft && (
              <ConflictBand
                key={draft.number}
                study={study.study}
                draft={draft}
                working={working}
                naming={naming}
              />
            )}
            <ChangeList working={working} naming={naming} drag={drag} />
            {shownSides && <ReachCurve study={study} sides={shownSides} />}
            {draft && (
              <ComparePart
                study={study}
                name={draft.content.name}
                number={draft.number}
                summaries={working.summaries ?? []}
                state={working.state}
                against={planView.against === undefined ? undefined : againstState}
                question={question}
              />
            )}
          </>
        )}
        <FoldStrip side="left" open={folds.left} onToggle={folds.toggle} />
      </aside>
      <PlanToolbar services={offered} service={service} tool={tool} onTool={setTool} />
      <div className="map-area plan-map-area" data-tool={tool}>
        {broken ? (
          <ProblemBand title={words.problem.surface} error={broken} onRetry={retryGround} />
        ) : (
          <>
            <ErrorBoundary
              instead={(problem, again) => (
                <ErrorBand
                  message={words.problem.drawing}
                  remedy={words.problem.drawingRemedy}
                  action={{ label: words.act.retry, run: again }}
                  details={problem.stack ?? problem.message}
                  words={words.act}
                />
              )}
            >
              <PlanMap
                study={study}
                question={surface.data?.question}
                ground={ground}
                facilities={facilities.data}
                units={units.data}
                gaps={gaps.data}
                state={state}
                sides={shownSides}
                marks={marks}
                route={shownRoute}
                tool={tool}
                drag={drag}
                swipe={swipe}
                onEvent={onEvent}
              />
            </ErrorBoundary>
            {planView.comparison === "units" && shownSides && (
              <UnitTable study={study} sides={shownSides} />
            )}
          </>
        )}
        <Busy asked={walking} running={!isCurrentSurface && !broken} onBack={undefined} />
        <div className="progress-line" data-on={isOpen && !isCurrent && !error} />
      </div>
      <div className="legend-row">
        {tool !== "look" && (
          <p className={HINTED.has(tool) ? "tool-hint" : "visually-hidden"} role="status">
            {text.tool.held[tool]}
          </p>
        )}
        {!HINTED.has(tool) && (
          <PlanLegend
            service={service}
            direction={direction}
            compared={shownSides !== undefined}
            longer={canGrowLonger(state) || planView.against !== undefined}
            candidates={Object.values(state.sites).some(({ candidate }) => candidate)}
            proposals={marks.some(({ look }) => look === "proposed")}
            drag={drag}
          />
        )}
      </div>
      <aside className="right plan-right" aria-label={text.live.title}>
        {folds.right && (
          <div className="right-scroll">
            <LivePanel
              study={study}
              service={service}
              state={state}
              sides={shownSides}
              isCurrent={isCurrent}
              error={isOpen ? error : null}
              onRetry={retry}
              instead={instead}
              isUnchanged={draft?.content.inForce === 0}
              drag={drag}
            />
            {facilities.data && (
              <PlanCards
                study={study}
                facilities={facilities.data}
                services={offered}
                question={question}
                state={state}
                sides={shownSides}
                working={working}
                proposals={marks}
                onTool={setTool}
                onRoute={setRoute}
              />
            )}
            {facilities.data && (
              <div className="siting-slot">
                <SitingPart
                  study={study}
                  cells={cells.data}
                  facilities={facilities.data}
                  question={question}
                  state={state}
                  scenario={draft?.content.name}
                  indicator={indicator}
                  plan={planView.plan}
                  onPlan={(plan) => view.set((it) => setPlan(it, { plan }))}
                  accept={working.act}
                  onMarks={setMarks}
                  onShow={(at) => flight.set(() => at)}
                />
              </div>
            )}
          </div>
        )}
        <FoldStrip side="right" open={folds.right} onToggle={folds.toggle} />
      </aside>
      <ThingsList state={state} gaps={gapList} onGap={chooseGap} />
    </div>
  );

  function retryGround() {
    for (const query of [surface, cells, facilities]) if (query.error) void query.refetch();
  }

  function insteadOfLive(): string | undefined {
    if (draft !== undefined && working.state === undefined) return text.live.broken;
    return number === 0 || missing ? text.live.noPlan : undefined;
  }
}

/** Whether a walk can become longer than it is today: only where something is closed, moved or no longer offered. */
function canGrowLonger({ facilities, streets }: ScenarioState): boolean {
  return (
    Object.keys(facilities).length > 0 ||
    Object.values(streets).some(({ kind }) => kind === "closed")
  );
}

function limitOf(view: View): number {
  return view.limitMinutes;
}

/** Which side panels are open; here they stay beside the map at every width. */
function useFolds() {
  const { view } = useSession();
  const left = useView((it) => it.left) !== "folded";
  const right = useView((it) => it.right) !== "folded";
  const toggle = useCallback(
    (side: "left" | "right") =>
      view.set((it) => ({ ...it, [side]: it[side] === "folded" ? "open" : "folded" })),
    [view],
  );
  return { left, right, toggle };
}
