import { useEffect, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import type { Study, StudySummary } from "#contract/study.ts";
import { STUDIES } from "../api/paths.ts";
import { useFacilities, useJob } from "../api/queries.ts";
import type { ProblemError } from "../api/request.ts";
import { openStudy } from "../plan/view.ts";
import { JobProgress } from "./JobProgress.tsx";
import { ProblemBand } from "./ProblemBand.tsx";
import { useSession, useSpeech, useView } from "./session.tsx";
import { StudyForm } from "./StudyForm.tsx";
import { StudyReport } from "./StudyReport.tsx";

/** 数据: the studies there are, what each was made from, and making a new one from files. */
export function DataPage(props: {
  readonly studies: readonly StudySummary[];
  readonly study: Study | undefined;
  /** Id of the study in view. */
  readonly chosen: string | undefined;
  readonly error: ProblemError | null;
}) {
  const { words } = useSpeech();
  const { view } = useSession();
  const { studies, study } = props;
  const job = useView((it) => it.job);
  const [making, setMaking] = useState(job !== undefined || studies.length === 0);
  const facilities = useFacilities(study?.id);
  const summary = studies.find((one) => one.id === props.chosen);
  return (
    <div className="data-page">
      <aside className="study-list" aria-label={words.data.studies}>
        <header className="block-head">
          <h2>{words.data.studies}</h2>
        </header>
        <ul>
          {studies.map((one) => (
            <li key={one.id} data-chosen={!making && one.id === props.chosen}>
              <button
                type="button"
                data-testid={`study-${one.id}`}
                onClick={() => {
                  setMaking(false);
                  view.set((it) => ({ ...openStudy(it, one.id), job: undefined }));
                }}
              >
                <b>{one.name}</b>
                <span className="quiet">{words.data.created(one.created.slice(0, 10))}</span>
                {one.synthetic && <span className="synthetic">{words.header.synthetic}</span>}
              </button>
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="button primary"
          data-testid="new-study"
          onClick={() => setMaking(true)}
        >
          {words.data.make}
        </button>
      </aside>
      <div className="data-main">{main()}</div>
    </div>
  );

  function main() {
    if (job !== undefined) return <Following job={job} />;
    if (making) {
      return <StudyForm onStarted={(id) => view.set((it) => ({ ...it, job: id }))} />;
    }
    if (props.error) return <ProblemBand title={words.problem.study} error={props.error} />;
    if (study === undefined || summary === undefined) return null;
    return (
      <StudyReport
        key={study.id}
        study={study}
        facilities={facilities.data}
        demonstration={studies[0]?.id === study.id && study.synthetic}
      />
    );
  }
}

/** Follows a job to its end, and opens the study it made. */
function Following({ job: id }: { job: string }) {
  const { view } = useSession();
  const client = useQueryClient();
  const job = useJob(id);
  const made = job.data?.state === "done" ? job.data.study : undefined;
  useEffect(() => {
    if (made === undefined) return;
    void client.invalidateQueries({ queryKey: [STUDIES] }).then(() => {
      view.set((it) => ({ ...openStudy(it, made), page: "overview", job: undefined }));
    });
  }, [made, client, view]);
  return (
    <JobProgress
      id={id}
      job={job.data}
      error={job.error}
      onAgain={() => view.set((it) => ({ ...it, job: undefined }))}
    />
  );
}
