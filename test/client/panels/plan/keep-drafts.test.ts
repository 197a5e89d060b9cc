import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Scenario, ScenarioChange } from "#contract/scenario.ts";
import { TODAY } from "#contract/scenario-steps.ts";
import {
  changeDraft,
  keepDrafts,
  type Drafts,
} from "../../../../client/panels/plan/keep-drafts.ts";
import {
  addStep,
  openDraft,
  tryAgain,
  type Draft,
} from "../../../../client/plan/scenario/draft.ts";
import { newSite, putSite } from "../../../../client/plan/scenario/edits.ts";
import { createStore } from "../../../../client/ui/store.ts";

const FIRST: Scenario = {
  number: 1,
  version: 1,
  name: "方案 A",
  note: "",
  steps: [],
  inForce: 0,
  created: "",
  changed: "",
};

/** A server that keeps versions as the real one does; another user can come first. */
function server() {
  let kept = FIRST;
  const sent: ScenarioChange[] = [];
  let away = false;
  return {
    sent,
    kept: () => kept,
    goAway: (value: boolean) => (away = value),
    another: () => (kept = { ...kept, version: kept.version + 1, name: "another's" }),
    send: async (_: string, change: ScenarioChange) => {
      sent.push(change);
      if (away) throw new Error("offline");
      if (change.version !== kept.version) throw new Error("conflict");
      kept = { ...kept, ...change, version: kept.version + 1 };
      return kept;
    },
  };
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && error.message === "conflict";
}

function adding(id: string) {
  const edit = putSite(TODAY, id, newSite(id, "meal", [100, 38]));
  return (draft: Draft) => addStep(draft, { edits: [edit], note: "", at: id });
}

describe("drafts that are kept", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function opened() {
    const drafts = createStore<Drafts>(new Map([["demo/1", openDraft(FIRST)]]));
    const there = server();
    const end = keepDrafts(drafts, there.send, isConflict);
    const draft = () => drafts.get().get("demo/1");
    return { drafts, there, end, draft };
  }

  it("go out once they stand still, many changes as one", async () => {
    const { drafts, there, draft } = opened();
    changeDraft(drafts, "demo/1", adding("a"));
    await vi.advanceTimersByTimeAsync(500);
    changeDraft(drafts, "demo/1", adding("b"));
    await vi.advanceTimersByTimeAsync(500);
    expect(there.sent).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(there.sent).toHaveLength(1);
    expect(there.kept().steps).toHaveLength(2);
    expect(draft()).toMatchObject({ version: 2, trouble: undefined });
    await vi.advanceTimersByTimeAsync(5000);
    expect(there.sent).toHaveLength(1);
  });

  it("keep what did not arrive, and send it when asked or changed again", async () => {
    const { drafts, there, draft } = opened();
    there.goAway(true);
    changeDraft(drafts, "demo/1", adding("a"));
    await vi.advanceTimersByTimeAsync(1000);
    expect(draft()?.trouble).toBe("failed");
    expect(draft()?.content.steps).toHaveLength(1);
    there.goAway(false);
    await vi.advanceTimersByTimeAsync(5000);
    expect(there.sent).toHaveLength(1);
    changeDraft(drafts, "demo/1", tryAgain);
    await vi.advanceTimersByTimeAsync(1000);
    expect(there.kept().steps).toHaveLength(1);
    expect(draft()?.trouble).toBeUndefined();
  });

  it("never go over another's change", async () => {
    const { drafts, there, draft } = opened();
    there.another();
    changeDraft(drafts, "demo/1", adding("a"));
    await vi.advanceTimersByTimeAsync(1000);
    expect(draft()?.trouble).toBe("conflict");
    changeDraft(drafts, "demo/1", adding("b"));
    await vi.advanceTimersByTimeAsync(5000);
    expect(there.sent).toHaveLength(1);
    expect(there.kept()).toMatchObject({ name: "another's", steps: [] });
    expect(draft()?.content.steps).toHaveLength(2);
  });

  it("are sent at once when the keeping ends", async () => {
    const { drafts, there, end } = opened();
    changeDraft(drafts, "demo/1", adding("a"));
    end();
    await vi.advanceTimersByTimeAsync(0);
    expect(there.kept().steps).toHaveLength(1);
  });
});
