import { useElapsedSeconds } from "../../ui/timing.ts";
import { useReportWords } from "./words.ts";

/** From the second second, what is being done for the preview. */
export function ReportBusy() {
  const text = useReportWords();
  const seconds = useElapsedSeconds();
  if (seconds < 1) return null;
  return (
    <div className="busy-card report-busy" role="status" data-testid="report-busy">
      <b>{text.making}</b>
      <span>{text.makingWhat}</span>
      <span className="quiet" aria-hidden="true">
        {text.elapsed(String(seconds))}
      </span>
    </div>
  );
}
