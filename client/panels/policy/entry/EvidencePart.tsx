import { Select } from "antd";
import { useState } from "react";
import type { Assessment } from "#contract/policy/compliance.ts";
import type { Attestation } from "#contract/policy/stock.ts";
import { TASK_STATES } from "#contract/vocabulary.ts";
import { useAttest } from "../../../api/policy-entry.ts";
import { bytes } from "../../../text/numbers.ts";
import { FilesButton } from "../../../ui/DropArea.tsx";
import { CloseIcon, UploadIcon } from "../../../ui/icons.tsx";
import { ProblemBand } from "../../ProblemBand.tsx";
import { useSpeech } from "../../session.tsx";
import { DayField } from "./DayField.tsx";
import { KeptEvidence } from "./KeptEvidence.tsx";
import { useEntryWords } from "./words.ts";

/** What an office states of an indicator or a task, with the document that proves it. */
export function EvidencePart(props: {
  readonly study: string;
  readonly assessment: Assessment;
  readonly indicator: string | undefined;
}) {
  const { language } = useSpeech();
  const words = useEntryWords();
  const text = words.evidence;
  const { study, assessment } = props;
  const attest = useAttest(study);
  const [entry, setEntry] = useState(props.indicator ?? assessment.indicators[0]?.id ?? "");
  const [year, setYear] = useState(assessment.settings.year);
  const [value, setValue] = useState("");
  const [state, setState] = useState<Attestation["state"]>(null);
  const [note, setNote] = useState("");
  const [paper, setPaper] = useState({ document: "", date: "" });
  const [file, setFile] = useState<File>();
  const indicator = assessment.indicators.find(({ id }) => id === entry);
  const number = value.trim() === "" ? null : Number(value.replaceAll(",", ""));
  const isWrong = number !== null && !Number.isFinite(number);
  const isProved = paper.document.trim() !== "" && paper.date !== "";
  const options = [
    {
      label: text.indicators,
      options: assessment.indicators.map(({ id, name }) => ({ value: id, label: name[language] })),
    },
    {
      label: text.tasks,
      options: assessment.tasks.map(({ id, name }) => ({ value: id, label: name[language] })),
    },
  ];
  const send = () =>
    attest.mutate(
      {
        attestation: {
          entry,
          unit: topOf(assessment),
          year,
          value: indicator ? number : null,
          state: indicator ? null : state,
          note: note.trim(),
          evidence: { document: paper.document.trim(), date: paper.date },
        },
        file,
      },
      {
        onSuccess: () => {
          setValue("");
          setState(null);
          setNote("");
          setFile(undefined);
        },
      },
    );
  return (
    <form
      className="entry-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isProved && !isWrong) send();
      }}
    >
      <div className="entry-line">
        <div className="entry-field wide">
          <span className="field-label">{text.entry}</span>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            aria-label={text.entry}
            value={entry}
            options={options}
            onChange={(chosen: string) => {
              setEntry(chosen);
              setValue("");
              setState(null);
            }}
          />
        </div>
        <label className="entry-field">
          <span className="field-label">{words.year}</span>
          <input
            className="pick entry-year"
            type="number"
            min={2000}
            max={2100}
            value={year}
            onChange={({ target }) => setYear(Math.round(Number(target.value)))}
          />
        </label>
        {indicator ? (
          <label className="entry-field">
            <span className="field-label">{text.value(indicator.unit[language])}</span>
            <input
              className="pick entry-value"
              inputMode="decimal"
              data-testid="attested-value"
              value={value}
              aria-invalid={isWrong}
              onChange={({ target }) => setValue(target.value)}
            />
          </label>
        ) : (
          <label className="entry-field">
            <span className="field-label">{text.state}</span>
            <select
              className="pick"
              data-testid="task-state"
              value={state ?? ""}
              onChange={({ target }) =>
                setState(TASK_STATES.find((one) => one === target.value) ?? null)
              }
            >
              <option value="">{text.noState}</option>
              {TASK_STATES.map((one) => (
                <option key={one} value={one}>
                  {words.state[one]}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div className="entry-line">
        <label className="entry-field wide">
          <span className="field-label">{text.document}</span>
          <input
            className="pick"
            maxLength={200}
            placeholder={text.documentPlace}
            data-testid="evidence-document"
            onChange={({ target }) => setPaper((before) => ({ ...before, document: target.value }))}
          />
        </label>
        <DayField
          label={text.date}
          testId="evidence-date"
          onDay={(date) => setPaper((before) => ({ ...before, date }))}
        />
        <div className="entry-field">
          <span className="field-label">{text.file}</span>
          <span className="entry-attached">
            <FilesButton
              className="button"
              testId="evidence-file"
              onFiles={([chosen]) => setFile(chosen)}
            >
              <UploadIcon />
              {text.choose}
            </FilesButton>
            {file && (
              <>
                <span className="entry-file-name">{`${file.name} ${bytes(file.size)}`}</span>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={text.without}
                  onClick={() => setFile(undefined)}
                >
                  <CloseIcon />
                </button>
              </>
            )}
          </span>
        </div>
      </div>
      <label className="entry-field">
        <span className="field-label">{text.note}</span>
        <textarea
          className="pick entry-note"
          maxLength={1000}
          rows={2}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
      <p className="entry-end">
        <button
          type="submit"
          className="button primary"
          data-testid="attest"
          disabled={!isProved || isWrong || attest.isPending}
        >
          {text.save}
        </button>
        <span className="quiet" role="status">
          {isWrong
            ? words.wrong
            : attest.isSuccess && value === "" && note === ""
              ? text.sent
              : isProved
                ? ""
                : text.needed}
        </span>
      </p>
      {attest.error && <ProblemBand error={attest.error} />}
      <KeptEvidence study={study} assessment={assessment} />
    </form>
  );
}

/** What the assessment is of: its own code, or of the largest division it holds. */
function topOf({ scope, places }: Assessment): string {
  return scope.code ?? places[0]?.code ?? "";
}
