import type { DocumentSummary } from "#contract/policy/document.ts";
import type { NoDocument as Why } from "../../plan/policy/no-document.ts";
import { useSpeech } from "../session.tsx";

/** In place of indicators: that no document applies here, which there are and where, and how to add one. */
export function NoDocument(props: {
  readonly why: Why;
  readonly place: string;
  readonly year: number;
  readonly documents: readonly DocumentSummary[];
  readonly onAdd: () => void;
  readonly onSettings: () => void;
}) {
  const { words } = useSpeech();
  const { why, place, documents } = props;
  const text = words.policy.noDocument;
  return (
    <div className="no-document" data-testid="no-document" role="status">
      <h2>{text.title}</h2>
      <p>{text.why[why](place, String(props.year))}</p>
      {documents.length > 0 && (
        <>
          <h3>{text.known}</h3>
          <ul>
            {documents.map(({ id, number, title, jurisdiction, period }) => (
              <li key={id} title={title}>
                <b>{jurisdiction.name}</b>{" "}
                {words.join([number, text.period(String(period.from), String(period.to))])}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{why === "elsewhere" ? text.toAdd : text.toSet}</p>
      <p>
        <button
          type="button"
          className="button primary"
          data-testid="no-document-act"
          onClick={why === "elsewhere" ? props.onAdd : props.onSettings}
        >
          {why === "elsewhere" ? text.add : text.settings}
        </button>
      </p>
      <p className="quiet">{text.still}</p>
    </div>
  );
}
