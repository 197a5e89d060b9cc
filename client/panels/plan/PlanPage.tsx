import { useCallback, useEffect, useMemo, useState } from "react";
import type { ScenarioState } from "#contract/scenario.ts";
import { stateOf, TODAY } from "#contract/scenario-steps.ts";
import type { Study } from "#contract/study.ts";
import { useScenario } from "../../api/scenarios.ts";
import type { MapTool, SiteMark } from "../../map/picture.ts";
import type { Naming } from "../../plan/scenario/labels.ts";
import { neighbourGap } from "../../plan/view.ts";
import { Busy } from "../Busy.tsx";
import { useChooseGap } from "../choose-gap.ts";
import { FoldStrip } from "../FoldStrip.tsx";
import { MapPart } from "../MapPart.tsx";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useSpeech, useView } from "../session.tsx";
import { useLiveDrag } from "./live-drag.ts";
import { usePlanEvents } from "./plan-events.ts";
import { usePlanGround } from "./plan-ground.ts";
import type { Route } from "./PlanCards.tsx";
import { usePlanHistory } from "./plan-history.ts";
import { usePlanKeys } from "./plan-keys.ts";
import { PlanLeft } from "./PlanLeft.tsx";
import { PlanLegend } from "./PlanLegend.tsx";
import { PlanMap } from "./PlanMap.tsx";
import { PlanRight } from "./PlanRight.tsx";
import { PlanToolbar } from "./PlanToolbar.tsx";
import { useSides } from "./sides.ts";
import { ThingsList } from "./ThingsList.tsx";
import { UnitTable } from "./UnitTable.tsx";
import { usePlanWords } from "./words.ts";
import { useWorking } from "./working.ts";
import "./plan.css";

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
  const { view } = useSession();
  const planView = useView((it) => it.plan);
  const folds = useFolds();

  const ground = usePlanGround(study);
  const { offered, question, facilities, gapList } = ground;
  const working = useWorking(study.study);
  const { draft } = working;
  const against = useScenario(study.study, planView.against);
  const againstState = useMemo(() => against.data && stateOf(against.data), [against.data]);
  const state = working.state ?? TODAY;
  const isOpen = draft !== undefined && working.state !== undefined;
  const { sides, isCurrent, error, retry } = useSides({
    study: study.id,
    state: isOpen ? working.state : undefined,
    against: isOpen && planView.against !== undefined ? againstState : undefined,
    question,
    today: ground.today,
    todayOf: ground.surface?.question,
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

  const [tool, setTool] = useState<MapTool>("look");
  const [marks, setMarks] = useState(NO_MARKS);
  const [route, setRoute] = useState<Route>();
  const [swipe, setSwipe] = useState(0.5);
  const selectionKind = useView((it) => it.selection.kind);
  const shownRoute = selectionKind === "point" ? route : undefined;

  const naming = useMemo((): Naming => {
    const known = new Map(facilities?.map((one) => [one.id, one]));
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
  }, [language, words, text, facilities]);

  const chooseGap = useChooseGap();
  const onEvent = usePlanEvents({
    study,
    working,
    service: question.service,
    facilities,
    cells: ground.cells,
    gaps: ground.gaps?.gaps,
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

  const isEvaluating = isOpen && !isCurrent && !error;
  return (
    <div
      className="plan"
      data-left={folds.left}
      data-right={folds.right}
      data-loading={!ground.broken && (!ground.isCurrent || isEvaluating)}
      data-testid="plan-page"
    >
      <aside className="left plan-left" aria-label={text.scenarios.title}>
        {folds.left && (
          <PlanLeft
            study={study}
            ground={ground}
            working={working}
            sides={shownSides}
            against={planView.against === undefined ? undefined : againstState}
            naming={naming}
            drag={drag}
          />
        )}
        <FoldStrip side="left" open={folds.left} onToggle={folds.toggle} />
      </aside>
      <PlanToolbar services={offered} service={question.service} tool={tool} onTool={setTool} />
      <div className="map-area plan-map-area" data-tool={tool}>
        {ground.broken ? (
          <ProblemBand title={words.problem.surface} error={ground.broken} onRetry={ground.retry} />
        ) : (
          <>
            <MapPart>
              <PlanMap
                study={study}
                question={ground.surface?.question}
                ground={ground.ground}
                facilities={facilities}
                units={ground.units}
                gaps={ground.gaps}
                state={state}
                sides={shownSides}
                marks={marks}
                route={shownRoute}
                tool={tool}
                drag={drag}
                swipe={swipe}
                onEvent={onEvent}
              />
            </MapPart>
            {planView.comparison === "units" && shownSides && (
              <UnitTable study={study} sides={shownSides} />
            )}
          </>
        )}
        <Busy
          asked={ground.walking}
          running={!ground.isCurrent && !ground.broken}
          onBack={undefined}
        />
        <div className="progress-line" data-on={isEvaluating} />
      </div>
      <div className="legend-row">
        {tool !== "look" && (
          <p className={HINTED.has(tool) ? "tool-hint" : "visually-hidden"} role="status">
            {text.tool.held[tool]}
          </p>
        )}
        {!HINTED.has(tool) && (
          <PlanLegend
            service={question.service}
            direction={question.direction}
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
          <PlanRight
            study={study}
            ground={ground}
            working={working}
            state={state}
            sides={shownSides}
            isCurrent={isCurrent}
            error={isOpen ? error : null}
            onRetry={retry}
            marks={marks}
            drag={drag}
            onTool={setTool}
            onRoute={setRoute}
            onMarks={setMarks}
          />
        )}
        <FoldStrip side="right" open={folds.right} onToggle={folds.toggle} />
      </aside>
      <ThingsList state={state} gaps={gapList} onGap={chooseGap} />
    </div>
  );
}

/** Whether a walk can become longer than it is today: only where something is closed, moved or no longer offered. */
function canGrowLonger({ facilities, streets }: ScenarioState): boolean {
  return (
    Object.keys(facilities).length > 0 ||
    Object.values(streets).some(({ kind }) => kind === "closed")
  );
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
