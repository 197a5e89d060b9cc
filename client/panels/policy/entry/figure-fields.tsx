import type { StockItem } from "#contract/policy/measure.ts";
import type { KeptFigure } from "#contract/policy/stock.ts";
import { MISSING } from "../../../text/numbers.ts";
import { useSpeech } from "../../session.tsx";
import { useEntryWords } from "./words.ts";

/** What stands for an item: its value with the year it is of and where it is from. */
export function Now({ figure, item }: { figure: KeptFigure | undefined; item: StockItem }) {
  const { language } = useSpeech();
  const text = useEntryWords();
  if (figure === undefined) return <span className="quiet">{`${MISSING} ${text.none}`}</span>;
  const { value, year, source, date } = figure;
  const said = typeof value === "boolean" ? (value ? text.yes : text.no) : written(value);
  return (
    <>
      {said} {typeof value === "number" && item.unit[language]}{" "}
      <span className="quiet">{`${year} · ${text.from(source, date)}`}</span>
    </>
  );
}

function written(value: number | string): string {
  return typeof value === "number" ? value.toLocaleString("en") : value;
}

/** Where the value of an item is typed, or chosen where it is yes or no. */
export function ValueField(props: {
  readonly item: StockItem;
  readonly name: string;
  readonly testId: string;
  readonly value: string;
  readonly isWrong: boolean;
  readonly onChange: (value: string) => void;
}) {
  const { language } = useSpeech();
  const text = useEntryWords();
  const { item, value, onChange } = props;
  if (item.type === "truth") {
    return (
      <select
        className="pick"
        aria-label={props.name}
        data-testid={props.testId}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      >
        <option value="" />
        <option value="true">{text.yes}</option>
        <option value="false">{text.no}</option>
      </select>
    );
  }
  return (
    <>
      <input
        className="pick entry-value"
        inputMode={item.type === "number" ? "decimal" : "text"}
        aria-label={props.name}
        aria-invalid={props.isWrong}
        data-testid={props.testId}
        value={value}
        maxLength={40}
        onChange={({ target }) => onChange(target.value)}
      />{" "}
      <span className="quiet">{item.unit[language]}</span>
      {props.isWrong && (
        <p className="field-error">
          {text.wrong}
          {item.minimum !== undefined || item.maximum !== undefined
            ? ` ${text.limits(String(item.minimum ?? ""), String(item.maximum ?? ""))}`
            : ""}
        </p>
      )}
    </>
  );
}
