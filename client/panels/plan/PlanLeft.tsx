import type { ScenarioState } from "#contract/scenario.ts";
import type { Study } from "#contract/study.ts";
import type { Naming } from "../../plan/scenario/labels.ts";
import { openScenario } from "../../plan/view.ts";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession } from "../session.tsx";
import { ChangeList } from "./ChangeList.tsx";
import { ComparePart } from "./ComparePart.tsx";
import { ConflictBand } from "./ConflictBand.tsx";
import type { LiveDrag } from "./live-drag.ts";
import type { PlanGround } from "./plan-ground.ts";
import { ReachCurve } from "./ReachCurve.tsx";
import { ScenarioList } from "./ScenarioList.tsx";
import type { Sides } from "./sides.ts";
import { usePlanWords } from "./words.ts";
import type { Working } from "./working.ts";

/** Left: the scenarios, the steps of the one in view, and what it is compared with. */
export function PlanLeft(props: {
  readonly study: Study;
  readonly ground: PlanGround;
  readonly working: Working;
  readonly sides: Sides | undefined;
  /** The scenario it is compared with; undefined for today. */
  readonly against: ScenarioState | undefined;
  readonly naming: Naming;
  readonly drag: LiveDrag;
}) {
  const { study, ground, working, sides, naming } = props;
  const { draft } = working;
  return (
    <>
      <ScenarioList
        study={study.study}
        result={study.id}
        working={working}
        question={ground.offered.length > 0 ? ground.question : undefined}
        today={ground.todayShare}
        sides={sides}
      />
      <NotRead working={working} />
      {draft && (
        <ConflictBand
          key={draft.number}
          study={study.study}
          draft={draft}
          working={working}
          naming={naming}
        />
      )}
      <ChangeList working={working} naming={naming} drag={props.drag} />
      {sides && <ReachCurve study={study} sides={sides} />}
      {draft && (
        <ComparePart
          study={study}
          name={draft.content.name}
          number={draft.number}
          summaries={working.summaries ?? []}
          state={working.state}
          against={props.against}
          question={ground.question}
        />
      )}
    </>
  );
}

/** Why the scenario that the address names is not there. */
function NotRead({ working }: { readonly working: Working }) {
  const text = usePlanWords();
  const { view } = useSession();
  if (working.isMissing) {
    return (
      <div className="save-band" role="alert">
        <p>{text.scenarios.gone(String(working.number))}</p>
        <button
          type="button"
          className="button"
          onClick={() => view.set((it) => openScenario(it, 0))}
        >
          {text.scenarios.toToday}
        </button>
      </div>
    );
  }
  if (!working.one.error) return null;
  return (
    <ProblemBand
      title={text.scenarios.failed}
      error={working.one.error}
      onRetry={() => void working.one.refetch()}
    />
  );
}
