import { memo } from "react";
import type { Assessment, Indicator } from "#contract/policy/compliance.ts";
import type { Study } from "#contract/study.ts";
import { useCompliance, useDocuments } from "../../api/policy.ts";
import { writeAddress } from "../../plan/address.ts";
import { barOf } from "../../plan/policy/target-bar.ts";
import {
  libraryOf,
  marksOf,
  shortClause,
  targetInForce,
  type Library,
} from "../../plan/policy/targets.ts";
import { scopeName } from "../../plan/policy/scopes.ts";
import { openIndicator } from "../../plan/view.ts";
import { restOfUnit, shortAmount } from "../../text/amount.ts";
import { count, MISSING } from "../../text/numbers.ts";
import { targetLines, targetText } from "../../text/target.ts";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useSpeech, useView } from "../session.tsx";
import { responsibleText, shortText } from "./said.ts";
import { VerdictGlyph } from "./VerdictTag.tsx";

/** The official side at a glance: how many are met, and what is furthest from its target. */
export const PolicyPanel = memo(function PolicyPanel(props: {
  readonly study: Study;
  /** The map's own figures are there; until then nothing is asked. */
  readonly wanted: boolean;
}) {
  const { words } = useSpeech();
  const { view } = useSession();
  const now = useView((it) => it);
  const { study, wanted } = props;
  const compliance = useCompliance(study.study, undefined, wanted);
  const documents = useDocuments(wanted);
  const text = words.policy.block;
  const assessment = compliance.data;
  const summary = assessment?.summary;
  const judges = assessment === undefined || assessment.documents.length > 0;
  const lead =
    assessment &&
    summary &&
    judges &&
    text.lead(
      scopeName(assessment),
      String(assessment.settings.year),
      count(summary.met + summary.notMet + summary.notAssessable),
    );
  return (
    <section
      className="block policy-panel"
      aria-labelledby="policy-title"
      data-testid="policy-panel"
    >
      <header className="family family-policy">
        <h2 id="policy-title">{text.title}</h2>
        <span className="quiet policy-lead" title={lead || undefined}>
          {lead}
        </span>
        <a
          className="to-policy"
          href={writeAddress(openIndicator(now, undefined))}
          data-testid="to-policy"
          onClick={(event) => {
            event.preventDefault();
            view.set((it) => openIndicator(it, undefined));
          }}
        >
          {text.all} ›
        </a>
      </header>
      {compliance.error && (
        <ProblemBand error={compliance.error} onRetry={() => void compliance.refetch()} />
      )}
      {judges && <Verdicts summary={summary} />}
      {assessment && !judges && (
        <p data-testid="no-document">{words.policy.noDocument.brief(scopeName(assessment))}</p>
      )}
      {assessment === undefined && !compliance.error && (
        <p className="quiet">
          {MISSING} {text.waiting}
        </p>
      )}
      {assessment && summary && judges && (
        <Largest assessment={assessment} library={libraryOf(documents.data ?? [])} />
      )}
    </section>
  );
});

/** The three counts, with the same three as one bar. Before they are known there is no number at all. */
function Verdicts({ summary }: { summary: Assessment["summary"] | undefined }) {
  const { words } = useSpeech();
  const text = words.policy;
  const parts = [
    ["met", summary?.met],
    ["not-met", summary?.notMet],
    ["not-assessable", summary?.notAssessable],
  ] as const;
  const all = parts.reduce((sum, [, n]) => sum + (n ?? 0), 0);
  const [met, notMet, open] = parts.map(([, n]) => count(n));
  return (
    <>
      <p className="policy-counts">
        {parts.map(([verdict, n]) => (
          <span key={verdict} data-verdict={verdict}>
            <b data-testid={`count-${verdict}`}>{count(n)}</b>
            <VerdictGlyph verdict={verdict} />
            {text.verdict[verdict]}
          </span>
        ))}
      </p>
      <span
        className="policy-bar"
        role="img"
        aria-label={text.block.bar(met ?? MISSING, notMet ?? MISSING, open ?? MISSING)}
      >
        {all > 0 &&
          parts.map(
            ([verdict, n]) =>
              n !== undefined &&
              n > 0 && (
                <span
                  key={verdict}
                  data-verdict={verdict}
                  style={{ width: `${(100 * n) / all}%` }}
                />
              ),
          )}
      </span>
      {summary && summary.striveReached + summary.striveNotReached > 0 && (
        <p className="quiet">
          {text.block.strive(count(summary.striveReached), count(summary.striveNotReached))}
        </p>
      )}
    </>
  );
}

function Largest({ assessment, library }: { assessment: Assessment; library: Library }) {
  const { words } = useSpeech();
  const text = words.policy.block;
  const largest = assessment.summary.largest.flatMap(
    (id) => assessment.indicators.find((indicator) => indicator.id === id) ?? [],
  );
  return (
    <>
      <h3 className="largest-title">
        {text.largest} <span className="quiet">{text.order}</span>
      </h3>
      {largest.length === 0 && <p className="quiet">{text.none}</p>}
      <ol className="largest">
        {largest.map((indicator, i) => (
          <Shortfall key={indicator.id} indicator={indicator} rank={i + 1} library={library} />
        ))}
      </ol>
    </>
  );
}

function Shortfall(props: {
  readonly indicator: Indicator;
  readonly rank: number;
  readonly library: Library;
}) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const now = useView((it) => it);
  const { indicator, rank, library } = props;
  const unit = indicator.unit[language];
  const target = targetInForce(indicator);
  const tier = target && library.get(target.document)?.tier;
  const bar = barOf(indicator, (document) => library.get(document)?.tier);
  const tick = bar?.ticks.find(({ targets }) => target !== undefined && targets.includes(target));
  const text = words.policy.block;
  const responsible = responsibleText(indicator, words);
  return (
    <li>
      <a
        href={writeAddress(openIndicator(now, indicator.id))}
        data-testid={`largest-${rank}`}
        onClick={(event) => {
          event.preventDefault();
          view.set((it) => openIndicator(it, indicator.id));
        }}
      >
        <span className="largest-name">
          <i>{rank}</i>
          <span title={indicator.name[language]}>{indicator.name[language]}</span>
        </span>
        <span className="largest-figures">
          <b className="dotted">
            {shortAmount(indicator.value, unit, language, marksOf(indicator.targets))}
          </b>
          {restOfUnit(unit) !== "" && <small>{restOfUnit(unit)}</small>}
          {target && (
            <span title={targetText(target, indicator.unit, language, words)}>
              {text.target(words.list(targetLines(target, indicator.unit, language, words)))}
            </span>
          )}
          <b className="largest-short">{shortText(indicator.shortfall, language, words)}</b>
        </span>
        {bar && (
          <span className="largest-bar" aria-hidden="true">
            {bar.value !== undefined && <span style={{ width: `${bar.value}%` }} />}
            {tick && <i style={{ left: `${tick.at}%` }} />}
          </span>
        )}
        <span className="largest-foot">
          <span title={responsible}>{responsible}</span>
          {target && (
            <span className="largest-clause">
              {tier && words.policy.tierShort[tier]} {shortClause(target.clause)}
            </span>
          )}
        </span>
      </a>
    </li>
  );
}
