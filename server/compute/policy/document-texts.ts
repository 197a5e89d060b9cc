import { stat } from "node:fs/promises";
import type { Passage } from "#contract/policy/document.ts";
import { passageOf } from "#core/policy/passage.ts";
import { readDocumentText } from "../../intake/document-text.ts";
import { RefusedFile } from "../../intake/refused-file.ts";
import type { PolicyDocuments } from "../../store/policy-documents.ts";
import { NotThere, Unacceptable } from "./unacceptable.ts";

/** Texts of documents that offices attached, for the passages behind clauses. */
export interface DocumentTexts {
  /** In place of the one before. Throws `Unacceptable` for a file that cannot be read. */
  readonly attach: (
    document: string,
    file: { readonly name: string; readonly path: string },
  ) => Promise<void>;
  /** Nothing happens when there is none. */
  readonly detach: (document: string) => Promise<void>;
  /** Throws `NotThere` when no text is attached. */
  readonly passage: (document: string, clause: string) => Promise<Passage>;
}

export function documentTexts(rows: PolicyDocuments): DocumentTexts {
  return {
    async attach(document, { name, path }) {
      const content = await readDocumentText(path, name).catch(refuse);
      await rows.attach(document, { name, bytes: (await stat(path)).size, content });
    },
    async detach(document) {
      await rows.detach(document);
    },
    async passage(document, clause) {
      const text = await rows.text(document);
      if (text === undefined)
        throw new NotThere(
          "text",
          "The document's own text is not attached.",
          "Attach it as TXT or DOCX; then the passage of every clause can be shown.",
        );
      return passageOf(text.content, clause);
    },
  };
}

function refuse(error: unknown): never {
  if (!(error instanceof RefusedFile)) throw error;
  throw new Unacceptable([
    { code: error.reason.code, path: "file", zh: error.inChinese, en: error.message },
  ]);
}
