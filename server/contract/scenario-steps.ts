import type { Edit, ScenarioContent, ScenarioState, Step } from "./scenario.ts";

/** Today: nothing edited. */
export const TODAY: ScenarioState = { sites: {}, facilities: {}, streets: {}, areas: {} };

/** The edit that takes another back. */
export function inverseOf(edit: Edit): Edit {
  return { ...edit, before: edit.after, after: edit.before } as Edit;
}

/** The step that takes another back: its edits' inverses, last first. */
export function undoing(step: Step): Step {
  return { ...step, edits: step.edits.toReversed().map(inverseOf) };
}

/**
 * What stands after an edit; undefined where something else stands under its id than the edit was made on, so that
 * it cannot be told what the user meant.
 */
function afterEdit(state: ScenarioState, edit: Edit): ScenarioState | undefined {
  const part = PARTS[edit.of];
  const entries = new Map<string, unknown>(Object.entries(state[part]));
  if (!same(entries.get(edit.id) ?? null, edit.before)) return undefined;
  if (edit.after === null) entries.delete(edit.id);
  else entries.set(edit.id, edit.after);
  return { ...state, [part]: Object.fromEntries(entries) };
}

/** What stands after some edits; undefined where one of them does not follow on the others. */
export function afterEdits(
  state: ScenarioState,
  edits: readonly Edit[],
): ScenarioState | undefined {
  let now: ScenarioState | undefined = state;
  for (const edit of edits) now = now && afterEdit(now, edit);
  return now;
}

/** What stands after the steps in force; undefined for a content whose steps do not follow on each other. */
export function stateOf({
  steps,
  inForce,
}: Pick<ScenarioContent, "steps" | "inForce">): ScenarioState | undefined {
  return afterEdits(
    TODAY,
    steps.slice(0, inForce).flatMap(({ edits }) => edits),
  );
}

const PARTS = {
  site: "sites",
  facility: "facilities",
  street: "streets",
  area: "areas",
} as const satisfies Record<Edit["of"], keyof ScenarioState>;

/** Of plain values, whatever the order of their keys. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return (
    keys.length === others.length &&
    keys.every((key) => Object.hasOwn(b, key) && same(Reflect.get(a, key), Reflect.get(b, key)))
  );
}
