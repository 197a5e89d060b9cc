import type { Indicator } from "#contract/policy/compliance.ts";
import type { ScenarioState } from "#contract/scenario.ts";
import { CANDIDATE_SOURCES, SERVICES, type Objective } from "#contract/vocabulary.ts";
import {
  COUNTED,
  MOST_SECONDS,
  objectivesFor,
  SHAREABLE,
  type FormGap,
  type SitingForm as Form,
  type SitingQuestion,
} from "../../../plan/siting/form.ts";
import { useSpeech } from "../../session.tsx";
import { useSitingWords } from "./words.ts";

type NumberField = {
  [K in keyof Form]: Form[K] extends number | undefined ? K : never;
}[keyof Form];

/** The goal, where sites may stand, what they cost, and when they open. */
export function SitingForm(props: {
  readonly form: Form;
  readonly onForm: (form: Form) => void;
  readonly question: SitingQuestion;
  readonly state: ScenarioState;
  readonly indicator: Indicator | undefined;
  readonly gaps: readonly FormGap[];
  readonly isBusy: boolean;
  readonly onStart: () => void;
}) {
  const { language, words } = useSpeech();
  const text = useSitingWords();
  const { form, onForm, indicator, gaps, state } = props;
  const set = (changed: Partial<Form>) => onForm({ ...form, ...changed });
  const { objective } = form;
  const areas = Object.values(state.areas);
  const number = (field: NumberField, label: string, least = 0, most?: number) => (
    <NumberBox
      label={label}
      value={form[field]}
      least={least}
      most={most}
      testId={`siting-${field}`}
      onValue={(value) => set({ [field]: value })}
    />
  );
  return (
    <form
      className="siting-form"
      // What is wrong is said below, also of fields that are folded away.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (gaps.length === 0) props.onStart();
      }}
    >
      <label className="siting-field">
        <span className="field-label">{text.objective}</span>
        <select
          className="pick"
          value={objective}
          data-testid="siting-objective"
          onChange={(event) => set({ objective: event.target.value as Objective })}
        >
          {objectivesFor(indicator?.id).map((one) => (
            <option key={one} value={one}>
              {text.objectives[one]}
            </option>
          ))}
        </select>
      </label>
      {objective === "indicator" && indicator && (
        <p className="siting-indicator">{text.forIndicator(indicator.name[language])}</p>
      )}
      <div className="siting-row">
        {objective === "target" && number("share", text.share, 1, 100)}
        {(COUNTED.has(objective) || objective === "cflp") && number("count", text.count, 1)}
        {objective === "mclp" && number("budget", text.budget)}
        {objective === "units" && number("units", text.units, 1)}
        {(objective === "cflp" || objective === "indicator") &&
          number("capacity", text.capacity(text.capacityUnit[props.question.service]), 1)}
      </div>
      {objective === "units" && (
        <label className="siting-field">
          <span className="field-label">{text.unitRule}</span>
          <select
            className="pick"
            value={form.unitRule}
            onChange={(event) => set({ unitRule: event.target.value as Form["unitRule"] })}
          >
            {(["inside", "reach"] as const).map((rule) => (
              <option key={rule} value={rule}>
                {text.unitRules[rule]}
              </option>
            ))}
          </select>
        </label>
      )}
      <fieldset className="siting-field">
        <legend className="field-label">{text.candidates}</legend>
        {CANDIDATE_SOURCES.map((source) => (
          <label key={source} className="siting-check">
            <input
              type="checkbox"
              checked={form.candidates.includes(source)}
              data-testid={`siting-candidates-${source}`}
              onChange={({ target: { checked } }) =>
                set({
                  candidates: CANDIDATE_SOURCES.filter((one) =>
                    one === source ? checked : form.candidates.includes(one),
                  ),
                })
              }
            />
            {text.candidate[source]}
          </label>
        ))}
        <p className="field-hint">
          {text.areas(
            areas.filter(({ role }) => role === "search").length,
            areas.filter(({ role }) => role === "exclusion").length,
          )}
        </p>
      </fieldset>
      <details className="siting-more">
        <summary>{text.more}</summary>
        <label className="siting-check">
          <input
            type="checkbox"
            checked={form.upgradeFirst}
            onChange={({ target: { checked } }) => set({ upgradeFirst: checked })}
          />
          {text.upgradeFirst}
        </label>
        {SHAREABLE.has(objective) && (
          <fieldset className="siting-field">
            <legend className="field-label">{text.besides}</legend>
            {SERVICES.filter((service) => service !== props.question.service).map((service) => (
              <label key={service} className="siting-check">
                <input
                  type="checkbox"
                  checked={form.besides.includes(service)}
                  data-testid={`siting-besides-${service}`}
                  onChange={({ target: { checked } }) =>
                    set({
                      besides: SERVICES.filter((one) =>
                        one === service ? checked : form.besides.includes(one),
                      ),
                    })
                  }
                />
                {words.service[service]}
              </label>
            ))}
          </fieldset>
        )}
        <div className="siting-row">
          {number("floor", text.floor, 0, 100)}
          {number("spacing", text.spacing)}
          {number("siteCost", text.siteCost)}
          {number("cost", text.serviceCost)}
          {number("perPlace", text.perPlace)}
          {objective !== "cflp" &&
            objective !== "indicator" &&
            number("capacity", text.capacity(text.capacityUnit[props.question.service]), 1)}
          {form.besides.length > 0 && number("sharingDiscount", text.discount)}
          <NumberBox
            label={text.seconds}
            value={form.timeLimit}
            least={1}
            most={MOST_SECONDS}
            testId="siting-seconds"
            onValue={(value) => set({ timeLimit: value ?? form.timeLimit })}
          />
        </div>
        <label className="siting-field">
          <span className="field-label">{text.phases}</span>
          <input
            type="text"
            className="text-box"
            value={form.phases}
            maxLength={200}
            placeholder={text.phasesHint}
            data-testid="siting-phases"
            onChange={(event) => set({ phases: event.target.value })}
          />
        </label>
      </details>
      {gaps.map((gap) => (
        <p key={gap} className="field-error" role="status">
          {text.gaps[gap]}
        </p>
      ))}
      <button
        type="submit"
        className="button primary"
        disabled={props.isBusy || gaps.length > 0}
        data-testid="start-siting"
      >
        {text.start}
      </button>
    </form>
  );
}

function NumberBox(props: {
  readonly label: string;
  readonly value: number | undefined;
  readonly least: number;
  readonly most: number | undefined;
  readonly testId: string;
  readonly onValue: (value: number | undefined) => void;
}) {
  return (
    <label className="siting-number">
      <span className="field-label">{props.label}</span>
      <input
        type="number"
        className="text-box"
        value={props.value ?? ""}
        min={props.least}
        max={props.most}
        step="any"
        data-testid={props.testId}
        onChange={({ target: { value, valueAsNumber } }) =>
          props.onValue(value === "" || Number.isNaN(valueAsNumber) ? undefined : valueAsNumber)
        }
      />
    </label>
  );
}
