import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { Problem } from "#contract/jobs.ts";
import { BuiltIn, NotThere, Unacceptable } from "../compute/policy/unacceptable.ts";
import { TaskRefused } from "../compute/threads.ts";
import { UnfitScenario } from "../compute/unfit-scenario.ts";
import { DatabaseError } from "../store/database/database-error.ts";
import { ScenarioConflict } from "../store/scenarios.ts";
import { StudyDamaged } from "../store/study-files.ts";
import { NoSuchStudy } from "../store/study-rows.ts";
import { invalidParameter } from "./invalid-parameter.ts";

/** Every code a problem can have, and the HTTP status it travels with. */
export const STATUS_OF = {
  "invalid-parameter": 400,
  "invalid-form": 400,
  "bad-request": 400,
  "foreign-host": 403,
  "foreign-page": 403,
  "no-such-address": 404,
  "no-such-study": 404,
  "no-such-facility": 404,
  "no-such-job": 404,
  "no-such-import": 404,
  "no-such-layer": 404,
  "no-such-template": 404,
  "no-such-practice-file": 404,
  "no-such-unit": 404,
  "no-such-document": 404,
  "no-such-snapshot": 404,
  "no-such-attestation": 404,
  "no-such-value": 404,
  "no-text": 404,
  "no-such-report": 404,
  "no-such-picture": 404,
  "no-such-scenario": 404,
  "no-such-plan": 404,
  conflict: 409,
  "no-result": 409,
  "no-streets": 409,
  incomplete: 409,
  "not-waiting": 409,
  "practice-only": 409,
  blocked: 409,
  "demonstration-stays": 409,
  "built-in": 409,
  "too-large": 413,
  "not-a-form": 415,
  "unusable-input": 422,
  "damaged-study": 500,
  "disk-full": 500,
  fault: 500,
  preparing: 503,
  "database-away": 503,
} as const;
export type ProblemCode = keyof typeof STATUS_OF;

/** A request that is answered with a problem: what is wrong, and what to do. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: ProblemCode;
  readonly remedy: string | undefined;
  readonly details: Problem["details"];

  constructor(code: ProblemCode, message: string, remedy?: string, details?: Problem["details"]) {
    super(message);
    this.code = code;
    this.remedy = remedy;
    this.details = details;
  }
}

/** The one place that turns errors into replies. */
export function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = refusalOf(error, request);
  const status = STATUS_OF[refusal.code];
  if (status >= 500 && refusal.code !== "preparing") request.log.error(error);
  return reply
    .code(status)
    .removeHeader("etag")
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .send(JSON.stringify(problemOf(refusal)));
}

function problemOf({ code, message, remedy, details }: Refusal): Problem {
  return {
    code,
    message,
    ...(remedy === undefined ? {} : { remedy }),
    ...(details === undefined ? {} : { details }),
  };
}

/** The problems a route may answer with, for its schema. */
export function problems<const Code extends ProblemCode>(...codes: readonly Code[]) {
  return Object.fromEntries(codes.map((code) => [STATUS_OF[code], Problem])) as {
    [C in Code as (typeof STATUS_OF)[C]]: typeof Problem;
  };
}

const CODE_OF = {
  result: "no-result",
  unit: "no-such-unit",
  document: "no-such-document",
  text: "no-text",
  snapshot: "no-such-snapshot",
  attestation: "no-such-attestation",
  value: "no-such-value",
} as const satisfies Record<NotThere["what"], ProblemCode>;

/** Somebody else was first: what was sent is not stored, what they stored stands. */
function conflict({ name, version, changed }: ScenarioConflict["newest"]): Refusal {
  return new Refusal(
    "conflict",
    `The scenario "${name}" was changed by somebody else meanwhile: it is at version ${version} now.`,
    `Look at version ${version} and make your change on it, or save yours as another scenario; nothing of theirs was overwritten.`,
    [
      {
        path: "version",
        zh: `方案“${name}”已被他人改动，现为第 ${version} 版（${changed}）。您的改动没有保存，对方的改动没有被覆盖：请查看新版后再改，或另存为新方案。`,
        en: `The newest version is ${version}, of ${changed}.`,
      },
    ],
  );
}

function refusalOf(error: FastifyError, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) return error;
  if (error.validation !== undefined) return new Refusal(...invalidParameter(error.validation));
  if (error instanceof TaskRefused) return new Refusal("unusable-input", error.message);
  // Removed by somebody else in the middle of the request.
  if (error instanceof NoSuchStudy) return new Refusal("no-such-study", error.message);
  if (error instanceof Unacceptable)
    return new Refusal(
      "unusable-input",
      error.message,
      "Correct what is listed in details; nothing was stored.",
      error.faults.map(({ path, row, line, zh, en }) => ({
        path,
        ...(row === undefined ? {} : { row }),
        ...(line === undefined ? {} : { line }),
        zh,
        en,
      })),
    );
  if (error instanceof UnfitScenario)
    return new Refusal(
      "invalid-parameter",
      error.message,
      error.remedy,
      error.details.length === 0 ? undefined : [...error.details],
    );
  if (error instanceof ScenarioConflict) return conflict(error.newest);
  if (error instanceof NotThere)
    return new Refusal(CODE_OF[error.what], error.message, error.remedy);
  if (error instanceof BuiltIn)
    return new Refusal("built-in", error.message, "Add a document under an id of its own.");
  if (error instanceof StudyDamaged) return new Refusal("damaged-study", error.message);
  if (error instanceof DatabaseError) return new Refusal("database-away", error.what, error.remedy);
  const status = error.statusCode ?? 500;
  if (status === 413)
    return new Refusal("too-large", "The request is too large.", "Send smaller files.");
  if (status === 415 || status === 406)
    return new Refusal(
      "not-a-form",
      "The body is not a form that this address takes.",
      "Send it as multipart/form-data; /api/docs says what it takes.",
    );
  if (status >= 400 && status < 500)
    return new Refusal(
      "bad-request",
      `The request cannot be understood: ${error.message.replace(/\.$/, "")}.`,
      "See /api/docs for what can be asked.",
    );
  return new Refusal(
    "fault",
    "The server failed to answer because of a fault in the program.",
    `Its log has the details of request ${request.id}.`,
  );
}
