import type { Collaborators } from "./collaborators.ts";
import { recordOf } from "./study-of.ts";

/** The id of a study that has a result, or a refusal: figures and assessments belong to studies, not to results. */
export async function studyIdOf(collaborators: Collaborators, id: string): Promise<string> {
  return (await recordOf(collaborators, id)).study.study;
}
