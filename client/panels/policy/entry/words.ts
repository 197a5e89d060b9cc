import { entryEn } from "../../../text/entry-en.ts";
import { entryZh, type EntryWords } from "../../../text/entry-zh.ts";
import { useSpeech } from "../../session.tsx";

/** The words of entering figures and evidence, in the language in use. */
export function useEntryWords(): EntryWords {
  return useSpeech().language === "zh" ? entryZh : entryEn;
}
