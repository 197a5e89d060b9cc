import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { StudyLayers } from "#contract/layers.ts";
import { renewStudy, useCompute } from "../../api/layers.ts";
import { useJob } from "../../api/queries.ts";
import { JobProgress } from "../JobProgress.tsx";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useSpeech } from "../session.tsx";

/** A result being computed, one that has just been, or the button that starts one where that is due. */
export function Computing(props: {
  readonly layers: StudyLayers;
  /** What has just been stored: a small study may be computed before anybody saw it begin. */
  readonly stored?: { readonly layer: string; readonly version: number } | undefined;
}) {
  const { layers, stored } = props;
  const { words } = useSpeech();
  const { view } = useSession();
  const client = useQueryClient();
  const compute = useCompute();
  const text = words.data.computing;
  const [followed, setFollowed] = useState(layers.computing);
  if (layers.computing !== null && layers.computing !== followed) setFollowed(layers.computing);
  const job = useJob(followed);
  const state = job.data?.state;
  useEffect(() => {
    if (state !== undefined && state !== "running") void renewStudy(client, layers.id);
  }, [client, state, layers.id]);
  const newest = layers.results[0];
  const isDue = layers.missing.length === 0 && (newest === undefined || newest.stale);
  const start = () => compute.mutate(layers.id, { onSuccess: (made) => setFollowed(made.id) });
  const isSeen = newest?.uses.some(
    (one) => one.layer === stored?.layer && one.version === stored.version,
  );
  const isDone = state === "done" || (followed === null && isSeen === true);
  if (isDone && newest !== undefined && !newest.stale) {
    return (
      <section className="done-band" role="status" data-testid="result-done">
        <b>{text.done}</b>
        <button
          type="button"
          className="button primary"
          data-testid="see-result"
          onClick={() => view.set((it) => ({ ...it, page: "overview", study: layers.id }))}
        >
          {text.see}
        </button>
      </section>
    );
  }
  if (followed !== null && state !== "done")
    return <JobProgress id={followed} job={job.data} error={job.error} onAgain={start} />;
  if (!isDue) return null;
  return (
    <section className="stale-band" data-testid="compute-due">
      <b>{newest === undefined ? words.data.next.compute : words.data.results.staleNote}</b>
      <button
        type="button"
        className="button primary"
        data-testid="compute"
        disabled={compute.isPending}
        onClick={start}
      >
        {newest === undefined ? text.start : text.restart}
      </button>
      {compute.error && <ProblemBand error={compute.error} />}
    </section>
  );
}
