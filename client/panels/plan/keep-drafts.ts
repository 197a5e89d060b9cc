import type { Scenario, ScenarioChange } from "#contract/scenario.ts";
import { arrived, notArrived, sending, toSend, type Draft } from "../../plan/scenario/draft.ts";
import type { Store } from "../../ui/store.ts";

export type Drafts = ReadonlyMap<string, Draft>;

/** How long a draft stands still before it is sent. */
const PAUSE_MS = 600;

export function draftKey(study: string, number: number): string {
  return `${study}/${number}`;
}

/** The drafts with one of them changed; the same where nothing changes, or there is none of that key. */
export function changeDraft(
  drafts: Store<Drafts>,
  key: string,
  change: (draft: Draft) => Draft,
): void {
  drafts.set((all) => {
    const draft = all.get(key);
    const next = draft && change(draft);
    return next === undefined || next === draft ? all : new Map(all).set(key, next);
  });
}

/**
 * Sends drafts that changed once they have stood still, one sending of each at a time. Returns what ends it; whatever
 * is not sent by then is sent at once.
 */
export function keepDrafts(
  drafts: Store<Drafts>,
  send: (key: string, change: ScenarioChange) => Promise<Scenario>,
  isConflict: (error: unknown) => boolean,
): () => void {
  const waiting = new Map<
    string,
    { readonly content: Draft["content"]; readonly timer: ReturnType<typeof setTimeout> }
  >();
  const look = () => {
    for (const [key, draft] of drafts.get()) {
      const before = waiting.get(key);
      if (toSend(draft) === undefined || before?.content === draft.content) continue;
      clearTimeout(before?.timer);
      const timer = setTimeout(() => sendNow(key), PAUSE_MS);
      waiting.set(key, { content: draft.content, timer });
    }
  };
  const sendNow = (key: string) => {
    waiting.delete(key);
    const draft = drafts.get().get(key);
    const change = draft && toSend(draft);
    if (change === undefined) return;
    changeDraft(drafts, key, sending);
    send(key, change).then(
      ({ version }) => changeDraft(drafts, key, (it) => arrived(it, version)),
      (error: unknown) =>
        changeDraft(drafts, key, (it) => notArrived(it, isConflict(error) ? "conflict" : "failed")),
    );
  };
  look();
  const stop = drafts.subscribe(look);
  return () => {
    stop();
    for (const [key, { timer }] of waiting) {
      clearTimeout(timer);
      sendNow(key);
    }
  };
}
