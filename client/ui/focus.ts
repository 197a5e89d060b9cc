import { useEffect, useState } from "react";

/** Gives the focus back to what had it when the component appeared, once the component is gone. */
export function useFocusBack(): void {
  // Read while drawing: what the component opens takes the focus before its effects run.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [before],
  );
}
