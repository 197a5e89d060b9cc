import { useState } from "react";
import { DOWNLOADS, downloadFilePath, downloadPath } from "../api/paths.ts";
import type { LimitedQuestion } from "../plan/question.ts";
import { ChevronIcon, DownloadIcon } from "../ui/icons.tsx";
import { PopoverButton } from "../ui/PopoverButton.tsx";
import { FormatChoice, type FileForm } from "./data/FormatChoice.tsx";
import { useSpeech } from "./session.tsx";

/** The gap layer at one click, all layers behind the arrow: plain links the server names the file of. */
export function ResultDownloads({ question }: { readonly question: LimitedQuestion }) {
  const { words } = useSpeech();
  return (
    <>
      <a
        className="button"
        href={downloadPath(question, "gaps")}
        download
        title={words.gaps.download}
        aria-label={words.gaps.download}
        data-testid="download-gaps"
      >
        <DownloadIcon />
        {words.gaps.gapsShort}
      </a>
      <PopoverButton
        className="button"
        align="right"
        name={words.gaps.layers}
        hint={words.gaps.layers}
        testId="download-layers"
        content={(close) => <LayerMenu question={question} onDone={close} />}
      >
        {words.gaps.layersShort}
        <ChevronIcon />
      </PopoverButton>
    </>
  );
}

/** As what and in which coordinates, then the layers. */
function LayerMenu(props: { readonly question: LimitedQuestion; readonly onDone: () => void }) {
  const { words } = useSpeech();
  const [form, setForm] = useState<FileForm>({ format: "geojson", crs: "EPSG:4326" });
  return (
    <div className="download-form">
      <h3>{words.gaps.layers}</h3>
      <FormatChoice value={form} onChange={setForm} />
      <ul className="menu-list">
        {DOWNLOADS.map((layer) => (
          <li key={layer}>
            <a
              href={downloadFilePath(props.question, layer, form.format, form.crs)}
              download
              data-testid={`layer-${layer}`}
              onClick={props.onDone}
            >
              {words.gaps.layer[layer]}
              <DownloadIcon />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
