import type { Problem } from "#contract/jobs.ts";

/** A request that did not bring what was asked for, in the one shape every reader of errors knows. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  /** The server's code, or one of ours: `offline`, `unreadable`. */
  readonly code: string;
  readonly remedy: string | undefined;
  readonly details: NonNullable<Problem["details"]>;
  /** 0 when no reply came. */
  readonly status: number;
  /** What was asked, for the technical details. */
  readonly request: string;

  constructor(problem: Problem, status: number, request: string) {
    super(problem.message);
    this.code = problem.code;
    this.remedy = problem.remedy;
    this.details = problem.details ?? [];
    this.status = status;
    this.request = request;
  }
}

export interface Asking {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: FormData;
  /** Sent as JSON, in place of a form. */
  readonly json?: unknown;
  /** JSON as it stands in a file, so that a fault is told by its line. */
  readonly jsonText?: string;
  readonly signal?: AbortSignal;
  /** Statuses beside 200 … 299 whose body is an answer too. */
  readonly also?: readonly number[];
}

/**
 * The one way to the server. Gives the reply's JSON as `T`, which is what the contract promises of that
 * address; undefined for an empty reply. Throws ProblemError, or AbortError when `signal` fires.
 */
export async function request<T>(path: string, asking: Asking = {}): Promise<T> {
  const { method = "GET", json, signal, also = [] } = asking;
  const text = asking.jsonText ?? (json === undefined ? undefined : JSON.stringify(json));
  const body = text ?? asking.body;
  const said = `${method} ${path}`;
  const response = await fetch(path, {
    method,
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
    headers: {
      accept: "application/json",
      ...(text !== undefined && { "content-type": "application/json" }),
    },
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ProblemError({ code: "offline", message: String(error) }, 0, said);
  });
  if (!response.ok && !also.includes(response.status)) {
    throw new ProblemError(await problemOf(response), response.status, said);
  }
  if (response.status === 204) return undefined as T;
  return response.json().catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ProblemError({ code: "unreadable", message: String(error) }, response.status, said);
  }) as Promise<T>;
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined);
  return problemFrom(body, response.status, response.statusText);
}

/** What a reply that is none says is wrong. */
export function problemFrom(body: unknown, status: number, statusText: string): Problem {
  return isProblem(body) ? body : { code: "unreadable", message: `${status} ${statusText}`.trim() };
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === "object" &&
    body !== null &&
    "code" in body &&
    typeof body.code === "string" &&
    "message" in body &&
    typeof body.message === "string"
  );
}
