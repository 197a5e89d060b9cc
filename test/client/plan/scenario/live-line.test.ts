import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answered,
  ask,
  begun,
  EMPTY_LINE,
  lost,
  nextToSend,
  type LiveLine,
} from "../../../../client/plan/scenario/live-line.ts";

type Line = LiveLine<string, string>;

function sent(line: Line) {
  const next = nextToSend(line);
  if (next === undefined) throw new Error("Nothing is to be sent.");
  return next;
}

describe("the line of live questions", () => {
  it("has one on its way, and of those that come meanwhile the latest waits", () => {
    const first = sent(ask(EMPTY_LINE, "a"));
    expect(first).toMatchObject({ seq: 1, question: "a" });
    const crowd = ["b", "c", "d"].reduce<Line>(ask, first.line);
    expect(nextToSend(crowd)).toBeUndefined();
    const next = sent(answered(crowd, 1, "A"));
    expect(next).toMatchObject({ seq: 2, question: "d" });
    expect(next.line.shown).toEqual({ seq: 1, answer: "A" });
    expect(nextToSend(answered(next.line, 2, "D"))).toBeUndefined();
  });

  it("shows no answer older than the one that is shown", () => {
    const one = sent(ask(EMPTY_LINE, "a"));
    const two = sent(ask(lost<string, string>(one.line, 1), "b"));
    const newer = answered(two.line, 2, "B");
    const late = answered(newer, 1, "A");
    expect(late.shown).toEqual({ seq: 2, answer: "B" });
  });

  it("shows no answer of an earlier drag, and does not wait for it", () => {
    const one = sent(ask(EMPTY_LINE, "a"));
    const next = sent(ask(begun<string, string>(one.line), "b"));
    expect(next.seq).toBe(2);
    const late = answered(next.line, 1, "A");
    expect(late.shown).toBeUndefined();
    expect(late.onWay).toBe(2);
    expect(answered(late, 2, "B").shown).toEqual({ seq: 2, answer: "B" });
  });

  it("goes on after one was lost", () => {
    const one = sent(ask(ask(EMPTY_LINE, "a"), "a"));
    expect(sent(ask(lost<string, string>(one.line, 1), "b")).seq).toBe(2);
  });

  it("never shows an older answer after a newer one, in whatever order they come", () => {
    const action = fc.oneof(
      fc.constant({ what: "ask" as const }),
      fc.constant({ what: "begin" as const }),
      fc.record({ what: fc.constant("lose" as const), pick: fc.nat() }),
      fc.record({ what: fc.constant("answer" as const), pick: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
        let line: Line = EMPTY_LINE;
        let newest = 0;
        const open: number[] = [];
        for (const it of actions) {
          if (it.what === "ask") line = ask(line, "q");
          else if (it.what === "begin") line = begun(line);
          else if (open.length > 0) {
            const [seq = 0] = open.splice(it.pick % open.length, 1);
            // What is lost to the line may still be answered: it goes back among the open ones.
            if (it.what === "lose") open.push(seq);
            line = it.what === "lose" ? lost(line, seq) : answered(line, seq, String(seq));
          }
          const next = nextToSend(line);
          if (next) {
            open.push(next.seq);
            line = next.line;
          }
          const shown = line.shown ?? { seq: Math.max(newest, line.since), answer: undefined };
          expect(shown.answer ?? String(shown.seq)).toBe(String(shown.seq));
          expect(shown.seq).toBeGreaterThanOrEqual(Math.max(newest, line.since));
          newest = line.shown?.seq ?? newest;
        }
      }),
      { numRuns: 300 },
    );
  });
});
