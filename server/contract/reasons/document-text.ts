import type { ReasonWords } from "./wording.ts";

/** What is wrong with the text of a policy document that somebody attaches. */
export const DOCUMENT_TEXT_REASONS = {
  "document-text-kind": {
    what: {
      zh: "这不是纯文本（TXT）或 Word（DOCX）文件。",
      en: "This is no plain text (TXT) and no Word file (DOCX).",
    },
    remedy: {
      zh: "请另存为 DOCX 或 TXT 后再上传；PDF 和 DOC 请先转换。",
      en: "Save it as DOCX or TXT; convert PDF and DOC first.",
    },
  },
  "document-text-damaged": {
    what: { zh: "Word 文件的正文读不出来。", en: "The body of the Word file cannot be read." },
    remedy: {
      zh: "请在 Word 或 WPS 中打开并另存一次。",
      en: "Open it in Word or WPS and save it again.",
    },
  },
  "document-text-empty": {
    what: { zh: "文件里没有文字。", en: "There is no text in the file." },
    remedy: {
      zh: "扫描件请先识别成文字。",
      en: "Of a scan, have the text recognised first.",
    },
  },
} as const satisfies Readonly<Record<string, ReasonWords>>;
