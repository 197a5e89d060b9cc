import { lazy, Suspense, useState } from "react";
import type { Study } from "#contract/study.ts";
import { useSpatialWords } from "./words.ts";
import "./spatial.css";

const SpatialDrawer = lazy(async () => {
  const { SpatialDrawer: drawer } = await import("./SpatialDrawer.tsx");
  return { default: drawer };
});

/** Opens all measurements of a study; they are loaded when they are wanted. */
export function SpatialLink(props: {
  readonly study: Study;
  /** Where there is little room, and the heading beside it says of what. */
  readonly short?: boolean;
}) {
  const text = useSpatialWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="linklike spatial-link"
        aria-haspopup="dialog"
        aria-label={text.open}
        data-testid="all-measurements"
        onClick={() => setOpen(true)}
      >
        {props.short ? text.all : text.open} ›
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <SpatialDrawer study={props.study} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
