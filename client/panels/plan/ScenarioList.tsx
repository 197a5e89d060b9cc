import { useMemo, useRef, useState } from "react";
import type { ScenarioQuestion, ScenarioSummary } from "#contract/scenario.ts";
import { stateOf } from "#contract/scenario-steps.ts";
import { WALKERS } from "#contract/vocabulary.ts";
import {
  SCENARIO_FORMATS,
  scenarioFilePath,
  useContents,
  useEvaluations,
  useImportScenario,
  useRemoveScenario,
} from "../../api/scenarios.ts";
import { rename } from "../../plan/scenario/draft.ts";
import { openScenario } from "../../plan/view.ts";
import { count, MISSING, share, speed, wholeMinutes } from "../../text/numbers.ts";
import { PopoverButton } from "../../ui/PopoverButton.tsx";
import { TextBox } from "../../ui/TextBox.tsx";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useSpeech } from "../session.tsx";
import { draftKey } from "./keep-drafts.ts";
import type { Sides } from "./sides.ts";
import type { Working } from "./working.ts";
import { usePlanWords } from "./words.ts";

const NO_SUMMARIES: readonly ScenarioSummary[] = [];

/** 方案: today and every scenario with its share, and what can be done to the one that is open. */
export function ScenarioList(props: {
  /** Whose scenarios these are, and the result they are evaluated on. */
  readonly study: string;
  readonly result: string;
  readonly working: Working;
  readonly question: ScenarioQuestion | undefined;
  /** Of today; null where nobody can be judged. */
  readonly today: number | null | undefined;
  /** Of the open one, which may not be saved yet. */
  readonly sides: Sides | undefined;
}) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const text = usePlanWords().scenarios;
  const { working, question } = props;
  const summaries = useMemo(
    () => (working.summaries ?? NO_SUMMARIES).toSorted((a, b) => a.number - b.number),
    [working.summaries],
  );
  const shares = useShares(props.study, props.result, summaries, question, working.number);
  const open = (number: number) => view.set((it) => openScenario(it, number));
  const draft = working.draft;
  return (
    <section className="block scenarios" aria-labelledby="scenarios-title">
      <header className="block-head">
        <h2 id="scenarios-title">{text.title}</h2>
        <span className="block-tools">
          <ImportButton study={props.study} onMade={open} />
          <button
            type="button"
            className="linklike"
            data-testid="new-scenario"
            disabled={working.make.isPending}
            onClick={working.makeEmpty}
          >
            ＋ {text.make}
          </button>
        </span>
      </header>
      {working.list.error && (
        <ProblemBand
          title={text.failed}
          error={working.list.error}
          onRetry={() => void working.list.refetch()}
        />
      )}
      {working.make.error && <ProblemBand title={text.makeFailed} error={working.make.error} />}
      <ul className="scenario-list" aria-label={text.list}>
        <ScenarioRow
          name={text.today}
          value={props.today}
          chosen={working.number === 0}
          testId="scenario-0"
          onOpen={() => open(0)}
        />
        {summaries.map((one, i) => {
          const chosen = one.number === working.number;
          const name = (chosen ? draft?.content.name : undefined) ?? one.name;
          const value = chosen ? props.sides?.after.outcome.all.share : shares[i];
          return (
            <ScenarioRow
              key={one.number}
              name={name}
              value={value}
              chosen={chosen}
              testId={`scenario-${one.number}`}
              onOpen={() => open(one.number)}
            />
          );
        })}
      </ul>
      {draft && <ScenarioTools study={props.study} working={working} key={draft.number} />}
      {working.summaries?.length === 0 && (
        <div className="scenario-none">
          <p className="quiet">{text.none}</p>
          <button
            type="button"
            className="button primary"
            data-testid="first-scenario"
            disabled={working.make.isPending}
            onClick={working.makeEmpty}
          >
            {text.first}
          </button>
        </div>
      )}
      {question && (
        <p className="quiet scenario-foot">
          {text.foot(
            words.service[question.service],
            wholeMinutes(question.limitMinutes, language),
            `${words.profile[question.profile]} ${speed(WALKERS[question.profile].speed, language)}`,
          )}
        </p>
      )}
    </section>
  );
}

function ScenarioRow(props: {
  readonly name: string;
  readonly value: number | null | undefined;
  readonly chosen: boolean;
  readonly testId: string;
  readonly onOpen: () => void;
}) {
  const text = usePlanWords().scenarios;
  return (
    <li data-chosen={props.chosen}>
      <button
        type="button"
        aria-pressed={props.chosen}
        data-testid={props.testId}
        onClick={props.onOpen}
      >
        <span className="scenario-name" title={props.name}>
          {props.name}
        </span>
        <b title={props.value === undefined ? text.noShare : undefined}>
          {props.value === undefined ? MISSING : share(props.value)}
        </b>
      </button>
    </li>
  );
}

/** Shares of the scenarios that are not open, as they are saved; undefined where there is none yet. */
function useShares(
  study: string,
  result: string,
  summaries: readonly ScenarioSummary[],
  question: ScenarioQuestion | undefined,
  open: number | undefined,
): readonly (number | null | undefined)[] {
  const contents = useContents(study, summaries);
  const asked = useMemo(
    () =>
      contents.map((content) => {
        if (content === undefined || question === undefined || content.number === open)
          return undefined;
        const state = stateOf(content);
        return state && { state, question };
      }),
    [contents, question, open],
  );
  return useEvaluations(result, asked).map((answer) => answer?.evaluation.after.all.share);
}

/** Rename, duplicate, export, delete: of the scenario that is open. */
function ScenarioTools({ study, working }: { study: string; working: Working }) {
  const text = usePlanWords().scenarios;
  const { drafts, view } = useSession();
  const [renaming, setRenaming] = useState(false);
  const [removing, setRemoving] = useState(false);
  const remove = useRemoveScenario(study);
  const { draft } = working;
  if (draft === undefined) return null;
  const { name } = draft.content;
  const erase = () =>
    remove.mutate(draft.number, {
      onSuccess: () => {
        drafts.set((all) => {
          const rest = new Map(all);
          rest.delete(draftKey(study, draft.number));
          return rest;
        });
        view.set((it) => openScenario(it, undefined));
      },
    });
  return (
    <div className="scenario-tools">
      {renaming ? (
        <TextBox
          label={text.name}
          value={name}
          maxLength={80}
          testId="scenario-rename"
          onChange={(next) => {
            working.change((it) => rename(it, next));
            setRenaming(false);
          }}
        />
      ) : (
        <button
          type="button"
          className="linklike"
          data-testid="rename-scenario"
          onClick={() => setRenaming(true)}
        >
          {text.rename}
        </button>
      )}
      <button
        type="button"
        className="linklike"
        data-testid="copy-scenario"
        disabled={working.make.isPending}
        onClick={() => working.copy(draft)}
      >
        {text.copy}
      </button>
      <PopoverButton
        className="linklike"
        align="left"
        name={text.more}
        testId="scenario-more"
        content={(close) => (
          <ul className="menu-list">
            {SCENARIO_FORMATS.map((format) => (
              <li key={format}>
                <a
                  href={scenarioFilePath(study, draft.number, format)}
                  download
                  data-testid={`export-${format}`}
                  onClick={close}
                >
                  {text.export(format === "json" ? "JSON" : "GeoJSON")}
                </a>
              </li>
            ))}
            <li>
              <button
                type="button"
                className="linklike danger"
                data-testid="remove-scenario"
                onClick={() => {
                  setRemoving(true);
                  close();
                }}
              >
                {text.remove(name, count(draft.content.inForce))}
              </button>
            </li>
          </ul>
        )}
      >
        {text.more}
      </PopoverButton>
      {removing && (
        <div className="scenario-sure" role="alertdialog" aria-label={text.removeSure}>
          <p>{text.removeSure}</p>
          <button
            type="button"
            className="button danger"
            data-testid="remove-sure"
            disabled={remove.isPending}
            onClick={erase}
          >
            {text.remove(name, count(draft.content.inForce))}
          </button>
          <button type="button" className="button" onClick={() => setRemoving(false)}>
            {text.cancel}
          </button>
        </div>
      )}
      {remove.error && <ProblemBand title={text.removeFailed} error={remove.error} />}
    </div>
  );
}

function ImportButton(props: {
  readonly study: string;
  readonly onMade: (number: number) => void;
}) {
  const { language, words } = useSpeech();
  const text = usePlanWords().scenarios;
  const input = useRef<HTMLInputElement>(null);
  const take = useImportScenario(props.study);
  return (
    <>
      <button
        type="button"
        className="linklike"
        title={text.importHint}
        disabled={take.isPending}
        onClick={() => input.current?.click()}
      >
        {text.import}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,.geojson,application/json,application/geo+json"
        data-testid="import-scenario"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) take.mutate(file, { onSuccess: (made) => props.onMade(made.number) });
          target.value = "";
        }}
      />
      {take.error && <ProblemBand title={text.importFailed} error={take.error} />}
      {take.data && take.data.notes.length > 0 && (
        <details className="import-notes" open data-testid="import-notes">
          <summary>{text.importNotes(count(take.data.notes.length))}</summary>
          <ul>
            {take.data.notes.map((note) => (
              <li key={`${note.feature} ${note.zh}`}>
                {words.join([text.importFeature(String(note.feature), note.name), note[language]])}
              </li>
            ))}
          </ul>
          <button type="button" className="linklike" onClick={() => take.reset()}>
            {words.act.close}
          </button>
        </details>
      )}
    </>
  );
}
