import { useEffect, useRef } from "react";

/**
 * Calls `press` for keys that no field, menu or dialog has use for. Returns of true keep the key from the
 * browser. Keys held with Ctrl, Alt or the command key are left alone.
 */
export function useKeys(press: (key: string, shift: boolean) => boolean): void {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (event.defaultPrevented || isField(event.target) || dialogIsOpen()) return;
      if (latest.current(event.key, event.shiftKey)) event.preventDefault();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}

/** Calls `press` for keys held with Ctrl or the command key, outside fields and dialogs; the letter is in lower case. */
export function useControlKeys(press: (key: string, shift: boolean) => boolean): void {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
      if (event.defaultPrevented || isField(event.target) || dialogIsOpen()) return;
      if (latest.current(event.key.toLowerCase(), event.shiftKey)) event.preventDefault();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}

function dialogIsOpen(): boolean {
  return (
    document.querySelector(".ant-modal-wrap:not([style*='display: none']), .ant-drawer-open") !==
    null
  );
}

/** Fields that take letters; a slider or a radio button does not. */
function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !["range", "radio", "checkbox"].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    target.isContentEditable
  );
}
