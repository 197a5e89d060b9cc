import { useState } from "react";
import { useEditStandard, useStandards, type EditedStandard } from "../../../api/policy-entry.ts";
import { ProblemBand } from "../../ProblemBand.tsx";
import { useSpeech } from "../../session.tsx";
import { DayField } from "./DayField.tsx";
import { useEntryWords } from "./words.ts";

/** Values of the field's standards with their evidence; those only remembered wait to be verified. */
export function StandardPart() {
  const { language } = useSpeech();
  const text = useEntryWords().standards;
  const { data, error, refetch } = useStandards();
  const [sought, setSought] = useState("");
  if (error) return <ProblemBand error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  const values = data.values.filter((one) =>
    `${one.standard} ${one.name.zh} ${one.name.en}`.toLowerCase().includes(sought.toLowerCase()),
  );
  const codes = [...new Set(values.map(({ standard }) => standard))];
  const names = new Map(data.standards.map(({ code, name }) => [code, name[language]]));
  return (
    <div className="entry-form">
      <p className="field-hint">{text.lead}</p>
      <input
        className="pick entry-search"
        type="search"
        aria-label={text.search}
        placeholder={text.search}
        onChange={({ target }) => setSought(target.value)}
      />
      {values.length === 0 && <p className="quiet">{text.none}</p>}
      {codes.map((code) => (
        <section key={code}>
          <h3>
            {code} <span className="quiet">{names.get(code)}</span>
          </h3>
          <table className="dense standard-table">
            <tbody>
              {values
                .filter(({ standard }) => standard === code)
                .map((one) => (
                  <Value key={one.id} one={one} />
                ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}

function Value({ one }: { one: EditedStandard }) {
  const { language } = useSpeech();
  const words = useEntryWords();
  const text = words.standards;
  const edit = useEditStandard();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState({ value: one.value, source: "", date: "" });
  const isReady = typed.value.trim() !== "" && typed.source.trim() !== "" && typed.date !== "";
  const tone = one.edited === null && one.evidence === "R" ? "amber-tag" : "quiet";
  return (
    <>
      <tr>
        <th scope="row">{one.name[language]}</th>
        <td>{`${one.edited?.value ?? one.value} ${one.unit}`}</td>
        <td>
          {one.edited === null ? (
            <span className={tone}>{text.evidence[one.evidence]}</span>
          ) : (
            <span className="met-tag">{text.edited(one.edited.source, one.edited.date)}</span>
          )}
          {edit.error && <ProblemBand error={edit.error} />}
        </td>
        <td className="end">
          {one.edited === null ? (
            <button
              type="button"
              className="linklike"
              aria-expanded={isOpen}
              aria-label={`${text.edit} ${one.name[language]}`}
              onClick={() => setOpen(!isOpen)}
            >
              {text.edit}
            </button>
          ) : (
            <button
              type="button"
              className="linklike"
              aria-label={`${text.back} ${one.name[language]}`}
              onClick={() => edit.mutate({ id: one.id, edit: undefined })}
            >
              {text.back}
            </button>
          )}
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={4}>
            <form
              className="entry-line"
              onSubmit={(event) => {
                event.preventDefault();
                if (isReady)
                  edit.mutate({ id: one.id, edit: typed }, { onSuccess: () => setOpen(false) });
              }}
            >
              <label className="entry-field">
                <span className="field-label">{text.value}</span>
                <input
                  className="pick entry-value"
                  value={typed.value}
                  maxLength={100}
                  onChange={({ target }) => setTyped((now) => ({ ...now, value: target.value }))}
                />
              </label>
              <label className="entry-field wide">
                <span className="field-label">{text.source}</span>
                <input
                  className="pick"
                  maxLength={200}
                  onChange={({ target }) => setTyped((now) => ({ ...now, source: target.value }))}
                />
              </label>
              <DayField
                label={words.date}
                onDay={(date) => setTyped((now) => ({ ...now, date }))}
              />
              <button type="submit" className="button" disabled={!isReady || edit.isPending}>
                {words.save}
              </button>
            </form>
          </td>
        </tr>
      )}
    </>
  );
}
