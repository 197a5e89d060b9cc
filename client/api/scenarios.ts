import {
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import type {
  Evaluation,
  Explanation,
  ImportedScenario,
  Live,
  LiveRequest,
  Scenario,
  ScenarioChange,
  ScenarioContent,
  ScenarioQuestion,
  ScenarioState,
  ScenarioSummary,
} from "#contract/scenario.ts";
import { studyPath } from "./paths.ts";
import type { Point } from "./queries.ts";
import { request } from "./request.ts";

/** What a scenario can be kept as in a file. */
export const SCENARIO_FORMATS = ["json", "geojson"] as const;
type ScenarioFormat = (typeof SCENARIO_FORMATS)[number];

const EVALUATION_KEPT_MS = 3 * 60_000;

function scenariosPath(study: string): string {
  return `${studyPath(study)}/scenarios`;
}

function scenarioPath(study: string, number: number): string {
  return `${scenariosPath(study)}/${number}`;
}

export function scenarioFilePath(study: string, number: number, format: ScenarioFormat): string {
  return `${scenarioPath(study, number)}/file?format=${format}`;
}

/** The scenarios of a study. Others work on them too, so they are asked for whenever they come into view. */
export function useScenarios(study: string) {
  const path = scenariosPath(study);
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<ScenarioSummary[]>(path, { signal }),
    staleTime: 0,
  });
}

function scenarioQuery(study: string, number: number) {
  const path = scenarioPath(study, number);
  return {
    queryKey: [path],
    queryFn: ({ signal }: { signal: AbortSignal }) => request<Scenario>(path, { signal }),
    structuralSharing: false,
  };
}

export function useScenario(study: string, number: number | undefined) {
  return useQuery({
    ...scenarioQuery(study, number ?? 0),
    enabled: number !== undefined,
    staleTime: 0,
  });
}

/** Of several scenarios what they contain, in the order of the summaries; undefined until it is there. */
export function useContents(
  study: string,
  summaries: readonly ScenarioSummary[],
): readonly (Scenario | undefined)[] {
  return useQueries({
    queries: summaries.map(({ number }) => scenarioQuery(study, number)),
    combine: dataOf,
  });
}

/** The scenario as it is kept now, past whatever is known of it. */
export function fetchScenario(study: string, number: number): Promise<Scenario> {
  return request<Scenario>(scenarioPath(study, number));
}

export function useMakeScenario(study: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (content: ScenarioContent) =>
      request<Scenario>(scenariosPath(study), { method: "POST", json: content }),
    onSuccess: (made) => noteScenario(client, study, made),
  });
}

/** Takes a scenario in from a file: one saved from here, or features of GeoJSON. */
export function useImportScenario(study: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (file: File) =>
      request<ImportedScenario>(`${scenariosPath(study)}/import`, {
        method: "POST",
        jsonText: await file.text(),
      }),
    onSuccess: (made) => noteScenario(client, study, made),
  });
}

export function useRemoveScenario(study: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (number: number) =>
      request<undefined>(scenarioPath(study, number), { method: "DELETE" }),
    onSuccess: async (_, number) => {
      client.removeQueries({ queryKey: [scenarioPath(study, number)] });
      await client.invalidateQueries({ queryKey: [scenariosPath(study)], exact: true });
    },
  });
}

/** Sends a change; a problem of code "conflict" where somebody else changed the scenario since. */
export function sendChange(study: string, number: number, change: ScenarioChange) {
  return request<Scenario>(scenarioPath(study, number), { method: "PUT", json: change });
}

/** A scenario as the server just gave it, for whoever shows it or the list. */
export async function noteScenario(
  client: QueryClient,
  study: string,
  scenario: Scenario,
): Promise<void> {
  client.setQueryData([scenarioPath(study, scenario.number)], scenario);
  await client.invalidateQueries({ queryKey: [scenariosPath(study)], exact: true });
}

/** What a state comes to, with what was asked. */
export interface EvaluationAnswer {
  readonly study: string;
  readonly state: ScenarioState;
  readonly question: ScenarioQuestion;
  readonly evaluation: Evaluation;
}

/** A state of a scenario under a question, or nothing to be evaluated. */
export interface Evaluated {
  readonly state: ScenarioState;
  readonly question: ScenarioQuestion;
}

/** The last answer for the study stays until the new one is there. */
export function useEvaluation(study: string, asked: Evaluated | undefined) {
  return useQuery<EvaluationAnswer>({
    ...evaluationQuery(study, asked),
    placeholderData: (previous) => (previous?.study === study ? previous : undefined),
  });
}

/** Several at once, such as those of a list; each where it is there. */
export function useEvaluations(
  study: string,
  asked: readonly (Evaluated | undefined)[],
): readonly (EvaluationAnswer | undefined)[] {
  return useQueries({ queries: asked.map((one) => evaluationQuery(study, one)), combine: dataOf });
}

function evaluationQuery(study: string, asked: Evaluated | undefined) {
  const path = `${scenariosPath(study)}/evaluate`;
  return {
    queryKey: [path, asked === undefined ? "" : JSON.stringify(asked)],
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<EvaluationAnswer> => {
      if (asked === undefined) throw new Error("Nothing was to be evaluated.");
      const { state, question } = asked;
      const json = { state, against: null, question };
      const evaluation = await request<Evaluation>(path, { method: "POST", json, signal });
      return { study, state, question, evaluation };
    },
    enabled: asked !== undefined,
    gcTime: EVALUATION_KEPT_MS,
    structuralSharing: false,
  };
}

function dataOf<T>(results: readonly { readonly data: T | undefined }[]): (T | undefined)[] {
  return results.map(({ data }) => data);
}

/** One question of a drag. */
export function askLive(study: string, asked: LiveRequest, signal: AbortSignal): Promise<Live> {
  return request<Live>(`${scenariosPath(study)}/live`, { method: "POST", json: asked, signal });
}

/** How one gets from a place to the nearest three, and what would help there. */
export function useExplanation(
  study: string,
  asked: Evaluated | undefined,
  point: Point | undefined,
) {
  const path = `${scenariosPath(study)}/explain`;
  const json = asked && point && { ...asked, lng: point.lng, lat: point.lat };
  return useQuery({
    queryKey: [path, json === undefined ? "" : JSON.stringify(json)],
    queryFn: ({ signal }) => request<Explanation>(path, { method: "POST", json, signal }),
    enabled: json !== undefined,
    gcTime: EVALUATION_KEPT_MS,
  });
}

/** The cells that a state changes, as the text of a GeoJSON file. */
export function useDifferenceFile(study: string) {
  return useMutation({
    mutationFn: async ({
      state,
      against,
      question,
    }: Evaluated & { readonly against: ScenarioState | null }) => {
      const path = `${scenariosPath(study)}/difference-file`;
      const json = { state, against, question, format: "geojson" };
      return JSON.stringify(await request<unknown>(path, { method: "POST", json }));
    },
  });
}
