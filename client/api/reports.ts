import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Job } from "#contract/jobs.ts";
import type { ReportFile, ReportPreview, ReportRequest } from "#contract/policy/report.ts";
import { jobPath, studyPath } from "./paths.ts";
import { request } from "./request.ts";

function reportsPath(study: string): string {
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
export function useReportPreview(study: string, asked: ReportRequest, wanted = true) {
  const path = `${studyPath(study)}/report-preview`;
  return useQuery({
    queryKey: [path, asked],
    queryFn: ({ signal }) => request<ReportPreview>(path, { method: "POST", json: asked, signal }),
    enabled: wanted,
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
