import { useState } from "react";
import type { ScenarioQuestion, ScenarioState, ScenarioSummary } from "#contract/scenario.ts";
import type { Study } from "#contract/study.ts";
import { useDifferenceFile } from "../../api/scenarios.ts";
import { writeAddress } from "../../plan/address.ts";
import { COMPARISONS, type Comparison } from "../../plan/scenario/plan-view.ts";
import { setPlan } from "../../plan/view.ts";
import { DownloadIcon } from "../../ui/icons.tsx";
import { saveFile } from "../../ui/save.ts";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useView } from "../session.tsx";
import { compareBy } from "./comparing.ts";
import { usePlanWords } from "./words.ts";

/** 与…比较: what the scenario is held against, how the difference is shown, and taking it along. */
export function ComparePart(props: {
  readonly study: Study;
  readonly name: string;
  readonly number: number;
  readonly summaries: readonly ScenarioSummary[];
  readonly state: ScenarioState | undefined;
  readonly against: ScenarioState | undefined;
  readonly question: ScenarioQuestion | undefined;
}) {
  const plan = usePlanWords();
  const text = plan.compare;
  const session = useSession();
  const { view } = session;
  const { state, question } = props;
  const { against, comparison } = useView((it) => it.plan);
  const [copied, setCopied] = useState<"yes" | "no">();
  const difference = useDifferenceFile(props.study.id);
  const others = props.summaries.filter(({ number }) => number !== props.number);
  const name = others.find(({ number }) => number === against)?.name ?? plan.scenarios.today;
  const choose = (how: Comparison) => compareBy(session, how === comparison ? "none" : how);
  const copy = () => {
    const link = location.origin + writeAddress({ ...view.get(), study: props.study.study });
    const done = (how: "yes" | "no") => setCopied(how);
    navigator.clipboard.writeText(link).then(
      () => done("yes"),
      () => done("no"),
    );
  };
  const download = () => {
    if (state === undefined || question === undefined) return;
    difference.mutate(
      { state, against: props.against ?? null, question },
      {
        onSuccess: (json) => {
          const what = plan.file(
            props.study.name,
            `${props.name} ${text.modes.difference}`,
            props.study.synthetic,
          );
          saveFile(`${what}.geojson`, json, "application/geo+json");
        },
      },
    );
  };
  return (
    <section className="block compare" aria-labelledby="compare-title">
      <header className="block-head">
        <h2 id="compare-title">{text.with(name)}</h2>
        {others.length > 0 && (
          <select
            className="pick"
            aria-label={text.against}
            data-testid="compare-against"
            value={against ?? 0}
            onChange={({ target }) => {
              const number = Number(target.value);
              view.set((it) => setPlan(it, { against: number === 0 ? undefined : number }));
            }}
          >
            <option value={0}>{plan.scenarios.today}</option>
            {others.map((one) => (
              <option key={one.number} value={one.number}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </header>
      <div className="compare-modes" role="group" aria-label={text.how}>
        {COMPARISONS.filter((how) => how !== "none").map((how) => (
          <button
            key={how}
            type="button"
            className="mode"
            aria-pressed={how === comparison}
            data-testid={`compare-${how}`}
            onClick={() => choose(how)}
          >
            {text.modes[how]}
          </button>
        ))}
      </div>
      <div className="compare-tools">
        <button
          type="button"
          className="button"
          data-testid="difference-file"
          disabled={state === undefined || difference.isPending}
          onClick={download}
        >
          <DownloadIcon />
          {text.download}
        </button>
        <button type="button" className="button" data-testid="copy-link" onClick={copy}>
          {copied === "yes" ? text.linked : text.link}
        </button>
      </div>
      {copied === "no" && <p className="quiet">{text.linkFailed}</p>}
      {difference.error && <ProblemBand title={text.downloadFailed} error={difference.error} />}
    </section>
  );
}
