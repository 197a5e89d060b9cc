import { useState } from "react";
import { DayField } from "./DayField.tsx";
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
      <DayField label={text.date} testId="source-date" onDay={(date) => source.set({ date })} />
    </div>
  );
}
