import type { Import } from "#contract/import.ts";
import type { StudyLayers } from "#contract/layers.ts";
import { showData } from "../../plan/view.ts";
import { TickIcon } from "../../ui/icons.tsx";
import { useSession, useSpeech } from "../session.tsx";
import { Computing } from "./Computing.tsx";
import { DropZone } from "./DropZone.tsx";
import { ImportQueue } from "./ImportQueue.tsx";
import type { Uploads } from "./uploads.tsx";

/** A file that is in the study now: as what, what is being computed from it, and what comes next. */
export function StoredPart(props: {
  readonly one: Import;
  readonly layers: StudyLayers;
  readonly uploads: Uploads;
}) {
  const { words } = useSpeech();
  const { view } = useSession();
  const { one, layers } = props;
  const text = words.data.store;
  const { became, proposal } = one;
  const stored = layers.history.find(
    (it) => it.layer === became?.layer && it.version === became.version,
  );
  const name = stored?.name ?? proposal?.layer.name ?? became?.layer ?? "";
  return (
    <div className="data-scroll">
      <section className="done-band" role="status" data-testid="import-done">
        <TickIcon />
        <div>
          <b>{text.done(name, words.data.layers.version(String(became?.version ?? 1)))}</b>
          {(became?.version ?? 1) > 1 && <p className="quiet">{text.doneText}</p>}
        </div>
        {became && (
          <button
            type="button"
            className="button"
            onClick={() => view.set((it) => showData(it, { kind: "layer", id: became.layer }))}
          >
            {text.see}
          </button>
        )}
      </section>
      {layers.missing.length > 0 ? (
        <p className="all-well">
          {text.missing(words.list(layers.missing.map((role) => words.data.role[role])))}
        </p>
      ) : (
        <Computing layers={layers} stored={became ?? undefined} />
      )}
      <ImportQueue study={layers.id} />
      <section className="sheet">
        <DropZone uploads={props.uploads} more />
      </section>
    </div>
  );
}
