import type { Edit, Scenario, ScenarioChange, ScenarioContent, Step } from "#contract/scenario.ts";
import { afterEdits, stateOf } from "#contract/scenario-steps.ts";

/**
 * A scenario being worked on: what the page shows, what the server is known to have, and what is on its way there.
 * Every function here gives the next draft and leaves the one it was given alone.
 */
export interface Draft {
  readonly number: number;
  /** Of `kept`; a change that is sent names it. */
  readonly version: number;
  readonly content: ScenarioContent;
  readonly kept: ScenarioContent;
  /** On its way to the server. */
  readonly sent: ScenarioContent | undefined;
  /**
   * "conflict": somebody else changed it since; nothing is sent until the reader has decided. "failed": the last
   * sending did not arrive; the next change, or a wish of the reader, sends again.
   */
  readonly trouble: "conflict" | "failed" | undefined;
}

export function openDraft(scenario: Scenario): Draft {
  const { number, version } = scenario;
  const content = contentOf(scenario);
  return { number, version, content, kept: content, sent: undefined, trouble: undefined };
}

function contentOf({ name, note, steps, inForce }: ScenarioContent): ScenarioContent {
  return { name, note, steps, inForce };
}

/** The step in force last, after what was undone is let go; the same draft where the step does not follow on it. */
export function addStep(draft: Draft, step: Step): Draft {
  const { content } = draft;
  const state = stateOf(content);
  if (state === undefined || afterEdits(state, step.edits) === undefined) return draft;
  const steps = [...content.steps.slice(0, content.inForce), step];
  return changed(draft, { ...content, steps, inForce: steps.length });
}

/**
 * The same, but joined with the step in force last where that changed the same one thing alone and is not older than
 * `since`: pushing a site along by keys is one step.
 */
export function joinStep(draft: Draft, step: Step, since: string): Draft {
  const last = undoable(draft);
  const [edit, more] = [step.edits[0], step.edits[1]];
  const [before, moreBefore] = [last?.edits[0], last?.edits[1]];
  if (last === undefined || edit === undefined || before === undefined || last.at < since)
    return addStep(draft, step);
  const isSame = more === undefined && moreBefore === undefined;
  if (!isSame || edit.of !== before.of || edit.id !== before.id || before.before === null)
    return addStep(draft, step);
  const joined = { ...edit, before: before.before } as Edit;
  const back = undo(draft);
  const next = addStep(back, { ...step, note: last.note, edits: [joined] });
  return next === back ? addStep(draft, step) : next;
}

/** The step that undo would take back. */
export function undoable({ content }: Draft): Step | undefined {
  return content.steps[content.inForce - 1];
}

/** The step that redo would bring back. */
export function redoable({ content }: Draft): Step | undefined {
  return content.steps[content.inForce];
}

export function undo(draft: Draft): Draft {
  return undoable(draft) === undefined ? draft : inForce(draft, draft.content.inForce - 1);
}

export function redo(draft: Draft): Draft {
  return redoable(draft) === undefined ? draft : inForce(draft, draft.content.inForce + 1);
}

function inForce(draft: Draft, steps: number): Draft {
  return changed(draft, { ...draft.content, inForce: steps });
}

/** A name of nothing but blanks changes nothing. */
export function rename(draft: Draft, name: string): Draft {
  const next = name.trim().slice(0, 80);
  return next === "" || next === draft.content.name
    ? draft
    : changed(draft, { ...draft.content, name: next });
}

/** What the reader wrote beside a step, by its place in the list. */
export function noteStep(draft: Draft, at: number, note: string): Draft {
  const { steps } = draft.content;
  const step = steps[at];
  if (step === undefined || step.note === note) return draft;
  return changed(draft, {
    ...draft.content,
    steps: steps.with(at, { ...step, note: note.slice(0, 300) }),
  });
}

function changed(draft: Draft, content: ScenarioContent): Draft {
  return { ...draft, content, trouble: draft.trouble === "conflict" ? "conflict" : undefined };
}

/** Whether something of the draft has not reached the server. */
export function isDirty(draft: Draft): boolean {
  return draft.content !== draft.kept;
}

/** Steps done or undone that have not reached the server. */
export function unsavedSteps({ content, kept }: Draft): number {
  if (content === kept) return 0;
  const shared = content.steps.findIndex((step, i) => step !== kept.steps[i]);
  const same = Math.min(shared < 0 ? content.steps.length : shared, content.inForce, kept.inForce);
  return Math.max(content.inForce - same, kept.inForce - same);
}

/** What is to be sent now; undefined while nothing changed, something is on its way, or there is trouble. */
export function toSend(draft: Draft): ScenarioChange | undefined {
  if (!isDirty(draft) || draft.sent !== undefined || draft.trouble !== undefined) return undefined;
  return { ...draft.content, version: draft.version };
}

export function sending(draft: Draft): Draft {
  return { ...draft, sent: draft.content };
}

/** What was on its way has arrived as `version`; what changed meanwhile is still to be sent. */
export function arrived(draft: Draft, version: number): Draft {
  return { ...draft, version, kept: draft.sent ?? draft.kept, sent: undefined, trouble: undefined };
}

/** What was on its way was refused or got lost. */
export function notArrived(draft: Draft, trouble: "conflict" | "failed"): Draft {
  return { ...draft, sent: undefined, trouble };
}

/** Sends again what did not arrive. */
export function tryAgain(draft: Draft): Draft {
  return draft.trouble === "failed" ? { ...draft, trouble: undefined } : draft;
}

/** What two people made of the same scenario: the steps in force that only one of them has. */
export function stepsApart(
  mine: ScenarioContent,
  theirs: ScenarioContent,
): { readonly mine: readonly Step[]; readonly theirs: readonly Step[] } {
  const own = mine.steps.slice(0, mine.inForce);
  const other = theirs.steps.slice(0, theirs.inForce);
  const differs = own.findIndex((step, i) => JSON.stringify(step) !== JSON.stringify(other[i]));
  const shared = differs < 0 ? own.length : differs;
  return { mine: own.slice(shared), theirs: other.slice(shared) };
}
