import { lazy, Suspense } from "react";
import type { Job } from "#contract/jobs.ts";
import type { SitingRequest } from "#contract/siting.ts";
import { useCancelJob } from "../../../api/queries.ts";
import type { ProblemError } from "../../../api/request.ts";
import { useElapsedSeconds } from "../../../ui/timing.ts";
import { Stages } from "../../JobProgress.tsx";
import { ErrorBand } from "../../../ui/ErrorBand.tsx";
import { ProblemBand } from "../../ProblemBand.tsx";
import { useSpeech } from "../../session.tsx";
import { useSitingWords } from "./words.ts";

const SearchChart = lazy(async () => {
  const { SearchChart: chart } = await import("./SearchChart.tsx");
  return { default: chart };
});

/** A search under way: its stages, the best plan and the bound so far, and stopping it; or why it ended without a plan. */
export function Searching(props: {
  readonly job: string;
  readonly asked: SitingRequest;
  readonly answer: Job | undefined;
  readonly error: ProblemError | null;
  readonly onAgain: () => void;
}) {
  const { language, words } = useSpeech();
  const text = useSitingWords();
  const { answer, asked } = props;
  const cancel = useCancelJob();
  const seconds = useElapsedSeconds();
  const running = (answer?.state ?? "running") === "running";
  const trace = answer?.trace ?? [];
  const sense = isMost(asked) ? "most" : "least";
  return (
    <section className="siting-search" data-testid="siting-search" data-state={answer?.state}>
      <h3 className="siting-head">
        {running ? text.running : text.title}
        <span className="quiet">{running && text.used(String(seconds))}</span>
      </h3>
      {props.error && <ProblemBand error={props.error} onRetry={props.onAgain} />}
      {answer && running && <Stages progress={answer.progress} running />}
      {running && <div className="progress-line" data-on="true" />}
      {trace.length > 0 && (
        <Suspense fallback={null}>
          <SearchChart trace={trace} end={trace.at(-1)?.seconds ?? 0} sense={sense} />
        </Suspense>
      )}
      {running && (
        <>
          <button
            type="button"
            className="button"
            disabled={cancel.isPending}
            title={text.stopHint}
            data-testid="stop-siting"
            onClick={() => cancel.mutate(props.job)}
          >
            {text.stop}
          </button>
          <p className="field-hint">{text.stopHint}</p>
        </>
      )}
      {cancel.error && <ProblemBand error={cancel.error} />}
      {answer?.state === "failed" && (
        <ErrorBand
          message={answer.error?.[language] ?? words.problem.job}
          action={{ label: text.again, run: props.onAgain }}
          words={words.act}
        />
      )}
      {answer?.state === "cancelled" && <p className="quiet">{text.stopped}</p>}
    </section>
  );
}

function isMost({ objective, count, budget }: SitingRequest): boolean {
  return objective === "mclp" || (objective === "cflp" && (count !== null || budget !== null));
}
