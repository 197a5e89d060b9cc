import { sitingEn } from "../../../text/siting-en.ts";
import { sitingZh, type SitingWords } from "../../../text/siting-zh.ts";
import { useSpeech } from "../../session.tsx";

/** The words of siting in the language in use. */
export function useSitingWords(): SitingWords {
  return useSpeech().language === "zh" ? sitingZh : sitingEn;
}
