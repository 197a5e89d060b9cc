import type { Indicator } from "#contract/policy/compliance.ts";
import { CloseIcon } from "../../../ui/icons.tsx";
import { restOfUnit, shortAmount } from "../../../text/amount.ts";
import { MISSING } from "../../../text/numbers.ts";
import { marksOf } from "../../../plan/policy/targets.ts";
import { useSpeech } from "../../session.tsx";
import { flipText, missingText, shortText } from "../said.ts";
import type { Told } from "../told.ts";
import { SitingLink } from "../SitingLink.tsx";
import { StandingTag } from "../VerdictTag.tsx";
import { BasisBlock } from "./BasisBlock.tsx";
import { ReadingsBlock } from "./ReadingsBlock.tsx";
import { TargetBar } from "./TargetBar.tsx";
import { TraceBlock } from "./TraceBlock.tsx";
import { UnitsBlock } from "./UnitsBlock.tsx";

/** One indicator from its value back to where it comes from, and unit by unit. */
export function IndicatorDrawer(props: {
  readonly study: string;
  /** The result whose units the assessment numbers. */
  readonly result: string;
  readonly told: Told;
  /** Undefined where what is assessed has no such indicator. */
  readonly indicator: Indicator | undefined;
  readonly onClose: () => void;
}) {
  const { language, words } = useSpeech();
  const { told, indicator } = props;
  const text = words.policy.drawer;
  const unit = indicator?.unit[language] ?? "";
  const name = indicator?.name[language] ?? "";
  const short = indicator && shortText(indicator.shortfall, language, words);
  const flip = indicator && flipText(indicator, words);
  return (
    <aside className="drawer" aria-label={text.label(name)} data-testid="indicator-drawer">
      <header className="drawer-head">
        <h2>
          {indicator?.name.zh ?? MISSING}
          {language === "en" && indicator && <small>{indicator.name.en}</small>}
        </h2>
        <button
          type="button"
          className="icon-button"
          aria-label={text.close}
          data-testid="close-drawer"
          onClick={props.onClose}
        >
          <CloseIcon />
        </button>
      </header>
      {indicator === undefined ? (
        <p className="drawer-block">{text.gone}</p>
      ) : (
        <div className="drawer-scroll">
          <div className="drawer-top">
            <p className="drawer-figure">
              <b className="headline" data-testid="drawer-value">
                {shortAmount(indicator.value, unit, language, marksOf(indicator.targets))}
              </b>
              {indicator.value !== null && restOfUnit(unit) !== "" && (
                <span className="drawer-unit">{restOfUnit(unit)}</span>
              )}
              <StandingTag indicator={indicator} />
              {short !== undefined && (
                <b className={indicator.strength === "strive" ? "strive-short" : "drawer-short"}>
                  {short}
                </b>
              )}
              {flip !== undefined && <span className="amber-tag">{flip}</span>}
            </p>
            {indicator.value === null && <p className="quiet">{text.noValue}</p>}
            <TargetBar indicator={indicator} library={told.library} />
            {indicator.missing.length > 0 && (
              <div className="drawer-missing">
                <b>{indicator.value === null ? text.missing : text.caution}</b>
                <ul>
                  {missingText(indicator, language).map((said) => (
                    <li key={said}>{said}</li>
                  ))}
                </ul>
              </div>
            )}
          </div>
          <TraceBlock indicator={indicator} />
          <ReadingsBlock
            study={props.study}
            indicator={indicator}
            settings={told.assessment.settings}
          />
          <BasisBlock indicator={indicator} told={told} />
          {indicator.advice && (
            <p className="drawer-advice" data-testid="advice">
              <svg viewBox="0 0 16 16" className="icon" aria-hidden="true" focusable="false">
                <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" />
                <path d="M8 7.2v3.8M8 4.6v.9" stroke="currentColor" strokeWidth="1.4" />
              </svg>
              <span>
                <b>{text.advice}</b>
                {indicator.advice[language]}
              </span>
            </p>
          )}
          <SitingLink indicator={indicator} brief={false} />
          <UnitsBlock result={props.result} told={told} indicator={indicator} />
        </div>
      )}
    </aside>
  );
}
