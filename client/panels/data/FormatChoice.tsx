import { LAYER_FORMATS, type LayerFormat } from "../../api/paths.ts";
import { useSpeech } from "../session.tsx";
import { CrsSelect } from "./CrsSelect.tsx";

/** As what file a layer is downloaded, and in which coordinates. */
export interface FileForm {
  readonly format: LayerFormat;
  readonly crs: string;
}

export function FormatChoice(props: {
  readonly value: FileForm;
  readonly onChange: (value: FileForm) => void;
}) {
  const { words } = useSpeech();
  const { value, onChange } = props;
  const text = words.data.layer;
  return (
    <>
      <label className="text-field">
        <span className="field-label">{text.format}</span>
        <select
          value={value.format}
          data-testid="download-format"
          onChange={(event) =>
            onChange({
              ...value,
              format: LAYER_FORMATS.find((one) => one === event.target.value) ?? "geojson",
            })
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
        <CrsSelect crs={value.crs} onChange={(crs) => onChange({ ...value, crs })} />
      </label>
    </>
  );
}
