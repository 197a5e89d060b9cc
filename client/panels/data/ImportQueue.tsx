import { useImports } from "../../api/imports.ts";
import { importQueue, type QueuedFile } from "../../plan/import-queue.ts";
import { showData } from "../../plan/view.ts";
import { count } from "../../text/numbers.ts";
import { reasonText } from "../../text/reason.ts";
import { useSession, useSpeech } from "../session.tsx";

/** The files on their way in, in the order they are best dealt with; the first that can be is the one to open. */
export function ImportQueue({ study }: { study: string }) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const files = importQueue(useImports(study).data ?? []);
  const text = words.data.queue;
  if (files.length === 0) return null;
  const next = files.find(({ state }) => state !== "reading" && state !== "failed");
  return (
    <section className="sheet flush" aria-labelledby="queue-title" data-testid="import-queue">
      <header className="sheet-head">
        <h2 id="queue-title">{text.title(count(files.length))}</h2>
        <span className="quiet">{text.note}</span>
      </header>
      <table className="dense">
        <thead>
          <tr>
            <th scope="col">{text.file}</th>
            <th scope="col">{words.data.file.role}</th>
            <th scope="col">{text.state}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.id} data-state={file.state}>
              <th scope="row">{file.name}</th>
              <td>{file.role === undefined ? "" : words.data.role[file.role]}</td>
              <td className="queue-state">{said(file)}</td>
              <td className="end">
                <button
                  type="button"
                  className={file === next ? "button primary" : "button"}
                  aria-label={`${actOn(file)} ${file.name}`}
                  data-testid={file === next ? "queue-next" : undefined}
                  onClick={() => view.set((it) => showData(it, { kind: "import", id: file.id }))}
                >
                  {actOn(file)}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );

  function actOn({ state }: QueuedFile): string {
    return state === "failed" ? text.why : text.open;
  }

  function said({ state, usable, doubtful, blocking }: QueuedFile): string {
    switch (state) {
      case "reading":
        return words.data.state.reading;
      case "failed":
        return words.data.state.failed;
      case "blocked":
        return words.join(blocking.map((reason) => reasonText(reason, language).what));
      case "doubtful":
        return words.join([text.ready(count(usable)), text.doubtful(count(doubtful))]);
      case "ready":
        return text.ready(count(usable));
    }
  }
}
