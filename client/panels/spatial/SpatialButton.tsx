import { lazy, Suspense, useState } from "react";
import type { Study } from "#contract/study.ts";
import { useSpatialWords } from "./words.ts";

const SpatialDrawer = lazy(async () => {
  const { SpatialDrawer: drawer } = await import("./SpatialDrawer.tsx");
  return { default: drawer };
});

/** Opens all spatial measurements; they are loaded when they are wanted. */
export function SpatialButton({ study }: { study: Study }) {
  const text = useSpatialWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="linklike all-spatial"
        data-testid="all-spatial"
        onClick={() => setOpen(true)}
      >
        {text.open}
      </button>
      {open && (
        <Suspense fallback={null}>
          <SpatialDrawer study={study} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
