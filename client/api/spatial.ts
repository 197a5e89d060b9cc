import { useQuery } from "@tanstack/react-query";
import type { AccessQuery, AccessScores, SpatialMetrics } from "#contract/spatial.ts";
import { studyPath } from "./paths.ts";
import { request } from "./request.ts";

/** Reach of every service by walker, by minutes and by metres. Takes a few seconds when first asked. */
export function useSpatialMetrics(study: string, minutes: number) {
  const path = `${studyPath(study)}/spatial-metrics?minutes=${minutes}`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<SpatialMetrics>(path, { signal }),
  });
}

export interface AccessAsked extends Pick<
  AccessQuery,
  "service" | "decay" | "minutes" | "profile" | "supply"
> {
  /** Who shares it; undefined is everybody. */
  readonly group: string | undefined;
}

export function useAccess(study: string, asked: AccessAsked) {
  const { service, decay, minutes, profile, supply, group } = asked;
  const query = new URLSearchParams({
    service,
    decay,
    minutes: String(minutes),
    profile,
    supply,
    ...(group !== undefined && { group }),
  });
  const path = `${studyPath(study)}/access?${query}`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<AccessScores>(path, { signal }),
  });
}
