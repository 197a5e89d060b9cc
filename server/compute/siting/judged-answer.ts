import type { SitingAnswer } from "#core/siting/problem.ts";
import type { Said } from "#core/vocabulary.ts";
import type { Posed } from "./problem-of.ts";
import { worthOf } from "./worth.ts";

/** What is made of an answer. */
export interface Judged {
  readonly answer: SitingAnswer;
  readonly sound: boolean;
  readonly differs: Said | null;
}

const LOOSE = 1e-6;

/**
 * Whether what the solver found is worth what it says, by the problem's data; what it says otherwise is not passed on.
 * `answer` is what was made of it since. Proven is only what its bound meets.
 */
export function judge({ problem }: Posed, found: SitingAnswer, answer: SitingAnswer): Judged {
  if (answer.status === "infeasible") return { answer, sound: true, differs: null };
  const { value, allowed } = worthOf(problem, answer);
  const sign = answer.sense === "most" ? 1 : -1;
  const room = LOOSE * Math.max(1, Math.abs(value));
  const claimed = Math.abs(worthOf(problem, found).value - found.value) <= room;
  const beaten = sign * (value - found.bound) > room;
  if (allowed && claimed && !beaten) {
    const meets = Math.abs(value - found.bound) <= room;
    const status = answer.status === "proven" && meets ? "proven" : "not-proven";
    const bound = status === "proven" ? value : found.bound;
    return { answer: { ...answer, value, bound, status }, sound: true, differs: null };
  }
  const bound = answer.sense === "most" ? Infinity : 0;
  return {
    answer: { ...answer, value, bound, status: "not-proven" },
    sound: false,
    differs: allowed
      ? {
          zh: `求解器报 ${found.value}（界 ${found.bound}），实为 ${value}。`,
          en: `The solver says ${found.value} (bound ${found.bound}); it is ${value}.`,
        }
      : {
          zh: "求解器给出的网点不满足要求。",
          en: "The sites of the solver do not keep what was asked.",
        },
  };
}
