import type { Question } from "../plan/question.ts";
import { useElapsedSeconds } from "../ui/timing.ts";
import { useSpeech } from "./session.tsx";

/**
 * What shows that an answer is on its way: at once nothing, then a line, and from the second second a card
 * with a way back to the answer that still stands.
 */
export function Busy(props: {
  readonly asked: Question | undefined;
  readonly running: boolean;
  /** Undefined where there is no earlier answer to go back to. */
  readonly onBack: (() => void) | undefined;
}) {
  const { asked, running, onBack } = props;
  return (
    <>
      <div className="progress-line" data-on={running} />
      {running && asked && <BusyCard asked={asked} onBack={onBack} />}
    </>
  );
}

function BusyCard(props: { readonly asked: Question; readonly onBack: (() => void) | undefined }) {
  const { words } = useSpeech();
  const seconds = useElapsedSeconds();
  if (seconds < 1) return null;
  return (
    <div className="busy-card" role="status">
      <b>{words.busy.title(words.service[props.asked.service])}</b>
      <span className="quiet">{words.busy.seconds(seconds)}</span>
      {props.onBack && (
        <button type="button" className="button" onClick={props.onBack}>
          {words.busy.back}
        </button>
      )}
    </div>
  );
}
