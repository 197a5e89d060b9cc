import type { Comparison } from "../../plan/scenario/plan-view.ts";
import { setPlan } from "../../plan/view.ts";
import type { Session } from "../session.tsx";

/** Compares another way. Two maps are other maps than one: they open where the reader is. */
export function compareBy({ view, flight }: Session, comparison: Comparison): void {
  const { camera, plan } = view.get();
  if (camera && (comparison === "side") !== (plan.comparison === "side"))
    flight.set(() => ({ ...camera }));
  view.set((it) => setPlan(it, { comparison }));
}
