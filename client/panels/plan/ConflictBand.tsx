import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Scenario, Step } from "#contract/scenario.ts";
import { fetchScenario, noteScenario } from "../../api/scenarios.ts";
import { openDraft, stepsApart, tryAgain, type Draft } from "../../plan/scenario/draft.ts";
import { stepLabel, type Naming } from "../../plan/scenario/labels.ts";
import { count } from "../../text/numbers.ts";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession } from "../session.tsx";
import { draftKey } from "./keep-drafts.ts";
import type { Working } from "./working.ts";
import { usePlanWords } from "./words.ts";

/** What stands between a draft and the server: somebody else's change, or a sending that did not arrive. */
export function ConflictBand(props: {
  readonly study: string;
  readonly draft: Draft;
  readonly working: Working;
  readonly naming: Naming;
}) {
  const text = usePlanWords().saving;
  const { draft, working } = props;
  if (draft.trouble === "failed") {
    return (
      <div className="save-band" role="alert" data-testid="save-failed">
        <p>
          <b>{text.failed}</b> {text.keep}
        </p>
        {working.saveError && <ProblemBand error={working.saveError} />}
        <p className="save-tools">
          <button type="button" className="button" onClick={() => working.change(tryAgain)}>
            {text.again}
          </button>
          {working.saveError?.code === "no-such-scenario" && (
            <button type="button" className="button primary" onClick={() => working.copy(draft)}>
              {text.asCopy}
            </button>
          )}
        </p>
      </div>
    );
  }
  return draft.trouble === "conflict" ? <Conflict {...props} /> : null;
}

function Conflict(props: {
  readonly study: string;
  readonly draft: Draft;
  readonly working: Working;
  readonly naming: Naming;
}) {
  const text = usePlanWords().saving;
  const client = useQueryClient();
  const { drafts } = useSession();
  const { study, draft, working, naming } = props;
  const [theirs, setTheirs] = useState<Scenario>();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    let open = true;
    fetchScenario(study, draft.number).then(
      (scenario) => open && setTheirs(scenario),
      () => undefined,
    );
    return () => {
      open = false;
    };
  }, [study, draft.number]);
  const apart = theirs && stepsApart(draft.content, theirs);
  const takeTheirs = () => {
    if (theirs === undefined) return;
    drafts.set((all) => new Map(all).set(draftKey(study, theirs.number), openDraft(theirs)));
    void noteScenario(client, study, theirs);
  };
  // The copy has all of this draft, so the other's version takes its place under the old name.
  const saveCopy = () => working.copy(draft, takeTheirs);
  const lost = apart?.mine.map((step) => stepLabel(step, naming)) ?? [];
  return (
    <div className="save-band" role="alert" data-testid="conflict">
      <p>{theirs ? text.conflictAt(whenSaid(theirs.changed)) : text.conflict}</p>
      <p className="save-tools">
        <button
          type="button"
          className="button"
          aria-expanded={shown}
          disabled={apart === undefined}
          onClick={() => setShown(!shown)}
        >
          {text.differences}
        </button>
        <button
          type="button"
          className="button primary"
          data-testid="save-copy"
          disabled={theirs === undefined || working.make.isPending}
          onClick={saveCopy}
        >
          {text.asCopy}
        </button>
        <button
          type="button"
          className="button"
          data-testid="take-theirs"
          disabled={theirs === undefined}
          onClick={takeTheirs}
        >
          {text.takeTheirs}
        </button>
      </p>
      {apart && (
        <p className="quiet" data-testid="lost-steps">
          {lost.length === 0
            ? text.losesNone
            : text.loses(count(lost.length), naming.words.list(lost))}
        </p>
      )}
      {shown && apart && (
        <>
          {apart.mine.length + apart.theirs.length === 0 && <p>{text.noSteps}</p>}
          <Steps title={text.mine(count(apart.mine.length))} steps={apart.mine} naming={naming} />
          <Steps
            title={text.theirs(count(apart.theirs.length))}
            steps={apart.theirs}
            naming={naming}
          />
        </>
      )}
    </div>
  );

  function whenSaid(changed: string): string {
    const at = new Date(changed);
    const minutes = Math.floor((Date.now() - at.getTime()) / 60_000);
    if (Number.isNaN(minutes)) return text.justNow;
    if (minutes < 1) return text.justNow;
    if (minutes < 60) return text.minutesAgo(count(minutes));
    return text.at(at.toLocaleString("sv").slice(0, 16));
  }
}

function Steps(props: {
  readonly title: string;
  readonly steps: readonly Step[];
  readonly naming: Naming;
}) {
  if (props.steps.length === 0) return null;
  return (
    <>
      <h3>{props.title}</h3>
      <ol>
        {props.steps.map((step) => (
          <li key={`${step.at} ${stepLabel(step, props.naming)}`}>
            {stepLabel(step, props.naming)}
          </li>
        ))}
      </ol>
    </>
  );
}
