import type { Indicator, Target } from "#contract/policy/compliance.ts";
import { targetInForce, TIERS } from "../../../plan/policy/targets.ts";
import { MISSING } from "../../../text/numbers.ts";
import { targetAsks } from "../../../text/target.ts";
import { useSpeech } from "../../session.tsx";
import { ClauseNote } from "../ClauseNote.tsx";
import { departmentText, shortText } from "../said.ts";
import type { Told } from "../told.ts";
import { VerdictTag } from "../VerdictTag.tsx";

/** What each document asks and where, how surely it is defined, and what the value stands on. */
export function BasisBlock({ indicator, told }: { indicator: Indicator; told: Told }) {
  const { language, words } = useSpeech();
  const text = words.policy.drawer;
  const versions = [
    ...new Set(
      indicator.trace.terms.flatMap(({ origins }) =>
        origins.map(({ said, date }) =>
          date === null ? said[language] : `${said[language]} (${date})`,
        ),
      ),
    ),
  ];
  const departments = departmentText(targetInForce(indicator), words);
  const definition = (
    <>
      <span className="definition-tag" data-definition={indicator.definition}>
        {words.policy.definition[indicator.definition]}
      </span>{" "}
      {words.policy.definitionNote[indicator.definition]}
    </>
  );
  return (
    <section className="drawer-block">
      <h3>{text.basis}</h3>
      <dl className="basis">
        {inOrder(indicator.targets, told).map((target) => (
          <TargetLine
            key={`${target.document} ${target.clause}`}
            target={target}
            indicator={indicator}
            told={told}
          />
        ))}
        {indicator.next.map((target) => (
          <TargetLine
            key={`next ${target.document} ${target.clause}`}
            target={target}
            indicator={indicator}
            told={told}
            next
          />
        ))}
        <div>
          <dt>{text.definition}</dt>
          <dd>
            {indicator.caliber ? (
              <details>
                <summary>{definition}</summary>
                <p className="caliber">{indicator.caliber[language]}</p>
              </details>
            ) : (
              definition
            )}
          </dd>
        </div>
        {departments !== "" && (
          <div>
            <dt>{text.departments}</dt>
            <dd>{departments}</dd>
          </div>
        )}
        <div>
          <dt>{text.data}</dt>
          <dd>
            {versions.length > 0 ? (
              versions.map((said) => <p key={said}>{said}</p>)
            ) : (
              <>
                {MISSING} {text.noData}
              </>
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function TargetLine(props: {
  readonly target: Target;
  readonly indicator: Indicator;
  readonly told: Told;
  readonly next?: boolean;
}) {
  const { language, words } = useSpeech();
  const { target, indicator, told } = props;
  const text = words.policy.drawer;
  const document = told.library.get(target.document);
  const tier = document && words.policy.tier[document.tier];
  const name = tier === undefined ? target.document : text.documentOf(tier);
  const short = shortText(target.shortfall, language, words);
  return (
    <div>
      <dt title={document?.number}>
        {name}
        {props.next === true && <small> {text.next}</small>}
      </dt>
      <dd>
        <ClauseNote
          document={document}
          id={target.document}
          clause={target.clause}
          className="linklike"
        >
          {target.clause}
        </ClauseNote>{" "}
        {text.byWhen(String(target.year))} {targetAsks(target, indicator.unit, language, words)}
        {target.strength === "strive" && <em>{words.policy.table.strive}</em>}
        {target.strength === "standard" && <em>{words.policy.table.standard}</em>}
        {indicator.targets.length > 1 && !target.inForce && props.next !== true && (
          <span className="other-verdict">
            {target.strength !== "strive" && <VerdictTag verdict={target.verdict} />}
            {short}
          </span>
        )}
      </dd>
    </div>
  );
}

/** The target in force first; then from the city's to the province's. */
function inOrder(targets: readonly Target[], told: Told): Target[] {
  const rank = ({ document }: Target) =>
    TIERS.indexOf(told.library.get(document)?.tier ?? "county");
  return targets.toSorted((a, b) => Number(b.inForce) - Number(a.inForce) || rank(b) - rank(a));
}
