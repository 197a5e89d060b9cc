import type { Said } from "#core/vocabulary.ts";

/** What is asked of a scenario does not fit its study, or itself. Nothing was worked out. */
export class UnfitScenario extends Error {
  override readonly name = "UnfitScenario";
  readonly remedy: string;
  /** Where in what was sent, in both languages. */
  readonly details: readonly UnfitDetail[];

  constructor(message: string, remedy: string, details: readonly UnfitDetail[] = []) {
    super(message);
    this.remedy = remedy;
    this.details = details;
  }
}

interface UnfitDetail extends Said {
  /** "steps[3].edits[0]". */
  readonly path: string;
}

export function unknownFacilities([first = "", ...others]: readonly string[]): UnfitScenario {
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  return new UnfitScenario(
    `The study has no facility "${first.slice(0, 80)}"${more}, which the scenario changes.`,
    "Take that change out of the scenario; /api/studies/…/facilities says what the study has.",
  );
}

export function unknownSite(id: string): UnfitScenario {
  return new UnfitScenario(
    `The scenario has no site "${id.slice(0, 80)}" to move.`,
    "Give the id of one of state.sites, or put the site into the state first.",
  );
}
