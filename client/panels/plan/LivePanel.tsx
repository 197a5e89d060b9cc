import { Fragment, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { Service } from "#contract/vocabulary.ts";
import type { ScenarioState } from "#contract/scenario.ts";
import type { Study } from "#contract/study.ts";
import type { ProblemError } from "../../api/request.ts";
import { own } from "../../plan/scenario/edits.ts";
import { changedUnits, liveOutcome, type Outcome } from "../../plan/scenario/outcome.ts";
import { amount, lackingAmount } from "../../text/amount.ts";
import { peopleChange, pointsChange } from "../../text/change.ts";
import { count, MISSING, peopleCount, share } from "../../text/numbers.ts";
import { ageGroup } from "../../text/words.ts";
import { useStore } from "../../ui/store.ts";
import { useSettled } from "../../ui/timing.ts";
import { VerdictGlyph } from "../policy/VerdictTag.tsx";
import { ProblemBand } from "../ProblemBand.tsx";
import { reasonOf } from "../refusal.ts";
import { useSpeech } from "../session.tsx";
import type { LiveDrag } from "./live-drag.ts";
import type { Sides } from "./sides.ts";
import { usePlanWords } from "./words.ts";

/** Those a service is first of all for. */
const MAIN_GROUP: Partial<Readonly<Record<Service, string>>> = {
  childcare: "0_2",
  kindergarten: "3_5",
  "elderly-care": "60_plus",
  meal: "60_plus",
};

const FIRST_UNITS = 5;

/** 实时变化: what a scenario changes in people and shares, then the policy indicators it touches. */
export function LivePanel(props: {
  readonly study: Study;
  readonly service: Service;
  readonly state: ScenarioState;
  readonly sides: Sides | undefined;
  readonly isCurrent: boolean;
  readonly error: ProblemError | null;
  readonly onRetry: () => void;
  /** Said in place of the tables: no scenario is open, or its steps make no sense. */
  readonly instead: string | undefined;
  /** No step of the scenario is in force. */
  readonly isUnchanged: boolean;
  readonly drag: LiveDrag;
}) {
  const { language, words } = useSpeech();
  const text = usePlanWords().live;
  const { sides, drag } = props;
  // Not where the pointer is: only what is known of its place.
  const live = useStore(drag.store, (it) => it?.live?.answer);
  const isMoving = useStore(drag.store, (it) => it !== undefined);
  const isHeld = useStore(drag.store, (it) => it?.held === true);
  const before = sides?.before.outcome;
  const after = useMemo(
    () => sides && (live ? liveOutcome(live, sides.today.outcome) : sides.after.outcome),
    [sides, live],
  );
  const service = words.service[props.service];
  const said =
    before && after
      ? text.said(
          service,
          share(after.all.share),
          peopleChange(after.all.covered - before.all.covered),
        )
      : "";
  return (
    <section
      className="block live"
      aria-labelledby="live-title"
      data-testid="live-panel"
      data-current={props.isCurrent && !isMoving}
    >
      <header className="block-head">
        <h2 id="live-title">
          <i className="live-dot" data-on={isHeld} aria-hidden="true" />
          {text.title}
        </h2>
        <Took drag={drag} />
      </header>
      {props.error && (
        <ProblemBand title={text.failed} error={props.error} onRetry={props.onRetry} />
      )}
      {props.instead !== undefined && <p className="live-note">{props.instead}</p>}
      {props.instead === undefined && !sides && !props.error && (
        <p className="live-note">
          {MISSING} {text.wait}
        </p>
      )}
      {sides && before && after && (
        <div className="live-tables" data-waiting={!props.isCurrent && !isMoving}>
          <table className="live-table" data-testid="live-spatial">
            <LiveHead
              title={text.spatial}
              note={text.spatialNote}
              family="spatial"
              names={[sides.before.name, sides.after.name, text.change]}
            />
            <tbody>
              <Row
                name={text.share(service)}
                before={share(before.all.share)}
                after={share(after.all.share)}
                change={pointsChange(before.all.share, after.all.share, language)}
                testId="live-share"
              />
              <PeopleRow
                name={text.covered}
                before={before.all.covered}
                after={after.all.covered}
                testId="live-covered"
              />
              <GroupRows service={props.service} before={before} after={after} />
            </tbody>
            <UnitRows study={props.study} before={before} after={after} />
          </table>
          <IndicatorTable sides={sides} before={before} after={after} language={language} />
          {props.isUnchanged && !isMoving && <p className="live-note">{text.noChange}</p>}
          <Unmade study={props.study} state={props.state} sides={sides} />
        </div>
      )}
      <p className="visually-hidden" aria-live="polite" data-testid="live-region">
        {useSettled(said, 1000)}
      </p>
    </section>
  );
}

/**
 * From the pointer's place to its figures on the page, as measured here; `data-took` is that in milliseconds, of the
 * answer numbered `data-answer`.
 */
function Took({ drag }: { drag: LiveDrag }) {
  const text = usePlanWords().live;
  const place = useRef<HTMLSpanElement>(null);
  const live = useStore(drag.store, (it) => it?.live);
  useLayoutEffect(() => {
    if (live === undefined || place.current === null) return;
    const ms = performance.now() - live.since;
    place.current.textContent = ` · ${text.took(count(Math.max(1, ms)))}`;
    place.current.dataset["took"] = ms.toFixed(1);
    place.current.dataset["answer"] = String(live.answer.seq);
  }, [live, text]);
  return (
    <span className="quiet">
      {text.onDrag}
      <span ref={place} data-testid="live-took" />
    </span>
  );
}

function LiveHead(props: {
  readonly title: string;
  readonly note: string;
  readonly family: "spatial" | "policy";
  readonly names: readonly [string, string, string];
}) {
  const [before, after, change] = props.names;
  return (
    <thead>
      <tr>
        <th scope="col">
          <span className="live-family" data-family={props.family}>
            {props.title}
          </span>{" "}
          <small>{props.note}</small>
        </th>
        <th scope="col" className="end" title={before}>
          {before}
        </th>
        <th scope="col" className="end" title={after}>
          {after}
        </th>
        <th scope="col" className="end">
          {change}
        </th>
      </tr>
    </thead>
  );
}

function Row(props: {
  readonly name: ReactNode;
  readonly before: string;
  readonly after: string;
  readonly change: string;
  readonly testId?: string;
}) {
  return (
    <tr data-testid={props.testId}>
      <th scope="row">{props.name}</th>
      <td className="end">{props.before}</td>
      <td className="end strong">{props.after}</td>
      <td className="end live-change" data-sign={signOf(props.change)}>
        {props.change}
      </td>
    </tr>
  );
}

function PeopleRow(props: {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly testId?: string;
}) {
  return (
    <Row
      name={props.name}
      before={peopleCount(props.before)}
      after={peopleCount(props.after)}
      change={peopleChange(props.after - props.before)}
      {...(props.testId !== undefined && { testId: props.testId })}
    />
  );
}

function GroupRows(props: {
  readonly service: Service;
  readonly before: Outcome;
  readonly after: Outcome;
}) {
  const { words } = useSpeech();
  const text = usePlanWords().live;
  const main = MAIN_GROUP[props.service];
  return Object.entries(props.after.groups)
    .filter(([group]) => main === undefined || !(main in props.after.groups) || group === main)
    .map(([group, tally]) => (
      <PeopleRow
        key={group}
        name={text.group(ageGroup(group, words))}
        before={props.before.groups[group]?.covered ?? 0}
        after={tally.covered}
        testId={`live-group-${group}`}
      />
    ));
}

function UnitRows(props: {
  readonly study: Study;
  readonly before: Outcome;
  readonly after: Outcome;
}) {
  const text = usePlanWords().live;
  const [all, setAll] = useState(false);
  const { before, after } = props;
  const changed = useMemo(() => changedUnits(before, after), [before, after]);
  if (changed.length === 0) return null;
  return (
    <tbody className="live-units" data-testid="live-units">
      <tr>
        <th colSpan={4} scope="rowgroup">
          {text.units(count(changed.length))}
          {changed.length > FIRST_UNITS && (
            <button type="button" className="linklike" onClick={() => setAll(!all)}>
              {all ? text.fewerUnits : text.moreUnits(count(changed.length))}
            </button>
          )}
        </th>
      </tr>
      {(all ? changed : changed.slice(0, FIRST_UNITS)).map((one) => (
        <PeopleRow
          key={one.unit}
          name={props.study.units[one.unit]?.name ?? MISSING}
          before={one.before.covered}
          after={one.after.covered}
        />
      ))}
    </tbody>
  );
}

function IndicatorTable(props: {
  readonly sides: Sides;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly language: "zh" | "en";
}) {
  const { words } = useSpeech();
  const text = usePlanWords().live;
  const { sides, before, after, language } = props;
  if (after.indicators.length === 0) return <p className="live-note">{text.noIndicators}</p>;
  const past = new Map(before.indicators.map((one) => [one.id, one]));
  return (
    <table className="live-table live-policy" data-testid="live-policy">
      <LiveHead
        title={text.policy}
        note={text.policyNote}
        family="policy"
        names={[sides.before.name, sides.after.name, text.verdict]}
      />
      <tbody>
        {after.indicators.map((one) => {
          const was = past.get(one.id);
          const unit = one.unit[language];
          const made = one.made && text.made((was?.made ?? one.made)[language], one.made[language]);
          const notes = [
            ...(made ? [made] : []),
            ...(one.target ? [text.target(one.target[language])] : []),
          ];
          return (
            <Fragment key={one.id}>
              <tr data-testid={`live-indicator-${one.id}`}>
                <th scope="row" title={one.name[language]}>
                  {one.name[language]}
                </th>
                <td className="end">{amount(was?.value, short(unit), language)}</td>
                <td className="end strong">{amount(one.value, short(unit), language)}</td>
                <td className="end">
                  <span className="verdict" data-verdict={one.verdict}>
                    <VerdictGlyph verdict={one.verdict} />
                    {standing(one)}
                  </span>
                </td>
              </tr>
              <tr className="live-made">
                <td colSpan={4}>{words.join(notes)}</td>
              </tr>
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );

  function standing({ verdict, shortfall }: Outcome["indicators"][number]): string {
    if (verdict !== "not-met" || shortfall === null) return words.policy.verdict[verdict];
    return text.lacking(
      // In English the unit stands in the line below: there is no room for it here.
      lackingAmount(shortfall.amount, language === "zh" ? shortfall.unit.zh : "", language),
    );
  }
}

/** In a narrow column only percent is written beside the number. */
function short(unit: string): string {
  return unit.startsWith("%") ? "%" : "";
}

/** What of the scenario does nothing, so that its figures are not taken for more than they are. */
function Unmade(props: {
  readonly study: Study;
  readonly state: ScenarioState;
  readonly sides: Sides;
}) {
  const { language, words } = useSpeech();
  const plan = usePlanWords();
  const { streets, sites } = props.state;
  const { evaluation } = props.sides.answer;
  const unmade = evaluation.failed.flatMap(({ id, why }) => {
    const street = own(streets, id);
    if (street === undefined) return [];
    const name = plan.step.street[street.kind](street.name);
    return [{ id, said: plan.live.unmade(name, plan.street.reasons[why] ?? why) }];
  });
  const refused = evaluation.sites.flatMap(({ of, id, refused: why }) => {
    const site = of === "site" ? own(sites, id) : undefined;
    if (site === undefined || why === null) return [];
    const reason = reasonOf(why, props.study.snapCap, language, words);
    return [{ id, said: plan.live.refusedSite(site.name, reason) }];
  });
  return [...unmade, ...refused].map(({ id, said }) => (
    <p key={id} className="live-note amber">
      {said}
    </p>
  ));
}

function signOf(change: string): "more" | "less" | "same" {
  if (change.startsWith("+")) return "more";
  return change.startsWith("−") ? "less" : "same";
}
