import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Problem } from "#contract/jobs.ts";
import type { Comparison, Snapshot, Trend } from "#contract/policy/compliance.ts";
import type { DocumentSummary, StandardFile, StandardValue } from "#contract/policy/document.ts";
import type { MeasureFile, ServiceFile } from "#contract/policy/measure.ts";
import type {
  Attestation,
  Estate,
  KeptAttestation,
  KeptFigure,
  SheetReading,
  StockFigure,
} from "#contract/policy/stock.ts";
import { studyPath } from "./paths.ts";
import { ProblemError, request } from "./request.ts";

const DOCUMENTS = "/api/policy/documents";
const CATALOGUE = "/api/policy/catalogue";
const STANDARDS = "/api/policy/standards";

/** How indicators are worked out, and the figures that takes. */
export type Catalogue = Pick<MeasureFile, "themes" | "items" | "measures"> &
  Pick<ServiceFile, "services" | "kinds" | "trades">;

/** A value of a standard as it stands, and as somebody corrected it from the standard's text. */
export type EditedStandard = StandardValue & {
  readonly edited: {
    readonly value: string;
    readonly source: string;
    readonly date: string;
  } | null;
};
export type Standards = Omit<StandardFile, "values"> & { readonly values: EditedStandard[] };

export function useCatalogue() {
  return useQuery({
    queryKey: [CATALOGUE],
    queryFn: ({ signal }) => request<Catalogue>(CATALOGUE, { signal }),
    staleTime: 60_000,
  });
}

interface Stock {
  /** The ones in force: the last of each item, unit and year. */
  readonly figures: KeptFigure[];
  readonly estates: Estate[];
}

export function useStock(study: string) {
  const path = `${studyPath(study)}/stock`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<Stock>(path, { signal }),
    staleTime: 0,
  });
}

export function usePostStock(study: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sent: {
      readonly figures: readonly StockFigure[];
      readonly estates?: readonly Estate[];
    }) => request<{ stored: number }>(`${studyPath(study)}/stock`, { method: "POST", json: sent }),
    onSuccess: () => renewPolicy(client, study),
  });
}

export function templatePath(study: string, level: string, year: number): string {
  return `${studyPath(study)}/stock/template?${new URLSearchParams({ level, year: String(year) })}`;
}

export function markedPath(study: string, token: string): string {
  return `${studyPath(study)}/stock/marked/${encodeURIComponent(token)}`;
}

/** A filled sheet and what holds for all of it. Problems come back as an answer: nothing was stored then. */
export function useSheet(study: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (sent: {
      readonly file: File;
      readonly year: number;
      readonly source: string;
      readonly date: string;
    }) => {
      const body = new FormData();
      body.set("year", String(sent.year));
      body.set("source", sent.source);
      body.set("date", sent.date);
      body.set("file", sent.file);
      const path = `${studyPath(study)}/stock/sheet`;
      const answer = await request<SheetReading | Problem>(path, {
        method: "POST",
        body,
        also: [422],
      });
      if ("problems" in answer) return answer;
      throw new ProblemError(answer, 422, `POST ${path}`);
    },
    onSuccess: () => renewPolicy(client, study),
  });
}

export function useAttestations(study: string) {
  const path = `${studyPath(study)}/attestations`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<KeptAttestation[]>(path, { signal }),
    staleTime: 0,
  });
}

export function evidencePath(study: string, seq: number): string {
  return `${studyPath(study)}/attestations/${seq}/file`;
}

export function useAttest(study: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ attestation, file }: { attestation: Attestation; file: File | undefined }) => {
      const body = new FormData();
      body.set("attestation", JSON.stringify(attestation));
      if (file) body.set("file", file);
      return request<KeptAttestation>(`${studyPath(study)}/attestations`, {
        method: "POST",
        body,
      });
    },
    onSuccess: () => renewPolicy(client, study),
  });
}

export function useSnapshots(study: string) {
  const path = `${studyPath(study)}/snapshots`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<Snapshot[]>(path, { signal }),
    staleTime: 0,
  });
}

export function useKeepSnapshot(study: string) {
  const client = useQueryClient();
  const path = `${studyPath(study)}/snapshots`;
  return useMutation({
    mutationFn: (asked: { readonly name: string; readonly unit: string | null }) =>
      request<Snapshot>(path, { method: "POST", json: asked }),
    onSuccess: () => client.invalidateQueries({ queryKey: [path] }),
  });
}

/** Works a snapshot out again from what it was made of, and says whether the bytes are the same. */
export function useRerun(study: string) {
  return useMutation({
    mutationFn: (number: number) =>
      request<{ same: boolean; sha256: string }>(`${studyPath(study)}/snapshots/${number}/rerun`, {
        method: "POST",
      }),
  });
}

export function useComparison(study: string, before: number, after: number) {
  const path = `${studyPath(study)}/snapshots/compare?before=${before}&after=${after}`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<Comparison>(path, { signal }),
    enabled: before !== after,
  });
}

export function useTrends(study: string) {
  const path = `${studyPath(study)}/trends`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<Trend[]>(path, { signal }),
    staleTime: 0,
  });
}

export function useAddDocument() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (file: File) =>
      request<DocumentSummary>(DOCUMENTS, { method: "POST", jsonText: await file.text() }),
    onSuccess: () => renewDocuments(client),
  });
}

export function useRemoveDocument() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request<undefined>(`${DOCUMENTS}/${encodeURIComponent(id)}`, { method: "DELETE" }),
    onSuccess: () => renewDocuments(client),
  });
}

/** Attaches a document's own text, or takes it away again. */
export function useAttachText() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, file }: { id: string; file: File | undefined }) => {
      const path = `${DOCUMENTS}/${encodeURIComponent(id)}/text`;
      if (file === undefined) return request<unknown>(path, { method: "DELETE" });
      const body = new FormData();
      body.set("file", file);
      return request<unknown>(path, { method: "PUT", body });
    },
    onSuccess: () => renewDocuments(client),
  });
}

export function useStandards() {
  return useQuery({
    queryKey: [STANDARDS],
    queryFn: ({ signal }) => request<Standards>(STANDARDS, { signal }),
  });
}

/** Puts what the standard's text says in the place of a remembered value, or takes that back. */
export function useEditStandard() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      edit,
    }: {
      id: string;
      edit: { value: string; source: string; date: string } | undefined;
    }) => {
      const path = `${STANDARDS}/${encodeURIComponent(id)}`;
      return edit === undefined
        ? request<unknown>(path, { method: "DELETE" })
        : request<unknown>(path, { method: "PUT", json: edit });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: [STANDARDS] }),
  });
}

/** Everything that new figures or evidence of a study change. */
async function renewPolicy(client: QueryClient, study: string): Promise<void> {
  const own = ["compliance", "stock", "attestations", "trends", "report-preview"].map(
    (part) => `${studyPath(study)}/${part}`,
  );
  await client.invalidateQueries({
    predicate: ({ queryKey: [path] }) =>
      typeof path === "string" && own.some((one) => path.startsWith(one)),
  });
}

/** What another set of documents changes: all that is told by them, in every study. */
async function renewDocuments(client: QueryClient): Promise<void> {
  await client.invalidateQueries({
    predicate: ({ queryKey: [path] }) =>
      typeof path === "string" &&
      (path.startsWith("/api/policy/") || /\/(?:compliance|trends|report-preview)/.test(path)),
  });
}
