import { useState } from "react";
import type { Assessment } from "#contract/policy/compliance.ts";
import type { PolicySettings } from "#contract/policy/stock.ts";
import { useDocuments, useSaveSettings } from "../../../api/policy.ts";
import { Choice } from "../../../ui/Choice.tsx";
import { ProblemBand } from "../../ProblemBand.tsx";
import { useEntryWords } from "./words.ts";

const SHARES = [0.3, 0.5, 0.6, 0.7, 0.8, 0.9];
const MINUTES = [5, 10, 15, 20, 30];

/** What the documents leave open and the office decides, for all indicators of the study. */
export function SettingsPart(props: {
  readonly study: string;
  readonly settings: Assessment["settings"];
}) {
  const words = useEntryWords();
  const text = words.settings;
  const save = useSaveSettings(props.study);
  const settings = save.isPending ? save.variables : props.settings;
  const [year, setYear] = useState(String(settings.year));
  const set = (changed: Partial<PolicySettings>) => save.mutate({ ...settings, ...changed });
  const number = Number(year);
  const isYear = Number.isInteger(number) && number >= 2000 && number <= 2100;
  return (
    <div className="entry-form" data-testid="settings">
      <p className="field-hint">{text.lead}</p>
      <form
        className="entry-line"
        onSubmit={(event) => {
          event.preventDefault();
          if (isYear) set({ year: number });
        }}
      >
        <label className="entry-field">
          <span className="field-label">{text.year}</span>
          <input
            className="pick entry-year"
            inputMode="numeric"
            maxLength={4}
            value={year}
            aria-invalid={!isYear}
            data-testid="settings-year"
            onChange={({ target }) => setYear(target.value.normalize("NFKC").trim())}
          />
        </label>
        <button
          type="submit"
          className="button"
          data-testid="save-year"
          disabled={!isYear || number === settings.year || save.isPending}
        >
          {words.save}
        </button>
        <span className="field-hint">{text.yearHint}</span>
      </form>
      <div className="entry-field">
        <span className="field-label">{text.urban}</span>
        <Choice
          label={text.urban}
          value={settings.urbanBy}
          options={(["committee", "code"] as const).map((value) => ({
            value,
            label: text.urbanBy[value],
            testId: `urban-${value}`,
          }))}
          onChange={(urbanBy) => set({ urbanBy })}
        />
        <span className="field-hint">{text.urbanHint}</span>
      </div>
      <div className="entry-line">
        <label className="entry-field">
          <span className="field-label">{text.reachShare}</span>
          <select
            className="pick"
            data-testid="reach-share"
            value={settings.reachShare}
            onChange={({ target }) => set({ reachShare: Number(target.value) })}
          >
            {withOwn(SHARES, settings.reachShare).map((share) => (
              <option key={share} value={share}>
                {text.more(String(Math.round(share * 100)))}
              </option>
            ))}
          </select>
        </label>
        <label className="entry-field">
          <span className="field-label">{text.reachMinutes}</span>
          <select
            className="pick"
            value={settings.reachMinutes}
            onChange={({ target }) => set({ reachMinutes: Number(target.value) })}
          >
            {withOwn(MINUTES, settings.reachMinutes).map((minutes) => (
              <option key={minutes} value={minutes}>
                {text.minutes(String(minutes))}
              </option>
            ))}
          </select>
        </label>
        <span className="field-hint">{text.reachHint}</span>
      </div>
      <DocumentsInForce settings={settings} onChange={(documents) => set({ documents })} />
      {save.error && <ProblemBand error={save.error} />}
    </div>
  );
}

/** All documents of the place by themselves, or those that the office names. */
function DocumentsInForce(props: {
  readonly settings: PolicySettings;
  readonly onChange: (documents: PolicySettings["documents"]) => void;
}) {
  const text = useEntryWords().settings;
  const { data } = useDocuments();
  const chosen = props.settings.documents;
  const all = data ?? [];
  return (
    <fieldset className="entry-field">
      <legend className="field-label">{text.documents}</legend>
      <label className="entry-check">
        <input
          type="checkbox"
          checked={chosen === null}
          data-testid="documents-by-place"
          onChange={({ target }) => props.onChange(target.checked ? null : all.map(({ id }) => id))}
        />
        {text.byPlace}
      </label>
      {chosen !== null &&
        all.map(({ id, number }) => (
          <label key={id} className="entry-check">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={({ target }) =>
                props.onChange(
                  target.checked ? [...chosen, id] : chosen.filter((one) => one !== id),
                )
              }
            />
            {number}
          </label>
        ))}
    </fieldset>
  );
}

/** The usual choices, and the one in force where it is none of them. */
function withOwn(usual: readonly number[], own: number): number[] {
  return [...new Set([...usual, own])].toSorted((a, b) => a - b);
}
