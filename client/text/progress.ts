import type { Progress } from "#contract/jobs.ts";
import { bytes, count, share } from "./numbers.ts";
import type { Words } from "./zh.ts";

type Stage = Progress["stage"];

/** What a stage counts where it does not say so itself. */
const COUNTED: Readonly<Partial<Record<Stage, keyof Words["data"]["progress"]["counted"]>>> = {
  streets: "bytes",
  "base-map": "bytes",
  people: "bytes",
  facilities: "bytes",
  pictures: "pictures",
  search: "seconds",
  robustness: "cases",
};

/** How far a stage is, with the unit of what it counts; without its end where that is not known; "" where there is nothing to count. */
export function stageCount({ stage, done, total, unit }: Progress, words: Words): string {
  const { of, counted } = words.data.progress;
  const what = unit ?? COUNTED[stage];
  if (total <= 1) return done > 1 ? count(done) : "";
  if (what === undefined) return share(Math.min(1, done / total));
  if (what === "bytes") return of(bytes(done), bytes(total));
  return counted[what](of(count(done), count(total)));
}
