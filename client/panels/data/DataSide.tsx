import type { StudyLayers } from "#contract/layers.ts";
import type { StudySummary } from "#contract/study.ts";
import { useImports } from "../../api/imports.ts";
import { useNetworkCheck } from "../../api/layers.ts";
import { nextSteps, openImports } from "../../plan/study-steps.ts";
import { useSpeech } from "../session.tsx";
import { LayerList } from "./LayerList.tsx";
import { NextList } from "./NextList.tsx";
import { PracticeFiles } from "./PracticeFiles.tsx";
import { StudyList } from "./StudyList.tsx";

/** What the study holds, what to do next, files to practise with, and the other studies. */
export function DataSide(props: {
  readonly studies: readonly StudySummary[];
  readonly home: StudySummary | undefined;
  readonly layers: StudyLayers | undefined;
}) {
  const { words } = useSpeech();
  const { home, layers } = props;
  const imports = useImports(home?.id).data ?? [];
  const hasStreets = layers?.layers.some(({ role }) => role === "network") ?? false;
  const check = useNetworkCheck(home?.id ?? "", hasStreets);
  return (
    <aside className="data-side" aria-label={words.data.layers.title}>
      {layers && <LayerList layers={layers} imports={openImports(imports)} />}
      {layers && <NextList steps={nextSteps(layers, imports, check.data)} study={layers} />}
      <PracticeFiles studies={props.studies} home={home} />
      <StudyList studies={props.studies} home={home} />
    </aside>
  );
}
