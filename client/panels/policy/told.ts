import type { Assessment } from "#contract/policy/compliance.ts";
import type { Theme } from "#contract/policy/measure.ts";
import type { Library } from "../../plan/policy/targets.ts";

/** An assessment with what is needed to say it: its documents by id, and the themes in their order. */
export interface Told {
  readonly assessment: Assessment;
  readonly library: Library;
  readonly themes: readonly Theme[];
}
