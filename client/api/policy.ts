import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Coverage } from "#contract/coverage.ts";
import type { Assessment } from "#contract/policy/compliance.ts";
import type { DocumentSummary, Passage } from "#contract/policy/document.ts";
import type { PolicySettings } from "#contract/policy/stock.ts";
import type { LimitedQuestion } from "../plan/question.ts";
import { studyPath } from "./paths.ts";
import { request } from "./request.ts";

const DOCUMENTS = "/api/policy/documents";

/** The policy documents that are known, those that came with the program first. */
export function useDocuments(wanted = true) {
  return useQuery({
    queryKey: [DOCUMENTS],
    queryFn: ({ signal }) => request<DocumentSummary[]>(DOCUMENTS, { signal }),
    enabled: wanted,
    staleTime: 60_000,
  });
}

/**
 * How a study, or one of its divisions, stands to the documents now. It changes with figures, settings and documents,
 * so it is asked again whenever it comes into view; the last answer for the study stays until the new one is there.
 */
export function useCompliance(study: string, unit: string | undefined, wanted = true) {
  const path = compliancePath(study, unit);
  return useQuery<Assessment>({
    queryKey: [path],
    queryFn: ({ signal }) => request<Assessment>(path, { signal }),
    enabled: wanted,
    staleTime: 0,
    placeholderData: (previous) => (previous?.study === study ? previous : undefined),
  });
}

export function useSaveSettings(study: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: PolicySettings) =>
      request<PolicySettings>(`${studyPath(study)}/policy-settings`, {
        method: "PUT",
        json: settings,
      }),
    onSuccess: () => renewAssessments(client, study),
  });
}

/** The words a clause points to, in the text an office attached; a problem of code "no-text" where none is. */
export function usePassage(document: string, clause: string) {
  const path = `${DOCUMENTS}/${encodeURIComponent(document)}/passage?${new URLSearchParams({ clause })}`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<Passage>(path, { signal }),
    staleTime: 60_000,
  });
}

/** Who reaches a service within the limit, by unit. */
export function useCoverageTally(question: LimitedQuestion) {
  const { service, profile, direction, limitMinutes } = question;
  const query = new URLSearchParams({
    service,
    profile,
    direction,
    limitMinutes: String(limitMinutes),
  });
  const path = `${studyPath(question.study)}/coverage?${query}`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<Coverage>(path, { signal }),
  });
}

/** What the ledger can be had as, and of what. */
export function ledgerPath(
  study: string,
  asked: { readonly level: string; readonly format: string; readonly unit: string | undefined },
): string {
  const { level, format, unit } = asked;
  const query = new URLSearchParams({ level, format, ...(unit !== undefined && { unit }) });
  return `${studyPath(study)}/ledger?${query}`;
}

function compliancePath(study: string, unit: string | undefined): string {
  const path = `${studyPath(study)}/compliance`;
  return unit === undefined ? path : `${path}?${new URLSearchParams({ unit })}`;
}

/** Everything that is told by the settings of a study. */
async function renewAssessments(client: QueryClient, study: string): Promise<void> {
  const told = ["compliance", "trends", "report-preview"].map(
    (part) => `${studyPath(study)}/${part}`,
  );
  await client.invalidateQueries({
    predicate: ({ queryKey: [path] }) => told.some((one) => String(path).startsWith(one)),
  });
}
