import { useState } from "react";
import type { Role } from "#contract/import.ts";
import { useStartImport, type NewImport } from "../../api/imports.ts";
import { ProblemError } from "../../api/request.ts";
import { showData } from "../../plan/view.ts";
import { CloseIcon } from "../../ui/icons.tsx";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useSpeech } from "../session.tsx";

/** Files on their way to the server: one after the other, each an import of its own. */
export interface Uploads {
  readonly start: (files: readonly NewImport["what"][], role?: Role, study?: string) => void;
  /** What is being sent now. */
  readonly sending: string | undefined;
  readonly failed: readonly { readonly name: string; readonly error: ProblemError }[];
  readonly forget: (name: string) => void;
}

/** The first file that arrives comes into view. */
export function useUploads(home: string | undefined): Uploads {
  const { view } = useSession();
  const { mutateAsync } = useStartImport();
  const [sending, setSending] = useState<string>();
  const [failed, setFailed] = useState<Uploads["failed"]>([]);
  const send = async (study: string, files: readonly NewImport["what"][], role?: Role) => {
    let shown = false;
    for (const what of files) {
      const name = nameOf(what);
      setSending(name);
      try {
        const { id } = await mutateAsync({ study, role, what });
        if (!shown) view.set((it) => showData(it, { kind: "import", id }));
        shown = true;
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        setFailed((now) => [...now, { name, error }]);
      }
    }
    setSending(undefined);
  };
  return {
    start: (files, role, study = home) => {
      if (study !== undefined) void send(study, files, role);
    },
    sending,
    failed,
    forget: (name) => setFailed((now) => now.filter((one) => one.name !== name)),
  };
}

function nameOf(what: NewImport["what"]): string {
  return what instanceof File ? what.name : what.practice;
}

/** What is being sent, and what was not taken. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  const { words } = useSpeech();
  const { sending, failed } = uploads;
  if (sending === undefined && failed.length === 0) return null;
  return (
    <div className="upload-list" role="status">
      {sending !== undefined && (
        <p className="uploading">
          {words.data.drop.uploading(sending)}
          <span className="progress-line" data-on="true" />
        </p>
      )}
      {failed.map(({ name, error }) => (
        <div key={name} className="upload-failed">
          <ProblemBand title={words.data.drop.failed(name)} error={error} />
          <button
            type="button"
            className="icon-button"
            aria-label={words.act.close}
            onClick={() => uploads.forget(name)}
          >
            <CloseIcon />
          </button>
        </div>
      ))}
    </div>
  );
}
