import { useState } from "react";
import type { Import, Proposal, Role } from "#contract/import.ts";
import { useCancelImport } from "../../api/imports.ts";
import { useDeleteTemplate, useSaveTemplate, useTemplates } from "../../api/layers.ts";
import { readAnew } from "../../plan/decisions.ts";
import { showData } from "../../plan/view.ts";
import { bytes, count } from "../../text/numbers.ts";
import { CloseIcon, FileIcon } from "../../ui/icons.tsx";
import { PopoverButton } from "../../ui/PopoverButton.tsx";
import { TextBox } from "../../ui/TextBox.tsx";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useSpeech } from "../session.tsx";
import type { Deciding } from "./deciding.ts";

const ENCODINGS = ["utf-8", "gb18030", "gbk", "big5", "utf-16le"];
const ROLES: readonly Role[] = ["facilities", "premises", "people", "units", "network"];

/** The file's name, how it was read, and what may be said otherwise about that. */
export function FileLine({ one, deciding }: { one: Import; deciding: Deciding }) {
  const { words } = useSpeech();
  const { view } = useSession();
  const cancel = useCancelImport(one.id);
  const { proposal } = one;
  const text = words.data.file;
  const open = one.state === "waiting" || one.state === "reading";
  return (
    <div className="file-line" id="import-file" tabIndex={-1}>
      <FileIcon />
      <h1 title={one.file.name}>{one.file.name}</h1>
      <div className="file-facts">
        {proposal && one.state !== "done" ? (
          <ReadAs proposal={proposal} deciding={deciding} />
        ) : (
          <span>{bytes(one.file.bytes)}</span>
        )}
      </div>
      <span className="file-tools">
        {proposal !== null && proposal.columns.length > 0 && <Templates one={one} />}
        {open ? (
          <button
            type="button"
            className="button"
            disabled={cancel.isPending}
            data-testid="cancel-import"
            onClick={() =>
              cancel.mutate(undefined, {
                onSuccess: () => view.set((it) => showData(it, { kind: "home" })),
              })
            }
          >
            {text.cancel}
          </button>
        ) : (
          <button
            type="button"
            className="button"
            onClick={() => view.set((it) => showData(it, { kind: "home" }))}
          >
            {text.close}
          </button>
        )}
      </span>
      {cancel.error && <ProblemBand error={cancel.error} />}
    </div>
  );
}

function ReadAs({ proposal, deciding }: { proposal: Proposal; deciding: Deciding }) {
  const { words } = useSpeech();
  const text = words.data.file;
  const { decisions, decide } = deciding;
  const { tables, table } = proposal;
  const shown = tables.find(({ name }) => name === table) ?? tables[0];
  const formats: Readonly<Record<string, string>> = text.format;
  const isText = proposal.format === "csv";
  const hasHeader = isText || proposal.format === "excel";
  return (
    <>
      <label className="file-fact">
        {text.role}
        <select
          className="pick"
          value={decisions.role ?? proposal.role}
          data-testid="import-role"
          onChange={(event) => {
            const role = ROLES.find((it) => it === event.target.value);
            if (role) decide((now) => readAnew(now, { role }));
          }}
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {words.data.role[role]}
            </option>
          ))}
        </select>
      </label>
      {tables.length > 1 ? (
        <label className="file-fact">
          {text.table}
          <select
            className="pick"
            value={table ?? ""}
            data-testid="import-table"
            onChange={(event) => {
              const { value } = event.target;
              decide((now) => {
                const { headerRow: _, ...rest } = readAnew(now, { table: value });
                return rest;
              });
            }}
          >
            {tables.map((it) => (
              <option key={it.name} value={it.name}>
                {it.name}
              </option>
            ))}
          </select>
        </label>
      ) : (
        table !== null &&
        table !== "" &&
        hasHeader &&
        !isText && <span className="file-fact">{`${text.table} ${table}`}</span>
      )}
      {hasHeader && (
        <label className="file-fact">
          {text.header}
          <TextBox
            className="pick number"
            type="number"
            min={1}
            max={1000}
            label={text.header}
            value={proposal.headerRow === null ? "" : String(proposal.headerRow)}
            placeholder={text.noHeader}
            onChange={(value) => {
              const headerRow = Math.round(Number(value));
              if (headerRow >= 1) decide((now) => readAnew(now, { headerRow }));
            }}
          />
          {text.headerEnd}
        </label>
      )}
      {shown && (
        <span className="file-fact">
          {words.join([text.rows(count(shown.rows)), text.columns(count(shown.columns))])}
        </span>
      )}
      {isText ? (
        <select
          className="pick"
          aria-label={text.encoding}
          value={(decisions.encoding ?? proposal.encoding ?? "").toLowerCase()}
          onChange={(event) => decide((now) => readAnew(now, { encoding: event.target.value }))}
        >
          {[...new Set([(proposal.encoding ?? "utf-8").toLowerCase(), ...ENCODINGS])].map((it) => (
            <option key={it} value={it}>
              {it.toUpperCase()}
            </option>
          ))}
        </select>
      ) : (
        <span className="file-fact">{formats[proposal.format] ?? proposal.format}</span>
      )}
      {proposal.template !== null && (
        <span className="met-tag">{text.templateUsed(proposal.template)}</span>
      )}
    </>
  );
}

/** Keeps how the columns are read for files to come. */
function Templates({ one }: { one: Import }) {
  const { words } = useSpeech();
  const text = words.data.file;
  return (
    <PopoverButton
      className="button"
      align="right"
      name={text.template}
      testId="save-template"
      content={(close) => <TemplateForm one={one} onDone={close} />}
    >
      {text.template}
    </PopoverButton>
  );
}

function TemplateForm({ one, onDone }: { one: Import; onDone: () => void }) {
  const { words } = useSpeech();
  const text = words.data.file;
  const save = useSaveTemplate();
  const remove = useDeleteTemplate();
  const templates = useTemplates(true);
  const [name, setName] = useState(one.file.name.replace(/\.[^.]+$/, ""));
  return (
    <form
      className="template-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "")
          save.mutate({ name: name.trim(), import: one.id }, { onSuccess: onDone });
      }}
    >
      <label className="text-field">
        <span className="field-label">{text.templateName}</span>
        <input
          type="text"
          maxLength={80}
          value={name}
          data-testid="template-name"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <p className="field-hint">{text.templateNote}</p>
      {save.error && <ProblemBand error={save.error} />}
      <button type="submit" className="button primary" disabled={save.isPending}>
        {text.templateSave}
      </button>
      {templates.data !== undefined && templates.data.length > 0 && (
        <>
          <h3>{text.templates}</h3>
          <ul>
            {templates.data.map((it) => (
              <li key={it.id}>
                <span>{it.name}</span>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={text.templateRemove(it.name)}
                  title={text.templateRemove(it.name)}
                  onClick={() => remove.mutate(it.id)}
                >
                  <CloseIcon />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </form>
  );
}
