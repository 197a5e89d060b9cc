import { LEDGER_FORMATS, LEDGER_LEVELS } from "#contract/policy/report.ts";
import type { Study } from "#contract/study.ts";
import { ledgerPath } from "../../api/policy.ts";
import { writeAddress } from "../../plan/address.ts";
import { indicatorsOf, isAmong, listedIndicator, listedTask } from "../../plan/policy/filters.ts";
import { POLICY_PARTS, type PolicyPart } from "../../plan/policy/policy-view.ts";
import { scopeName } from "../../plan/policy/scopes.ts";
import { setPolicy } from "../../plan/view.ts";
import { count } from "../../text/numbers.ts";
import { Choice } from "../../ui/Choice.tsx";
import { DownloadIcon } from "../../ui/icons.tsx";
import { PopoverButton } from "../../ui/PopoverButton.tsx";
import { useSession, useSpeech, useView } from "../session.tsx";
import type { Told } from "./told.ts";

/** What the page tells, of where and by which documents; entering, taking along; which of its lists. */
export function PolicyHead(props: {
  readonly told: Told | undefined;
  readonly study: Study;
  readonly stale: boolean;
  readonly isOld: boolean;
  readonly onEntry: () => void;
}) {
  const { words } = useSpeech();
  const { view } = useSession();
  const now = useView((it) => it);
  const { told, study } = props;
  const text = words.policy;
  const judges = told !== undefined && told.assessment.documents.length > 0;
  return (
    <>
      <header className="policy-head">
        <h1 className="family family-policy">{text.title}</h1>
        {told && (
          <p className="policy-sub" title={subtitle(told)}>
            {subtitle(told)}
          </p>
        )}
        {props.stale && <span className="amber-tag">{text.stale}</span>}
        <span className="policy-acts">
          <button
            type="button"
            className="button"
            data-testid="policy-entry"
            onClick={props.onEntry}
          >
            {text.act.entry}
          </button>
          <LedgerMenu study={study.study} unit={now.policy.unit} />
          <a
            className="button primary"
            href={writeAddress({ ...now, page: "report" })}
            data-testid="policy-report"
            onClick={(event) => {
              event.preventDefault();
              view.set((it) => ({ ...it, page: "report" }));
            }}
          >
            {text.act.report}
          </a>
        </span>
      </header>
      <div className="policy-parts">
        <Choice<PolicyPart>
          label={text.parts}
          value={now.policy.part}
          options={POLICY_PARTS.map((part) => ({
            value: part,
            label: told && judges ? `${text.part[part]} ${countsOf(told)[part]}` : text.part[part],
            testId: `part-${part}`,
          }))}
          onChange={(part) => view.set((it) => setPolicy(it, { part }))}
        />
        {props.isOld && <span className="quiet">{text.old}</span>}
        {told && judges && <Shown told={told} />}
      </div>
    </>
  );

  function subtitle({ assessment }: Told): string {
    return words.join([
      scopeName(assessment),
      ...(judges
        ? [
            words.list(assessment.documents.map(({ number }) => number)),
            text.year(String(assessment.settings.year)),
          ]
        : [text.noDocument.title]),
    ]);
  }
}

function Shown({ told }: { told: Told }) {
  const { words } = useSpeech();
  const { view } = useSession();
  const policy = useView((it) => it.policy);
  const { assessment } = told;
  const rows =
    policy.part === "tasks"
      ? assessment.tasks.map(listedTask)
      : indicatorsOf(assessment, policy.part).map(listedIndicator);
  const shown = rows.filter((row) => isAmong(row, policy)).length;
  return (
    <span className="policy-shown" role="status">
      {shown < rows.length && (
        <button
          type="button"
          className="linklike"
          data-testid="clear-filters"
          onClick={() =>
            view.set((it) =>
              setPolicy(it, {
                document: undefined,
                theme: undefined,
                standing: undefined,
                progress: undefined,
                department: undefined,
              }),
            )
          }
        >
          {words.policy.act.clear}
        </button>
      )}
      <span data-testid="policy-shown">{words.policy.shown(count(shown), count(rows.length))}</span>
    </span>
  );
}

function LedgerMenu({ study, unit }: { study: string; unit: string | undefined }) {
  const { words } = useSpeech();
  const text = words.policy.ledger;
  return (
    <PopoverButton
      className="button"
      align="right"
      name={text.title}
      testId="policy-ledger"
      content={(close) => (
        <div className="ledger-menu">
          <h3>{text.title}</h3>
          {LEDGER_LEVELS.map((level) => (
            <div key={level}>
              <h4>{text.level[level]}</h4>
              <ul className="menu-list">
                {LEDGER_FORMATS.map((format) => (
                  <li key={format}>
                    <a href={ledgerPath(study, { level, format, unit })} download onClick={close}>
                      {text.format[format]}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      )}
    >
      <DownloadIcon />
      {words.policy.act.ledger}
    </PopoverButton>
  );
}

function countsOf({ assessment }: Told): Readonly<Record<PolicyPart, string>> {
  return {
    indicators: count(indicatorsOf(assessment, "indicators").length),
    tasks: count(assessment.tasks.length),
    conditions: count(indicatorsOf(assessment, "conditions").length),
  };
}
