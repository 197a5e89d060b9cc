import "./drag-chip.css";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { chipPlace } from "./chip-place.ts";
import type { Pixel } from "./label-places.ts";

/**
 * The card beside a dragged site, inside the positioned element that has the map's frame. It never takes the
 * pointer, and moves without animation.
 */
export function DragChip(props: {
  /** Where the pointer is on the map, px. */
  readonly at: Pixel;
  /** Width and height of the map's frame, px. */
  readonly frame: Pixel;
  readonly children: ReactNode;
}): ReactNode {
  const chip = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Pixel>([244, 140]);
  useEffect(() => {
    const element = chip.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setSize([element.offsetWidth, element.offsetHeight]));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const [left, top] = chipPlace(props.at, size, props.frame);
  return (
    <div
      className="drag-chip"
      data-testid="drag-chip"
      ref={chip}
      style={{ transform: `translate(${Math.round(left)}px, ${Math.round(top)}px)` }}
    >
      {props.children}
    </div>
  );
}
