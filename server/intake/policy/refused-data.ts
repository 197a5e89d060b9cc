import { REASONS, type Reason } from "#contract/reasons/reasons.ts";
import { fill } from "#contract/reasons/wording.ts";
import { RefusedFile } from "../refused-file.ts";

/** One thing wrong in a file of policy data. */
export interface DataProblem {
  /** Of the file, counted from 1. */
  readonly line: number;
  /** `entries[3].numbers[0].unit`; "" for the file as a whole. */
  readonly path: string;
  readonly reason: Reason;
}

/** Problems that a message lists; `problems` has them all. */
const MOST_SAID = 500;

/** A file of policy data that cannot be used, with everything that is wrong in it, by line. */
export class RefusedData extends RefusedFile {
  readonly problems: readonly DataProblem[];

  constructor(file: string, problems: readonly DataProblem[]) {
    super(file, { code: "policy-file-unusable", values: { count: problems.length } });
    this.problems = problems.toSorted((a, b) => a.line - b.line);
    const lines = this.problems.slice(0, MOST_SAID).map((problem) => `  ${saidOf(problem, "en")}`);
    const rest = this.problems.length - lines.length;
    this.message = [this.message, ...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])].join("\n");
  }
}

/** One problem in one line of text. */
export function saidOf({ line, path, reason }: DataProblem, language: "zh" | "en"): string {
  const { what, remedy } = REASONS[reason.code];
  const [problem, advice] = [what, remedy].map((words) => fill(words, language, reason.values));
  return language === "zh"
    ? `第 ${line} 行${path === "" ? "" : `，${path}`}：${problem}${advice}`
    : `line ${line}${path === "" ? "" : `, ${path}`}: ${problem} ${advice}`;
}
