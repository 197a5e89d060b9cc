import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Job } from "#contract/jobs.ts";
import type {
  NetworkCheck,
  PracticeFile,
  Repair,
  RepairPreview,
  StudyLayers,
  Template,
} from "#contract/layers.ts";
import {
  jobPath,
  layersPath,
  networkCheckPath,
  PRACTICE,
  STUDIES,
  studyPath,
  TEMPLATES,
} from "./paths.ts";
import { request } from "./request.ts";

const LAYERS_AGAIN_MS = 1500;

/** What a study holds; asked again while a result is being computed, or due and so about to be. */
export function useLayers(study: string | undefined) {
  const path = layersPath(study ?? "");
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<StudyLayers>(path, { signal }),
    enabled: study !== undefined,
    staleTime: 0,
    refetchInterval: (query) => {
      const { data } = query.state;
      if (data === undefined) return false;
      const newest = data.results[0];
      const isDue = data.missing.length === 0 && (newest === undefined || newest.stale);
      return data.computing !== null || isDue ? LAYERS_AGAIN_MS : false;
    },
  });
}

/** Everything about a study that a new layer, repair or result changes. */
export async function renewStudy(client: QueryClient, study: string): Promise<void> {
  await Promise.all(
    [STUDIES, studyPath(study), layersPath(study), networkCheckPath(study)].map((path) =>
      client.invalidateQueries({ queryKey: [path] }),
    ),
  );
}

export function useCompute() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (study: string) => request<Job>(`${studyPath(study)}/compute`, { method: "POST" }),
    onSuccess: async (job, study) => {
      client.setQueryData([jobPath(job.id)], job);
      await client.invalidateQueries({ queryKey: [layersPath(study)] });
    },
  });
}

/** What seems wrong with the streets; asked only where the study has streets. */
export function useNetworkCheck(study: string, hasStreets: boolean) {
  const path = networkCheckPath(study);
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<NetworkCheck>(path, { signal }),
    enabled: hasStreets,
  });
}

/** A step of repairs, or the last one taken back or made again. */
export type RepairStep =
  | { readonly kind: "make"; readonly repairs: readonly { repair: Repair; note: string }[] }
  | { readonly kind: "undo" | "redo" };

export function useRepairs(study: string) {
  const client = useQueryClient();
  const path = `${studyPath(study)}/repairs`;
  return useMutation({
    mutationFn: (step: RepairStep) =>
      step.kind === "make"
        ? request<NetworkCheck>(path, { method: "POST", json: { repairs: step.repairs } })
        : request<NetworkCheck>(`${path}/${step.kind}`, { method: "POST" }),
    onSuccess: async (check) => {
      client.setQueryData([networkCheckPath(study)], check);
      await client.invalidateQueries({ queryKey: [layersPath(study)] });
    },
  });
}

/** What some repairs would change; asked while there are some. */
export function useRepairPreview(study: string, repairs: readonly Repair[]) {
  const path = `${studyPath(study)}/repairs/preview`;
  return useQuery({
    queryKey: [networkCheckPath(study), "preview", repairs],
    queryFn: ({ signal }) =>
      request<RepairPreview>(path, { method: "POST", json: { repairs }, signal }),
    enabled: repairs.length > 0,
  });
}

export function useTemplates(wanted: boolean) {
  return useQuery({
    queryKey: [TEMPLATES],
    queryFn: ({ signal }) => request<Template[]>(TEMPLATES, { signal }),
    enabled: wanted,
    staleTime: 0,
  });
}

/** Keeps the columns of an import under a name. */
export function useSaveTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (template: { readonly name: string; readonly import: string }) =>
      request<Template>(TEMPLATES, { method: "POST", json: template }),
    onSuccess: () => client.invalidateQueries({ queryKey: [TEMPLATES] }),
  });
}

export function useDeleteTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request<undefined>(`${TEMPLATES}/${encodeURIComponent(id)}`, { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: [TEMPLATES] }),
  });
}

export function usePractice() {
  return useQuery({
    queryKey: [PRACTICE],
    queryFn: ({ signal }) => request<PracticeFile[]>(PRACTICE, { signal }),
  });
}
