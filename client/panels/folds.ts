import type { Fold } from "../plan/view.ts";
import { useMedia } from "../ui/media.ts";
import { useSession, useView } from "./session.tsx";

/** Below this width the right panel folds by itself, and opens over the map. */
const ROOMY = "(min-width: 1360px)";

export interface Folds {
  readonly left: boolean;
  readonly right: boolean;
  /** The right panel lies over the map instead of beside it. */
  readonly over: boolean;
  readonly toggle: (side: "left" | "right") => void;
}

/** Which side panels are open. Left to itself, the right one opens where there is room or a card to show. */
export function useFolds(): Folds {
  const { view } = useSession();
  const roomy = useMedia(ROOMY);
  const left = useView((it) => it.left) !== "folded";
  const asked = useView((it) => it.right);
  const card = useView((it) => it.selection.kind === "point" || it.selection.kind === "facility");
  const right = asked === "auto" ? roomy || card : asked === "open";
  return {
    left,
    right,
    over: right && !roomy,
    toggle: (side) => {
      const next: Fold = (side === "left" ? left : right) ? "folded" : "open";
      view.set((it) => ({ ...it, [side]: next }));
    },
  };
}
