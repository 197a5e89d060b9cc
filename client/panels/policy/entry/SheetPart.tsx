import { useState } from "react";
import type { SheetReading } from "#contract/policy/stock.ts";
import { markedPath, templatePath, useSheet } from "../../../api/policy-entry.ts";
import { count } from "../../../text/numbers.ts";
import { FilesButton } from "../../../ui/DropArea.tsx";
import { DownloadIcon } from "../../../ui/icons.tsx";
import { ProblemBand } from "../../ProblemBand.tsx";
import { useSpeech } from "../../session.tsx";
import { SourceFields, useSource } from "./SourceFields.tsx";
import { useEntryWords } from "./words.ts";

/** Levels that have a sheet; communities and villages share one. */
const LEVELS = ["county", "township", "community", "estate"] as const;
const SHOWN_PROBLEMS = 100;

/** A template per level out, the filled sheet back in: all of it or nothing. */
export function SheetPart({ study, year: first }: { study: string; year: number }) {
  const words = useEntryWords();
  const text = words.sheet;
  const [year, setYear] = useState(first);
  const source = useSource();
  const sheet = useSheet(study);
  return (
    <div className="entry-form">
      <section>
        <h3>{text.first}</h3>
        <p className="field-hint">{text.lead}</p>
        <div className="entry-line">
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
          {LEVELS.map((level) => (
            <a
              key={level}
              className="button"
              href={templatePath(study, level, year)}
              download
              data-testid={`template-${level}`}
            >
              <DownloadIcon />
              {level === "community"
                ? `${words.level.community}、${words.level.village}`
                : words.level[level]}
            </a>
          ))}
        </div>
      </section>
      <section>
        <h3>{text.second}</h3>
        <SourceFields source={source} />
        <p className="entry-end">
          <FilesButton
            className="button primary"
            testId="sheet-file"
            disabled={!source.isGiven || sheet.isPending}
            onFiles={([file]) => file && sheet.mutate({ file, year, ...source.given })}
          >
            {text.choose}
          </FilesButton>
          <span className="quiet" role="status">
            {!source.isGiven ? words.needSource : sheet.isPending ? text.reading : ""}
          </span>
        </p>
        {sheet.error && <ProblemBand error={sheet.error} />}
        {sheet.data && !sheet.isPending && <Answer study={study} reading={sheet.data} />}
      </section>
    </div>
  );
}

function Answer({ study, reading }: { study: string; reading: SheetReading }) {
  const { language } = useSpeech();
  const text = useEntryWords().sheet;
  const { problems, marked } = reading;
  if (problems.length === 0) {
    return (
      <div role="status" data-testid="sheet-stored">
        <p className="all-well">
          {text.stored(count(reading.stored), count(reading.blank))}{" "}
          {reading.estates > 0 && text.estates(count(reading.estates))}
        </p>
        {reading.ignored.length > 0 && (
          <p className="field-hint">
            {text.ignored(
              reading.ignored.map((one) => `${one.sheet} ${one.column} ${one.title}`).join("；"),
            )}
          </p>
        )}
      </div>
    );
  }
  const whole = problems.filter(({ sheet }) => sheet === "");
  if (whole.length > 0) {
    return (
      <div className="error-band" role="alert" data-testid="sheet-refused">
        {whole.map((one) => (
          <p key={one.code}>{one.message[language]}</p>
        ))}
      </div>
    );
  }
  return (
    <div role="status" data-testid="sheet-refused">
      <p className="field-error">{text.refused(count(problems.length))}</p>
      {marked !== null && (
        <a className="button" href={markedPath(study, marked)} download data-testid="marked">
          <DownloadIcon />
          {text.marked}
        </a>
      )}
      <div className="scroll-table entry-table">
        <table className="dense">
          <thead>
            <tr>
              <th scope="col">{text.where}</th>
              <th scope="col">{text.what}</th>
              <th scope="col">{text.why}</th>
            </tr>
          </thead>
          <tbody>
            {problems.slice(0, SHOWN_PROBLEMS).map((one) => (
              <tr key={`${one.sheet} ${one.column}${one.row} ${one.code}`}>
                <th scope="row">
                  {text.row(one.sheet, `${one.column}${one.row}`)}{" "}
                  <span className="quiet">{one.title}</span>
                </th>
                <td>{one.value}</td>
                <td>{one.message[language]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {problems.length > SHOWN_PROBLEMS && (
        <p className="quiet">{text.more(count(problems.length - SHOWN_PROBLEMS))}</p>
      )}
    </div>
  );
}
