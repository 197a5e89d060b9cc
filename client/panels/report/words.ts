import { reportEn } from "../../text/report-en.ts";
import { reportZh, type ReportWords } from "../../text/report-zh.ts";
import { useSpeech } from "../session.tsx";

/** The words of the report page in the language in use. */
export function useReportWords(): ReportWords {
  return useSpeech().language === "zh" ? reportZh : reportEn;
}
