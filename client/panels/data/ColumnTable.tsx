import { Modal } from "antd";
import { useState } from "react";
import type { ColumnReading, Proposal } from "#contract/import.ts";
import { mapColumn } from "../../plan/decisions.ts";
import { columnState, fieldsFor } from "../../plan/mapping.ts";
import { fieldName } from "../../text/field.ts";
import { count } from "../../text/numbers.ts";
import { BarredIcon, TickIcon } from "../../ui/icons.tsx";
import { useSpeech } from "../session.tsx";
import type { Deciding } from "./deciding.ts";
import { STEP_PLACE } from "./StepLine.tsx";

const SHOWN = 10;

/** What each column is read as, with examples and how many rows could not be read. */
export function ColumnTable(props: { readonly proposal: Proposal; readonly deciding: Deciding }) {
  const { words } = useSpeech();
  const { proposal, deciding } = props;
  const text = words.data.columns;
  const [all, setAll] = useState(false);
  const [asking, setAsking] = useState<{ column: ColumnReading; field: string }>();
  const columns = all ? proposal.columns : proposal.columns.slice(0, SHOWN);
  const hidden = proposal.columns.length - SHOWN;
  return (
    <section
      className="sheet flush columns"
      id={STEP_PLACE.columns}
      tabIndex={-1}
      aria-labelledby="columns-title"
    >
      <header className="sheet-head">
        <h3 id="columns-title">{text.title}</h3>
        <span className="quiet">{text.note}</span>
      </header>
      <table className="dense" data-testid="column-table">
        <thead>
          <tr>
            <th scope="col">{text.head.title}</th>
            <th scope="col">{text.head.field}</th>
            <th scope="col">{text.head.examples}</th>
            <th scope="col">{text.head.state}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <Row
              key={column.title}
              column={column}
              proposal={proposal}
              onChange={(field) => {
                if (column.personal !== null && field !== "") setAsking({ column, field });
                else deciding.decide((now) => mapColumn(now, column.title, field));
              }}
            />
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <button type="button" className="linklike more" onClick={() => setAll(!all)}>
          {all ? text.fewer : text.more(count(hidden))}
        </button>
      )}
      <Modal
        open={asking !== undefined}
        title={asking && text.personalAsk(asking.column.title)}
        okText={text.personalYes}
        okButtonProps={{ danger: true }}
        onCancel={() => setAsking(undefined)}
        onOk={() => {
          if (asking) deciding.decide((now) => mapColumn(now, asking.column.title, asking.field));
          setAsking(undefined);
        }}
      >
        <p>{asking?.column.personal && text.personal[asking.column.personal]}</p>
        <p>{text.personalText}</p>
      </Modal>
    </section>
  );
}

function Row(props: {
  readonly column: ColumnReading;
  readonly proposal: Proposal;
  readonly onChange: (field: string) => void;
}) {
  const { words } = useSpeech();
  const { column, proposal } = props;
  const text = words.data.columns;
  const state = columnState(column);
  const groups = fieldsFor(proposal.role);
  const isOffered =
    column.field === null || groups.some(({ fields }) => fields.includes(column.field ?? ""));
  const pending =
    column.field === "service"
      ? (proposal.services?.doubtful.reduce((sum, { rows }) => sum + rows, 0) ?? 0)
      : 0;
  return (
    <tr data-state={state}>
      <th scope="row" title={column.title}>
        {state === "personal" ? <s>{column.title}</s> : column.title}
      </th>
      <td>
        <select
          className="pick"
          aria-label={text.fieldOf(column.title)}
          title={text.why[column.why]}
          value={column.field ?? ""}
          data-testid={`column-${column.title}`}
          onChange={(event) => props.onChange(event.target.value)}
        >
          <option value="">{text.unread}</option>
          {!isOffered && column.field !== null && (
            <option value={column.field}>{fieldName(column.field, words)}</option>
          )}
          {groups.map(({ group, fields }) => (
            <optgroup key={group} label={text.group[group]}>
              {fields.map((field) => (
                <option key={field} value={field}>
                  {fieldName(field, words)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </td>
      <td className="examples" title={words.list(column.examples)}>
        {column.personal !== null && column.field === null
          ? text.personal[column.personal]
          : column.filled === 0
            ? text.empty
            : words.list(column.examples)}
      </td>
      <td className="column-state">
        {state === "good" && pending === 0 && (
          <span className="met" title={text.blank(count(column.filled))}>
            <TickIcon />
            <span className="visually-hidden">{text.good}</span>
          </span>
        )}
        {state === "faulty" && (
          <span className="amber-tag">{text.faulty(count(column.unreadable))}</span>
        )}
        {state !== "faulty" && pending > 0 && (
          <span className="amber-tag">{text.pending(count(pending))}</span>
        )}
        {(state === "personal" || state === "unread") && (
          <span className="quiet" title={text.unread}>
            <BarredIcon />
            <span className="visually-hidden">{text.unread}</span>
          </span>
        )}
      </td>
    </tr>
  );
}
