import type { Job, Progress } from "#contract/jobs.ts";
import { useCancelJob } from "../api/queries.ts";
import type { ProblemError } from "../api/request.ts";
import { stageCount } from "../text/progress.ts";
import type { Words } from "../text/zh.ts";
import { ErrorBand } from "../ui/ErrorBand.tsx";
import { ProblemBand } from "./ProblemBand.tsx";
import { useSpeech } from "./session.tsx";

/** The stages of computing a result, each with its counts; cancelling, and what became of it. */
export function JobProgress(props: {
  readonly id: string;
  readonly job: Job | undefined;
  readonly error: ProblemError | null;
  readonly onAgain: () => void;
  /** What is said of a job that does not compute a result. */
  readonly says?: {
    readonly running: string;
    readonly stopped: string;
    readonly cancelled: string;
    readonly again: string;
  };
}) {
  const { language, words } = useSpeech();
  const { job, error, says } = props;
  const text = words.data.computing;
  const cancel = useCancelJob();
  const isRunning = job === undefined || job.state === "running";
  const again = { label: says?.again ?? text.again, run: props.onAgain };
  return (
    <section className="sheet job" data-testid="job" data-state={job?.state} aria-live="polite">
      <h2>{says ? (isRunning ? says.running : says.stopped) : title(job, words)}</h2>
      {error && error.status === 404 && (
        <ErrorBand message={text.gone} action={again} words={words.act} />
      )}
      {error && error.status !== 404 && <ProblemBand error={error} onRetry={props.onAgain} />}
      {job && <Stages progress={job.progress} running={job.state === "running"} />}
      {job?.state === "running" && (
        <>
          <div className="progress-line" data-on="true" />
          <button
            type="button"
            className="button"
            disabled={cancel.isPending}
            onClick={() => cancel.mutate(props.id)}
          >
            {text.cancel}
          </button>
        </>
      )}
      {cancel.error && <ProblemBand error={cancel.error} />}
      {job?.state === "failed" && (
        <ErrorBand
          title={words.problem.job}
          message={job.error?.[language] ?? text.failed}
          action={again}
          words={words.act}
        />
      )}
      {job?.state === "cancelled" && (
        <>
          <p>{says?.cancelled ?? text.cancelled}</p>
          <button type="button" className="button" onClick={props.onAgain}>
            {again.label}
          </button>
        </>
      )}
    </section>
  );
}

/** Stages in the order they were begun; all but the last are done. */
export function Stages(props: {
  readonly progress: readonly Progress[];
  readonly running: boolean;
}) {
  const { progress, running } = props;
  return (
    <ol className="stages">
      {progress.map((stage, i) => (
        <Stage key={stage.stage} stage={stage} now={running && i === progress.length - 1} />
      ))}
    </ol>
  );
}

function Stage({ stage, now }: { stage: Progress; now: boolean }) {
  const { words } = useSpeech();
  const { done, total } = stage;
  return (
    <li data-now={now}>
      <span className="stage-mark" aria-hidden="true">
        {now ? "…" : "✓"}
      </span>
      <span>{words.stage[stage.stage]}</span>
      <span className="quiet">{stageCount(stage, words)}</span>
      {total > 0 && <progress value={done} max={total} aria-label={words.stage[stage.stage]} />}
    </li>
  );
}

function title(job: Job | undefined, words: Words): string {
  const text = words.data.computing;
  return job?.state === "done" ? text.done : job?.state === "failed" ? text.failed : text.title;
}
