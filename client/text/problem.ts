import type { Problem } from "#contract/jobs.ts";
import type { Language } from "./language.ts";
import type { Words } from "./zh.ts";

/** What went wrong and what to do about it, in the reader's language. */
interface SaidProblem {
  readonly message: string;
  readonly remedy: string | undefined;
  /** Each of several things that are wrong. */
  readonly all?: readonly string[];
}

/**
 * A problem in words. Where the server says in both languages what was wrong, that is shown; otherwise it speaks
 * English, which stays for the technical side elsewhere.
 */
export function problemInWords(
  {
    code,
    message,
    remedy,
    details,
  }: Pick<Problem, "code" | "message" | "details"> & {
    readonly remedy?: string | undefined;
  },
  language: Language,
  { problem }: Words,
): SaidProblem {
  if (code === "offline") return { message: problem.offline, remedy: problem.offlineRemedy };
  if (code === "unreadable")
    return { message: problem.unreadable, remedy: problem.unreadableRemedy };
  const causes: Readonly<Record<string, string>> = problem.codes;
  const cause = causes[code];
  const all = [...new Set(details?.map((one) => one[language]))];
  const [only] = all;
  if (only !== undefined && all.length === 1) return { message: only, remedy: undefined };
  if (all.length > 1)
    return { message: problem.listed(cause ?? problem.unknown), remedy: undefined, all };
  if (language !== "en") return { message: `${cause ?? problem.unknown}。`, remedy: undefined };
  return { message: cause === undefined ? message : problem.coded(cause, message), remedy };
}
