import { useState } from "react";
import { isField } from "#contract/fields.ts";
import { valuesSideBySide } from "../../plan/pair-values.ts";
import type { DuplicatePair, Proposal } from "#contract/import.ts";
import type { LayerVersion } from "#contract/layers.ts";
import { SERVICES } from "#contract/vocabulary.ts";
import { settlePair } from "../../plan/decisions.ts";
import { fieldName } from "../../text/field.ts";
import { count, metres, MISSING } from "../../text/numbers.ts";
import type { Words } from "../../text/zh.ts";
import { Choice } from "../../ui/Choice.tsx";
import { useSpeech } from "../session.tsx";
import type { Deciding } from "./deciding.ts";
import { PAIRS_PLACE } from "./StepLine.tsx";

type Reading = NonNullable<Proposal["duplicates"]>;

const RULES = ["ask", "merge-sure", "keep-all"] as const;
const FIRST_SHOWN = 6;

/** Pairs that may be one institution, side by side, and the rule for all of them. */
export function DuplicateCard(props: {
  readonly reading: Reading;
  readonly layers: readonly Pick<LayerVersion, "layer" | "name">[];
  readonly deciding: Deciding;
}) {
  const { words } = useSpeech();
  const { reading, layers, deciding } = props;
  const { decisions, decide } = deciding;
  const text = words.data.duplicates;
  const [shown, setShown] = useState(FIRST_SHOWN);
  const pairs = reading.pairs.toSorted(
    (a, b) => Number(b.decided === "open") - Number(a.decided === "open"),
  );
  return (
    <section
      className="sheet duplicates"
      id={PAIRS_PLACE}
      tabIndex={-1}
      data-testid="duplicates"
      aria-labelledby="pairs-title"
    >
      <header className="sheet-head">
        <h3 id="pairs-title">{text.title}</h3>
        <span className={reading.open > 0 ? "amber-tag" : "quiet"}>
          {reading.total === 0 ? text.none : text.open(count(reading.open), count(reading.total))}
        </span>
        {reading.total > 0 && (
          <span className="file-fact push">
            {text.rule}
            <Choice
              label={text.rule}
              value={decisions.duplicates?.rule ?? "ask"}
              options={RULES.map((value) => ({
                value,
                label: text.rules[value],
                testId: `rule-${value}`,
              }))}
              onChange={(rule) =>
                decide((now) => ({ ...now, duplicates: { ...now.duplicates, rule } }))
              }
            />
          </span>
        )}
      </header>
      <div className="pairs">
        {pairs.slice(0, shown).map((pair) => (
          <Pair
            key={pair.key}
            pair={pair}
            other={layers.find(({ layer }) => layer === pair.b.layer)?.name ?? pair.b.layer ?? ""}
            onSettle={(settled) => decide((now) => settlePair(now, pair.key, settled))}
          />
        ))}
      </div>
      {pairs.length > shown && (
        <button type="button" className="linklike more" onClick={() => setShown(shown + 30)}>
          {text.more(count(pairs.length - shown))}
        </button>
      )}
    </section>
  );
}

function Pair(props: {
  readonly pair: DuplicatePair;
  /** The layer the second stands in, where it is no row of the file. */
  readonly other: string;
  readonly onSettle: (settled: "merge" | "keep") => void;
}) {
  const { language, words } = useSpeech();
  const { pair } = props;
  const text = words.data.duplicates;
  const { a, b, decided } = pair;
  const services = (list: readonly string[]) =>
    words.list(list.map((one) => (isService(one) ? words.service[one] : one)));
  const rows: [name: string, left: string, right: string][] = [
    [text.name, a.name, b.name],
    ...(a.services.length + b.services.length === 0
      ? []
      : [[text.services, services(a.services), services(b.services)] as [string, string, string]]),
    ...valuesSideBySide(pair).map(([key, left, right]): [string, string, string] => [
      valueName(key, words),
      spoken(left, words),
      spoken(right, words),
    ]),
  ];
  return (
    <div className="pair" data-decided={decided} data-testid={`pair-${pair.key}`}>
      <p className="pair-head">
        <b>{text.why[pair.why]}</b>
        <span className="quiet">
          {words.join([
            text.apart(metres(pair.metres, language)),
            ...(pair.sure ? [text.sure] : []),
          ])}
        </span>
        <span className="push">
          <button
            type="button"
            className={`button ${decided === "merge" ? "primary" : ""}`}
            aria-pressed={decided === "merge"}
            data-testid="merge"
            onClick={() => props.onSettle("merge")}
          >
            {decided === "merge" ? text.merged : text.merge}
          </button>{" "}
          <button
            type="button"
            className={`button ${decided === "keep" ? "primary" : ""}`}
            aria-pressed={decided === "keep"}
            data-testid="keep"
            onClick={() => props.onSettle("keep")}
          >
            {text.keep}
          </button>
        </span>
      </p>
      <table className="dense">
        <thead>
          <tr>
            <th scope="col">{text.field}</th>
            <th scope="col">{text.row(String(a.row))}</th>
            <th scope="col">
              {b.row === null ? text.layer(props.other) : text.row(String(b.row))}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, left, right]) => (
            <tr key={name} data-differs={left !== right}>
              <th scope="row">{name}</th>
              <td>{left}</td>
              <td>{right}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isService(text: string): text is (typeof SERVICES)[number] {
  return SERVICES.some((service) => service === text);
}

function valueName(key: string, words: Words): string {
  const service = /^capacity_(.+)$/.exec(key)?.[1];
  if (service !== undefined && isService(service))
    return words.data.duplicates.capacity(words.service[service]);
  return isField(key) ? fieldName(key, words) : key;
}

function spoken(value: string | undefined, words: Words): string {
  if (value === undefined || value === "") return MISSING;
  return value === "true" || value === "false" ? words.data.truth[value] : value;
}
