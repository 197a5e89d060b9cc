import { useId, useState } from "react";
import { FileIcon } from "./icons.tsx";

/** One file, chosen or dropped; says what it takes before, and what is wrong after. */
export function FileField(props: {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  /** Endings with their dots. */
  readonly accepts: readonly string[];
  readonly file: File | undefined;
  readonly error: string | undefined;
  readonly onChange: (file: File) => void;
  readonly sizeOf: (file: File) => string;
  readonly words: { readonly choose: string; readonly drop: string; readonly change: string };
}) {
  const id = useId();
  const [over, setOver] = useState(false);
  const { file, words } = props;
  return (
    <div className="file-field" data-error={props.error !== undefined}>
      <label htmlFor={id} className="field-label">
        {props.label}
      </label>
      <div
        className="file-drop"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const [dropped] = event.dataTransfer.files;
          if (dropped) props.onChange(dropped);
        }}
      >
        <FileIcon />
        {file ? (
          <span className="file-name">
            <b>{file.name}</b> <span className="quiet">{props.sizeOf(file)}</span>
          </span>
        ) : (
          <span className="quiet">
            <span className="linklike">{words.choose}</span> {words.drop}
          </span>
        )}
        {file && <span className="linklike">{words.change}</span>}
        <input
          id={id}
          type="file"
          name={props.name}
          accept={props.accepts.join(",")}
          aria-describedby={`${id}-hint`}
          aria-invalid={props.error !== undefined}
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen) props.onChange(chosen);
          }}
        />
      </div>
      <p id={`${id}-hint`} className="field-hint">
        {props.error !== undefined && <span className="field-error">{props.error} </span>}
        {props.hint}
      </p>
    </div>
  );
}
