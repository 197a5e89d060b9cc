import { useState } from "react";
import { dayOf } from "../../../plan/entry/days.ts";
import { useEntryWords } from "./words.ts";

/**
 * A day typed year first, whatever the browser's own language: its date field would ask some offices for month, day,
 * year. Gives YYYY-MM-DD, and "" while what stands there is no day.
 */
export function DayField(props: {
  readonly label: string;
  readonly testId?: string;
  readonly onDay: (day: string) => void;
}) {
  const text = useEntryWords();
  const [typed, setTyped] = useState("");
  const [isLeft, setLeft] = useState(false);
  const isWrong = isLeft && typed.trim() !== "" && dayOf(typed) === undefined;
  return (
    <label className="entry-field">
      <span className="field-label">{props.label}</span>
      <input
        className="pick entry-day"
        inputMode="numeric"
        placeholder={text.dayForm}
        maxLength={14}
        aria-invalid={isWrong}
        title={isWrong ? text.dayWrong : undefined}
        data-testid={props.testId}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setLeft(false);
          props.onDay(dayOf(target.value) ?? "");
        }}
        onBlur={() => {
          setLeft(true);
          setTyped(dayOf(typed) ?? typed);
        }}
      />
      {isWrong && (
        <span className="field-error" role="alert">
          {text.dayWrong}
        </span>
      )}
    </label>
  );
}
