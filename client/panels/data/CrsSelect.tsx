import { crsChoices, crsName } from "../../text/crs.ts";
import { useSpeech } from "../session.tsx";

/** A select of coordinate systems in groups. */
export function CrsSelect(props: {
  readonly crs: string;
  /** An id that is not among the usual ones. */
  readonly extra?: string | undefined;
  readonly label?: string;
  /** What a system that is none of these is called. */
  readonly custom?: string;
  readonly onChange: (crs: string) => void;
}) {
  const { words } = useSpeech();
  return (
    <select
      className="pick"
      value={props.crs}
      aria-label={props.label}
      data-testid="crs-select"
      onChange={(event) => props.onChange(event.target.value)}
    >
      {props.extra !== undefined && (
        <option value={props.extra}>{crsName(props.extra, words)}</option>
      )}
      {crsChoices().map(({ group, ids }) => (
        <optgroup key={group} label={words.crs.group[group]}>
          {ids.map((id) => (
            <option key={id} value={id}>
              {crsName(id, words)}
            </option>
          ))}
        </optgroup>
      ))}
      {props.custom !== undefined && <option value={CUSTOM_CRS}>{props.custom}</option>}
    </select>
  );
}

/** In place of an id, while the parts of one are being given. */
export const CUSTOM_CRS = "custom";
