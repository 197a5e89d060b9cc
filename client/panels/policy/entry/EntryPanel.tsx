import { Drawer } from "antd";
import { useState } from "react";
import { useCatalogue } from "../../../api/policy-entry.ts";
import { useCompliance } from "../../../api/policy.ts";
import { itemsOf } from "../../../plan/entry/items.ts";
import { Choice } from "../../../ui/Choice.tsx";
import { useFocusBack } from "../../../ui/focus.ts";
import { ProblemBand } from "../../ProblemBand.tsx";
import { DocumentPart } from "./DocumentPart.tsx";
import { ENTRY_TABS, type EntryTab } from "./entry-tabs.ts";
import { EvidencePart } from "./EvidencePart.tsx";
import { FigureForm } from "./FigureForm.tsx";
import { SettingsPart } from "./SettingsPart.tsx";
import { SheetPart } from "./SheetPart.tsx";
import { SnapshotPart } from "./SnapshotPart.tsx";
import { StandardPart } from "./StandardPart.tsx";
import { useEntryWords } from "./words.ts";
import "./entry.css";

/** 填报: figures one by one or by sheet, evidence, and what is kept or decided: snapshots, settings, documents, standards. */
export function EntryPanel(props: {
  readonly study: string;
  /** Opened from an indicator: what it needs comes first. */
  readonly indicator?: string | undefined;
  /** What is shown first, where nothing else asks for it. */
  readonly first?: EntryTab | undefined;
  readonly onClose: () => void;
}) {
  const { study, indicator } = props;
  const text = useEntryWords();
  const catalogue = useCatalogue();
  const [chosen, setTab] = useState<EntryTab | undefined>(props.first);
  // What is not worked out from figures can only be stated with evidence.
  const isAttested =
    indicator !== undefined &&
    catalogue.data !== undefined &&
    itemsOf(catalogue.data.measures[indicator]).length === 0;
  const tab = chosen ?? (isAttested ? "evidence" : "figures");
  useFocusBack();
  const { data, error, refetch } = useCompliance(study, undefined);
  return (
    <Drawer
      open
      placement="right"
      size={920}
      title={text.title}
      closable={{ "aria-label": text.close }}
      onClose={props.onClose}
      destroyOnHidden
    >
      <div className="entry" data-testid="entry">
        <Choice
          label={text.title}
          value={tab}
          options={ENTRY_TABS.map((value) => ({
            value,
            label: text.tabs[value],
            testId: `entry-${value}`,
          }))}
          onChange={setTab}
        />
        {error && <ProblemBand error={error} onRetry={() => void refetch()} />}
        {data && body(tab)}
      </div>
    </Drawer>
  );

  function body(shown: EntryTab) {
    if (data === undefined) return null;
    switch (shown) {
      case "figures":
        return <FigureForm study={study} assessment={data} indicator={indicator} />;
      case "sheet":
        return <SheetPart study={study} year={data.settings.year} />;
      case "evidence":
        return <EvidencePart study={study} assessment={data} indicator={indicator} />;
      case "snapshots":
        return <SnapshotPart study={study} indicator={indicator} synthetic={data.synthetic} />;
      case "settings":
        return <SettingsPart study={study} settings={data.settings} />;
      case "documents":
        return <DocumentPart />;
      case "standards":
        return <StandardPart />;
    }
  }
}
