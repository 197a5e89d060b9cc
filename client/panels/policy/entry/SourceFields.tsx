import { useState } from "react";
import { useEntryWords } from "./words.ts";

export interface SourceState {
  readonly given: { readonly source: string; readonly date: string };
  /** Both are there: nothing is taken without. */
  readonly isGiven: boolean;
  readonly set: (changed: { readonly source?: string; readonly date?: string }) => void;
}

/** Where figures are from and of what day, for all that are entered together. */
export function useSource(): SourceState {
  const [given, setGiven] = useState({ source: "", date: "" });
  return {
    given: { source: given.source.trim(), date: given.date },
    isGiven: given.source.trim() !== "" && given.date !== "",
    set: (changed) => setGiven((before) => ({ ...before, ...changed })),
  };
}

export function SourceFields({ source }: { source: SourceState }) {
  const text = useEntryWords();
  return (
    <div className="entry-line">
      <label className="entry-field wide">
        <span className="field-label">{text.source}</span>
        <input
          className="pick"
          maxLength={200}
          placeholder={text.sourcePlace}
          data-testid="source"
          onChange={({ target }) => source.set({ source: target.value })}
        />
      </label>
      <label className="entry-field">
        <span className="field-label">{text.date}</span>
        <input
          className="pick"
          type="date"
          data-testid="source-date"
          onChange={({ target }) => source.set({ date: target.value })}
        />
      </label>
    </div>
  );
}
