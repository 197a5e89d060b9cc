import { useEffect } from "react";
import { redo, redoable, undo, undoable } from "../../plan/scenario/draft.ts";
import { stepLabel, type Naming } from "../../plan/scenario/labels.ts";
import { useSession } from "../session.tsx";
import type { Working } from "./working.ts";

/** The header's undo and redo act on the scenario for as long as the page is open. */
export function usePlanHistory({ draft, change }: Working, naming: Naming): void {
  const { history } = useSession();
  const back = draft && undoable(draft);
  const forth = draft && redoable(draft);
  useEffect(() => {
    const { history: text } = naming.plan;
    history.set(() => ({
      undo: back && {
        label: text.undoStep(stepLabel(back, naming)),
        run: () => change(undo),
      },
      redo: forth && {
        label: text.redoStep(stepLabel(forth, naming)),
        run: () => change(redo),
      },
    }));
  }, [back, forth, change, naming, history]);
  useEffect(() => () => history.set(() => undefined), [history]);
}
