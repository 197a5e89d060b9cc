import { Fragment } from "react";
import type { Indicator, Origin, TraceTerm } from "#contract/policy/compliance.ts";
import { marksOf } from "../../../plan/policy/targets.ts";
import { figure, shortAmount } from "../../../text/amount.ts";
import { count, MISSING } from "../../../text/numbers.ts";
import { PopoverButton } from "../../../ui/PopoverButton.tsx";
import { useSpeech } from "../../session.tsx";

/** The formula with its figures: numerator ÷ denominator (× per) = value. Each opens where it comes from. */
export function TraceBlock({ indicator }: { indicator: Indicator }) {
  const { language, words } = useSpeech();
  const { trace } = indicator;
  const text = words.policy.drawer;
  const isQuotient = trace.per !== null && trace.terms.length === 2;
  return (
    <section className="drawer-block" data-testid="trace">
      <h3>{text.how}</h3>
      {!isQuotient && <p className="quiet">{trace.formula[language]}</p>}
      {trace.terms.length > 0 && (
        <div className="trace" title={trace.formula[language]}>
          {trace.terms.map((term, i) => (
            <Fragment key={i}>
              {i > 0 && <span className="trace-sign">{isQuotient ? "÷" : "·"}</span>}
              <Term term={term} />
            </Fragment>
          ))}
          {isQuotient && trace.per !== null && trace.per !== 1 && trace.per !== 100 && (
            <>
              <span className="trace-sign">×</span>
              <span className="trace-term">
                <span>&nbsp;</span>
                <b>{count(trace.per)}</b>
              </span>
            </>
          )}
          {isQuotient && (
            <span className="trace-result">
              <span className="trace-sign">=</span>
              <span className="trace-term">
                <span>{text.result}</span>
                <b>
                  {shortAmount(
                    indicator.value,
                    indicator.unit[language],
                    language,
                    marksOf(indicator.targets),
                  )}
                </b>
              </span>
            </span>
          )}
        </div>
      )}
    </section>
  );
}

function Term({ term }: { term: TraceTerm }) {
  const { language, words } = useSpeech();
  const text = words.policy.drawer;
  const label = term.label[language];
  return (
    <span className="trace-term">
      <span title={label}>{label}</span>
      <PopoverButton
        className="sourced trace-figure"
        align="left"
        name={label}
        hint={text.open}
        content={() => (
          <div className="source">
            <h3>
              {label} {figure(term.value)} {term.unit[language]}
            </h3>
            {term.origins.length === 0 && <p>{text.origin.none}</p>}
            {term.origins.map((origin, i) => (
              <OriginNote key={i} origin={origin} />
            ))}
          </div>
        )}
      >
        <b>{figure(term.value)}</b>
        {term.value !== null && term.unit[language] !== "" && <small>{term.unit[language]}</small>}
      </PopoverButton>
    </span>
  );
}

/** The longest list of names that is written out. */
const MOST_NAMES = 60;

function OriginNote({ origin }: { origin: Origin }) {
  const { language, words } = useSpeech();
  const text = words.policy.drawer.origin;
  const names = origin.lacking.slice(0, MOST_NAMES).map(({ name, code }) => name || code);
  return (
    <dl className="origin">
      <div>
        <dt>{text.kind[origin.kind]}</dt>
        <dd>{origin.said[language]}</dd>
      </div>
      <div>
        <dt>{text.date}</dt>
        <dd>{origin.date ?? `${MISSING} ${text.noDate}`}</dd>
      </div>
      {origin.versions.length > 0 && (
        <div>
          <dt>{text.versions}</dt>
          <dd>{words.list(origin.versions)}</dd>
        </div>
      )}
      <div>
        <dt>{text.used}</dt>
        <dd>{count(origin.used)}</dd>
      </div>
      {origin.lacking.length > 0 && (
        <div className="origin-lacking">
          <dt>{text.lacking(count(origin.lacking.length))}</dt>
          <dd>
            {words.list(names)}
            {origin.lacking.length > MOST_NAMES && " …"}
          </dd>
        </div>
      )}
    </dl>
  );
}
