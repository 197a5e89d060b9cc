import { useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Catchment, GapList, Surface, Walk } from "#contract/coverage.ts";
import type { Job } from "#contract/jobs.ts";
import type { NewStudy, StudyLayers } from "#contract/layers.ts";
import type { Cells, FacilityList, Health, Study, StudySummary } from "#contract/study.ts";
import type { UnitShapes } from "#contract/units.ts";
import {
  cellColumns,
  surfaceColumns,
  type CellColumns,
  type SurfaceColumns,
} from "../plan/columns.ts";
import { sameQuestion, type LimitedQuestion, type Question } from "../plan/question.ts";
import {
  catchmentPath,
  gapsPath,
  HEALTH,
  jobPath,
  layersPath,
  STUDIES,
  studyPath,
  surfacePath,
  walkPath,
} from "./paths.ts";
import { request, type ProblemError } from "./request.ts";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: ProblemError;
  }
}

const HEALTH_AGAIN_MS = 1000;
const JOB_AGAIN_MS = 700;

// Every query's key is the address it asks: a late answer can only ever be the answer to its own question.

/** Asks again every second until the server is ready; an answer of "preparing" is an answer. */
export function useHealth() {
  return useQuery({
    queryKey: [HEALTH],
    queryFn: ({ signal }) => request<Health>(HEALTH, { signal, also: [503] }),
    refetchInterval: (query) => (query.state.data?.status === "ready" ? false : HEALTH_AGAIN_MS),
  });
}

export function useStudies(ready: boolean) {
  return useQuery({
    queryKey: [STUDIES],
    queryFn: ({ signal }) => request<StudySummary[]>(STUDIES, { signal }),
    enabled: ready,
  });
}

export function useStudy(id: string | undefined) {
  const path = studyPath(id ?? "");
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<Study>(path, { signal }),
    enabled: id !== undefined,
  });
}

export function useCells(study: Study | undefined) {
  const path = `${studyPath(study?.id ?? "")}/cells`;
  const units = study?.units.length ?? 0;
  return useQuery({
    queryKey: [path],
    queryFn: async ({ signal }): Promise<CellColumns> =>
      cellColumns(await request<Cells>(path, { signal }), units),
    enabled: study !== undefined,
    structuralSharing: false,
  });
}

export function useFacilities(study: string | undefined) {
  const path = `${studyPath(study ?? "")}/facilities`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<FacilityList>(path, { signal }),
    enabled: study !== undefined,
  });
}

export function useUnits(study: string | undefined) {
  const path = `${studyPath(study ?? "")}/units`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<UnitShapes>(path, { signal }),
    enabled: study !== undefined,
    structuralSharing: false,
  });
}

/** A surface with the question it answers, so that what is shown can always say what it is. */
export interface SurfaceAnswer {
  readonly question: Question;
  readonly columns: SurfaceColumns;
}

/** The surface in view. While a new one is on its way, the last one of the same study stays. */
export function useSurface(question: Question | undefined) {
  return useQuery({
    ...surfaceQuery(question),
    placeholderData: (previous: SurfaceAnswer | undefined) =>
      previous?.question.study === question?.study ? previous : undefined,
  });
}

/** A surface that is there, one that could not be had, or one on its way. */
export type AwaitedSurface = SurfaceAnswer | "failed" | undefined;

/** Further surfaces, such as those of the other services, in the order asked. */
export function useSurfaces(
  questions: readonly Question[],
  wanted: boolean,
): readonly AwaitedSurface[] {
  return useQueries({
    queries: questions.map((question) => ({ ...surfaceQuery(question), enabled: wanted })),
    combine: surfacesOf,
  });
}

function surfacesOf(
  results: readonly { readonly data: SurfaceAnswer | undefined; readonly isError: boolean }[],
): AwaitedSurface[] {
  return results.map(({ data, isError }) => data ?? (isError ? "failed" : undefined));
}

function surfaceQuery(question: Question | undefined) {
  const path = question === undefined ? "" : surfacePath(question);
  return {
    queryKey: [path],
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<SurfaceAnswer> => {
      if (question === undefined) throw new Error("A surface was asked for without a question.");
      return { question, columns: surfaceColumns(await request<Surface>(path, { signal })) };
    },
    enabled: question !== undefined,
    structuralSharing: false,
  };
}

export interface GapAnswer {
  readonly question: LimitedQuestion;
  readonly gaps: GapList;
}

/** The gaps for a question and limit; the last list stays until the new one is there. */
export function useGaps(question: LimitedQuestion | undefined) {
  const path = question === undefined ? "" : gapsPath(question);
  return useQuery<GapAnswer>({
    queryKey: [path],
    queryFn: async ({ signal }) => {
      if (question === undefined) throw new Error("Gaps were asked for without a question.");
      return { question, gaps: await request<GapList>(path, { signal }) };
    },
    enabled: question !== undefined,
    placeholderData: (previous) =>
      previous?.question.study === question?.study ? previous : undefined,
    structuralSharing: false,
  });
}

/** Whether a list of gaps is the list for this question and limit. */
export function answers(answer: GapAnswer | undefined, question: LimitedQuestion | undefined) {
  return (
    answer !== undefined &&
    question !== undefined &&
    sameQuestion(answer.question, question) &&
    answer.question.limitMinutes === question.limitMinutes
  );
}

export interface CatchmentAnswer {
  readonly question: LimitedQuestion;
  readonly facility: string;
  readonly catchment: Catchment;
}

/** The catchment of one facility; under a new limit, its last one stays until the new one is there. */
export function useCatchment(question: LimitedQuestion | undefined, facility: string | undefined) {
  const asked = question !== undefined && facility !== undefined;
  const path = asked ? catchmentPath(question, facility) : "";
  return useQuery<CatchmentAnswer>({
    queryKey: [path],
    queryFn: async ({ signal }) => {
      if (!asked) throw new Error("A catchment was asked for without a facility.");
      return { question, facility, catchment: await request<Catchment>(path, { signal }) };
    },
    enabled: asked,
    placeholderData: (previous) =>
      previous?.facility === facility && previous?.question.study === question?.study
        ? previous
        : undefined,
  });
}

export interface Point {
  readonly lng: number;
  readonly lat: number;
}

export interface WalkAnswer {
  readonly question: LimitedQuestion;
  readonly point: Point;
  readonly walk: Walk;
}

/** The walk from a point; under a new limit, its last one stays until the new one is there. */
export function useWalk(question: LimitedQuestion | undefined, point: Point | undefined) {
  const asked = question !== undefined && point !== undefined;
  const path = asked ? walkPath(question, point.lng, point.lat) : "";
  return useQuery<WalkAnswer>({
    queryKey: [path],
    queryFn: async ({ signal }) => {
      if (!asked) throw new Error("A walk was asked for without a point.");
      return { question, point, walk: await request<Walk>(path, { signal }) };
    },
    enabled: asked,
    placeholderData: (previous) =>
      previous?.point.lng === point?.lng &&
      previous?.point.lat === point?.lat &&
      previous?.question.study === question?.study
        ? previous
        : undefined,
  });
}

/** Asks again until the job has ended one way or another. */
export function useJob(id: string | null | undefined) {
  const path = jobPath(id ?? "");
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<Job>(path, { signal }),
    enabled: typeof id === "string",
    refetchInterval: (query) => (query.state.data?.state === "running" ? JOB_AGAIN_MS : false),
  });
}

/** Makes an empty study, to be filled by imports. */
export function useMakeStudy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (study: NewStudy) => request<StudyLayers>(STUDIES, { method: "POST", json: study }),
    onSuccess: async (made) => {
      client.setQueryData([layersPath(made.id)], made);
      await client.invalidateQueries({ queryKey: [STUDIES] });
    },
  });
}

export function useCancelJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<Job>(jobPath(id), { method: "DELETE" }),
    onSuccess: (job) => client.setQueryData([jobPath(job.id)], job),
  });
}

export function useDeleteStudy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<undefined>(studyPath(id), { method: "DELETE" }),
    onSuccess: async (_, id) => {
      client.removeQueries({ predicate: ({ queryKey: [key] }) => belongsTo(String(key), id) });
      await client.invalidateQueries({ queryKey: [STUDIES] });
    },
  });
}

function belongsTo(path: string, study: string): boolean {
  const root = studyPath(study);
  return path === root || path.startsWith(`${root}/`);
}
