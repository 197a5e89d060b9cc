import type { StudySummary } from "#contract/study.ts";
import { openStudy, showData } from "../../plan/view.ts";
import { useSession, useSpeech, useView } from "../session.tsx";

/** The studies there are, to go over to another or make a new one. */
export function StudyList(props: {
  readonly studies: readonly StudySummary[];
  readonly home: StudySummary | undefined;
}) {
  const { words } = useSpeech();
  const { view } = useSession();
  const making = useView((it) => it.data.kind === "new");
  const text = words.data.study;
  return (
    <section className="side-block" aria-labelledby="studies-title">
      <header className="side-head">
        <h2 id="studies-title">{text.list}</h2>
      </header>
      <ul className="layer-list">
        {props.studies.map((one) => (
          <li key={one.id} data-chosen={!making && one.id === props.home?.id}>
            <button
              type="button"
              data-testid={`study-${one.id}`}
              onClick={() => view.set((it) => openStudy(it, one.id))}
            >
              <span className="layer-name" title={one.name}>
                {one.name}
              </span>
              {one.synthetic && <span className="synthetic small">{words.data.practice.tag}</span>}
              <span className="layer-facts">
                {words.join([
                  words.data.created(one.created.slice(0, 10)),
                  ...(one.ready ? [] : [text.notReady]),
                ])}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button"
        data-testid="new-study"
        onClick={() => view.set((it) => showData(it, { kind: "new" }))}
      >
        {text.make}
      </button>
    </section>
  );
}
