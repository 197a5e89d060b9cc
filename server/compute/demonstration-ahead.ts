import type { Progress } from "#contract/jobs.ts";
import { DEFAULT_RESOLUTION, DEFAULT_SNAP_CAP } from "#core/vocabulary.ts";
import type { Draft } from "../store/state-folder.ts";
import type { Studies } from "../store/studies.ts";
import type { DemonstrationLayer } from "./tasks.ts";
import type { RunOptions, RunTask } from "./threads.ts";

/** The demonstration's files being made, which needs no database: at a first start both are made at once. */
export interface Ahead {
  /** What was made, and the draft it lies in, which is the taker's to discard; once. */
  readonly take: (
    options: Required<Pick<RunOptions, "signal" | "onProgress">>,
  ) => Promise<{ readonly draft: Draft; readonly layers: readonly DemonstrationLayer[] }>;
  /** Stops it and leaves nothing; nothing happens when it was taken. */
  readonly drop: () => Promise<void>;
}

export function generateAhead(studies: Studies, runTask: RunTask): Ahead {
  const stop = new AbortController();
  let said: Progress | undefined;
  let tell = (progress: Progress): void => {
    said = progress;
  };
  let taken = false;
  const made = make();
  // Whoever takes it is told.
  made.catch(() => {});

  return {
    async take({ signal, onProgress }) {
      taken = true;
      tell = onProgress;
      if (said !== undefined) onProgress(said);
      const abort = () => stop.abort(signal.reason);
      if (signal.aborted) abort();
      signal.addEventListener("abort", abort, { once: true });
      return made.finally(() => signal.removeEventListener("abort", abort));
    },
    async drop() {
      if (taken) return;
      stop.abort();
      await made.then(
        ({ draft }) => draft.discard(),
        () => {},
      );
    },
  };

  async function make() {
    const draft = await studies.newDraft();
    try {
      const layers = await runTask(
        {
          kind: "demonstrate",
          resolution: DEFAULT_RESOLUTION,
          snapCap: DEFAULT_SNAP_CAP,
          folder: draft.uploads,
        },
        { signal: stop.signal, onProgress: (progress) => tell(progress) },
      );
      return { draft, layers };
    } catch (error) {
      await draft.discard();
      throw error;
    }
  }
}
