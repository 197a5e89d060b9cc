import { basename } from "node:path";

/** What can be wrong with a street extract. */
export type OsmFileProblem =
  | "missing"
  | "unreadable"
  | "empty"
  | "cut-short"
  | "corrupt"
  | "compressed"
  | "unsupported"
  | "not-osm";

/** A street extract that cannot be used. The message says what is wrong, where, and what to do. */
export class OsmFileError extends Error {
  override readonly name = "OsmFileError";
  readonly problem: OsmFileProblem;

  constructor(path: string, problem: OsmFileProblem, sentence: string) {
    super(`${basename(path)}: ${sentence}`);
    this.problem = problem;
  }
}
