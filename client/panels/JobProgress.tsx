import type { Job, Progress } from "#contract/jobs.ts";
import { useCancelJob } from "../api/queries.ts";
import type { ProblemError } from "../api/request.ts";
import { count } from "../text/numbers.ts";
import type { Words } from "../text/zh.ts";
import { ErrorBand } from "../ui/ErrorBand.tsx";
import { ProblemBand } from "./ProblemBand.tsx";
import { useSpeech } from "./session.tsx";

/** The stages of making a study, each with its counts; cancelling, and what became of it. */
export function JobProgress(props: {
  readonly id: string;
  readonly job: Job | undefined;
  readonly error: ProblemError | null;
  readonly onAgain: () => void;
}) {
  const { words } = useSpeech();
  const { job, error } = props;
  const cancel = useCancelJob();
  const again = { label: words.data.job.again, run: props.onAgain };
  return (
    <section className="sheet job" data-testid="job" data-state={job?.state} aria-live="polite">
      <h2>{title(job, words)}</h2>
      {error && error.status === 404 && (
        <ErrorBand message={words.data.job.gone} action={again} words={words.act} />
      )}
      {error && error.status !== 404 && <ProblemBand error={error} onRetry={props.onAgain} />}
      {job && (
        <ol className="stages">
          {job.progress.map((stage, i) => (
            <Stage
              key={stage.stage}
              stage={stage}
              now={job.state === "running" && i === job.progress.length - 1}
            />
          ))}
        </ol>
      )}
      {job?.state === "running" && (
        <>
          <div className="progress-line" data-on="true" />
          <button
            type="button"
            className="button"
            disabled={cancel.isPending}
            onClick={() => cancel.mutate(props.id)}
          >
            {words.data.job.cancel}
          </button>
        </>
      )}
      {cancel.error && <ProblemBand error={cancel.error} />}
      {job?.state === "failed" && (
        <ErrorBand
          title={words.problem.job}
          message={job.error ?? words.data.job.failed}
          action={again}
          words={words.act}
        />
      )}
      {job?.state === "cancelled" && (
        <>
          <p>{words.data.job.cancelled}</p>
          <button type="button" className="button" onClick={props.onAgain}>
            {words.data.job.again}
          </button>
        </>
      )}
    </section>
  );
}

function Stage({ stage, now }: { stage: Progress; now: boolean }) {
  const { words } = useSpeech();
  const { done, total } = stage;
  const complete = !now;
  return (
    <li data-now={now}>
      <span className="stage-mark" aria-hidden="true">
        {complete ? "✓" : "…"}
      </span>
      <span>{words.stage[stage.stage]}</span>
      <span className="quiet">
        {total > 0 ? words.data.job.of(count(done), count(total)) : done > 0 && count(done)}
      </span>
      {total > 0 && <progress value={done} max={total} aria-label={words.stage[stage.stage]} />}
    </li>
  );
}

function title(job: Job | undefined, words: Words): string {
  switch (job?.state) {
    case "done":
      return words.data.job.done;
    case "failed":
      return words.data.job.failed;
    case "cancelled":
    case "running":
    case undefined:
      return words.data.job.title;
  }
}
