import "./drag-chip.css";
import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
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
  useLayoutEffect(() => {
    if (!chip.current) return;
    const { offsetWidth, offsetHeight } = chip.current;
    setSize((now) =>
      now[0] === offsetWidth && now[1] === offsetHeight ? now : [offsetWidth, offsetHeight],
    );
  });
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
