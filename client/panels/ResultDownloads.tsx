import { useState } from "react";
import {
  DOWNLOADS,
  downloadFilePath,
  downloadPath,
  LAYER_FORMATS,
  type LayerFormat,
} from "../api/paths.ts";
import type { LimitedQuestion } from "../plan/question.ts";
import { ChevronIcon, DownloadIcon } from "../ui/icons.tsx";
import { PopoverButton } from "../ui/PopoverButton.tsx";
import { CrsSelect } from "./data/CrsSelect.tsx";
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
  const text = words.data.layer;
  const [format, setFormat] = useState<LayerFormat>("geojson");
  const [crs, setCrs] = useState("EPSG:4326");
  return (
    <div className="download-form">
      <h3>{words.gaps.layers}</h3>
      <label className="text-field">
        <span className="field-label">{text.format}</span>
        <select
          value={format}
          data-testid="layers-format"
          onChange={(event) =>
            setFormat(LAYER_FORMATS.find((one) => one === event.target.value) ?? "geojson")
          }
        >
          {LAYER_FORMATS.map((one) => (
            <option key={one} value={one}>
              {text.formats[one]}
            </option>
          ))}
        </select>
      </label>
      <label className="text-field">
        <span className="field-label">{text.crs}</span>
        <CrsSelect crs={crs} onChange={setCrs} />
      </label>
      <ul className="menu-list">
        {DOWNLOADS.map((layer) => (
          <li key={layer}>
            <a
              href={downloadFilePath(props.question, layer, format, crs)}
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
