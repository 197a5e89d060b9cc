import { useMemo, useState } from "react";
import type { Finding, NetworkCheck, StudyLayers } from "#contract/layers.ts";
import type { Study } from "#contract/study.ts";
import { useCompute, useNetworkCheck, useRepairs } from "../../api/layers.ts";
import { isOfKind, repairsOf, type KindShown } from "../../plan/findings.ts";
import { showData } from "../../plan/view.ts";
import { count, people, share } from "../../text/numbers.ts";
import { reasonText } from "../../text/reason.ts";
import { UndoIcon } from "../../ui/icons.tsx";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useSpeech } from "../session.tsx";
import { FindingList } from "./FindingList.tsx";
import { FindingMap } from "./FindingMap.tsx";
import { RepairPreviewBar } from "./RepairPreviewBar.tsx";

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
  const [chosenKey, setChosenKey] = useState<string>();
  const [offered, setOffered] = useState<"sure" | "all">();
  const listed = useMemo(
    () => check.findings.filter((finding) => isOfKind(finding, kind)),
    [check.findings, kind],
  );
  const chosen = check.findings.find((finding) => finding.key === chosenKey);
  const sure = repairsOf(check, kind, "sure");
  const proposed = repairsOf(check, kind, "all");
  const unfit = check.repairs.filter((one) => one.unfit !== null);
  const total = check.counts.reduce((sum, one) => sum + one.findings, 0);
  const last = check.repairs.at(-1);
  const stale = layers.results[0]?.stale === true;
  return (
    <>
      <header className="sheet-head">
        <h2 id="check-part">{text.title}</h2>
        <span className="check-share">
          {share(check.mainShareAfter) !== share(check.mainShare) ? (
            <>
              <b>{text.main(share(check.mainShare), share(check.mainShareAfter))}</b>{" "}
              <span className="quiet">{text.mainNote}</span>
            </>
          ) : (
            <b>
              {check.counts.some((one) => one.sure > 0)
                ? text.mainNow(share(check.mainShare))
                : text.mainSame(share(check.mainShare))}
            </b>
          )}
          {check.strandedPeople !== null && check.strandedPeople >= 0.5 && (
            <span className="quiet">
              {" "}
              · {text.stranded(people(check.strandedPeople, language))}
            </span>
          )}
        </span>
        <span className="report-tools">
          <span className="quiet">
            {check.repairs.length > 0 ? text.edits(count(check.repairs.length)) : text.noEdits}
          </span>
          <button
            type="button"
            className="icon-button"
            disabled={last === undefined}
            aria-disabled={repairs.isPending}
            aria-label={last ? text.undoOf(last.note) : text.undo}
            title={last ? text.undoOf(last.note) : text.undo}
            data-testid="undo-repair"
            onClick={() => turn("undo")}
          >
            <UndoIcon to="back" />
          </button>
          <button
            type="button"
            className="icon-button"
            disabled={check.undone === 0}
            aria-disabled={repairs.isPending}
            aria-label={text.redo(count(check.undone))}
            title={text.redo(count(check.undone))}
            data-testid="redo-repair"
            onClick={() => turn("redo")}
          >
            <UndoIcon to="forth" />
          </button>
        </span>
      </header>
      <div className="progress-line" data-on={repairs.isPending} />
      {repairs.error && <ProblemBand title={text.repairFailed} error={repairs.error} />}
      {unfit.length > 0 && (
        <div className="stale-band" data-testid="unfit-repairs">
          <span>
            <b>{text.unfit(count(unfit.length))}</b> {text.unfitNote}
            {unfit.slice(0, UNFIT_SHOWN).map(({ id, note, unfit: code }) => (
              <span key={id} className="quiet unfit-repair">
                {code !== null && text.unfitOne(note, reasonText({ code }, language).what)}
              </span>
            ))}
          </span>
        </div>
      )}
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
            <KindChip kind="all" shown={kind} onChoose={chooseKind} number={total}>
              {text.all}
            </KindChip>
            {check.counts
              .filter(({ findings }) => findings > 0)
              .map((one) => (
                <KindChip
                  key={one.kind}
                  kind={one.kind}
                  shown={kind}
                  onChoose={chooseKind}
                  number={one.findings}
                  note={one.sure > 0 ? text.sureCount(count(one.sure)) : undefined}
                >
                  {text.kinds[one.kind]}
                </KindChip>
              ))}
          </div>
          <div className="check-offers">
            {kind !== "all" && <p className="quiet">{text.about[kind]}</p>}
            {offer("sure", sure.length)}
            {kind !== "all" && proposed.length > sure.length && offer("all", proposed.length)}
          </div>
          {offered !== undefined && (
            <RepairPreviewBar
              study={layers.id}
              check={check}
              repairs={offered === "sure" ? sure : proposed}
              busy={repairs.isPending}
              onCancel={() => setOffered(undefined)}
              onAccept={(made) => {
                setOffered(undefined);
                repairs.mutate({
                  kind: "make",
                  repairs: made.map((repair) => ({ repair, note: batchNote(made.length) })),
                });
              }}
            />
          )}
          <div className="check-grid">
            <FindingList
              key={kind}
              check={check}
              listed={listed}
              chosenKey={chosenKey}
              busy={repairs.isPending}
              onChoose={setChosenKey}
              onRepair={repair}
            />
            <FindingMap
              layers={layers}
              result={props.result}
              check={check}
              findings={listed}
              chosen={chosen}
              onChoose={setChosenKey}
            />
          </div>
        </>
      )}
    </>
  );

  /** A button that is busy keeps the focus, so that the next step can be taken by the same key. */
  function turn(way: "undo" | "redo"): void {
    if (!repairs.isPending) repairs.mutate({ kind: way });
  }

  function chooseKind(next: KindShown): void {
    setKind(next);
    setOffered(undefined);
  }

  function offer(which: "sure" | "all", made: number) {
    if (made === 0) return null;
    const number = count(made);
    return (
      <button
        type="button"
        className={which === "sure" ? "button primary" : "button"}
        aria-expanded={offered === which}
        disabled={repairs.isPending}
        data-testid={`take-${which}`}
        onClick={() => setOffered(offered === which ? undefined : which)}
      >
        {which === "all"
          ? text.takeOfKind(number)
          : kind === "all"
            ? text.takeAll(number)
            : text.takeSureOfKind(number)}
      </button>
    );
  }

  function batchNote(repairsMade: number): string {
    const number = count(repairsMade);
    return kind === "all" ? text.batch(number) : text.batchOfKind(text.kinds[kind], number);
  }

  function repair({ repair: how, names }: Finding): void {
    if (how === null) return;
    const name = names.length > 0 ? ` ${names[0]}` : "";
    repairs.mutate({
      kind: "make",
      repairs: [{ repair: how, note: `${text.note[how.kind]}${name}`.slice(0, 200) }],
    });
  }
}

const UNFIT_SHOWN = 5;

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
