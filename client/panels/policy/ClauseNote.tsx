import type { ReactNode } from "react";
import type { DocumentSummary } from "#contract/policy/document.ts";
import { usePassage } from "../../api/policy.ts";
import { PopoverButton } from "../../ui/PopoverButton.tsx";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSpeech } from "../session.tsx";

/** A clause that opens as the attached text of its document has it, or says how to attach one. */
export function ClauseNote(props: {
  readonly document: DocumentSummary | undefined;
  readonly id: string;
  readonly clause: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { language, words } = useSpeech();
  const { document, id, clause } = props;
  const name = document?.short[language] ?? id;
  const title = words.policy.passage.clause(name, clause);
  return (
    <PopoverButton
      className={props.className ?? "clause"}
      align="left"
      name={title}
      hint={title}
      testId={`clause-${id}`}
      content={() => (
        <div className="passage" data-testid="passage">
          <h3>{title}</h3>
          {document && <p className="quiet">{document.title}</p>}
          {document?.text === null ? (
            <NoText document={document} />
          ) : (
            <PassageText id={id} clause={clause} document={document} />
          )}
        </div>
      )}
    >
      {props.children}
    </PopoverButton>
  );
}

function PassageText(props: {
  readonly id: string;
  readonly clause: string;
  readonly document: DocumentSummary | undefined;
}) {
  const { words } = useSpeech();
  const text = words.policy.passage;
  const passage = usePassage(props.id, props.clause);
  if (passage.error?.code === "no-text") return <NoText document={props.document} />;
  if (passage.error) {
    return <ProblemBand error={passage.error} onRetry={() => void passage.refetch()} />;
  }
  if (passage.data === undefined) return <p className="quiet">{text.reading}</p>;
  const { under, paragraphs, found, clause } = passage.data;
  if (paragraphs.length === 0) return <p>{text.notFound}</p>;
  return (
    <>
      {under.length > 0 && <p className="passage-under">{under.join(" › ")}</p>}
      {found !== clause && found !== "" && <p className="quiet">{text.partly(found)}</p>}
      {paragraphs.map((paragraph, i) => (
        <p key={i} className="passage-text" lang="zh-CN">
          {paragraph}
        </p>
      ))}
    </>
  );
}

function NoText({ document }: { document: DocumentSummary | undefined }) {
  const { language, words } = useSpeech();
  const text = words.policy.passage;
  return (
    <>
      <p>{text.none}</p>
      <p>{text.howTo}</p>
      {document?.incomplete && <p className="quiet">{document.incomplete[language]}</p>}
    </>
  );
}
