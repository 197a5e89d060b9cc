import { useEffect, useRef, useState } from "react";

const PAUSE_MS = 700;

/** A field whose text is given on when the typing pauses, on Enter, and when it is left. */
export function TextBox(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly type?: "text" | "number";
  readonly maxLength?: number;
  readonly className?: string;
  readonly testId?: string;
  readonly min?: number;
  readonly max?: number;
}) {
  const { value, onChange } = props;
  const [text, setText] = useState(value);
  const [given, setGiven] = useState(value);
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (given !== value) {
    setGiven(value);
    setText(value);
  }
  useEffect(() => () => clearTimeout(typing.current), []);
  const give = (next: string) => {
    clearTimeout(typing.current);
    if (next !== value) onChange(next);
  };
  return (
    <input
      type={props.type ?? "text"}
      className={props.className ?? "text-box"}
      aria-label={props.label}
      value={text}
      placeholder={props.placeholder}
      maxLength={props.maxLength}
      min={props.min}
      max={props.max}
      data-testid={props.testId}
      onChange={(event) => {
        const next = event.target.value;
        setText(next);
        clearTimeout(typing.current);
        typing.current = setTimeout(() => give(next), PAUSE_MS);
      }}
      onBlur={(event) => give(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") give(event.currentTarget.value);
      }}
    />
  );
}
