import { useState } from "react";
import type { ReportRequest } from "#contract/policy/report.ts";
import { CHAPTERS } from "#contract/policy/report.ts";
import type { Study } from "#contract/study.ts";
import { useReportPreview } from "../../api/reports.ts";
import { useSettled } from "../../ui/timing.ts";
import { Changes } from "./Changes.tsx";
import { ReportBusy } from "./ReportBusy.tsx";
import { ReportChoices } from "./ReportChoices.tsx";
import { ReportPreview } from "./ReportPreview.tsx";
import { ReportSide } from "./ReportSide.tsx";
import { ProblemBand } from "../ProblemBand.tsx";
import { useReportWords } from "./words.ts";
import "./report.css";

const FIRST: ReportRequest = {
  format: "docx",
  unit: null,
  snapshot: null,
  chapters: [...CHAPTERS],
  paper: "A4",
  mapReview: "",
  topic: null,
};

/** Typing a review number or ticking chapters one after the other asks for one preview, not for many. */
const SETTLED_MS = 500;

/** 报告: what goes into it, how it will look, and taking it along. */
export function ReportPage({ study }: { study: Study }) {
  const text = useReportWords();
  const [asked, setAsked] = useState(FIRST);
  const settled = useSettled(asked, SETTLED_MS);
  const isUsable = asked.chapters.length > 0;
  const preview = useReportPreview(study.study, settled, settled.chapters.length > 0);
  const isWaiting = isUsable && (preview.isFetching || asked !== settled);
  return (
    <div className="report-page" data-testid="report-page">
      <ReportChoices study={study} asked={asked} onAsked={setAsked} />
      <section className="report-main" aria-label={text.preview}>
        <div className="progress-line" data-on={isWaiting} />
        {isWaiting && <ReportBusy />}
        {preview.error && (
          <ProblemBand error={preview.error} onRetry={() => void preview.refetch()} />
        )}
        {preview.data && (
          <>
            <Changes rows={preview.data.changes} />
            <ReportPreview report={preview.data} isOld={isWaiting || preview.isPlaceholderData} />
          </>
        )}
      </section>
      <ReportSide study={study.study} asked={asked} isUsable={isUsable} />
    </div>
  );
}
