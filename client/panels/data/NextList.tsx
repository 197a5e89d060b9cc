import type { StudyLayers } from "#contract/layers.ts";
import { useCompute } from "../../api/layers.ts";
import { isSettled, type NextStep } from "../../plan/study-steps.ts";
import { showData, type DataView } from "../../plan/view.ts";
import { count } from "../../text/numbers.ts";
import type { Words } from "../../text/zh.ts";
import { ClockIcon, TickIcon } from "../../ui/icons.tsx";
import { useSession, useSpeech } from "../session.tsx";

/** 下一步: what is settled, then what is to do; a line leads to where it is done. */
export function NextList(props: {
  readonly steps: readonly NextStep[];
  readonly study: StudyLayers;
}) {
  const { words } = useSpeech();
  const { view } = useSession();
  const compute = useCompute();
  const { steps, study } = props;
  return (
    <section className="side-block" aria-labelledby="next-title">
      <header className="side-head">
        <h2 id="next-title">{words.data.next.title}</h2>
      </header>
      <ul className="next-list" data-testid="next-steps">
        {steps.map((step) => (
          <li key={keyOf(step)} data-settled={isSettled(step)}>
            {isSettled(step) ? <TickIcon /> : <ClockIcon />}
            {isSettled(step) ? (
              <span>{sentence(step, words)}</span>
            ) : (
              <button type="button" className="linklike plain" onClick={() => go(step)}>
                {sentence(step, words)}
              </button>
            )}
          </li>
        ))}
        {steps.length === 0 && <li>{words.data.next.nothing}</li>}
      </ul>
    </section>
  );

  function go(step: NextStep) {
    if (step.kind === "compute") compute.mutate(study.id);
    const place = placeOf(step, study);
    view.set((it) => showData(it, place));
  }
}

function placeOf(step: NextStep, { layers }: StudyLayers): DataView {
  switch (step.kind) {
    case "reading":
    case "failed":
    case "waiting":
      return { kind: "import", id: step.id };
    case "streets": {
      const streets = layers.find(({ role }) => role === "network");
      return streets ? { kind: "layer", id: streets.layer } : { kind: "home" };
    }
    case "files":
    case "complete":
    case "current":
    case "missing":
    case "optional":
    case "computing":
    case "compute":
      return { kind: "home" };
  }
}

function keyOf(step: NextStep): string {
  return "id" in step ? step.id : "role" in step ? `${step.kind} ${step.role}` : step.kind;
}

function sentence(step: NextStep, words: Words): string {
  const text = words.data.next;
  switch (step.kind) {
    case "complete":
      return text.complete(words.list(step.roles.map((role) => words.data.role[role])));
    case "current":
      return text.current;
    case "missing":
      return text.missing(words.data.role[step.role]);
    case "optional":
      return text.optional(words.data.role[step.role]);
    case "reading":
      return text.reading(step.file);
    case "failed":
      return text.failed(step.file);
    case "waiting":
      if (step.blocked) return text.blocked(step.file);
      return step.doubtful > 0
        ? text.waiting(step.file, count(step.doubtful))
        : text.ready(step.file);
    case "files":
      return text.files(count(step.files));
    case "streets":
      return text.streets(count(step.findings));
    case "computing":
      return text.computing;
    case "compute":
      return step.first ? text.compute : text.again;
  }
}
