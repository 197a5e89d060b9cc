import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Job } from "#contract/jobs.ts";
import type { SitingPlan, SitingPlanSummary, SitingRequest } from "#contract/siting.ts";
import { jobPath, studyPath } from "./paths.ts";
import { request } from "./request.ts";

function plansPath(study: string): string {
  return `${studyPath(study)}/siting-plans`;
}

function planPath(study: string, number: number): string {
  return `${plansPath(study)}/${number}`;
}

export function planFilePath(study: string, number: number, format: "geojson" | "xlsx"): string {
  return `${planPath(study, number)}/file?format=${format}`;
}

/** The plans of a study, newest first. */
export function useSitingPlans(study: string) {
  const path = plansPath(study);
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<SitingPlanSummary[]>(path, { signal }),
    staleTime: 0,
  });
}

/** One plan; it never changes. */
export function useSitingPlan(study: string, number: number | undefined) {
  const path = planPath(study, number ?? 0);
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<SitingPlan>(path, { signal }),
    enabled: number !== undefined,
  });
}

/** Starts a search; follow the job. */
export function useStartSiting(study: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: SitingRequest) =>
      request<Job>(`${studyPath(study)}/siting`, { method: "POST", json: asked }),
    onSuccess: (job) => client.setQueryData([jobPath(job.id)], job),
  });
}

/** After a search ended. */
export function useRenewPlans(study: string): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [plansPath(study)], exact: true });
}
