import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Job } from "#contract/jobs.ts";
import type { Comparison } from "#contract/policy/compliance.ts";
import type { ReportDocument, ReportFile, ReportRequest } from "#contract/policy/report.ts";
import { jobPath, studyPath } from "./paths.ts";
import { request } from "./request.ts";

/** A report as it would be made now. */
export interface ReportPreview {
  readonly document: ReportDocument;
  /** Where the pictures can be had for a while, by their key. */
  readonly pictures: readonly { readonly key: string; readonly href: string }[];
  /** Figures that changed since the last report of the same scope. */
  readonly changes: Comparison["rows"];
}

export function reportsPath(study: string): string {
  return `${studyPath(study)}/reports`;
}

export function reportFilePath(study: string, number: number): string {
  return `${reportsPath(study)}/${number}/file`;
}

/** The reports of a study, newest first. */
export function useReports(study: string) {
  const path = reportsPath(study);
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<ReportFile[]>(path, { signal }),
    staleTime: 0,
  });
}

/** The preview of what is asked for; the one before stays in view until it has come. */
export function useReportPreview(study: string, asked: ReportRequest) {
  const path = `${studyPath(study)}/report-preview`;
  return useQuery({
    queryKey: [path, asked],
    queryFn: ({ signal }) => request<ReportPreview>(path, { method: "POST", json: asked, signal }),
    placeholderData: keepPreviousData,
    // Its pictures are kept for an hour only, and figures may change meanwhile.
    staleTime: 60_000,
    gcTime: 5 * 60_000,
  });
}

/** Starts the making of a report; follow the job. */
export function useMakeReport(study: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: ReportRequest) =>
      request<Job>(reportsPath(study), { method: "POST", json: asked }),
    onSuccess: (job) => client.setQueryData([jobPath(job.id)], job),
  });
}

/** After a report was made: the list, and the snapshots kept with it. */
export function useRenewReports(study: string): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [reportsPath(study)] });
}
