import { useRef, useState, type DragEvent, type ReactNode } from "react";
import { droppedFiles } from "./dropped-files.ts";

/** A panel that takes files and folders dropped anywhere on it; while files hang over it, it says so. */
export function DropArea(props: {
  readonly className: string;
  readonly release: string;
  readonly onFiles: ((files: readonly File[]) => void) | undefined;
  readonly children: ReactNode;
}) {
  const [over, setOver] = useState(false);
  // Children report their own entering and leaving; only the last leave is a leave of the panel.
  const depth = useRef(0);
  const { onFiles } = props;
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  return (
    <div
      className={props.className}
      onDragEnter={(event) => {
        if (!onFiles || !hasFiles(event)) return;
        event.preventDefault();
        depth.current += 1;
        setOver(true);
      }}
      onDragOver={(event) => {
        if (onFiles && hasFiles(event)) event.preventDefault();
      }}
      onDragLeave={() => {
        depth.current = Math.max(0, depth.current - 1);
        if (depth.current === 0) setOver(false);
      }}
      onDrop={(event) => {
        if (!onFiles || !hasFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        void droppedFiles(event.dataTransfer).then((files) => {
          if (files.length > 0) onFiles(files);
        });
      }}
    >
      {props.children}
      {over && (
        <div className="drop-veil" aria-hidden="true">
          <b>{props.release}</b>
        </div>
      )}
    </div>
  );
}

/** A button that lets one choose files. */
export function FilesButton(props: {
  readonly className: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly testId?: string;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className={props.className}
        disabled={props.disabled}
        onClick={() => input.current?.click()}
      >
        {props.children}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid={props.testId}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file chosen again is a choice again.
          event.target.value = "";
          if (files.length > 0) props.onFiles(files);
        }}
      />
    </>
  );
}
