import { Modal } from "antd";
import { useState } from "react";
import type { StudyLayers } from "#contract/layers.ts";
import type { Study, StudySummary } from "#contract/study.ts";
import { useImports } from "../../api/imports.ts";
import { useDeleteStudy, useFacilities } from "../../api/queries.ts";
import { isDemonstration } from "../../plan/studies.ts";
import { openImports } from "../../plan/study-steps.ts";
import { openStudy } from "../../plan/view.ts";
import { count, metres } from "../../text/numbers.ts";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useSpeech } from "../session.tsx";
import { DroppedTable, RefusedTable } from "../UnusedList.tsx";
import { Computing } from "./Computing.tsx";
import { DropZone } from "./DropZone.tsx";
import { ImportQueue } from "./ImportQueue.tsx";
import { ResultTable } from "./ResultsPanel.tsx";
import type { Uploads } from "./uploads.tsx";

/** A study that has a result: bringing more in, its results, and what did not come into the newest. */
export function StudyHome(props: {
  readonly home: StudySummary;
  readonly layers: StudyLayers;
  readonly result: Study | undefined;
  readonly uploads: Uploads;
}) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const { home, layers, result } = props;
  const facilities = useFacilities(result?.id);
  const text = words.data.study;
  return (
    <div className="data-scroll">
      <header className="sheet report-head">
        <h1>{home.name}</h1>
        <span className="quiet">
          {words.join([
            words.data.created(home.created.slice(0, 10)),
            text.setting(String(layers.resolution), metres(layers.snapCap, language)),
          ])}
        </span>
        <span className="report-tools">
          <button
            type="button"
            className="button"
            onClick={() => view.set((it) => ({ ...it, page: "overview", study: home.id }))}
          >
            {text.open}
          </button>
          <Remove study={home} layers={layers} />
        </span>
      </header>
      <Computing layers={layers} />
      <ImportQueue study={layers.id} />
      <section className="sheet">
        <DropZone uploads={props.uploads} more />
      </section>
      <section className="sheet">
        <h2>{words.data.results.title}</h2>
        <ResultTable layers={layers} />
      </section>
      {result && (
        <div className="report-pair">
          <section className="sheet">
            <h2>{words.data.results.refused}</h2>
            {facilities.data && <RefusedTable study={result} facilities={facilities.data} />}
          </section>
          <section className="sheet">
            <h2>{words.data.results.dropped}</h2>
            <DroppedTable study={result} />
          </section>
        </div>
      )}
    </div>
  );
}

/** Deleting names what goes, and waits for a second yes. */
function Remove({ study, layers }: { study: StudySummary; layers: StudyLayers }) {
  const demonstration = isDemonstration(study);
  const { words } = useSpeech();
  const { view } = useSession();
  const remove = useDeleteStudy();
  const text = words.data.study;
  const [asking, setAsking] = useState(false);
  const waiting = openImports(useImports(study.id).data ?? []).length;
  return (
    <>
      <button
        type="button"
        className="button danger"
        disabled={demonstration}
        title={demonstration ? text.demonstration : undefined}
        data-testid="delete-study"
        onClick={() => setAsking(true)}
      >
        {text.remove}
      </button>
      <Modal
        open={asking}
        title={text.removeTitle(study.name)}
        okText={text.removeYes(study.name)}
        okButtonProps={{ danger: true, loading: remove.isPending }}
        onCancel={() => setAsking(false)}
        onOk={() =>
          remove.mutate(study.id, {
            onSuccess: () => view.set((it) => openStudy(it, undefined)),
          })
        }
      >
        <p>
          {text.removeText(
            count(layers.layers.length),
            count(layers.history.length),
            count(layers.results.length),
          )}
        </p>
        {waiting > 0 && <p>{text.removeWaiting(count(waiting))}</p>}
        {remove.error && <ProblemBand error={remove.error} />}
      </Modal>
    </>
  );
}
