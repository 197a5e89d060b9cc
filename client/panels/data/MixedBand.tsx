import type { CrsDiagnosis, Decisions } from "#contract/import.ts";
import { runsText } from "../../plan/row-runs.ts";
import { count } from "../../text/numbers.ts";
import { crsName } from "../../text/crs.ts";
import { Choice } from "../../ui/Choice.tsx";
import { useSpeech } from "../session.tsx";
import type { Deciding } from "./deciding.ts";

const RUNS_SHOWN = 8;
/** Of so large a share of the rows is it worth saying that some will be told wrong. */
const DOUBTFUL = 0.1;
const WAYS = ["split", "same", "ask"] as const satisfies readonly Decisions["mixed"][];

/** Rows that fit another system than the rest: convert each by its own, all alike, or leave them out for now. */
export function MixedBand(props: {
  readonly mixed: NonNullable<CrsDiagnosis["mixed"]>;
  readonly deciding: Deciding;
}) {
  const { words } = useSpeech();
  const { mixed, deciding } = props;
  const text = words.data.mixed;
  const way = deciding.decisions.mixed ?? "ask";
  const isDoubtful = (mixed.doubt ?? 0) >= DOUBTFUL * mixed.rows;
  const runs = runsText(mixed.runs.slice(0, RUNS_SHOWN), words.list(["", ""]));
  return (
    <div className="mixed-band" data-testid="mixed">
      <div>
        <b>{text.title(count(mixed.rows))}</b>
        <p>
          {words.join([
            text.rows(mixed.runs.length > RUNS_SHOWN ? `${runs} …` : runs),
            crsName(mixed.crs, words),
            text.notes[way],
          ])}
          {isDoubtful && (
            <>
              <br />
              {text.doubt(count(mixed.doubt ?? 0))}
            </>
          )}
        </p>
      </div>
      <Choice
        label={text.title(count(mixed.rows))}
        value={way}
        options={WAYS.map((value) => ({ value, label: text[value], testId: `mixed-${value}` }))}
        onChange={(mixedWay) => deciding.decide((now) => ({ ...now, mixed: mixedWay }))}
      />
    </div>
  );
}
