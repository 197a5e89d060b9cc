import type { LayerVersion, StudyLayers } from "#contract/layers.ts";
import { openStudy } from "../../plan/view.ts";
import { count } from "../../text/numbers.ts";
import { dateTime } from "../../text/dates.ts";
import { useSession, useSpeech } from "../session.tsx";
import { Computing } from "./Computing.tsx";

/** All results of a study. */
export function ResultsPanel({ layers }: { layers: StudyLayers }) {
  const { words } = useSpeech();
  return (
    <div className="data-scroll">
      <Computing layers={layers} />
      <section className="sheet">
        <h2>{words.data.results.title}</h2>
        <ResultTable layers={layers} />
      </section>
    </div>
  );
}

/** Results with the versions they were computed from, newest first; older ones open for reading. */
export function ResultTable(props: {
  readonly layers: StudyLayers;
  /** Only the results that used this layer. */
  readonly layer?: LayerVersion;
}) {
  const { words } = useSpeech();
  const { view } = useSession();
  const { layers, layer } = props;
  const text = words.data.results;
  const results = layers.results.filter(
    ({ uses }) => layer === undefined || uses.some((one) => one.layer === layer.layer),
  );
  if (results.length === 0)
    return <p className="all-well">{layer ? words.data.layer.noResults : text.none}</p>;
  const newest = layers.results[0]?.id;
  return (
    <div className="scroll-table">
      <table className="dense" data-testid="results">
        <thead>
          <tr>
            <th scope="col">{text.made}</th>
            <th scope="col">{text.uses}</th>
            <td />
            <td />
          </tr>
        </thead>
        <tbody>
          {results.map((one) => (
            <tr key={one.id}>
              <th scope="row">{dateTime(one.created)}</th>
              <td>
                {words.join([
                  ...one.uses.map(
                    (use) => `${use.name} ${words.data.layers.version(String(use.version))}`,
                  ),
                  ...(one.repairs > 0 ? [text.repairs(count(one.repairs))] : []),
                ])}
              </td>
              <td>
                {one.id === newest ? (
                  one.stale ? (
                    <span className="amber-tag">{text.stale}</span>
                  ) : (
                    <span className="met-tag">{text.newest}</span>
                  )
                ) : (
                  <span className="quiet">{text.old}</span>
                )}
              </td>
              <td className="end">
                <button
                  type="button"
                  className="linklike"
                  data-testid={`open-result-${one.id}`}
                  onClick={() =>
                    view.set((it) => ({
                      ...openStudy(it, one.id === newest ? layers.id : one.id),
                      page: "overview",
                    }))
                  }
                >
                  {text.open}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
