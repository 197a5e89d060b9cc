import type { ScenarioState } from "#contract/scenario.ts";
import type { Study } from "#contract/study.ts";
import { useCompliance } from "../../api/policy.ts";
import type { ProblemError } from "../../api/request.ts";
import type { MapTool, SiteMark } from "../../map/picture.ts";
import { setPlan } from "../../plan/view.ts";
import { useSession, useView } from "../session.tsx";
import type { LiveDrag } from "./live-drag.ts";
import { LivePanel } from "./LivePanel.tsx";
import { PlanCards, type Route } from "./PlanCards.tsx";
import type { PlanGround } from "./plan-ground.ts";
import type { Sides } from "./sides.ts";
import { SitingPart } from "./siting/SitingPart.tsx";
import { usePlanWords } from "./words.ts";
import type { Working } from "./working.ts";

/** Right: what the scenario changes, what is selected, and the search for new sites. */
export function PlanRight(props: {
  readonly study: Study;
  readonly ground: PlanGround;
  readonly working: Working;
  readonly state: ScenarioState;
  readonly sides: Sides | undefined;
  readonly isCurrent: boolean;
  /** Why the scenario in view could not be evaluated. */
  readonly error: ProblemError | null;
  readonly onRetry: () => void;
  readonly marks: readonly SiteMark[];
  readonly drag: LiveDrag;
  readonly onTool: (tool: MapTool) => void;
  readonly onRoute: (route: Route | undefined) => void;
  readonly onMarks: (marks: readonly SiteMark[]) => void;
}) {
  const { study, ground, working, state, sides } = props;
  const { facilities, question } = ground;
  const { draft } = working;
  const text = usePlanWords();
  const { view, flight } = useSession();
  const planView = useView((it) => it.plan);
  const assessed = useCompliance(study.study, undefined, planView.indicator !== undefined);
  const indicator = assessed.data?.indicators.find(({ id }) => id === planView.indicator);
  return (
    <div className="right-scroll">
      <LivePanel
        study={study}
        service={question.service}
        state={state}
        sides={sides}
        isCurrent={props.isCurrent}
        error={props.error}
        onRetry={props.onRetry}
        instead={insteadOfLive()}
        isUnchanged={draft?.content.inForce === 0}
        drag={props.drag}
      />
      {facilities && (
        <>
          <PlanCards
            study={study}
            facilities={facilities}
            services={ground.offered}
            question={question}
            state={state}
            sides={sides}
            working={working}
            proposals={props.marks}
            onTool={props.onTool}
            onRoute={props.onRoute}
          />
          <div className="siting-slot">
            <SitingPart
              study={study}
              cells={ground.cells}
              facilities={facilities}
              question={question}
              state={state}
              scenario={draft?.content.name}
              indicator={indicator}
              plan={planView.plan}
              onPlan={(plan) => view.set((it) => setPlan(it, { plan }))}
              accept={working.act}
              onMarks={props.onMarks}
              onShow={(at) => flight.set(() => at)}
            />
          </div>
        </>
      )}
    </div>
  );

  function insteadOfLive(): string | undefined {
    if (draft !== undefined && working.state === undefined) return text.live.broken;
    return working.number === 0 || working.isMissing ? text.live.noPlan : undefined;
  }
}
