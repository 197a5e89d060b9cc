import { Fragment, memo, useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { Indicator, Target } from "#contract/policy/compliance.ts";
import { byTheme } from "../../plan/policy/filters.ts";
import {
  marksOf,
  roomyClause,
  shortClause,
  targetInForce,
  targetOf,
  tiersOf,
  type Tier,
} from "../../plan/policy/targets.ts";
import { scopeName } from "../../plan/policy/scopes.ts";
import { openIndicator } from "../../plan/view.ts";
import { shortAmount } from "../../text/amount.ts";
import { MISSING } from "../../text/numbers.ts";
import { targetLines, targetText } from "../../text/target.ts";
import { useSession, useSpeech, useView } from "../session.tsx";
import { ClauseNote } from "./ClauseNote.tsx";
import {
  briefShortText,
  departmentText,
  flipText,
  leadText,
  missingText,
  shortText,
  valueText,
} from "./said.ts";
import { SitingLink } from "./SitingLink.tsx";
import type { Told } from "./told.ts";
import { StandingTag } from "./VerdictTag.tsx";

/** The indicators by theme. Up and down move from row to row, Enter opens. */
export const IndicatorTable = memo(function IndicatorTable(props: {
  readonly told: Told;
  readonly rows: readonly Indicator[];
  readonly chosen: string | undefined;
}) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const part = useView((it) => it.policy.part);
  const { told, rows, chosen } = props;
  const text = words.policy;
  const tiers = tiersOf(told.assessment, told.library);
  const groups = byTheme(
    rows,
    told.themes.map(({ id }) => id),
  );
  const body = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<string>();
  const order = groups.flatMap((group) => group.rows.map(({ id }) => id));
  const active = [at, chosen].find((id) => id !== undefined && order.includes(id)) ?? order[0];
  useEffect(() => {
    if (chosen === undefined) return;
    const row = body.current?.querySelector(`[data-row="${CSS.escape(chosen)}"]`);
    row?.closest("tr")?.scrollIntoView({ block: "nearest" });
  }, [chosen, part]);
  const names = new Map(told.themes.map(({ id, name }) => [id, name[language]]));

  const move = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, (from: number) => number>> = {
      ArrowDown: (from) => from + 1,
      ArrowUp: (from) => from - 1,
      Home: () => 0,
      End: () => order.length - 1,
    };
    const step = steps[event.key];
    if (!step || !(event.target instanceof HTMLElement)) return;
    if (event.target.closest(".indicator-table") === null) return;
    const from = order.indexOf(active ?? "");
    const next = order[Math.min(order.length - 1, Math.max(0, step(from)))];
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    body.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(next)}"]`)?.focus();
  };
  return (
    <>
      <div className="policy-scroll">
        <table
          className="indicator-table"
          ref={body}
          onKeyDown={move}
          aria-label={text.table.label}
          data-testid="indicators"
        >
          <colgroup>
            <col className="col-name" />
            <col className="col-clause" />
            {tiers.map((tier) => (
              <col key={tier} className="col-target" />
            ))}
            <col className="col-value" />
            <col className="col-verdict" />
            <col className="col-lacking" />
            <col className="col-departments" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{text.columns.name}</th>
              <th scope="col">{text.columns.clause}</th>
              {tiers.map((tier) => (
                <th key={tier} scope="col" className="end">
                  {text.columns.target(text.tier[tier])}
                </th>
              ))}
              <th scope="col" className="end" title={scopeName(told.assessment)}>
                <span className="col-scope">{scopeName(told.assessment)}</span>
              </th>
              <th scope="col">{text.columns.verdict}</th>
              <th scope="col">{text.columns.lacking}</th>
              <th scope="col">
                <span className="only-narrow">{text.columns.departments}</span>
                <span className="only-wide">{text.columns.departmentsLong}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ theme, rows: members }) => (
              <Fragment key={theme}>
                <tr className="group-row">
                  <th scope="rowgroup" colSpan={6 + tiers.length}>
                    {names.get(theme) ?? theme}
                  </th>
                </tr>
                {members.map((indicator) => (
                  <IndicatorRow
                    key={indicator.id}
                    indicator={indicator}
                    told={told}
                    tiers={tiers}
                    chosen={indicator.id === chosen}
                    active={indicator.id === active}
                    onOpen={() => {
                      setAt(indicator.id);
                      view.set((it) => openIndicator(it, indicator.id));
                    }}
                  />
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className="policy-none">{text.table.none}</p>}
      </div>
      <p className="policy-note">
        {part === "conditions" ? text.conditions.note : text.table.note}
        {told.assessment.synthetic && ` ${text.table.synthetic}`}
      </p>
    </>
  );
});

function IndicatorRow(props: {
  readonly indicator: Indicator;
  readonly told: Told;
  readonly tiers: readonly Tier[];
  readonly chosen: boolean;
  readonly active: boolean;
  readonly onOpen: () => void;
}) {
  const { language, words } = useSpeech();
  const { indicator, told, tiers } = props;
  const { library } = told;
  const text = words.policy.table;
  const value = shortAmount(
    indicator.value,
    indicator.unit[language],
    language,
    marksOf(indicator.targets),
  );
  const inForce = targetInForce(indicator);
  return (
    <tr
      data-chosen={props.chosen}
      data-testid={`indicator-${indicator.id}`}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest("button, a, .popover")) return;
        props.onOpen();
      }}
    >
      <th scope="row">
        <button
          type="button"
          className="row-name"
          tabIndex={props.active ? 0 : -1}
          aria-pressed={props.chosen}
          data-row={indicator.id}
          title={text.open(indicator.name[language])}
          onClick={props.onOpen}
        >
          <span>{indicator.name.zh}</span>
          {language === "en" && <small>{indicator.name.en}</small>}
        </button>
      </th>
      <td>
        <Clauses indicator={indicator} told={told} />
      </td>
      {tiers.map((tier) => (
        <td key={tier} className="end">
          <TargetCell
            target={targetOf(indicator, tier, library)}
            indicator={indicator}
            tier={tier}
            told={told}
          />
        </td>
      ))}
      <td className="end value" title={valueText(indicator, language)}>
        {value === MISSING ? MISSING : <span className="dotted">{value}</span>}
      </td>
      <td>
        <StandingTag indicator={indicator} />
      </td>
      <td className="lacking-cell">
        <Lacking indicator={indicator} />
        <SitingLink indicator={indicator} brief />
      </td>
      <td className="departments" title={departmentText(inForce, words)}>
        <span className="only-narrow">{leadText(inForce, words)}</span>
        <span className="only-wide">{departmentText(inForce, words)}</span>
      </td>
    </tr>
  );
}

/** Both documents' clauses, the higher first; each opens its passage. */
function Clauses({ indicator, told }: { indicator: Indicator; told: Told }) {
  const { words } = useSpeech();
  const { library } = told;
  const sorted = indicator.targets.toSorted(
    (a, b) => rankOf(library.get(a.document)?.tier) - rankOf(library.get(b.document)?.tier),
  );
  return (
    <span className="clauses">
      {sorted.map(({ document, clause }, i) => {
        const summary = library.get(document);
        const tier = summary ? words.policy.tierShort[summary.tier] : document;
        return (
          <Fragment key={`${document} ${clause}`}>
            {i > 0 && " · "}
            <ClauseNote document={summary} id={document} clause={clause}>
              {tier} {sorted.length > 1 ? shortClause(clause) : roomyClause(clause)}
            </ClauseNote>
          </Fragment>
        );
      })}
    </span>
  );
}

function rankOf(tier: Tier | undefined): number {
  return tier === undefined ? 9 : ["province", "city", "county"].indexOf(tier);
}

function TargetCell(props: {
  readonly target: Target | undefined;
  readonly indicator: Indicator;
  readonly tier: Tier;
  readonly told: Told;
}) {
  const { language, words } = useSpeech();
  const { target, indicator, tier, told } = props;
  const text = words.policy.table;
  if (target === undefined) {
    const document = told.assessment.documents
      .map(({ id }) => told.library.get(id))
      .find((one) => one?.tier === tier);
    const name = document?.short[language] ?? words.policy.tier[tier];
    const why = document?.incomplete ? text.incomplete(name) : text.noTarget(name);
    return (
      <span className="not-in-force" title={why}>
        {MISSING}
      </span>
    );
  }
  const lines = targetLines(target, indicator.unit, language, words);
  const note = NOTED.has(target.strength)
    ? text[target.strength as "strive" | "standard"]
    : undefined;
  const full = targetText(target, indicator.unit, language, words);
  return (
    <span
      className={target.inForce ? "in-force" : "not-in-force"}
      title={target.inForce ? full : `${full} (${text.notInForce})`}
    >
      {lines.map((line, i) => (
        <span key={i}>{i > 0 ? `${text.anyOf} ${line}` : line}</span>
      ))}
      {note && <small>{note}</small>}
    </span>
  );
}

const NOTED: ReadonlySet<Target["strength"]> = new Set(["strive", "standard"]);

/** What is short, or what is missing for a verdict; and whether another reading says otherwise. */
function Lacking({ indicator }: { indicator: Indicator }) {
  const { language, words } = useSpeech();
  const short = briefShortText(indicator.shortfall, language, words);
  const flip = flipText(indicator, words);
  const [missing, ...more] = missingText(indicator, language);
  const strives = indicator.strength === "strive";
  return (
    <>
      {short !== undefined && (
        <b
          className={strives ? "strive-short" : "lacking"}
          data-one-line={flip !== undefined}
          title={shortText(indicator.shortfall, language, words)}
        >
          {short}
        </b>
      )}
      {short === undefined && indicator.verdict === "not-assessable" && missing !== undefined && (
        <span className="missing" title={[missing, ...more].join("\n")}>
          {missing}
          {more.length > 0 && ` ${words.policy.table.more(String(more.length + 1))}`}
        </span>
      )}
      {flip !== undefined && <span className="amber-tag">{flip}</span>}
    </>
  );
}
