import type { StudySummary } from "#contract/study.ts";

/** The study the program brings itself, to be looked at; the server knows it by this id. */
const DEMONSTRATION = "demonstration";

export function isDemonstration({ id }: Pick<StudySummary, "id">): boolean {
  return id === DEMONSTRATION;
}

/** Invented data are either the demonstration or something to practise with. */
export function isPractice(study: Pick<StudySummary, "id" | "synthetic">): boolean {
  return study.synthetic && !isDemonstration(study);
}

/** The study that is opened where none is asked for: the first with something to see. */
export function firstStudy(studies: readonly StudySummary[]): StudySummary | undefined {
  return studies.find(({ ready }) => ready) ?? studies[0];
}
