import type { StudyLayers } from "#contract/layers.ts";
import type { StudySummary } from "#contract/study.ts";
import { isPractice } from "../../plan/studies.ts";
import { studySteps } from "../../plan/study-steps.ts";
import { TickIcon } from "../../ui/icons.tsx";
import { useSpeech } from "../session.tsx";
import { Computing } from "./Computing.tsx";
import { DropZone } from "./DropZone.tsx";
import { ImportQueue } from "./ImportQueue.tsx";
import { usePracticeStudy } from "./practice.ts";
import type { Uploads } from "./uploads.tsx";

/** A study without a result: the five steps to one, the first that is missing marked, and where files go. */
export function EmptyStudy(props: {
  readonly layers: StudyLayers;
  readonly studies: readonly StudySummary[];
  readonly uploads: Uploads;
}) {
  const { words } = useSpeech();
  const { layers, studies } = props;
  const text = words.data.empty;
  const home = studies.find((one) => one.id === layers.id);
  const practice = usePracticeStudy(studies, home);
  return (
    <div className="data-scroll">
      <section
        className="sheet empty-study"
        data-testid="empty-study"
        aria-labelledby="empty-title"
      >
        <h1 id="empty-title">{text.title}</h1>
        <p className="quiet">{text.lead}</p>
        <ol className="study-steps">
          {studySteps(layers).map(({ step, state }, i) => (
            <li
              key={step}
              data-state={state}
              aria-current={state === "active" ? "step" : undefined}
            >
              <span className="step-mark">{state === "done" ? <TickIcon /> : i + 1}</span>
              <b>{text.steps[step]}</b>
              <span className="quiet">{text.stepNotes[step]}</span>
              <span className="step-state">{text[state]}</span>
            </li>
          ))}
        </ol>
        <Computing layers={layers} />
        <ImportQueue study={layers.id} />
        <DropZone uploads={props.uploads} />
        {!(home && isPractice(home)) && (
          <p className="empty-example">
            {text.example}
            <button
              type="button"
              className="button"
              disabled={practice.busy}
              onClick={() => practice.open()}
            >
              {words.data.practice.open}
            </button>
          </p>
        )}
      </section>
    </div>
  );
}
