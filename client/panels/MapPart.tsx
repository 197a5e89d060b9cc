import type { ReactNode } from "react";
import { ErrorBand } from "../ui/ErrorBand.tsx";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import { useSpeech } from "./session.tsx";

/** A map of a page: where it cannot be drawn, it says so in its place and the rest of the page goes on. */
export function MapPart({ children }: { readonly children: ReactNode }) {
  const { words } = useSpeech();
  return (
    <ErrorBoundary
      instead={(error, again) => (
        <ErrorBand
          message={words.problem.drawing}
          remedy={words.problem.drawingRemedy}
          action={{ label: words.act.retry, run: again }}
          details={error.stack ?? error.message}
          words={words.act}
        />
      )}
    >
      {children}
    </ErrorBoundary>
  );
}
