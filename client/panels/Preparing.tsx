import type { ReactNode } from "react";
import type { ProblemError } from "../api/request.ts";
import type { Health } from "#contract/study.ts";
import { ErrorBand } from "../ui/ErrorBand.tsx";
import { ProblemBand } from "./ProblemBand.tsx";
import { useSpeech } from "./session.tsx";

/** What stands on the page until the server is ready: what it is doing, or why it cannot. */
export function Preparing(props: {
  readonly health: Health | undefined;
  readonly error: ProblemError | null;
}) {
  const { words } = useSpeech();
  const { health, error } = props;
  if (error) {
    return (
      <Notice>
        <ProblemBand error={error} />
      </Notice>
    );
  }
  if (health?.status === "failed") {
    return (
      <Notice>
        <ErrorBand
          title={words.starting.failed}
          message={health.stage ?? words.notYet}
          words={words.act}
        />
      </Notice>
    );
  }
  if (health === undefined) return null;
  return (
    <Notice title={words.starting.title} text={words.starting.waiting}>
      {health.stage !== undefined && (
        <p className="preparing-stage" role="status">
          {stageName(health.stage, words.stage)}
        </p>
      )}
      <div className="progress-line" data-on="true" />
    </Notice>
  );
}

/** A card in the middle of an otherwise empty page. */
export function Notice(props: {
  readonly title?: string;
  readonly text?: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="notice">
      <section className="notice-card">
        {props.title !== undefined && <h1>{props.title}</h1>}
        {props.text !== undefined && <p>{props.text}</p>}
        {props.children}
      </section>
    </div>
  );
}

function stageName(stage: string, names: Readonly<Record<string, string>>): string {
  return names[stage] ?? stage;
}
