import { createContext, use } from "react";
import type { Flight } from "../map/picture.ts";
import type { Draft } from "../plan/scenario/draft.ts";
import type { View } from "../plan/view.ts";
import type { Language } from "../text/language.ts";
import { WORDS } from "../text/words.ts";
import type { Words } from "../text/zh.ts";
import { createStore, useStore, type Store } from "../ui/store.ts";

/** What the page holds beside the server's answers. Only `view` is in the address. */
export interface Session {
  readonly view: Store<View>;
  /** Where the map was last told to fly. */
  readonly flight: Store<Flight | undefined>;
  /** The cell under the pointer, as an index into the study's cells. */
  readonly pointed: Store<number | undefined>;
  /** The unit whose row is under the pointer or has the focus. */
  readonly unitPointed: Store<number | undefined>;
  /** Scenarios being worked on, by study and number: what is not saved yet outlives the page it was made on. */
  readonly drafts: Store<ReadonlyMap<string, Draft>>;
  /** What the header's undo and redo do; undefined where there is nothing to undo on the page. */
  readonly history: Store<History | undefined>;
}

/** The steps that can be taken back and brought back, by what they are called; undefined where there is none. */
export interface History {
  readonly undo: { readonly label: string; readonly run: () => void } | undefined;
  readonly redo: { readonly label: string; readonly run: () => void } | undefined;
}

/** A session that begins at a view. Another page or study begins where its own view left the map. */
export function createSession(first: View): Session {
  const view = createStore(first);
  const flight = createStore<Flight | undefined>(first.camera && { ...first.camera });
  let before = first;
  view.subscribe(() => {
    const now = view.get();
    const moved = now.page !== before.page || now.study !== before.study;
    before = now;
    if (moved) flight.set(() => now.camera && { ...now.camera });
  });
  return {
    view,
    flight,
    pointed: createStore<number | undefined>(undefined),
    unitPointed: createStore<number | undefined>(undefined),
    drafts: createStore<ReadonlyMap<string, Draft>>(new Map()),
    history: createStore<History | undefined>(undefined),
  };
}

const SessionContext = createContext<Session | undefined>(undefined);

export const SessionProvider = SessionContext.Provider;

/** Whether the reader asked for bigger type; it is kept by the browser, not in the address. */
export const LargeType = createContext(false);

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error("A panel was drawn outside SessionProvider.");
  return session;
}

/** Part of the view; redraws only when that part changes. */
export function useView<Part>(read: (view: View) => Part): Part {
  return useStore(useSession().view, read);
}

export interface Speech {
  readonly language: Language;
  readonly words: Words;
}

/** The language in use and its words. */
export function useSpeech(): Speech {
  const language = useView((view) => view.language);
  return { language, words: WORDS[language] };
}
