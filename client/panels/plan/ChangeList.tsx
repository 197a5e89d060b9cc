import { useState } from "react";
import {
  isDirty,
  noteStep,
  redo,
  redoable,
  undo,
  undoable,
  unsavedSteps,
  type Draft,
} from "../../plan/scenario/draft.ts";
import { moveOf } from "../../plan/scenario/bearing.ts";
import { stepDetail, stepLabel, type Naming } from "../../plan/scenario/labels.ts";
import { count, metres } from "../../text/numbers.ts";
import { UndoIcon } from "../../ui/icons.tsx";
import { useStore } from "../../ui/store.ts";
import { TextBox } from "../../ui/TextBox.tsx";
import type { Drag, LiveDrag } from "./live-drag.ts";
import type { Working } from "./working.ts";
import { usePlanWords } from "./words.ts";

/** 改动: the steps of the scenario, newest first, those undone above as what redo would bring back. */
export function ChangeList(props: {
  readonly working: Working;
  readonly naming: Naming;
  readonly drag: LiveDrag;
}) {
  const plan = usePlanWords();
  const text = plan.changes;
  const { working, naming } = props;
  const dragged = useStore(props.drag.store, (it) => (it?.held ? it : undefined));
  const { draft } = working;
  if (draft === undefined) return null;
  const { steps, inForce, name } = draft.content;
  const rows = steps.map((step, i) => ({ step, i })).toReversed();
  const [back, forth] = [undoable(draft), redoable(draft)];
  return (
    <section className="block changes" aria-labelledby="changes-title" data-testid="changes">
      <header className="changes-head">
        <h2 id="changes-title">{text.title}</h2>
        <span className="quiet">
          {text.of(name, count(inForce))}
          {text.comma}
          <span data-testid="save-state">{saveState(draft)}</span>
        </span>
      </header>
      {steps.length === 0 && !dragged && <p className="quiet">{text.none}</p>}
      <ol className="change-list" aria-label={text.list} data-testid="change-list">
        {dragged && <Dragging drag={dragged} number={inForce + 1} naming={naming} />}
        {rows.map(({ step, i }) => (
          <li key={i} data-undone={i >= inForce} data-testid={`step-${i + 1}`}>
            <span className="step-number">{i + 1}</span>
            <span className="step-label">{stepLabel(step, naming)}</span>
            <span className="step-detail">
              {i >= inForce ? text.undone : stepDetail(step, naming)}
            </span>
            <StepNote
              note={step.note === stepLabel(step, naming) ? "" : step.note}
              label={text.noteFor(stepLabel(step, naming))}
              onNote={(note) => working.change((it) => noteStep(it, i, note))}
            />
          </li>
        ))}
      </ol>
      <div className="change-tools">
        <button
          type="button"
          className="button"
          data-testid="undo"
          title={back && plan.history.undoStep(stepLabel(back, naming))}
          disabled={back === undefined}
          onClick={() => working.change(undo)}
        >
          <UndoIcon to="back" />
          <span className="clipped">
            {back ? plan.history.undoStep(stepLabel(back, naming)) : plan.history.undo}
          </span>
          <kbd>Ctrl Z</kbd>
        </button>
        <button
          type="button"
          className="button"
          data-testid="redo"
          title={forth && plan.history.redoStep(stepLabel(forth, naming))}
          disabled={forth === undefined}
          onClick={() => working.change(redo)}
        >
          <UndoIcon to="forth" />
          {plan.history.redo}
        </button>
      </div>
    </section>
  );

  function saveState(it: Draft): string {
    if (!isDirty(it)) return text.saved;
    if (it.sent !== undefined) return text.saving;
    const unsaved = unsavedSteps(it);
    return unsaved === 0 ? text.unsavedOther : text.unsaved(count(unsaved));
  }
}

/** The step that letting go would make. */
function Dragging(props: {
  readonly drag: Drag;
  readonly number: number;
  readonly naming: Naming;
}) {
  const plan = usePlanWords();
  const { drag, naming } = props;
  const { metres: far, wind } = moveOf(drag.from, drag.at);
  return (
    <li data-dragging="true">
      <span className="step-number">{props.number}</span>
      <span className="step-label">{plan.step.moved(drag.name)}</span>
      <span className="step-detail">
        {naming.words.join([
          plan.step.movedBy(plan.wind[wind], metres(far, naming.language)),
          plan.changes.dragging,
        ])}
      </span>
    </li>
  );
}

/** A few words beside a step, written where they stand. */
function StepNote(props: {
  readonly note: string;
  readonly label: string;
  readonly onNote: (note: string) => void;
}) {
  const text = usePlanWords().changes;
  const [writing, setWriting] = useState(false);
  if (!writing) {
    return (
      <button
        type="button"
        className="linklike step-note"
        aria-label={props.label}
        title={props.label}
        onClick={() => setWriting(true)}
      >
        {props.note || text.note}
      </button>
    );
  }
  return (
    <TextBox
      className="text-box step-note-box"
      label={props.label}
      value={props.note}
      maxLength={300}
      onChange={(note) => {
        props.onNote(note);
        setWriting(false);
      }}
    />
  );
}
