import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scenario, Step } from "#contract/scenario.ts";
import { stateOf } from "#contract/scenario-steps.ts";
import {
  addStep,
  arrived,
  isDirty,
  joinStep,
  noteStep,
  notArrived,
  openDraft,
  redo,
  redoable,
  rename,
  sending,
  stepsApart,
  toSend,
  tryAgain,
  undo,
  undoable,
  unsavedSteps,
  type Draft,
} from "../../../../client/plan/scenario/draft.ts";
import { changeSite, newSite, putSite } from "../../../../client/plan/scenario/edits.ts";
import { TODAY } from "#contract/scenario-steps.ts";

const EMPTY: Scenario = {
  number: 3,
  version: 7,
  name: "方案 A",
  note: "",
  steps: [],
  inForce: 0,
  created: "2026-11-01",
  changed: "2026-11-02",
};

/** Puts up a site where nothing stands. */
function site(id: string): Step {
  const edit = putSite(TODAY, id, newSite(`点 ${id}`, "childcare", [100.4, 38.9]));
  return { edits: [edit], note: "", at: `2026-11-03 ${id}` };
}

function withSites(...ids: string[]): Draft {
  return ids.reduce((draft, id) => addStep(draft, site(id)), openDraft(EMPTY));
}

function idsOf(draft: Draft): string[] {
  return Object.keys(stateOf(draft.content)?.sites ?? {});
}

describe("a draft", () => {
  it("is what was kept, until a step is added", () => {
    const draft = openDraft(EMPTY);
    expect(isDirty(draft)).toBe(false);
    expect(toSend(draft)).toBeUndefined();
    expect(undoable(draft)).toBeUndefined();
    const next = addStep(draft, site("a"));
    expect(isDirty(next)).toBe(true);
    expect(idsOf(next)).toEqual(["a"]);
    expect(idsOf(draft)).toEqual([]);
  });

  it("undoes and redoes step by step, and lets go of what was undone when another step comes", () => {
    const draft = withSites("a", "b");
    expect(undoable(draft)).toEqual(site("b"));
    const back = undo(draft);
    expect(idsOf(back)).toEqual(["a"]);
    expect(redoable(back)).toEqual(site("b"));
    expect(idsOf(redo(back))).toEqual(["a", "b"]);
    const other = addStep(back, site("c"));
    expect(redoable(other)).toBeUndefined();
    expect(idsOf(other)).toEqual(["a", "c"]);
  });

  it("stands still at either end", () => {
    const draft = withSites("a");
    expect(redo(draft)).toBe(draft);
    const first = undo(draft);
    expect(undo(first)).toBe(first);
  });

  it("takes no step that does not follow on it", () => {
    const draft = withSites("a");
    expect(addStep(draft, site("a"))).toBe(draft);
  });

  it("keeps its name where the new one is blank, and its notes by step", () => {
    const draft = withSites("a", "b");
    expect(rename(draft, "   ")).toBe(draft);
    expect(rename(draft, " 方案 B ").content.name).toBe("方案 B");
    const noted = noteStep(draft, 0, "配套用房");
    expect(noted.content.steps.map(({ note }) => note)).toEqual(["配套用房", ""]);
    expect(noteStep(noted, 0, "配套用房")).toBe(noted);
    expect(noteStep(noted, 9, "x")).toBe(noted);
  });

  it("joins steps that push the same site along, and no others", () => {
    const pushed = (draft: Draft, lng: number, at: string, since: string) => {
      const state = stateOf(draft.content);
      const edit = state && changeSite(state, "a", { lng });
      return edit ? joinStep(draft, { edits: [edit], note: "", at }, since) : draft;
    };
    const open = withSites("a");
    const once = pushed(open, 100.5, "2026-11-04T10:00:00Z", "2026-11-04T09:59:58Z");
    expect(once.content.steps).toHaveLength(2);
    const twice = pushed(once, 100.6, "2026-11-04T10:00:01Z", "2026-11-04T09:59:59Z");
    expect(twice.content.steps).toHaveLength(2);
    expect(stateOf(twice.content)?.sites["a"]?.lng).toBe(100.6);
    expect(stateOf(undo(twice).content)?.sites["a"]?.lng).toBe(100.4);
    const later = pushed(twice, 100.7, "2026-11-04T10:01:00Z", "2026-11-04T10:00:58Z");
    expect(later.content.steps).toHaveLength(3);
  });

  it("counts what the server has not got, undone steps included", () => {
    expect(unsavedSteps(withSites())).toBe(0);
    expect(unsavedSteps(withSites("a", "b"))).toBe(2);
    const saved = arrived(sending(withSites("a", "b")), 8);
    expect(unsavedSteps(saved)).toBe(0);
    expect(unsavedSteps(undo(saved))).toBe(1);
    expect(unsavedSteps(addStep(undo(saved), site("c")))).toBe(1);
  });

  it("never loses a change, whatever is done while it is being saved", () => {
    const action = fc.constantFrom("add", "undo", "redo", "send", "arrive", "fail", "again");
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        let draft = openDraft(EMPTY);
        let server = draft.content;
        let version = EMPTY.version;
        let n = 0;
        for (const what of actions) {
          const shown = draft.content;
          if (what === "add") draft = addStep(draft, site(`s${n++}`));
          else if (what === "undo") draft = undo(draft);
          else if (what === "redo") draft = redo(draft);
          else if (what === "send") draft = toSend(draft) ? sending(draft) : draft;
          else if (what === "arrive" && draft.sent) {
            server = draft.sent;
            draft = arrived(draft, ++version);
          } else if (what === "fail" && draft.sent) draft = notArrived(draft, "failed");
          else if (what === "again") draft = tryAgain(draft);
          const isEdit = ["add", "undo", "redo"].includes(what);
          expect(isEdit ? shown : draft.content).toBe(shown);
          expect(draft.kept).toBe(server);
          expect(draft.version).toBe(version);
          expect(stateOf(draft.content)).toBeDefined();
        }
        // Once all is quiet, the server has what the page shows.
        draft = draft.sent ? arrived(draft, ++version) : draft;
        draft = tryAgain(draft);
        if (toSend(draft)) draft = arrived(sending(draft), ++version);
        expect(draft.kept).toBe(draft.content);
      }),
      { numRuns: 200 },
    );
  });

  it("sends one at a time, then what came meanwhile", () => {
    const one = sending(withSites("a"));
    const two = addStep(one, site("b"));
    expect(toSend(two)).toBeUndefined();
    const next = arrived(two, 8);
    expect(next.kept.steps).toHaveLength(1);
    expect(toSend(next)).toMatchObject({ version: 8, inForce: 2 });
  });

  it("sends nothing over another's change, and keeps both", () => {
    const mine = notArrived(sending(withSites("a", "b")), "conflict");
    expect(toSend(mine)).toBeUndefined();
    expect(toSend(addStep(mine, site("c")))).toBeUndefined();
    expect(toSend(tryAgain(mine))).toBeUndefined();
    expect(idsOf(mine)).toEqual(["a", "b"]);
    const theirs = withSites("a", "x").content;
    expect(stepsApart(mine.content, theirs)).toEqual({ mine: [site("b")], theirs: [site("x")] });
    expect(stepsApart(mine.content, withSites("a").content)).toEqual({
      mine: [site("b")],
      theirs: [],
    });
  });
});
