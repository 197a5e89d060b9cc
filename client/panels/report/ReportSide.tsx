import { useEffect, useState } from "react";
import { REPORT_FORMATS, type ReportFile, type ReportRequest } from "#contract/policy/report.ts";
import { useJob } from "../../api/queries.ts";
import { reportFilePath, useMakeReport, useRenewReports, useReports } from "../../api/reports.ts";
import { dateTime } from "../../text/dates.ts";
import { bytes } from "../../text/numbers.ts";
import { DownloadIcon, TickIcon } from "../../ui/icons.tsx";
import { JobProgress } from "../JobProgress.tsx";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSpeech } from "../session.tsx";
import { useReportWords } from "./words.ts";

/** Right: making the report in each format, and those made before. */
export function ReportSide(props: {
  readonly study: string;
  readonly asked: ReportRequest;
  readonly isUsable: boolean;
}) {
  const { study, asked } = props;
  const text = useReportWords();
  const reports = useReports(study);
  const make = useMakeReport(study);
  const renew = useRenewReports(study);
  const [followed, setFollowed] = useState<{ job: string; asked: ReportRequest }>();
  const job = useJob(followed?.job);
  const state = job.data?.state;
  useEffect(() => {
    if (state === "done") void renew();
    // `renew` is made anew at every drawing and does the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [state]);
  const start = (wanted: ReportRequest) =>
    make.mutate(wanted, { onSuccess: ({ id }) => setFollowed({ job: id, asked: wanted }) });
  const isBusy = make.isPending || state === "running";
  return (
    <aside className="report-side">
      <h2>{text.downloads}</h2>
      <ul className="report-formats">
        {REPORT_FORMATS.map((format) => (
          <li key={format}>
            <span>{text.format[format]}</span>
            <button
              type="button"
              className={format === "docx" ? "button primary" : "button"}
              disabled={isBusy || !props.isUsable}
              aria-label={`${text.make} ${text.format[format]}`}
              data-testid={`make-${format}`}
              onClick={() => start({ ...asked, format })}
            >
              {text.make}
            </button>
          </li>
        ))}
      </ul>
      <p className="field-hint">{text.moreLayers}</p>
      {make.error && <ProblemBand error={make.error} />}
      {followed && state !== "done" && (
        <JobProgress
          id={followed.job}
          job={job.data}
          error={job.error}
          says={{
            running: text.makingFile(text.format[followed.asked.format]),
            stopped: text.format[followed.asked.format],
            cancelled: text.cancelled,
            again: text.again,
          }}
          onAgain={() => start(followed.asked)}
        />
      )}
      {followed && state === "done" && !make.isPending && (
        <p className="met-tag" role="status" data-testid="report-made">
          <TickIcon />
          {text.made(text.format[followed.asked.format])}
        </p>
      )}
      <h2>{text.history}</h2>
      {reports.error && (
        <ProblemBand error={reports.error} onRetry={() => void reports.refetch()} />
      )}
      {reports.data?.length === 0 && <p className="quiet">{text.none}</p>}
      <ol className="report-history" data-testid="report-history">
        {reports.data?.map((one) => (
          <Made key={one.number} study={study} one={one} />
        ))}
      </ol>
    </aside>
  );
}

function Made({ study, one }: { study: string; one: ReportFile }) {
  const { language } = useSpeech();
  const text = useReportWords();
  return (
    <li>
      <a href={reportFilePath(study, one.number)} download data-testid={`report-${one.number}`}>
        <DownloadIcon />
        <span>{one.name}</span>
      </a>
      <p className="quiet">
        {dateTime(one.created)}
        {" · "}
        {text.done(bytes(one.bytes), one.seconds.toFixed(1))}
        {" · "}
        {text.snapshot(String(one.snapshot))}
      </p>
      {one.notes.map((note) => (
        <p key={note.zh} className="field-hint">
          {note[language]}
        </p>
      ))}
    </li>
  );
}
