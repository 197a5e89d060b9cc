import { Select } from "antd";
import { useState, type ReactNode } from "react";
import type { Assessment } from "#contract/policy/compliance.ts";
import type { StockItem } from "#contract/policy/measure.ts";
import type { KeptFigure, StockFigure } from "#contract/policy/stock.ts";
import { useCatalogue, usePostStock, useStock, type Catalogue } from "../../../api/policy-entry.ts";
import { firstPlace, itemsAt, itemsOf, valueOf } from "../../../plan/entry/items.ts";
import { count } from "../../../text/numbers.ts";
import { ProblemBand } from "../../ProblemBand.tsx";
import { useSpeech } from "../../session.tsx";
import { Now, ValueField } from "./figure-fields.tsx";
import { SourceFields, useSource } from "./SourceFields.tsx";
import { useEntryWords } from "./words.ts";

/** Figures of one unit: what stands, and what is to stand in its place. */
export function FigureForm(props: {
  readonly study: string;
  readonly assessment: Assessment;
  readonly indicator: string | undefined;
}) {
  const { study, assessment } = props;
  const catalogue = useCatalogue();
  const stock = useStock(study);
  const error = catalogue.error ?? stock.error;
  if (error) return <ProblemBand error={error} onRetry={() => void stock.refetch()} />;
  if (catalogue.data === undefined || stock.data === undefined) return null;
  return (
    <Form
      {...props}
      catalogue={catalogue.data}
      figures={stock.data.figures}
      places={[
        ...assessment.places,
        ...stock.data.estates.map(({ code, name }) => ({ code, name, level: "estate" as const })),
      ]}
    />
  );
}

function Form(props: {
  readonly study: string;
  readonly assessment: Assessment;
  readonly indicator: string | undefined;
  readonly catalogue: Catalogue;
  readonly figures: readonly KeptFigure[];
  readonly places: readonly Pick<Assessment["places"][number], "code" | "name" | "level">[];
}) {
  const { language } = useSpeech();
  const text = useEntryWords();
  const { study, assessment, indicator, catalogue, places } = props;
  const post = usePostStock(study);
  const about = assessment.indicators.find(({ id }) => id === indicator);
  const measure = indicator === undefined ? undefined : catalogue.measures[indicator];
  // What counts under other calibers are the facilities themselves.
  const caliber =
    measure?.kind === "units-served" && indicator !== undefined
      ? (assessment.settings.calibers[indicator] ?? measure.caliber)
      : undefined;
  const [code, setCode] = useState(
    () => firstPlace(places, catalogue.items, measure, about?.units ?? [])?.code,
  );
  const [year, setYear] = useState(assessment.settings.year);
  const [isNarrow, setNarrow] = useState(indicator !== undefined);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const source = useSource();
  const place = places.find((one) => one.code === code);
  const needed = itemsOf(measure);
  const offered = places.filter(
    (one) =>
      one.code === code || itemsAt(catalogue.items, one.level, isNarrow ? needed : []).length > 0,
  );
  const rows = place
    ? itemsAt(catalogue.items, place.level, isNarrow ? needed : [])
    : ([] as [string, StockItem][]);
  const entered = rows.flatMap(([item, rule]) => {
    const read = valueOf(typed[item] ?? "", rule);
    return read === undefined || read.value === null ? [] : [{ item, value: read.value }];
  });
  const wrong = rows.filter(([item, rule]) => valueOf(typed[item] ?? "", rule) === undefined);
  const isReady = entered.length > 0 && wrong.length === 0 && source.isGiven;
  const name = about?.name[language];
  const save = () => {
    if (place === undefined) return;
    const figures = entered.map((one): StockFigure => ({
      ...one,
      unit: place.code,
      year,
      ...source.given,
    }));
    post.mutate({ figures }, { onSuccess: () => setTyped({}) });
  };
  return (
    <form
      className="entry-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) save();
      }}
    >
      <div className="entry-line">
        <Labelled label={text.unit}>
          <Select
            className="entry-unit"
            showSearch={{ optionFilterProp: "label" }}
            aria-label={text.unit}
            value={code ?? null}
            options={offered.map((one) => ({
              value: one.code,
              label: `${one.name}（${text.level[one.level]}）`,
            }))}
            onChange={(chosen: string) => {
              setCode(chosen);
              setTyped({});
            }}
          />
        </Labelled>
        <Labelled label={text.year}>
          <input
            className="pick entry-year"
            aria-label={text.year}
            type="number"
            min={2000}
            max={2100}
            value={year}
            onChange={({ target }) => setYear(Math.round(Number(target.value)))}
          />
        </Labelled>
        {name !== undefined && needed.length > 0 && (
          <label className="entry-check">
            <input
              type="checkbox"
              checked={isNarrow}
              onChange={({ target }) => setNarrow(target.checked)}
            />
            {text.onlyIndicator(name)}
          </label>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="quiet">{text.noItems}</p>
      ) : (
        <div className="scroll-table entry-table">
          <table className="dense" data-testid="figures">
            <thead>
              <tr>
                <th scope="col">{text.item}</th>
                <th scope="col">{text.now}</th>
                <th scope="col">{text.value}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([item, rule]) => (
                <tr key={item}>
                  <th scope="row">
                    {rule.name[language]}
                    {rule.note && <p className="field-hint">{rule.note[language]}</p>}
                  </th>
                  <td>
                    <Now figure={newestOf(props.figures, item, code, year)} item={rule} />
                  </td>
                  <td>
                    <ValueField
                      item={rule}
                      name={rule.name[language]}
                      testId={`figure-${item}`}
                      value={typed[item] ?? ""}
                      isWrong={wrong.some(([id]) => id === item)}
                      onChange={(value) => setTyped((before) => ({ ...before, [item]: value }))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isNarrow && caliber !== undefined && caliber !== "registered" && (
        <p className="field-hint" data-testid="not-counted">
          {text.notCounted}
        </p>
      )}
      <p className="field-hint">{text.blankHint}</p>
      <SourceFields source={source} />
      <p className="entry-end">
        <button
          type="submit"
          className="button primary"
          data-testid="save-figures"
          disabled={!isReady || post.isPending}
        >
          {text.save}
        </button>
        <span className="quiet" role="status">
          {post.isSuccess && entered.length === 0
            ? text.saved(count(post.data.stored))
            : entered.length === 0
              ? text.nothing
              : source.isGiven
                ? ""
                : text.needSource}
        </span>
      </p>
      {post.error && <ProblemBand error={post.error} />}
    </form>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="entry-field">
      <span className="field-label">{label}</span>
      {children}
    </div>
  );
}

/** Of the figures in force, the one of this year, else of the newest before it. */
function newestOf(
  figures: readonly KeptFigure[],
  item: string,
  unit: string | undefined,
  year: number,
): KeptFigure | undefined {
  return figures
    .filter((one) => one.item === item && one.unit === unit && one.year <= year)
    .toSorted((a, b) => b.year - a.year || b.seq - a.seq)[0];
}
