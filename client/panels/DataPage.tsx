import type { StudyLayers } from "#contract/layers.ts";
import type { Study, StudySummary } from "#contract/study.ts";
import type { ProblemError } from "../api/request.ts";
import { DropArea } from "../ui/DropArea.tsx";
import { DataSide } from "./data/DataSide.tsx";
import { EmptyStudy } from "./data/EmptyStudy.tsx";
import { ImportPanel } from "./data/ImportPanel.tsx";
import { LayerPanel } from "./data/LayerPanel.tsx";
import { NewStudyForm } from "./data/NewStudyForm.tsx";
import { StudyHome } from "./data/StudyHome.tsx";
import { ResultsPanel } from "./data/ResultsPanel.tsx";
import { useUploads, UploadList } from "./data/uploads.tsx";
import { ProblemBand } from "./ProblemBand.tsx";
import { useSpeech, useView } from "./session.tsx";

/** 数据: what a study is made of, whether it can be trusted, and bringing more in. */
export function DataPage(props: {
  readonly studies: readonly StudySummary[];
  /** Undefined where there is no study at all. */
  readonly home: StudySummary | undefined;
  readonly layers: StudyLayers | undefined;
  readonly error: ProblemError | null;
  /** The newest result. */
  readonly result: Study | undefined;
}) {
  const { words } = useSpeech();
  const { home, layers } = props;
  const data = useView((it) => it.data);
  const uploads = useUploads(home?.id);
  return (
    <div className="data-page">
      <DataSide studies={props.studies} home={home} layers={layers} />
      <DropArea
        className="data-main"
        release={words.data.drop.release}
        onFiles={home && data.kind !== "new" ? (files) => uploads.start(files) : undefined}
      >
        <UploadList uploads={uploads} />
        {main()}
      </DropArea>
    </div>
  );

  function main() {
    if (home === undefined || data.kind === "new") return <NewStudyForm />;
    if (props.error) {
      return (
        <div className="data-scroll">
          <ProblemBand title={words.problem.study} error={props.error} />
        </div>
      );
    }
    if (layers === undefined) return null;
    switch (data.kind) {
      case "import":
        return <ImportPanel key={data.id} id={data.id} layers={layers} uploads={uploads} />;
      case "layer":
        return (
          <LayerPanel
            key={data.id}
            id={data.id}
            layers={layers}
            result={props.result}
            uploads={uploads}
          />
        );
      case "results":
        return <ResultsPanel layers={layers} />;
      case "home":
        return layers.results.length === 0 ? (
          <EmptyStudy layers={layers} studies={props.studies} uploads={uploads} />
        ) : (
          <StudyHome home={home} layers={layers} result={props.result} uploads={uploads} />
        );
    }
  }
}
