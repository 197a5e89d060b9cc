import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { InjectOptions } from "fastify";
import { readConfig, type Config } from "../config.ts";
import type { Service } from "../service.ts";
import { INSTANCE_HEADER, readAddress, type ServerAddress } from "../store/address.ts";
import { DatabaseInUse } from "../store/database/database-error.ts";
import type { Problem } from "#contract/jobs.ts";
import type { Health } from "#contract/study.ts";
import type { Reporter } from "./progress.ts";
import { NotAnswered } from "./refusals.ts";

/** What is asked of the service, besides the address below /api. */
export interface Asking {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Sent as JSON. */
  readonly body?: object;
  /** Asked even after the user has said stop, to take work back. */
  readonly afterStop?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Asks the service for "/studies/…" and the like. */
export type Ask = (path: string, asking?: Asking) => Promise<Answer>;

/**
 * Has work done with the service: the server that runs on the same state folder, or else one in this process,
 * which listens to nobody. The demonstration is made first where `study` is it, or where there is nothing yet.
 */
export async function withService<Result>(
  study: string,
  report: Reporter,
  signal: AbortSignal,
  work: (ask: Ask) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(CHECKOUT);
  const running = await serverOf(config.home);
  if (running !== undefined) return asked(running);
  const service = await opened(config, report, signal);
  if (!("app" in service)) return asked(service);
  try {
    const { demonstrate, isEmpty } = service;
    if (study === DEMONSTRATION_ID || (await isEmpty()))
      await made(() => demonstrate().health(), report, signal);
    return await work(injecting(service, signal));
  } finally {
    await service.close();
  }

  async function asked(server: ServerAddress): Promise<Result> {
    const ask = fetching(server, signal);
    if (study === DEMONSTRATION_ID) await made(() => healthOf(ask), report, signal);
    return work(ask);
  }
}

/** The JSON of an answer. Throws `NotAnswered` with the service's own words for a problem. */
export function jsonOf<Value>({ status, bytes }: Answer): Value {
  const text = new TextDecoder().decode(bytes);
  if (status < 300) return JSON.parse(text);
  const { message, remedy, details = [] }: Problem = JSON.parse(text);
  const said = `${message}${remedy === undefined ? "" : ` ${remedy}`}`;
  // What is wrong in one place only stands there once more.
  throw new NotAnswered([...new Set([said, ...details.map(({ en }) => en)])].join("\n"));
}

const CHECKOUT = join(import.meta.dirname, "../..");
const DEMONSTRATION_ID = "demonstration";

/** As long as another process may hold the database without saying where it can be asked. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 300;
/** For a server that is there; one that is not there refuses at once. */
const ANSWERS_WITHIN_MS = 5000;

/** The service in this process, or the address of the one that has the database. */
async function opened(
  config: Config,
  report: Reporter,
  signal: AbortSignal,
): Promise<Service | ServerAddress> {
  const until = Date.now() + PATIENCE_MS;
  // Half of all the source there is: other commands, and a server that runs, need none of it.
  const { openService } = await import("../service.ts");
  let said = false;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await openService({ ...config, log: "silent" }, randomUUID());
    } catch (error) {
      if (!(error instanceof DatabaseInUse)) throw error;
      const running = await serverOf(config.home);
      if (running !== undefined) return running;
      if (Date.now() > until) throw error;
      if (!said) report.line("Another 一刻钟 uses this folder; waiting until it answers or ends.");
      said = true;
      await wait(PAUSE_MS, undefined, { signal });
    }
  }
}

/** The server that runs on a state folder; undefined when none answers that is the one it names. */
async function serverOf(home: string): Promise<ServerAddress | undefined> {
  const written = await readAddress(home);
  if (written === undefined) return undefined;
  const answer = await fetch(`${written.address}/api/health`, {
    signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
  }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.headers.get(INSTANCE_HEADER) === written.instance ? written : undefined;
}

async function healthOf(ask: Ask): Promise<Health> {
  return JSON.parse(new TextDecoder().decode((await ask("/health")).bytes));
}

/** Waits until the demonstration is there. */
async function made(
  health: () => Health | Promise<Health>,
  report: Reporter,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const { status, stage = status } = await health();
    if (status === "ready") return;
    if (status === "failed")
      throw new NotAnswered(`The demonstration study could not be made: ${stage}`);
    report.stage(stage, 0, 0);
    await wait(PAUSE_MS, undefined, { signal });
  }
}

function fetching({ address }: ServerAddress, signal: AbortSignal): Ask {
  return async (path, { method = "GET", body, afterStop = false } = {}) => {
    const answer = await fetch(`${address}/api${path}`, {
      method,
      signal: afterStop ? AbortSignal.timeout(ANSWERS_WITHIN_MS) : signal,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw new NotAnswered(
        `The server at ${address} does not answer: ${error instanceof Error ? error.message : String(error)}.`,
      );
    });
    return {
      status: answer.status,
      type: answer.headers.get("content-type") ?? "",
      bytes: await answer.bytes(),
    };
  };
}

function injecting({ app }: Service, signal: AbortSignal): Ask {
  return async (path, { method = "GET", body, afterStop = false } = {}) => {
    if (!afterStop) signal.throwIfAborted();
    const options: InjectOptions = {
      method,
      url: `/api${path}`,
      ...(afterStop ? {} : { signal }),
      ...(body === undefined ? {} : { payload: body }),
    };
    const { statusCode, headers, rawPayload } = await app.inject(options);
    return {
      status: statusCode,
      type: String(headers["content-type"] ?? ""),
      bytes: rawPayload,
    };
  };
}
