import { planEn } from "../../text/plan-en.ts";
import { planZh, type PlanWords } from "../../text/plan-zh.ts";
import { useSpeech } from "../session.tsx";

/** The words of gaps and siting in the language in use. */
export function usePlanWords(): PlanWords {
  return useSpeech().language === "zh" ? planZh : planEn;
}
