import type { Import, Role } from "#contract/import.ts";
import type { NetworkCheck, StudyLayers } from "#contract/layers.ts";

/** What a study is filled with, in the order it is best done, and what comes of it. */
export const STUDY_STEPS = ["network", "units", "people", "facilities", "result"] as const;
export type StudyStep = (typeof STUDY_STEPS)[number];

/** "optional": not there, and nothing waits for it. */
export type StepState = "done" | "active" | "todo" | "optional";

/** How far a study is; the first thing that is missing and needed is active. */
export function studySteps({
  layers,
  missing,
  results,
}: Pick<StudyLayers, "layers" | "missing" | "results">): { step: StudyStep; state: StepState }[] {
  let waits = false;
  return STUDY_STEPS.map((step) => {
    if (isDone(step)) return { step, state: "done" };
    if (step !== "result" && !missing.includes(step)) return { step, state: "optional" };
    const state = waits ? "todo" : "active";
    waits = true;
    return { step, state };
  });

  function isDone(step: StudyStep): boolean {
    return step === "result" ? results.length > 0 : layers.some(({ role }) => role === step);
  }
}

/** One line of what to do next; those that are settled come first. */
export type NextStep =
  | { readonly kind: "complete"; readonly roles: readonly Role[] }
  | { readonly kind: "current" }
  | { readonly kind: "missing"; readonly role: Role }
  | { readonly kind: "optional"; readonly role: Role }
  | {
      readonly kind: "reading" | "failed";
      readonly id: string;
      readonly file: string;
    }
  | {
      readonly kind: "waiting";
      readonly id: string;
      readonly file: string;
      /** Rows that wait for a decision; they stay out until it is made. */
      readonly doubtful: number;
      readonly blocked: boolean;
    }
  /** More files than are listed one by one. */
  | { readonly kind: "files"; readonly files: number }
  | { readonly kind: "streets"; readonly findings: number; readonly sure: number }
  | { readonly kind: "computing" }
  | { readonly kind: "compute"; readonly first: boolean };

/** Whether nothing has to be done about a line. */
export function isSettled({ kind }: NextStep): boolean {
  return kind === "complete" || kind === "current";
}

export function nextSteps(
  study: StudyLayers,
  imports: readonly Import[],
  check: NetworkCheck | undefined,
): NextStep[] {
  const present = ROLES_IN_ORDER.filter((role) => study.layers.some((one) => one.role === role));
  const steps: NextStep[] = [];
  if (present.length > 0) steps.push({ kind: "complete", roles: present });
  const newest = study.results[0];
  if (newest !== undefined && !newest.stale && study.computing === null)
    steps.push({ kind: "current" });
  const open = openImports(imports);
  if (open.length > MOST_LISTED) steps.push({ kind: "files", files: open.length });
  else for (const one of open) steps.push(stepOf(one));
  for (const role of study.missing) steps.push({ kind: "missing", role });
  if (!present.includes("units") && !study.missing.includes("units"))
    steps.push({ kind: "optional", role: "units" });
  const findings = check?.counts.reduce((sum, one) => sum + one.findings, 0) ?? 0;
  if (check !== undefined && findings > 0) {
    const sure = check.counts.reduce((sum, one) => sum + one.sure, 0);
    steps.push({ kind: "streets", findings, sure });
  }
  if (study.computing !== null) steps.push({ kind: "computing" });
  else if (study.missing.length === 0 && (newest === undefined || newest.stale))
    steps.push({ kind: "compute", first: newest === undefined });
  // Of use once new sites are looked for.
  else if (newest !== undefined && !present.includes("premises"))
    steps.push({ kind: "optional", role: "premises" });
  return steps;
}

const MOST_LISTED = 3;

/** Imports that are neither in the study nor given up. */
export function openImports(imports: readonly Import[]): Import[] {
  return imports.filter(({ state }) => !["done", "cancelled"].includes(state));
}

const ROLES_IN_ORDER: readonly Role[] = ["network", "units", "people", "facilities", "premises"];

function stepOf({ id, file, state, proposal }: Import): NextStep {
  if (state === "failed" || state === "interrupted") return { kind: "failed", id, file: file.name };
  if (state !== "waiting" || proposal === null) return { kind: "reading", id, file: file.name };
  return {
    kind: "waiting",
    id,
    file: file.name,
    doubtful: proposal.account.doubtful,
    blocked: proposal.blocking.length > 0,
  };
}
