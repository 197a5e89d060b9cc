import { useMemo, useRef, useState } from "react";
import type { Assessment } from "#contract/policy/compliance.ts";
import type { Study } from "#contract/study.ts";
import { useCatalogue } from "../../api/policy-entry.ts";
import { useCompliance, useDocuments } from "../../api/policy.ts";
import { indicatorsOf, isAmong, listedIndicator, listedTask } from "../../plan/policy/filters.ts";
import { noDocument } from "../../plan/policy/no-document.ts";
import { scopeName } from "../../plan/policy/scopes.ts";
import { libraryOf } from "../../plan/policy/targets.ts";
import { openIndicator, setPolicy } from "../../plan/view.ts";
import { MISSING } from "../../text/numbers.ts";
import { useKeys } from "../../ui/keyboard.ts";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useSpeech, useView } from "../session.tsx";
import { EntrySlot } from "./EntrySlot.tsx";
import { IndicatorDrawer } from "./drawer/IndicatorDrawer.tsx";
import type { EntryTab } from "./entry/entry-tabs.ts";
import { IndicatorTable } from "./IndicatorTable.tsx";
import { NoDocument } from "./NoDocument.tsx";
import { PolicyHead } from "./PolicyHead.tsx";
import { PolicySide } from "./PolicySide.tsx";
import type { Told } from "./told.ts";
import { SpatialLine } from "./SpatialLine.tsx";
import { TaskTable } from "./TaskTable.tsx";

/** 指标达标: every indicator of the documents in force, judged by their own formulas. */
export function PolicyPage(props: {
  readonly study: Study;
  /** Data changed since the result that this is told from. */
  readonly stale: boolean;
  /** The reader looks at an older result, which this page does not follow. */
  readonly isOld: boolean;
  /** Keys of a single character do something. */
  readonly letters: boolean;
  readonly onHelp: () => void;
}) {
  const { study, stale } = props;
  const { words } = useSpeech();
  const { view } = useSession();
  const policy = useView((it) => it.policy);
  const [entering, setEntering] = useState<{
    readonly indicator?: string;
    readonly first?: EntryTab;
  }>();

  const page = useRef<HTMLDivElement>(null);

  const documents = useDocuments();
  const catalogue = useCatalogue();
  const compliance = useCompliance(study.study, policy.unit);
  const whole = useCompliance(study.study, undefined);
  const told = useTold(compliance.data, documents.data, catalogue.data);

  // What the assessment calls by number are the units of the newest result.
  const newest = props.isOld ? study.study : study.id;
  const open = told?.assessment.indicators.find(({ id }) => id === policy.indicator);
  const close = () => {
    const row = page.current?.querySelector<HTMLElement>(
      `[data-row="${CSS.escape(policy.indicator ?? "")}"]`,
    );
    view.set((it) => openIndicator(it, undefined));
    row?.focus();
  };
  useKeys((key) => {
    if (entering) return false;
    if (key === "?" && props.letters) props.onHelp();
    else if (key === "Escape" && policy.indicator !== undefined) close();
    else return false;
    return true;
  });

  const error = compliance.error ?? documents.error ?? catalogue.error;
  return (
    <div
      className="policy-page"
      ref={page}
      data-drawer={policy.indicator !== undefined && told !== undefined}
      data-loading={compliance.isPlaceholderData}
      data-stale={stale}
      data-ready={told !== undefined && !compliance.isPlaceholderData}
      data-testid="policy-page"
    >
      <PolicySide told={told} whole={whole.data ?? compliance.data} study={study} />
      <section className="policy-main" aria-label={words.policy.title}>
        <PolicyHead
          told={told}
          study={study}
          stale={stale}
          isOld={props.isOld}
          onEntry={() => setEntering(open ? { indicator: open.id } : {})}
        />
        <div className="progress-line" data-on={compliance.isFetching} />
        {error && (
          <div className="policy-error">
            <ProblemBand error={error} onRetry={retry} />
            {policy.unit !== undefined && (
              <button
                type="button"
                className="linklike"
                onClick={() => view.set((it) => setPolicy(it, { unit: undefined }))}
              >
                {words.policy.act.toWhole}
              </button>
            )}
          </div>
        )}
        {told === undefined
          ? !error && (
              <p className="policy-waiting">
                {MISSING} {words.policy.block.waiting}
              </p>
            )
          : list(told)}
        <SpatialLine study={study} result={newest} scope={told?.assessment} />
      </section>
      {told && policy.indicator !== undefined && (
        <IndicatorDrawer
          key={policy.indicator}
          study={study.study}
          result={newest}
          told={told}
          indicator={open}
          onClose={close}
        />
      )}
      {entering && (
        <EntrySlot
          study={study.study}
          indicator={entering.indicator}
          first={entering.first}
          onClose={() => setEntering(undefined)}
        />
      )}
    </div>
  );

  function list(shown: Told) {
    const { assessment, library } = shown;
    const known = [...library.values()];
    const why = noDocument(assessment, known);
    if (why !== undefined)
      return (
        <NoDocument
          why={why}
          place={scopeName(assessment)}
          year={assessment.settings.year}
          documents={known}
          onAdd={() => setEntering({ first: "documents" })}
          onSettings={() => setEntering({ first: "settings" })}
        />
      );
    if (policy.part === "tasks") {
      const rows = assessment.tasks.filter((task) => isAmong(listedTask(task), policy));
      return <TaskTable told={shown} rows={rows} />;
    }
    const rows = indicatorsOf(assessment, policy.part).filter((indicator) =>
      isAmong(listedIndicator(indicator), policy),
    );
    return <IndicatorTable told={shown} rows={rows} chosen={policy.indicator} />;
  }

  function retry() {
    for (const query of [compliance, documents, catalogue]) if (query.error) void query.refetch();
  }
}

/** An assessment with what its documents and themes are called; undefined until all of it is there. */
function useTold(
  assessment: Assessment | undefined,
  documents: ReturnType<typeof useDocuments>["data"],
  catalogue: ReturnType<typeof useCatalogue>["data"],
): Told | undefined {
  return useMemo(
    () =>
      assessment && documents && catalogue
        ? { assessment, library: libraryOf(documents), themes: catalogue.themes }
        : undefined,
    [assessment, documents, catalogue],
  );
}
