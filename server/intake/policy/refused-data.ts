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

/** A file of policy data that cannot be used, with everything that is wrong in it, by line. */
export class RefusedData extends RefusedFile {
  readonly problems: readonly DataProblem[];

  constructor(file: string, problems: readonly DataProblem[]) {
    super(file, { code: "policy-file-unusable", values: { count: problems.length } });
    this.problems = problems.toSorted((a, b) => a.line - b.line);
    const lines = this.problems.map((problem) => `  ${saidOf(problem, "en")}`);
    this.message = [this.message, ...lines].join("\n");
  }
}

/** One problem in one line of text. */
export function saidOf({ line, path, reason }: DataProblem, language: "zh" | "en"): string {
  const { what, remedy } = REASONS[reason.code];
  const words = `${fill(what, language, reason.values)}${language === "en" ? " " : ""}${fill(remedy, language, reason.values)}`;
  const place = path === "" ? "" : language === "en" ? `, ${path}` : `，${path}`;
  return language === "en" ? `line ${line}${place}: ${words}` : `第 ${line} 行${place}：${words}`;
}
