import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Decisions, Import, Role } from "#contract/import.ts";
import { renewStudy } from "./layers.ts";
import { importPath, importsPath } from "./paths.ts";
import { request } from "./request.ts";
import { sendForm, type Sending } from "./send-file.ts";

const IMPORT_AGAIN_MS = 500;
const LIST_AGAIN_MS = 2000;
/** A file that waits is read again when a layer it depends on is stored, here or in another window. */
const WAITING_AGAIN_MS = 5000;

/** Whether something is being done with an import without anybody. */
export function isBusy({ state }: Pick<Import, "state">): boolean {
  return state === "reading" || state === "storing";
}

/** The imports of a study, newest first; asked again while any of them has not ended. */
export function useImports(study: string | undefined) {
  const path = importsPath(study ?? "");
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<Import[]>(path, { signal }),
    enabled: study !== undefined,
    staleTime: 0,
    // Nothing is asked behind a hidden tab: what was decided elsewhere meanwhile is there when it is looked at.
    refetchOnWindowFocus: true,
    refetchInterval: ({ state: { data } }) => {
      if (data?.some(isBusy)) return LIST_AGAIN_MS;
      return data?.some(({ state }) => state === "waiting") ? WAITING_AGAIN_MS : false;
    },
  });
}

/** One import, asked again until it has ended. Once stored, its study is asked for anew. */
export function useImport(id: string) {
  const client = useQueryClient();
  const path = importPath(id);
  return useQuery({
    queryKey: [path],
    queryFn: async ({ signal }) => {
      const before = client.getQueryData<Import>([path]);
      const now = await request<Import>(path, { signal });
      if (before !== undefined && before.state !== now.state) void renew(client, now);
      return now;
    },
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: (query) => {
      const { data } = query.state;
      if (data === undefined) return false;
      if (isBusy(data)) return IMPORT_AGAIN_MS;
      return data.state === "waiting" ? WAITING_AGAIN_MS : false;
    },
  });
}

/** What is brought into a study: a file, or a practice file by its name. */
export interface NewImport {
  readonly study: string;
  readonly role: Role | undefined;
  readonly what: File | { readonly practice: string };
  readonly sending: Sending;
}

export function useStartImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ study, role, what, sending }: NewImport) => {
      const path = importsPath(study);
      if (!(what instanceof File))
        return request<Import>(path, { method: "POST", json: { ...what, ...(role && { role }) } });
      const form = new FormData();
      if (role !== undefined) form.set("role", role);
      form.set("file", what);
      return sendForm<Import>(path, form, sending);
    },
    onSuccess: (made) => keep(client, made),
  });
}

/** Sends decisions, all of them at once; the file is then read again. */
export function useDecide(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decisions: Decisions) =>
      request<Import>(`${importPath(id)}/decisions`, { method: "PUT", json: decisions }),
    // One after the other, so that the last decisions are the ones that count.
    scope: { id: `decisions ${id}` },
    onSuccess: (now) => keep(client, now),
  });
}

export function useConfirmImport(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<Import>(`${importPath(id)}/confirm`, { method: "POST" }),
    onSuccess: (now) => keep(client, now),
  });
}

export function useCancelImport(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<Import>(importPath(id), { method: "DELETE" }),
    onSuccess: (now) => keep(client, now),
  });
}

async function keep(client: QueryClient, now: Import): Promise<void> {
  await client.cancelQueries({ queryKey: [importPath(now.id)] });
  client.setQueryData([importPath(now.id)], now);
  await client.invalidateQueries({ queryKey: [importsPath(now.study)] });
}

async function renew(client: QueryClient, { study, state }: Import): Promise<void> {
  await client.invalidateQueries({ queryKey: [importsPath(study)] });
  if (state === "done") await renewStudy(client, study);
}
