import { useId, type ReactNode } from "react";

export interface Option<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  /** What the option is called when its label shows less. */
  readonly name?: string;
  readonly testId?: string;
}

/** One of a few, side by side; arrow keys move between them as in any group of radio buttons. */
export function Choice<T extends string>(props: {
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly className?: string;
}) {
  const group = useId();
  return (
    <div className={`choice ${props.className ?? ""}`} role="radiogroup" aria-label={props.label}>
      {props.options.map((option) => (
        <label
          key={option.value}
          className="choice-option"
          data-chosen={option.value === props.value}
          data-testid={option.testId}
          title={option.name}
        >
          <input
            type="radio"
            name={group}
            value={option.value}
            aria-label={option.name}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
