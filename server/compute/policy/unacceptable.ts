import type { Said } from "#contract/jobs.ts";

/** One thing that is wrong with what was sent, and what to do about it. */
export interface Fault extends Said {
  readonly code: string;
  /** Where it is in what was sent: "figures/3/unit". */
  readonly path: string;
  /** Of a list, counted from 1; of a text file `line`. */
  readonly row?: number;
  readonly line?: number;
}

/** What was sent cannot be taken, and nothing of it was stored. */
export class Unacceptable extends Error {
  override readonly name = "Unacceptable";
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const [first] = faults;
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : "";
    super(`${first?.en ?? "What was sent cannot be taken."}${more}`);
    this.faults = faults;
  }
}

/** What a study is asked about is not there. */
export class NotThere extends Error {
  override readonly name = "NotThere";
  readonly what: "result" | "unit" | "document" | "text" | "snapshot" | "attestation" | "value";
  readonly remedy: string | undefined;

  constructor(what: NotThere["what"], message: string, remedy?: string) {
    super(message);
    this.what = what;
    this.remedy = remedy;
  }
}

/** A document that came with the program is not replaced or removed. */
export class BuiltIn extends Error {
  override readonly name = "BuiltIn";
}
