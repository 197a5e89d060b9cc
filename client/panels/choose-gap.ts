import { useCallback } from "react";
import type { GapView } from "#contract/coverage.ts";
import { boundsOf } from "../plan/bounds.ts";
import { select } from "../plan/view.ts";
import { useSession } from "./session.tsx";

/** Selects a gap and flies to it, on the page in view or on another. */
export function useChooseGap(page?: "plan"): (gap: GapView) => void {
  const { view, flight } = useSession();
  return useCallback(
    (gap) => {
      view.set((it) => {
        const chosen = select(it, { kind: "gap", rank: gap.rank });
        return page === undefined ? chosen : { ...chosen, page };
      });
      const bounds = boundsOf(gap.geometry.coordinates);
      if (bounds) flight.set(() => ({ bounds }));
    },
    [view, flight, page],
  );
}
