import type { Proposal } from "#contract/import.ts";
import { count, kilometres, share } from "../../text/numbers.ts";
import { TextBox } from "../../ui/TextBox.tsx";
import { useSpeech } from "../session.tsx";
import type { Deciding } from "./deciding.ts";

const USUAL_TOLERANCE = 1;

/** What the streets of a file come to; lines are joined at their ends within a tolerance. */
export function NetworkCard(props: {
  readonly reading: NonNullable<Proposal["network"]>;
  readonly format: string;
  readonly deciding: Deciding;
}) {
  const { language, words } = useSpeech();
  const { reading, format, deciding } = props;
  const text = words.data.network;
  const isLines = format !== "osm" && format !== "ykz";
  return (
    <section className="sheet" data-testid="network" aria-labelledby="network-title">
      <header className="sheet-head">
        <h3 id="network-title">{text.title}</h3>
      </header>
      <dl className="tiles">
        <div>
          <dt>{text.length}</dt>
          <dd>{kilometres(reading.km, language)}</dd>
        </div>
        <div>
          <dt>{text.main}</dt>
          <dd>{share(reading.mainShare)}</dd>
        </div>
        <div>
          <dt>{text.components}</dt>
          <dd>{count(reading.components)}</dd>
        </div>
        <div>
          <dt>{text.buildings}</dt>
          <dd>{count(reading.buildings)}</dd>
        </div>
      </dl>
      {isLines && (
        <label className="file-fact">
          {text.tolerance}
          <TextBox
            type="number"
            className="pick number"
            min={0}
            max={50}
            label={text.tolerance}
            value={String(deciding.decisions.tolerance ?? USUAL_TOLERANCE)}
            onChange={(value) => {
              const tolerance = Number(value);
              if (tolerance >= 0 && tolerance <= 50)
                deciding.decide((now) => ({ ...now, tolerance }));
            }}
          />
          {words.data.study.metres}
          <span className="quiet">{text.toleranceNote}</span>
        </label>
      )}
    </section>
  );
}
