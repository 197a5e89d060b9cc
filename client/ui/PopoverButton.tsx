import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { createPortal } from "react-dom";

const MARGIN = 8;

/**
 * A button that opens a small panel below it. A click elsewhere, Escape, or leaving it by Tab closes it;
 * Escape gives the focus back. What is in the panel is made only while it is open.
 */
export function PopoverButton(props: {
  readonly className: string;
  /** What the panel is called. */
  readonly name: string;
  readonly hint?: string;
  readonly testId?: string;
  /** Which edges of button and panel stand in line. */
  readonly align: "left" | "right";
  readonly content: (close: () => void) => ReactNode;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const place = () => stand(button.current, panel.current, props.align);
    const away = (event: Event) => {
      const { target } = event;
      if (!(target instanceof Node)) return;
      if (!button.current?.contains(target) && !panel.current?.contains(target)) setOpen(false);
    };
    place();
    addEventListener("resize", place);
    document.addEventListener("pointerdown", away, true);
    document.addEventListener("focusin", away);
    return () => {
      removeEventListener("resize", place);
      document.removeEventListener("pointerdown", away, true);
      document.removeEventListener("focusin", away);
    };
  }, [open, props.align]);

  const leave = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === "Escape") {
      event.preventDefault();
      setOpen(false);
      button.current?.focus();
    } else if (event.key === "Tab" && !event.shiftKey && event.target === button.current) {
      const first = panel.current?.querySelector<HTMLElement>("input:checked, button, a, input");
      if (!first) return;
      event.preventDefault();
      first.focus();
    }
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={props.className}
        aria-haspopup="dialog"
        aria-expanded={open}
        title={props.hint}
        data-testid={props.testId}
        onClick={() => setOpen(!open)}
        onKeyDown={leave}
      >
        {props.children}
      </button>
      {open &&
        createPortal(
          <div
            ref={panel}
            className="popover"
            role="dialog"
            aria-label={props.name}
            onKeyDown={leave}
          >
            {props.content(() => setOpen(false))}
          </div>,
          document.body,
        )}
    </>
  );
}

/** Puts the panel under the button, inside the window. */
function stand(
  button: HTMLElement | null,
  panel: HTMLElement | null,
  align: "left" | "right",
): void {
  if (button === null || panel === null) return;
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const wanted = align === "left" ? at.left : at.right - width;
  const left = Math.max(MARGIN, Math.min(wanted, innerWidth - width - MARGIN));
  const below = at.bottom + 4;
  const top = below + height > innerHeight - MARGIN ? at.top - height - 4 : below;
  panel.style.left = `${left}px`;
  panel.style.top = `${Math.max(MARGIN, top)}px`;
}
