import { useState } from "react";
import type { Finding, NetworkCheck, Repair, StudyLayers } from "#contract/layers.ts";
import type { Study } from "#contract/study.ts";
import { useCompute, useNetworkCheck, useRepairs } from "../../api/layers.ts";
import { isOfKind, sureRepairs, type KindShown } from "../../plan/findings.ts";
import { showData } from "../../plan/view.ts";
import { count, metres, share } from "../../text/numbers.ts";
import { UndoIcon } from "../../ui/icons.tsx";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useSpeech } from "../session.tsx";
import { FindingMap } from "./FindingMap.tsx";

const FIRST_SHOWN = 40;

/** 路网体检: what seems wrong with the streets, where, and repairs that can be made, undone and made again. */
export function NetworkCheckPart(props: {
  readonly layers: StudyLayers;
  readonly result: Study | undefined;
}) {
  const { words } = useSpeech();
  const { layers } = props;
  const check = useNetworkCheck(layers.id, true);
  const text = words.data.check;
  return (
    <section className="sheet check-part" data-testid="network-check" aria-labelledby="check-part">
      {check.data === undefined ? (
        <>
          <h2 id="check-part">{text.title}</h2>
          {check.error ? (
            <ProblemBand
              title={text.failed}
              error={check.error}
              onRetry={() => void check.refetch()}
            />
          ) : (
            <p className="quiet" role="status">
              {text.loading}
              <span className="progress-line" data-on="true" />
            </p>
          )}
        </>
      ) : (
        <Checked check={check.data} layers={layers} result={props.result} />
      )}
    </section>
  );
}

function Checked(props: {
  readonly check: NetworkCheck;
  readonly layers: StudyLayers;
  readonly result: Study | undefined;
}) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const { check, layers } = props;
  const text = words.data.check;
  const repairs = useRepairs(layers.id);
  const compute = useCompute();
  const [kind, setKind] = useState<KindShown>("all");
  const [shown, setShown] = useState(FIRST_SHOWN);
  const [chosenKey, setChosenKey] = useState<string>();
  const listed = check.findings.filter((finding) => isOfKind(finding, kind));
  const chosen = check.findings.find((finding) => finding.key === chosenKey);
  const sure = sureRepairs(check);
  const total = check.counts.reduce((sum, one) => sum + one.findings, 0);
  const last = check.repairs.at(-1);
  const stale = layers.results[0]?.stale === true;
  return (
    <>
      <header className="sheet-head">
        <h2 id="check-part">{text.title}</h2>
        <span className="check-share">
          {sure.length > 0 && check.mainShareAfter > check.mainShare ? (
            <>
              <b>{text.main(share(check.mainShare), share(check.mainShareAfter))}</b>{" "}
              <span className="quiet">{text.mainNote}</span>
            </>
          ) : (
            <b>{text.mainSame(share(check.mainShare))}</b>
          )}
        </span>
        <span className="report-tools">
          <span className="quiet">
            {check.repairs.length > 0 ? text.edits(count(check.repairs.length)) : text.noEdits}
          </span>
          <button
            type="button"
            className="icon-button"
            disabled={last === undefined || repairs.isPending}
            aria-label={last ? text.undoOf(last.note) : text.undo}
            title={last ? text.undoOf(last.note) : text.undo}
            data-testid="undo-repair"
            onClick={() => repairs.mutate({ kind: "undo" })}
          >
            <UndoIcon to="back" />
          </button>
          <button
            type="button"
            className="icon-button"
            disabled={check.undone === 0 || repairs.isPending}
            aria-label={text.redo(count(check.undone))}
            title={text.redo(count(check.undone))}
            data-testid="redo-repair"
            onClick={() => repairs.mutate({ kind: "redo" })}
          >
            <UndoIcon to="forth" />
          </button>
          {sure.length > 0 && (
            <button
              type="button"
              className="button primary"
              disabled={repairs.isPending}
              data-testid="take-sure"
              onClick={() =>
                repairs.mutate({
                  kind: "make",
                  repairs: sure.map((repair) => ({ repair, note: text.batch(count(sure.length)) })),
                })
              }
            >
              {text.takeAll(count(sure.length))}
            </button>
          )}
        </span>
      </header>
      <div className="progress-line" data-on={repairs.isPending} />
      {repairs.error && <ProblemBand title={text.repairFailed} error={repairs.error} />}
      {stale && check.repairs.length > 0 && layers.computing === null && (
        <div className="stale-band">
          <span>{text.recomputeNote}</span>
          <button
            type="button"
            className="button primary"
            disabled={compute.isPending || layers.missing.length > 0}
            data-testid="recompute"
            onClick={() =>
              compute.mutate(layers.id, {
                onSuccess: () => view.set((it) => showData(it, { kind: "home" })),
              })
            }
          >
            {text.recompute}
          </button>
        </div>
      )}
      {total === 0 ? (
        <p className="all-well">{text.none}</p>
      ) : (
        <>
          <div className="check-kinds" role="group" aria-label={text.list}>
            <KindChip kind="all" shown={kind} onChoose={setKind} number={total}>
              {text.all}
            </KindChip>
            {check.counts
              .filter(({ findings }) => findings > 0)
              .map((one) => (
                <KindChip
                  key={one.kind}
                  kind={one.kind}
                  shown={kind}
                  onChoose={setKind}
                  number={one.findings}
                  note={one.sure > 0 ? text.sureCount(count(one.sure)) : undefined}
                >
                  {text.kinds[one.kind]}
                </KindChip>
              ))}
          </div>
          <div className="check-grid">
            <div className="check-list" data-testid="findings">
              {kind !== "all" && <p className="quiet">{text.about[kind]}</p>}
              <ul>
                {listed.slice(0, shown).map((finding) => (
                  <li key={finding.key} data-chosen={finding.key === chosenKey}>
                    <button
                      type="button"
                      className="finding"
                      aria-pressed={finding.key === chosenKey}
                      onClick={() => setChosenKey(finding.key)}
                    >
                      <span>{text.kinds[finding.kind]}</span>
                      <span className="finding-names">
                        {finding.names.length > 0 ? words.list(finding.names) : text.unnamed}
                      </span>
                      <span className="end">{metres(finding.metres, language)}</span>
                    </button>
                    {finding.repair ? (
                      <button
                        type="button"
                        className="button"
                        disabled={repairs.isPending}
                        data-testid={`repair-${finding.key}`}
                        onClick={() => repair(finding, finding.repair)}
                      >
                        {text.kindsOfRepair[finding.repair.kind]}
                      </button>
                    ) : (
                      <span className="quiet">{text.noRepair}</span>
                    )}
                  </li>
                ))}
              </ul>
              {listed.length === 0 && <p className="all-well">{text.noneOfKind}</p>}
              {listed.length > shown && (
                <button
                  type="button"
                  className="linklike more"
                  onClick={() => setShown(shown + 100)}
                >
                  {text.more(count(listed.length - shown))}
                </button>
              )}
              {total > check.findings.length && (
                <p className="quiet">{text.shown(count(check.findings.length))}</p>
              )}
            </div>
            <FindingMap result={props.result} finding={chosen} />
          </div>
        </>
      )}
    </>
  );

  function repair(finding: Finding, how: Repair | null) {
    if (how === null) return;
    const names = finding.names.length > 0 ? ` ${finding.names[0]}` : "";
    repairs.mutate({
      kind: "make",
      repairs: [{ repair: how, note: `${text.note[how.kind]}${names}`.slice(0, 200) }],
    });
  }
}

function KindChip(props: {
  readonly kind: KindShown;
  readonly shown: KindShown;
  readonly number: number;
  readonly note?: string | undefined;
  readonly onChoose: (kind: KindShown) => void;
  readonly children: string;
}) {
  return (
    <button
      type="button"
      className="chip"
      aria-pressed={props.kind === props.shown}
      data-testid={`kind-${props.kind}`}
      onClick={() => props.onChoose(props.kind)}
    >
      {props.children} <b>{count(props.number)}</b>
      {props.note !== undefined && <span className="quiet">{props.note}</span>}
    </button>
  );
}
