import { useEffect, useRef, type FocusEvent, type RefObject } from "react";

/** For a list of questions: one that is decided goes, and the keyboard with it; it is kept here, beside the next one. */
export function useKeptFocus<Place extends HTMLElement>(
  questions: number,
): {
  readonly ref: RefObject<Place | null>;
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent) => void;
} {
  const ref = useRef<Place>(null);
  const wasWithin = useRef(false);
  useEffect(() => {
    if (document.activeElement === document.body && wasWithin.current)
      ref.current?.focus({ preventScroll: true });
  }, [questions]);
  return {
    ref,
    onFocus: () => {
      wasWithin.current = true;
    },
    onBlur: (event) => {
      // What is taken away while it has the focus loses it to nothing.
      wasWithin.current = event.relatedTarget === null;
    },
  };
}
