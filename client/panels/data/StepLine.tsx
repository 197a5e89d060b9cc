import { IMPORT_STEPS, type ImportStep } from "../../plan/import-steps.ts";
import { TickIcon } from "../../ui/icons.tsx";
import { useSpeech } from "../session.tsx";

/** Where each step's part of the page begins. */
export const STEP_PLACE: Readonly<Record<ImportStep, string>> = {
  file: "import-file",
  columns: "import-columns",
  coordinates: "import-coordinates",
  sort: "import-sort",
  confirm: "import-store",
};

/** Pairs that may be one, below the services. */
export const PAIRS_PLACE = "import-pairs";

/** The five steps of a file; each leads to its part of the page. */
export function StepLine({ step }: { step: ImportStep | "done" }) {
  const { words } = useSpeech();
  const text = words.data.steps;
  const now = step === "done" ? IMPORT_STEPS.length : IMPORT_STEPS.indexOf(step);
  return (
    <ol className="step-line" aria-label={text.label} data-testid="import-steps" data-step={step}>
      {IMPORT_STEPS.map((one, i) => {
        const state = i < now ? "done" : i === now ? "now" : "todo";
        return (
          <li key={one} data-state={state} aria-current={state === "now" ? "step" : undefined}>
            <button type="button" onClick={() => goTo(STEP_PLACE[one])}>
              <span className="step-mark">{state === "done" ? <TickIcon /> : i + 1}</span>
              {text.names[one]}
              <span className="visually-hidden">{text[state]}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** Brings a part of the page into view, and the keyboard to it. */
export function goTo(id: string): void {
  const place = document.getElementById(id);
  place?.scrollIntoView({ block: "nearest" });
  place?.focus({ preventScroll: true });
}
