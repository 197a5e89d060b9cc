import type { Indicator, Reading } from "#contract/policy/compliance.ts";
import type { PolicySettings } from "#contract/policy/stock.ts";
import { useSaveSettings } from "../../../api/policy.ts";
import {
  chooseReading,
  isCaliber,
  isChangedFor,
  usualReading,
} from "../../../plan/policy/readings.ts";
import { marksOf } from "../../../plan/policy/targets.ts";
import { amount } from "../../../text/amount.ts";
import { ProblemBand } from "../../ProblemBand.tsx";
import { useSpeech } from "../../session.tsx";
import { striveState, VerdictGlyph } from "../VerdictTag.tsx";

/**
 * The value by every other reading, and whether the verdict holds. Where a reading is a setting of the study, the
 * indicator can be told by it from here.
 */
export function ReadingsBlock(props: {
  readonly study: string;
  readonly indicator: Indicator;
  readonly settings: PolicySettings;
}) {
  const { words } = useSpeech();
  const save = useSaveSettings(props.study);
  const { indicator, settings } = props;
  const { id, readings } = indicator;
  const text = words.policy.drawer;
  if (readings.length < 2) return null;
  return (
    <section className="drawer-block" data-testid="readings">
      <h3>{text.readings}</h3>
      <table className="readings">
        <tbody>
          {readings.map((reading) => {
            const choice = chooseReading(indicator, reading, settings);
            return (
              <ReadingRow
                key={reading.id}
                reading={reading}
                indicator={indicator}
                chosen={
                  save.isPending && isCaliber(reading)
                    ? save.variables.calibers[id] === reading.id
                    : reading.chosen
                }
                waiting={save.isPending}
                onChoose={choice && (() => save.mutate(choice))}
              />
            );
          })}
        </tbody>
      </table>
      <p className={indicator.flips ? "flips" : "quiet"}>
        {indicator.flips ? text.flips : indicator.value !== null && text.steady}{" "}
        {isChangedFor(settings, id) && (
          <button
            type="button"
            className="linklike"
            data-testid="usual-reading"
            onClick={() => save.mutate(usualReading(settings, id))}
          >
            {text.ownCaliber}
          </button>
        )}
      </p>
      {save.error && <ProblemBand error={save.error} />}
    </section>
  );
}

function ReadingRow(props: {
  readonly reading: Reading;
  readonly indicator: Indicator;
  /** While another one is being set, that one already. */
  readonly chosen: boolean;
  readonly waiting: boolean;
  /** Undefined where the reading only shows how sure the value is. */
  readonly onChoose: (() => void) | undefined;
}) {
  const { language, words } = useSpeech();
  const { reading, indicator, onChoose } = props;
  const strives = indicator.strength === "strive";
  const label = reading.label[language];
  // A count over the units beside the value: it has no value of its own and decides nothing.
  if (reading.id === "one-by-one") {
    return (
      <tr>
        <td colSpan={3} className="one-by-one">
          {label}
        </td>
      </tr>
    );
  }
  return (
    <tr data-chosen={reading.chosen}>
      <th scope="row">
        {onChoose === undefined || !isCaliber(reading) ? (
          <>
            {label}
            {reading.chosen && <span className="chosen-tag">{words.policy.drawer.chosen}</span>}
            {onChoose && !reading.chosen && (
              <button
                type="button"
                className="linklike use-reading"
                disabled={props.waiting}
                onClick={onChoose}
              >
                {words.policy.drawer.use}
              </button>
            )}
          </>
        ) : (
          <label className="reading-choice">
            <input
              type="radio"
              name={`reading-${indicator.id}`}
              checked={props.chosen}
              data-testid={`reading-${reading.id}`}
              onChange={onChoose}
            />
            <span>
              {label}
              {reading.chosen && <span className="chosen-tag">{words.policy.drawer.chosen}</span>}
            </span>
          </label>
        )}
      </th>
      <td className="end">
        {amount(reading.value, indicator.unit[language], language, marksOf(indicator.targets))}
      </td>
      <td className="reading-verdict" data-verdict={reading.verdict}>
        <VerdictGlyph
          verdict={strives && reading.verdict === "not-met" ? "not-yet" : reading.verdict}
        />
        {strives ? striveState(reading.verdict, words) : words.policy.verdict[reading.verdict]}
      </td>
    </tr>
  );
}
