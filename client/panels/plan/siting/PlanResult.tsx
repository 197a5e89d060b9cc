import { lazy, Suspense, useState } from "react";
import type { SitingPlan } from "#contract/siting.ts";
import type { ScenarioState } from "#contract/scenario.ts";
import { SITING_FORMATS } from "#contract/siting.ts";
import type { Study } from "#contract/study.ts";
import { planFilePath } from "../../../api/siting.ts";
import type { CellColumns } from "../../../plan/columns.ts";
import { isAccepted } from "../../../plan/siting/accept.ts";
import { peopleByUnit } from "../../../plan/siting/people-by-unit.ts";
import { count, people, share, wholeMinutes } from "../../../text/numbers.ts";
import { DownloadIcon, TickIcon, WarnIcon } from "../../../ui/icons.tsx";
import { PopoverButton } from "../../../ui/PopoverButton.tsx";
import { useSpeech } from "../../session.tsx";
import { PlanSites } from "./PlanSites.tsx";
import { useSitingWords } from "./words.ts";

const SearchChart = lazy(async () => {
  const { SearchChart: chart } = await import("./SearchChart.tsx");
  return { default: chart };
});

/** What one more search has on top of the last. */
export const LONGER_SECONDS = 60;

/** A plan: how good it is, why it cannot be better, what the coverage engine says, its sites, and taking them over. */
export function PlanResult(props: {
  readonly plan: SitingPlan;
  readonly study: Study;
  readonly cells: CellColumns | undefined;
  readonly state: ScenarioState;
  readonly scenario: string | undefined;
  /** Name of the policy indicator it was to meet, once known. */
  readonly indicator: string | undefined;
  readonly onAccept: (chosen: ReadonlySet<string>) => void;
  readonly onLonger: () => void;
  readonly onShow: (at: { readonly lng: number; readonly lat: number }) => void;
}) {
  const { language, words } = useSpeech();
  const text = useSitingWords();
  const { plan, study, state } = props;
  const [oneByOne, setOneByOne] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(plan.sites.map(({ id }) => id)),
  );
  const open = plan.sites.filter((site) => !isAccepted(site, state));
  const wanted = open.filter(({ id }) => chosen.has(id));
  const usable = plan.check.agrees && wanted.length > 0;
  const isOld = plan.result !== study.id;
  return (
    <div className="plan-result" data-testid="plan-result" data-status={plan.status}>
      <h3 className="siting-head">
        {text.result}
        <StatusTag plan={plan} />
      </h3>
      <p className="quiet">
        {text.asked(
          plan.request.services.map(({ service }) => words.service[service]).join("、"),
          wholeMinutes(plan.request.limitMinutes, language),
          props.indicator ?? text.objectives[plan.request.objective],
        )}
        {plan.stopped && ` · ${text.stopped}`}
      </p>
      {isOld && <p className="amber-tag">{text.old}</p>}
      {!plan.check.agrees && (
        <p className="field-error" role="alert">
          <WarnIcon /> {text.checkFailed}
        </p>
      )}
      <Figures plan={plan} />
      <p className="plan-why">
        <span>{plan.why[language]}</span>
        <span>{plan.check.said[language]}</span>
      </p>
      {plan.status === "not-proven" && (
        <p className="plan-more">
          <span className="quiet">{text.used(plan.seconds.toFixed(0))}</span>
          <button
            type="button"
            className="button"
            data-testid="search-longer"
            onClick={props.onLonger}
          >
            {text.longer(String(LONGER_SECONDS))}
          </button>
        </p>
      )}
      {plan.trace.length > 1 && (
        <>
          <p className="quiet">{text.chart(plan.unit[language], plan.sense)}</p>
          <Suspense fallback={<div className="search-chart" />}>
            <SearchChart trace={plan.trace} end={plan.seconds} sense={plan.sense} />
          </Suspense>
        </>
      )}
      {plan.sites.length > 0 && (
        <PlanSites
          plan={plan}
          study={study}
          state={state}
          chosen={oneByOne ? chosen : undefined}
          onChosen={setChosen}
          onShow={props.onShow}
        />
      )}
      <div className="plan-acts">
        {open.length > 0 ? (
          <button
            type="button"
            className="button primary"
            disabled={!usable}
            data-testid="accept-plan"
            onClick={() => props.onAccept(new Set(wanted.map(({ id }) => id)))}
          >
            {text.accept(wanted.length, props.scenario ?? text.acceptInto.none)}
          </button>
        ) : (
          plan.sites.length > 0 && (
            <span className="met-tag" role="status" data-testid="plan-accepted">
              <TickIcon />
              {text.accepted}
            </span>
          )
        )}
        {open.length > 1 && (
          <button
            type="button"
            className="button"
            aria-pressed={oneByOne}
            data-testid="choose-sites"
            onClick={() => setOneByOne(!oneByOne)}
          >
            {text.oneByOne}
          </button>
        )}
        <PopoverButton
          className="button"
          name={text.download}
          align="right"
          testId="download-plan"
          content={(close) => (
            <ul className="menu-list">
              {SITING_FORMATS.map((format) => (
                <li key={format}>
                  <a href={planFilePath(study.study, plan.number, format)} download onClick={close}>
                    {text.formats[format]}
                  </a>
                </li>
              ))}
            </ul>
          )}
        >
          <DownloadIcon />
          {text.download}
        </PopoverButton>
      </div>
      {plan.uncoverable.people > 0 && (
        <p className="quiet" data-testid="uncoverable">
          {text.uncoverable(people(plan.uncoverable.people, language))}
          {props.cells && <Where plan={plan} study={study} cells={props.cells} />}
        </p>
      )}
      <LeftOut plan={plan} />
      {plan.regret.length > 0 && <Regrets plan={plan} />}
    </div>
  );
}

/** The units that most of the people no candidate can serve live in. */
function Where(props: {
  readonly plan: SitingPlan;
  readonly study: Study;
  readonly cells: CellColumns;
}) {
  const { language } = useSpeech();
  const text = useSitingWords();
  const found = peopleByUnit(props.plan.uncoverable.cells, props.cells);
  if (found.length === 0) return null;
  const named = found
    .slice(0, NAMED_UNITS)
    .map(({ unit, people: some }) =>
      `${props.study.units[unit]?.name ?? ""} ${people(some, language)}`.trim(),
    );
  return <span> {text.uncoverableIn(named, found.length - named.length)}</span>;
}

const NAMED_UNITS = 5;

function StatusTag({ plan }: { plan: SitingPlan }) {
  const text = useSitingWords();
  switch (plan.status) {
    case "proven":
      return (
        <span className="met-tag" data-testid="plan-status">
          <TickIcon />
          {text.proven}
        </span>
      );
    case "not-proven":
      return (
        <span className="amber-tag" data-testid="plan-status">
          {text.notProven}
        </span>
      );
    case "infeasible":
      return (
        <span className="verdict" data-verdict="not-met" data-testid="plan-status">
          {text.infeasible}
        </span>
      );
  }
}

function Figures({ plan }: { plan: SitingPlan }) {
  const { language } = useSpeech();
  const text = useSitingWords();
  const [first] = plan.people;
  const unit = plan.unit[language];
  const figure = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 1 });
  const isSites = plan.sense === "least" && plan.unit.zh.includes("处");
  return (
    <dl className="plan-figures" data-status={plan.status}>
      <div>
        <dt>{text.newSites}</dt>
        <dd>
          <b data-testid="plan-sites">{count(plan.sites.length)}</b> {text.sitesUnit}
        </dd>
      </div>
      {!isSites && (
        <div>
          <dt>{text.value}</dt>
          <dd>
            <b>{figure(plan.value)}</b> {unit}
          </dd>
        </div>
      )}
      <div>
        <dt>{text.provenBound[plan.sense]}</dt>
        <dd>
          <b data-testid="plan-bound">{figure(plan.bound)}</b> {unit}
        </dd>
      </div>
      <div>
        <dt>{text.distance}</dt>
        <dd>
          <b data-testid="plan-gap">
            {isSites ? figure(Math.max(0, plan.value - plan.bound)) : share(Math.max(0, plan.gap))}
          </b>{" "}
          {isSites && text.sitesUnit}
        </dd>
      </div>
      {plan.units && (
        <div>
          <dt>{text.unitsServed}</dt>
          <dd>
            <b>{`${plan.units.before}→${plan.units.after}`}</b>
            {` / ${plan.units.total}`}
          </dd>
        </div>
      )}
      {!plan.units && first && first.total > 0 && (
        <div>
          <dt>{text.reach}</dt>
          <dd>
            <b>{share(first.after / first.total)}</b>
          </dd>
        </div>
      )}
    </dl>
  );
}

function LeftOut({ plan }: { plan: SitingPlan }) {
  const { language } = useSpeech();
  const text = useSitingWords();
  const { considered, leftOut } = plan.candidates;
  const sites = leftOut.reduce((sum, each) => sum + each.sites, 0);
  if (sites === 0) return <p className="quiet">{text.considered(count(considered))}</p>;
  return (
    <details className="quiet">
      <summary>
        {text.considered(count(considered))}
        {" · "}
        {text.leftOut(sites)}
      </summary>
      <ul>
        {leftOut.map(({ why, sites: each, ids }) => (
          <li key={why.zh}>
            {why[language]}: {count(each)}
            {ids.length > 0 && ` (${ids.slice(0, 20).join(", ")}${ids.length > 20 ? " …" : ""})`}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Regrets({ plan }: { plan: SitingPlan }) {
  const { language } = useSpeech();
  const text = useSitingWords();
  const columns = text.robustColumns;
  return (
    <details className="plan-robust">
      <summary>{text.robust}</summary>
      <table className="dense">
        <thead>
          <tr>
            <th>{columns.what}</th>
            <th className="end">{columns.value}</th>
            <th className="end">{columns.best}</th>
            <th className="end">{columns.regret}</th>
          </tr>
        </thead>
        <tbody>
          {plan.regret.map((each) => (
            <tr key={each.said.zh}>
              <th scope="row">{each.said[language]}</th>
              <td className="end">{people(each.value, language)}</td>
              <td className="end">{people(each.best, language)}</td>
              <td className="end">{people(each.regret, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
