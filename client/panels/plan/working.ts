import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Edit, ScenarioState, ScenarioSummary } from "#contract/scenario.ts";
import { stateOf, TODAY } from "#contract/scenario-steps.ts";
import { ProblemError } from "../../api/request.ts";
import {
  noteScenario,
  sendChange,
  useMakeScenario,
  useScenario,
  useScenarios,
} from "../../api/scenarios.ts";
import {
  addStep,
  isDirty,
  joinStep,
  notArrived,
  openDraft,
  type Draft,
} from "../../plan/scenario/draft.ts";
import { freeName, nextName } from "../../plan/scenario/names.ts";
import { openScenario } from "../../plan/view.ts";
import { useStore } from "../../ui/store.ts";
import { useSession, useView } from "../session.tsx";
import { changeDraft, draftKey, keepDrafts } from "./keep-drafts.ts";
import { usePlanWords } from "./words.ts";

/** Pushes of the same site that follow within this time are one step. */
const JOIN_MS = 3000;

/** The scenario in view with everything that can be done to it. */
export interface Working {
  readonly summaries: readonly ScenarioSummary[] | undefined;
  /** 0 is today; undefined while it is not known which one is newest. */
  readonly number: number | undefined;
  /** Undefined for today, and while the scenario is on its way. */
  readonly draft: Draft | undefined;
  /** What stands after the steps in force; undefined where they do not follow on each other. */
  readonly state: ScenarioState | undefined;
  /** Makes one step; in a new scenario where today is in view. */
  readonly act: (edits: readonly (Edit | undefined)[], note?: string) => void;
  /** The same, joined with the step before where that pushed the same thing a moment ago. */
  readonly push: (edit: Edit | undefined) => void;
  readonly change: (how: (draft: Draft) => Draft) => void;
  readonly make: ReturnType<typeof useMakeScenario>;
  /** Makes another scenario of a draft, under a name of its own, and opens it. */
  readonly copy: (draft: Draft, onMade?: () => void) => void;
  readonly makeEmpty: () => void;
  readonly list: ReturnType<typeof useScenarios>;
  readonly one: ReturnType<typeof useScenario>;
  /** There is no scenario of the number that the address names. */
  readonly isMissing: boolean;
  /** Why the last sending of a change did not arrive. */
  readonly saveError: ProblemError | undefined;
}

export function useWorking(study: string): Working {
  const text = usePlanWords();
  const { view, drafts } = useSession();
  const client = useQueryClient();
  const list = useScenarios(study);
  const wanted = useView((it) => it.plan.scenario);
  const number = wanted ?? (list.data && newest(list.data));
  const one = useScenario(study, number === 0 ? undefined : number);
  const make = useMakeScenario(study);
  const key = draftKey(study, number ?? 0);
  const [saveError, setSaveError] = useState<ProblemError>();
  const draft = useStore(drafts, (all) => all.get(key));

  useEffect(
    () =>
      keepDrafts(
        drafts,
        async (of, change) => {
          const at = of.lastIndexOf("/");
          const [owner, its] = [of.slice(0, at), Number(of.slice(at + 1))];
          const kept = await sendChange(owner, its, change);
          await noteScenario(client, owner, kept);
          return kept;
        },
        (error) => {
          const problem = error instanceof ProblemError ? error : undefined;
          setSaveError(problem);
          return problem?.code === "conflict";
        },
      ),
    [drafts, client],
  );

  // What is not saved would be gone with the page.
  const isUnsaved = useStore(drafts, (all) => [...all.values()].some(isDirty));
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [isUnsaved]);

  // A scenario that is newer on the server takes the place of a draft with nothing unsaved, and of no other.
  const fresh = one.data;
  useEffect(() => {
    if (fresh === undefined) return;
    const its = draftKey(study, fresh.number);
    drafts.set((all) => {
      const now = all.get(its);
      if (now === undefined) return new Map(all).set(its, openDraft(fresh));
      if (fresh.version <= now.version || now.sent !== undefined) return all;
      return new Map(all).set(its, isDirty(now) ? notArrived(now, "conflict") : openDraft(fresh));
    });
  }, [fresh, study, drafts]);

  const content = draft?.content;
  const state = useMemo(() => (content ? stateOf(content) : TODAY), [content]);

  const change = useCallback(
    (how: (it: Draft) => Draft) => changeDraft(drafts, key, how),
    [drafts, key],
  );
  const isMissing = one.error?.status === 404;
  const making = useRef(false);
  const names = list.data?.map(({ name }) => name) ?? [];
  const start = (first: readonly Edit[], note: string) => {
    if (making.current) return;
    making.current = true;
    const steps = first.length === 0 ? [] : [{ edits: [...first], note, at: now() }];
    make.mutate(
      { name: nextName(names, text.scenarios.form), note: "", steps, inForce: steps.length },
      {
        onSuccess: (made) => {
          drafts.set((all) => new Map(all).set(draftKey(study, made.number), openDraft(made)));
          // What the first step put up may be selected already.
          view.set((it) => ({ ...openScenario(it, made.number), selection: it.selection }));
        },
        onSettled: () => {
          making.current = false;
        },
      },
    );
  };
  return {
    summaries: list.data,
    number,
    draft: number === 0 ? undefined : draft,
    state,
    change,
    make,
    list,
    one,
    isMissing,
    saveError,
    act: (wantedEdits, note = "") => {
      const edits = wantedEdits.filter((edit) => edit !== undefined);
      if (edits.length === 0) return;
      // What an address names may have been deleted.
      if (number === 0 || isMissing) start(edits, note);
      else change((it) => addStep(it, { edits, note, at: now() }));
    },
    push: (edit) => {
      if (edit === undefined || number === 0) return;
      const since = new Date(Date.now() - JOIN_MS).toISOString();
      change((it) => joinStep(it, { edits: [edit], note: "", at: now() }, since));
    },
    makeEmpty: () => start([], ""),
    copy: (it, onMade) =>
      make.mutate(
        {
          ...it.content,
          name: freeName(text.scenarios.copyOf(it.content.name), names).slice(0, 80),
        },
        {
          onSuccess: (made) => {
            drafts.set((all) => new Map(all).set(draftKey(study, made.number), openDraft(made)));
            view.set((now_) => openScenario(now_, made.number));
            onMade?.();
          },
        },
      ),
  };
}

/** The one changed last; today where there is none. */
function newest(list: readonly ScenarioSummary[]): number {
  const [first] = list.toSorted((a, b) => (a.changed < b.changed ? 1 : -1));
  return first?.number ?? 0;
}

function now(): string {
  return new Date().toISOString();
}
