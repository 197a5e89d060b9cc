import { Problem, type Said } from "#contract/jobs.ts";
import { inChinese } from "./problem-words.ts";

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
  "wrong-method": 405,
  "too-slow": 408,
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

/** Words in both languages; English alone where the code says in Chinese all there is to say. */
type Words = string | Said;

/**
 * A request that is answered with a problem: what is wrong, what to do, and where: the name of the value, or each
 * of several things that are wrong.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: ProblemCode;
  readonly remedy: string | undefined;
  readonly details: NonNullable<Problem["details"]>;

  constructor(
    code: ProblemCode,
    what: Words,
    remedy?: Words,
    where: string | NonNullable<Problem["details"]> = "",
  ) {
    super(english(what));
    this.code = code;
    this.remedy = remedy === undefined ? undefined : english(remedy);
    const words = inChinese(code);
    const zh = `${chinese(what) ?? words.what}${chinese(remedy) ?? words.remedy}`;
    const en = this.remedy === undefined ? this.message : `${this.message} ${this.remedy}`;
    this.details = typeof where === "string" ? [{ path: where, zh, en }] : where;
  }
}

function english(words: Words): string {
  return typeof words === "string" ? words : words.en;
}

function chinese(words: Words | undefined): string | undefined {
  return typeof words === "object" ? words.zh : undefined;
}

export function problemOf({ code, message, remedy, details }: Refusal): Problem {
  return {
    code,
    message,
    ...(remedy === undefined ? {} : { remedy }),
    details: [...details],
  };
}

/** The problems a route may answer with, for its schema. */
export function problems<const Code extends ProblemCode>(...codes: readonly Code[]) {
  return Object.fromEntries(codes.map((code) => [STATUS_OF[code], Problem])) as {
    [C in Code as (typeof STATUS_OF)[C]]: typeof Problem;
  };
}
