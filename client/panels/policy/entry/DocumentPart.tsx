import { Modal } from "antd";
import { useState } from "react";
import type { DocumentSummary } from "#contract/policy/document.ts";
import { useDocuments } from "../../../api/policy.ts";
import { useAddDocument, useAttachText, useRemoveDocument } from "../../../api/policy-entry.ts";
import { bytes, count } from "../../../text/numbers.ts";
import { FilesButton } from "../../../ui/DropArea.tsx";
import { UploadIcon } from "../../../ui/icons.tsx";
import { ProblemBand } from "../../ProblemBand.tsx";
import { useSpeech } from "../../session.tsx";
import { useEntryWords } from "./words.ts";

/** The policy documents: adding the next one, and attaching a document's own text. */
export function DocumentPart() {
  const text = useEntryWords().documents;
  const documents = useDocuments();
  const add = useAddDocument();
  return (
    <div className="entry-form">
      <p className="field-hint">{text.lead}</p>
      <p className="entry-end">
        <FilesButton
          className="button primary"
          testId="document-file"
          disabled={add.isPending}
          onFiles={([file]) => file && add.mutate(file)}
        >
          <UploadIcon />
          {text.add}
        </FilesButton>
        {add.data && (
          <span className="quiet" role="status">
            {text.added(add.data.number)}
          </span>
        )}
      </p>
      {add.error && <ProblemBand title={text.refused} error={add.error} />}
      {documents.error && (
        <ProblemBand error={documents.error} onRetry={() => void documents.refetch()} />
      )}
      <ul className="entry-list" data-testid="documents">
        {documents.data?.map((one) => (
          <Document key={one.id} one={one} />
        ))}
      </ul>
    </div>
  );
}

function Document({ one }: { one: DocumentSummary }) {
  const { language } = useSpeech();
  const text = useEntryWords().documents;
  const attach = useAttachText();
  const remove = useRemoveDocument();
  const [isAsking, setAsking] = useState(false);
  const error = attach.error ?? remove.error;
  return (
    <li>
      <b>{one.number}</b> <span className="quiet">{`${one.issuer} · ${one.issued}`}</span>
      <p>{one.title}</p>
      <p className="quiet">
        {text.counts(count(one.entries), count(one.numbers))}
        {one.builtIn && ` · ${text.builtIn}`}
      </p>
      {one.incomplete && <p className="field-hint">{one.incomplete[language]}</p>}
      <p className="entry-end">
        <span>
          {one.text === null
            ? text.noText
            : `${text.text} ${one.text.name} ${bytes(one.text.bytes)}`}
        </span>
        <FilesButton
          className="button"
          disabled={attach.isPending}
          testId={`text-of-${one.id}`}
          onFiles={([file]) => file && attach.mutate({ id: one.id, file })}
        >
          {text.attach}
        </FilesButton>
        {one.text !== null && (
          <button
            type="button"
            className="linklike"
            onClick={() => attach.mutate({ id: one.id, file: undefined })}
          >
            {text.detach}
          </button>
        )}
        {!one.builtIn && (
          <button
            type="button"
            className="button danger"
            data-testid={`remove-${one.id}`}
            onClick={() => setAsking(true)}
          >
            {text.remove}
          </button>
        )}
      </p>
      {error && <ProblemBand error={error} />}
      <Modal
        open={isAsking}
        title={text.removeTitle(one.number)}
        okText={text.removeYes}
        cancelText={text.keep}
        okButtonProps={{ danger: true, loading: remove.isPending }}
        onCancel={() => setAsking(false)}
        onOk={() => {
          setAsking(false);
          remove.mutate(one.id);
        }}
      >
        <p>{text.removeText(count(one.entries))}</p>
      </Modal>
    </li>
  );
}
