import type { Health } from "#contract/study.ts";
import { DEFAULT_RESOLUTION, DEFAULT_SNAP_CAP, WALKERS } from "#core/vocabulary.ts";
import type { Studies } from "../store/studies.ts";
import type { StudyRecord } from "../store/study-record.ts";
import type { Claim, Jobs } from "./jobs.ts";
import type { Library } from "./library.ts";
import { walkFrom } from "./walk.ts";

export const DEMONSTRATION_ID = "demonstration";

/** Fifteen minutes. */
const WARM_UP_LIMIT = 900_000;

/** The study everybody can open: how far it is, and when it is there. */
export interface Demonstration {
  readonly health: () => Health;
  /** Resolves when it is ready or cannot be made; never rejects. */
  readonly settled: Promise<void>;
}

/**
 * Has the demonstration study made, unless one with this stamp is there and opens, and works out the view the
 * page starts with.
 */
export function prepareDemonstration(
  tools: { readonly studies: Studies; readonly library: Library; readonly jobs: Jobs },
  stamp: string,
): Demonstration {
  const { studies, library, jobs } = tools;
  let health: () => Health = () => ({ status: "preparing", stage: "store" });
  const settled = prepare().then(
    () => {
      health = () => ({ status: "ready" });
    },
    (error: unknown) => {
      const stage = error instanceof Error ? error.message : String(error);
      health = () => ({ status: "failed", stage });
    },
  );
  return { health: () => health(), settled };

  async function prepare(): Promise<void> {
    const claim = jobs.claim();
    try {
      const old = studies.find(DEMONSTRATION_ID);
      if (old?.stamp === stamp && (await warmUp(old).catch(() => false))) return;
      await warmUp(await make(claim));
    } finally {
      claim.release();
    }
  }

  async function make(claim: Claim): Promise<StudyRecord> {
    const { DEMONSTRATION_NAME } = await import("../../data/demonstration/town.ts");
    const draft = await studies.newDraft();
    const { id } = claim.start(draft, {
      id: DEMONSTRATION_ID,
      name: DEMONSTRATION_NAME,
      resolution: DEFAULT_RESOLUTION,
      snapCap: DEFAULT_SNAP_CAP,
      source: { kind: "demonstration", into: draft.uploads, stamp },
    });
    health = () => ({
      status: "preparing",
      stage: jobs.find(id)?.progress.at(-1)?.stage ?? "upload",
    });
    const job = await jobs.ended(id);
    const record = studies.find(DEMONSTRATION_ID);
    if (job?.state !== "done" || record === undefined)
      throw new Error(job?.error ?? "The demonstration study was not made.");
    return record;
  }

  async function warmUp(record: StudyRecord): Promise<true> {
    const study = await library.open(record);
    const answers = await study.answers({ kind: "time", ...WALKERS.adult }, "towards");
    const { demand } = study.ground;
    // Once, for the engine to have seen the code: the first click is then as quick as the next.
    walkFrom(answers.walker(), demand.lng[0] ?? 0, demand.lat[0] ?? 0, WARM_UP_LIMIT);
    study.tiles();
    return true;
  }
}
