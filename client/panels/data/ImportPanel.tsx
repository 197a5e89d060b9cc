import type { Import, Proposal } from "#contract/import.ts";
import type { StudyLayers } from "#contract/layers.ts";
import { isBusy, useCancelImport, useImport } from "../../api/imports.ts";
import { stepOf } from "../../plan/import-steps.ts";
import { showData } from "../../plan/view.ts";
import { ErrorBand } from "../../ui/ErrorBand.tsx";
import { FilesButton } from "../../ui/DropArea.tsx";
import { useElapsedSeconds } from "../../ui/timing.ts";
import { Stages } from "../JobProgress.tsx";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useSpeech } from "../session.tsx";
import { AccountCard } from "./AccountCard.tsx";
import { ColumnTable } from "./ColumnTable.tsx";
import { CoordinatePart } from "./CoordinatePart.tsx";
import { useDeciding, type Deciding } from "./deciding.ts";
import { DuplicateCard } from "./DuplicateCard.tsx";
import { FileLine } from "./FileLine.tsx";
import { NetworkCard } from "./NetworkCard.tsx";
import { PeopleCard } from "./PeopleCard.tsx";
import { ServiceCard } from "./ServiceCard.tsx";
import { StepLine } from "./StepLine.tsx";
import { StoreBar } from "./StoreBar.tsx";
import { StoredPart } from "./StoredPart.tsx";
import type { Uploads } from "./uploads.tsx";

/** One file on its way into the study: what it was read as, what is to be decided, and storing it. */
export function ImportPanel(props: {
  readonly id: string;
  readonly layers: StudyLayers;
  readonly uploads: Uploads;
}) {
  const { words } = useSpeech();
  const { data, error, refetch } = useImport(props.id);
  if (error) {
    return (
      <div className="data-scroll">
        {error.status === 404 ? (
          <ErrorBand message={words.data.file.gone} words={words.act} />
        ) : (
          <ProblemBand error={error} onRetry={() => void refetch()} />
        )}
      </div>
    );
  }
  if (data === undefined) return null;
  return <OneImport one={data} layers={props.layers} uploads={props.uploads} />;
}

function OneImport(props: {
  readonly one: Import;
  readonly layers: StudyLayers;
  readonly uploads: Uploads;
}) {
  const { words } = useSpeech();
  const { one, layers } = props;
  const deciding = useDeciding(one);
  const { proposal } = one;
  const busy = isBusy(one) || deciding.sending;
  return (
    <article className="import" data-testid="import" data-state={one.state}>
      <header className="import-head">
        <FileLine one={one} deciding={deciding} />
        <StepLine step={stepOf(one)} />
        <div className="progress-line" data-on={busy && proposal !== null} />
        <span className="visually-hidden" role="status">
          {busy && proposal !== null ? words.data.progress.again : ""}
        </span>
      </header>
      {body()}
    </article>
  );

  function body() {
    switch (one.state) {
      case "done":
        return <StoredPart one={one} layers={layers} uploads={props.uploads} />;
      case "failed":
      case "cancelled":
      case "interrupted":
        return <Ended one={one} uploads={props.uploads} />;
      case "reading":
      case "waiting":
      case "storing":
        if (proposal === null || one.state === "storing") return <Reading one={one} />;
        return (
          <>
            {deciding.error && (
              <ProblemBand title={words.data.steps.label} error={deciding.error} />
            )}
            <ProposalPart
              one={one}
              proposal={proposal}
              layers={layers}
              deciding={deciding}
              busy={busy}
            />
            <StoreBar
              one={one}
              proposal={proposal}
              layers={layers}
              deciding={deciding}
              busy={busy}
            />
          </>
        );
    }
  }
}

function ProposalPart(props: {
  readonly one: Import;
  readonly proposal: Proposal;
  readonly layers: StudyLayers;
  readonly deciding: Deciding;
  readonly busy: boolean;
}) {
  const { one, proposal, layers, deciding } = props;
  return (
    <div className="import-body data-scroll" data-busy={props.busy} aria-busy={props.busy}>
      {proposal.crs && <CoordinatePart proposal={proposal} deciding={deciding} />}
      {proposal.network && (
        <NetworkCard reading={proposal.network} format={proposal.format} deciding={deciding} />
      )}
      <div className="import-pair">
        {proposal.columns.length > 0 && <ColumnTable proposal={proposal} deciding={deciding} />}
        <AccountCard account={proposal.account} download={{ kind: "import", id: one.id }} />
      </div>
      {proposal.people && <PeopleCard reading={proposal.people} deciding={deciding} />}
      {proposal.services && <ServiceCard reading={proposal.services} deciding={deciding} />}
      {proposal.duplicates && (
        <DuplicateCard reading={proposal.duplicates} layers={layers.layers} deciding={deciding} />
      )}
    </div>
  );
}

/** The stages of reading, with their counts, from the second second on. */
function Reading({ one }: { one: Import }) {
  const { words } = useSpeech();
  const cancel = useCancelImport(one.id);
  const seconds = useElapsedSeconds();
  const text = words.data.progress;
  return (
    <div className="data-scroll">
      <section className="sheet job" role="status" data-testid="import-progress">
        <h2>{one.state === "storing" ? text.storing : text.reading}</h2>
        <Stages progress={one.progress} running />
        {one.state === "reading" && one.progress.length === 0 && seconds > 1 && (
          <p className="quiet">{text.queued}</p>
        )}
        <div className="progress-line" data-on="true" />
        <p className="job-end">
          {one.state === "reading" && (
            <button
              type="button"
              className="button"
              disabled={cancel.isPending}
              onClick={() => cancel.mutate()}
            >
              {text.cancel}
            </button>
          )}
          <span className="quiet">{text.seconds(String(seconds))}</span>
        </p>
      </section>
    </div>
  );
}

function Ended(props: { readonly one: Import; readonly uploads: Uploads }) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const { one } = props;
  const text = words.data.file;
  const putAway = useCancelImport(one.id);
  return (
    <div className="data-scroll">
      <section className="sheet job" data-testid="import-ended">
        {one.state === "failed" ? (
          <ErrorBand
            title={text.ended.failed}
            message={one.error?.[language] ?? text.ended.failed}
            words={words.act}
          />
        ) : (
          <p>{one.state === "cancelled" ? text.ended.cancelled : text.ended.interrupted}</p>
        )}
        <p className="job-end">
          <FilesButton
            className="button primary"
            onFiles={(files) => props.uploads.start(files, one.decisions.role)}
          >
            {text.again}
          </FilesButton>
          <button
            type="button"
            className="button"
            data-testid="put-away"
            onClick={() => {
              if (one.state !== "cancelled") putAway.mutate();
              view.set((it) => showData(it, { kind: "home" }));
            }}
          >
            {text.close}
          </button>
        </p>
      </section>
    </div>
  );
}
