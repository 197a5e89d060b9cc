import type { ReactNode } from "react";
import { CloseIcon } from "../ui/icons.tsx";
import { useSpeech } from "./session.tsx";

/** A docked card about one thing: kind, name, facts. */
export function Card(props: {
  readonly testId: string;
  readonly kind: string;
  readonly name?: string;
  readonly busy?: boolean;
  /** Only the first card of a selection closes it. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
}) {
  const { words } = useSpeech();
  return (
    <section
      className="card"
      data-testid={props.testId}
      aria-label={props.name ?? props.kind}
      aria-busy={props.busy ?? false}
    >
      <header>
        <span className="card-kind">{props.kind}</span>
        {props.onClose && (
          <button
            type="button"
            className="icon-button"
            aria-label={words.act.close}
            title={`${words.act.close} (Esc)`}
            onClick={props.onClose}
          >
            <CloseIcon />
          </button>
        )}
        {props.name !== undefined && <h3>{props.name}</h3>}
      </header>
      {props.children}
    </section>
  );
}

/** One fact of a card; left out when there is nothing to say. */
export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
