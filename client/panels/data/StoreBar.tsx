import type { Import, Proposal } from "#contract/import.ts";
import type { StudyLayers } from "#contract/layers.ts";
import { useConfirmImport } from "../../api/imports.ts";
import { count } from "../../text/numbers.ts";
import { reasonText } from "../../text/reason.ts";
import { TextBox } from "../../ui/TextBox.tsx";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSpeech } from "../session.tsx";
import type { Deciding } from "./deciding.ts";
import { goTo, STEP_PLACE } from "./StepLine.tsx";

/** The layer the file becomes, what keeps it from being stored, and storing it. */
export function StoreBar(props: {
  readonly one: Import;
  readonly proposal: Proposal;
  readonly layers: StudyLayers;
  readonly deciding: Deciding;
  readonly busy: boolean;
}) {
  const { language, words } = useSpeech();
  const { one, proposal, layers, deciding } = props;
  const confirm = useConfirmImport(one.id);
  const text = words.data.store;
  const { layer, account, blocking } = proposal;
  const own = layers.layers.filter(({ role }) => role === proposal.role);
  const there = own.find((it) => it.layer === layer.replaces);
  const isNew = there === undefined;
  const units = proposal.people?.undecided?.waiting ?? 0;
  const pairs = proposal.duplicates?.open ?? 0;
  const same = layers.history.findLast(
    ({ file }) => file.name === one.file.name && file.bytes === one.file.bytes,
  );
  const decideLayer = (change: NonNullable<typeof deciding.decisions.layer>) =>
    deciding.decide((now) => ({ ...now, layer: { ...now.layer, ...change } }));
  return (
    <footer className="store-bar" id={STEP_PLACE.confirm} tabIndex={-1} data-testid="store-bar">
      <div className="store-fields">
        <label className="file-fact">
          {text.into}
          <select
            className="pick"
            data-testid="store-into"
            value={isNew ? "" : (layer.replaces ?? "")}
            onChange={(event) => {
              const { value } = event.target;
              decideLayer({ replaces: value === "" ? freeId(proposal, layers) : value });
            }}
          >
            {(isNew || proposal.role === "facilities" || proposal.role === "premises") && (
              <option value="">{text.newLayer}</option>
            )}
            {own.map((it) => (
              <option key={it.layer} value={it.layer}>
                {text.replace(it.name, words.data.layers.version(String(it.version)))}
              </option>
            ))}
          </select>
        </label>
        <label className="file-fact">
          {text.name}
          <TextBox
            label={text.name}
            value={layer.name}
            maxLength={80}
            className="text-box short"
            testId="layer-name"
            onChange={(name) => {
              if (name.trim() !== "") decideLayer({ name: name.trim() });
            }}
          />
        </label>
        <label className="file-fact">
          {text.source}
          <TextBox
            label={text.source}
            value={layer.source}
            maxLength={200}
            className="text-box"
            testId="layer-source"
            onChange={(source) => decideLayer({ source })}
          />
        </label>
        <label className="file-fact">
          {text.date}
          <TextBox
            label={text.date}
            value={layer.date ?? ""}
            placeholder={text.datePlaceholder}
            maxLength={20}
            className="text-box date"
            testId="layer-date"
            onChange={(date) => decideLayer({ date })}
          />
        </label>
      </div>
      <div className="store-end">
        <div className="store-words" role="status">
          {blocking.length > 0 ? (
            <p className="lacking" data-testid="blocking">
              <b>{text.blocked}</b>
              {blocking.map((reason) => {
                const { what, remedy } = reasonText(reason, language);
                return (
                  <span key={reason.code}>
                    {what} {remedy}
                  </span>
                );
              })}
            </p>
          ) : (
            <p>
              <b>{text.will(count(account.usable))}</b>
              {units > 0 && (
                <button
                  type="button"
                  className="linklike amber"
                  data-testid="open-units"
                  onClick={() => goTo(STEP_PLACE.sort)}
                >
                  {text.units(count(units))}
                </button>
              )}
              {account.doubtful > units && (
                <span className="amber">{text.wait(count(account.doubtful - units))}</span>
              )}
              {pairs > 0 && <span className="amber">{text.pairs(count(pairs))}</span>}
              {same && (
                <span className="amber">
                  {text.same(same.name, words.data.layers.version(String(same.version)))}
                </span>
              )}
            </p>
          )}
        </div>
        <button
          type="button"
          className="button primary store-button"
          data-testid="confirm-import"
          disabled={blocking.length > 0 || props.busy || confirm.isPending}
          onClick={() => confirm.mutate()}
        >
          {text.confirm}
        </button>
      </div>
      {confirm.error && <ProblemBand error={confirm.error} />}
    </footer>
  );
}

/** An id no layer of the study has. */
function freeId({ role, layer }: Proposal, { history }: StudyLayers): string {
  const taken = new Set(history.map((one) => one.layer));
  const wanted = layer.replaces ?? role;
  for (let number = 2; ; number++) {
    const id = `${wanted.replace(/-\d+$/, "")}-${number}`;
    if (!taken.has(id)) return id;
  }
}
