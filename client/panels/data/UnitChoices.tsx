import { useId, useState } from "react";
import type { Proposal } from "#contract/import.ts";
import { settleUnit } from "../../plan/decisions.ts";
import { unitTitles } from "../../plan/unit-titles.ts";
import { count, people } from "../../text/numbers.ts";
import { useSpeech } from "../session.tsx";
import type { Deciding } from "./deciding.ts";
import { useKeptFocus } from "./kept-focus.ts";
import { STEP_PLACE } from "./StepLine.tsx";

type Undecided = NonNullable<NonNullable<Proposal["people"]>["undecided"]>;
type Row = Undecided["rows"][number];

const SHOWN = 30;

/** Rows of a table of people whose unit is not certain, to be decided; and what was decided. */
export function UnitChoices(props: { readonly undecided: Undecided; readonly deciding: Deciding }) {
  const { words } = useSpeech();
  const { waiting, unfound, rows, units } = props.undecided;
  const { decisions, decide } = props.deciding;
  const text = words.data.people.units;
  const list = useId();
  const titles = unitTitles(units);
  const ids = new Map([...titles].map(([id, title]) => [title, id]));
  const settle = (key: string, unit: string | undefined) =>
    decide((now) => settleUnit(now, key, unit));
  const doubtful = rows.filter(({ why }) => why !== "none");
  const lost = rows.filter(({ why }) => why === "none");
  const decided = Object.entries(decisions.people?.units ?? {});
  const kept = useKeptFocus<HTMLDivElement>(rows.length);
  return (
    <div
      {...kept}
      className="unit-choices"
      id={STEP_PLACE.sort}
      tabIndex={-1}
      role="group"
      aria-label={waiting > 0 ? text.waiting(count(waiting)) : text.other}
      data-testid="unit-choices"
    >
      {waiting > 0 ? (
        <p>
          <span className="amber-tag">{text.waiting(count(waiting))}</span>{" "}
          <span className="quiet">{text.note}</span>
        </p>
      ) : (
        unfound === 0 && <p className="quiet">{text.settled}</p>
      )}
      {rowList(doubtful, waiting)}
      {waiting > 1 && (
        <p className="card-end">
          <button
            type="button"
            className="button"
            onClick={() =>
              decide((now) => doubtful.reduce((all, { key }) => settleUnit(all, key, ""), now))
            }
          >
            {text.restOut}
          </button>
        </p>
      )}
      {unfound > 0 && (
        <details className="unit-unfound">
          <summary>{text.unfound(count(unfound))}</summary>
          {rowList(lost, unfound)}
        </details>
      )}
      {decided.length > 0 && (
        <details className="decided">
          <summary>{text.decided(count(decided.length))}</summary>
          <ul>
            {decided.map(([key, unit]) => (
              <li key={key}>
                <span>
                  {key.replace(/~(\d+)$/, (_, row: string) => ` ${words.data.picture.row(row)}`)}
                </span>
                <b>{unit === "" ? text.leaveOut : text.into(titles.get(unit) ?? unit)}</b>
                <button type="button" className="linklike" onClick={() => settle(key, undefined)}>
                  {text.undo}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <datalist id={list}>
        {[...ids.keys()].map((title) => (
          <option key={title} value={title} />
        ))}
      </datalist>
    </div>
  );

  function rowList(some: readonly Row[], total: number) {
    if (some.length === 0) return null;
    return (
      <>
        <ul className="doubts">
          {some.slice(0, SHOWN).map((row) => (
            <UnitRow
              key={row.key}
              row={row}
              list={list}
              titles={titles}
              idOf={(title) => ids.get(title.trim())}
              onSettle={(unit) => settle(row.key, unit)}
            />
          ))}
        </ul>
        {total > SHOWN && <p className="quiet">{text.more(count(total - SHOWN))}</p>}
      </>
    );
  }
}

function UnitRow(props: {
  readonly row: Row;
  /** The id of the datalist of all units. */
  readonly list: string;
  readonly titles: ReadonlyMap<string, string>;
  readonly idOf: (title: string) => string | undefined;
  readonly onSettle: (unit: string) => void;
}) {
  const { language, words } = useSpeech();
  const { row, titles, idOf, onSettle } = props;
  const text = words.data.people.units;
  const [typed, setTyped] = useState("");
  const chosen = idOf(typed);
  const written = row.parent === "" ? row.name : `${row.parent} ${row.name}`;
  const amount = row.people === null ? text.unknownPeople : people(row.people, language);
  return (
    <li data-key={row.key}>
      <span className="doubt-text">
        <b>{written}</b>
        <span className="quiet">
          {words.join([text.row(String(row.row), amount), text.why[row.why]])}
        </span>
      </span>
      <span className="doubt-choices" role="group" aria-label={written}>
        {row.candidates.map(({ id, name, parent }) => (
          <button
            key={id}
            type="button"
            className="chip"
            data-likely="true"
            onClick={() => onSettle(id)}
          >
            {text.is(
              parent === "" || parent === row.parent
                ? (titles.get(id) ?? name)
                : `${parent} ${name}`,
            )}
          </button>
        ))}
        <form
          className="unit-elsewhere"
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen !== undefined) onSettle(chosen);
          }}
        >
          <input
            className="text-box"
            list={props.list}
            value={typed}
            aria-label={text.otherFor(written)}
            placeholder={row.candidates.length > 0 ? text.other : text.placeholder}
            onChange={(event) => setTyped(event.target.value)}
          />
          {typed !== "" && (
            <button type="submit" className="button" disabled={chosen === undefined}>
              {text.apply}
            </button>
          )}
        </form>
      </span>
      <span className="doubt-acts">
        <button type="button" className="button" onClick={() => onSettle("")}>
          {text.leaveOut}
        </button>
      </span>
    </li>
  );
}
