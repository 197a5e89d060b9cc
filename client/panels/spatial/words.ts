import { spatialEn } from "../../text/spatial-en.ts";
import { spatialZh, type SpatialWords } from "../../text/spatial-zh.ts";
import { useSpeech } from "../session.tsx";

/** The words of the spatial measurements in the language in use. */
export function useSpatialWords(): SpatialWords {
  return useSpeech().language === "zh" ? spatialZh : spatialEn;
}
