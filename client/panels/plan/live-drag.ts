import { useEffect, useState } from "react";
import type { Live, LiveRequest, ScenarioQuestion, ScenarioState } from "#contract/scenario.ts";
import type { Service } from "#contract/vocabulary.ts";
import { askLive } from "../../api/scenarios.ts";
import type { Dragged } from "../../map/picture.ts";
import {
  answered,
  ask,
  begun,
  EMPTY_LINE,
  lost,
  nextToSend,
  type LiveLine,
} from "../../plan/scenario/live-line.ts";
import { createStore, type Store } from "../../ui/store.ts";

type Place = readonly [lng: number, lat: number];

/** What is under the pointer, and the last that is known of it. */
export interface Drag {
  readonly what: Dragged;
  readonly of: LiveRequest["of"];
  readonly id: string;
  readonly name: string;
  readonly glyph: Service;
  readonly from: Place;
  readonly at: Place;
  /** On the map, px. */
  readonly px: readonly [number, number];
  /** False once it is let go; its figures stand until those of the new step are there. */
  readonly held: boolean;
  readonly live:
    | {
        readonly answer: Live;
        /** When the pointer was where the answer is about, on the clock of `performance.now()`. */
        readonly since: number;
      }
    | undefined;
  /** The last question got no answer. */
  readonly failed: boolean;
}

interface Asked {
  readonly at: Place;
  /** When the pointer was there, on the clock of `performance.now()`. */
  readonly since: number;
}

type Answer = NonNullable<Drag["live"]>;

export interface LiveDrag {
  readonly store: Store<Drag | undefined>;
  readonly begin: (drag: Pick<Drag, "what" | "of" | "id" | "name" | "glyph" | "from">) => void;
  readonly move: (at: Place, px: readonly [number, number], since: number) => void;
  /** Let go: what was dragged, or undefined where nothing was. */
  readonly end: () => Drag | undefined;
  readonly clear: () => void;
}

/**
 * Asks the server while the pointer moves, once a frame at most and one question at a time. Nothing here redraws the
 * page: what shows the drag reads its store.
 */
export function useLiveDrag(
  study: string,
  state: ScenarioState | undefined,
  question: ScenarioQuestion | undefined,
): LiveDrag {
  const [drag] = useState(liveDrag);
  useEffect(() => drag.askAbout({ study, state, question }), [drag, study, state, question]);
  useEffect(() => drag.clear, [drag]);
  return drag;
}

/** What the pointer's place is asked about: the rest of the scenario, and who walks where. */
interface Subject {
  readonly study: string;
  readonly state: ScenarioState | undefined;
  readonly question: ScenarioQuestion | undefined;
}

function liveDrag(): LiveDrag & { readonly askAbout: (subject: Subject) => void } {
  let subject: Subject = { study: "", state: undefined, question: undefined };
  const store = createStore<Drag | undefined>(undefined);
  let line: LiveLine<Asked, Answer> = EMPTY_LINE;
  let ending = new AbortController();

  const send = () => {
    const next = nextToSend(line);
    const drag = store.get();
    const { study, state, question } = subject;
    if (next === undefined || drag === undefined || !state || !question) return;
    line = next.line;
    const { seq } = next;
    const { at, since } = next.question;
    const { signal } = ending;
    const asked = {
      state,
      of: drag.of,
      id: drag.id,
      at: [...at] as [number, number],
      question,
      seq,
    };
    askLive(study, asked, signal).then(
      (answer) => {
        line = answered(line, seq, { answer, since });
        show();
        send();
      },
      () => {
        line = lost(line, seq);
        if (signal.aborted) return;
        store.set((it) => it && { ...it, failed: true });
        send();
      },
    );
  };
  const show = () => {
    const live = line.shown?.answer;
    store.set((it) =>
      it === undefined || live === undefined || it.live === live
        ? it
        : { ...it, live, failed: false },
    );
  };
  const clear = () => {
    ending.abort();
    ending = new AbortController();
    line = begun(line);
    store.set(() => undefined);
  };
  return {
    store,
    clear,
    askAbout: (next) => {
      subject = next;
    },
    begin: (drag) => {
      clear();
      store.set(() => ({
        ...drag,
        at: drag.from,
        px: [0, 0],
        held: true,
        live: undefined,
        failed: false,
      }));
    },
    move: (at, px, since) => {
      store.set((it) => it && { ...it, at, px });
      line = ask(line, { at, since });
      send();
    },
    end: () => {
      const drag = store.get();
      if (!drag?.held) return undefined;
      store.set((it) => it && { ...it, held: false });
      return drag;
    },
  };
}
