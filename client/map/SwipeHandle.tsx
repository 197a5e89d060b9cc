import { useRef, type KeyboardEvent, type ReactNode } from "react";
import type { Language } from "../text/language.ts";
import { MAP_WORDS } from "./words.ts";

/** The line between two pictures of the map, moved by pointer or by arrow keys. */
export function SwipeHandle(props: {
  /** Of the map's width, 0 to 1. */
  readonly share: number;
  /** What is left of it and right of it. */
  readonly names: readonly [left: string, right: string] | undefined;
  readonly language: Language;
  readonly onSwipe: (share: number) => void;
}): ReactNode {
  const { share, language, onSwipe } = props;
  const [left, right] = props.names ?? [MAP_WORDS.today[language], MAP_WORDS.scenario[language]];
  const line = useRef<HTMLDivElement>(null);
  const moveTo = (clientX: number) => {
    const map = line.current?.parentElement?.getBoundingClientRect();
    if (map && map.width > 0) onSwipe(within((clientX - map.left) / map.width));
  };
  const onKey = (event: KeyboardEvent) => {
    const next = shareByKey(share, event.key, event.shiftKey);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onSwipe(next);
  };
  return (
    <div className="map-swipe" ref={line} style={{ left: `${share * 100}%` }}>
      <span className="map-swipe-side">{left}</span>
      <span className="map-swipe-side">{right}</span>
      <div
        className="map-swipe-handle"
        role="slider"
        tabIndex={0}
        aria-label={`${MAP_WORDS.swipe[language]}${left} | ${right}`}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        data-testid="swipe"
        onKeyDown={onKey}
        onPointerDown={(event) => {
          if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) moveTo(event.clientX);
        }}
      >
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <path
            d="M7.5 6L3.5 10l4 4M12.5 6l4 4-4 4"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.8"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </div>
    </div>
  );
}

/** Where a key moves the line to: by a hundredth of the width, with Shift by a tenth; undefined for other keys. */
export function shareByKey(share: number, key: string, shift: boolean): number | undefined {
  const step = shift ? 0.1 : 0.01;
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return within(share - step);
    case "ArrowRight":
    case "ArrowUp":
      return within(share + step);
    case "Home":
      return 0;
    case "End":
      return 1;
    default:
      return undefined;
  }
}

/** Clean hundredths do not come of repeated steps, so they are rounded. */
function within(share: number): number {
  return Math.round(Math.max(0, Math.min(1, share)) * 1e4) / 1e4;
}
