import type { Progress, ProgressUnit } from "#contract/jobs.ts";

/** A pause between two reports of one stage, so that a thousand blocks read are not a thousand messages. */
const REPORT_EVERY_MS = 50;

/** Passes on the first and the last report of every stage, and of the others what is not too frequent. */
export function sparingly(onProgress: (progress: Progress) => void) {
  let current = "";
  let last = 0;
  return (stage: Progress["stage"], done: number, total: number, unit?: ProgressUnit): void => {
    const now = performance.now();
    if (stage === current && done < total && now - last < REPORT_EVERY_MS) return;
    current = stage;
    last = now;
    onProgress({ stage, done, total, ...(unit && { unit }) });
  };
}
