import { useState } from "react";
import type { Proposal } from "#contract/import.ts";
import { SERVICES, type Service } from "#contract/vocabulary.ts";
import { giveServices } from "../../plan/decisions.ts";
import { count } from "../../text/numbers.ts";
import { questionsIn, type Question } from "../../plan/service-questions.ts";
import { useSpeech } from "../session.tsx";
import { Glyph } from "../Glyph.tsx";
import type { Deciding } from "./deciding.ts";
import { useKeptFocus } from "./kept-focus.ts";
import { STEP_PLACE } from "./StepLine.tsx";

type Reading = NonNullable<Proposal["services"]>;

const SHOWN = 30;

/** Which services were recognised by what, and the words that could mean several or none, to be decided. */
export function ServiceCard({ reading, deciding }: { reading: Reading; deciding: Deciding }) {
  const { words } = useSpeech();
  const { decisions, decide } = deciding;
  const text = words.data.services;
  const { doubtful } = reading;
  const questions = questionsIn(doubtful);
  const kept = useKeptFocus<HTMLElement>(questions.length);
  const decided = Object.entries(decisions.services?.byKey ?? {});
  return (
    <section
      {...kept}
      className="sheet services"
      id={STEP_PLACE.sort}
      tabIndex={-1}
      data-testid="services"
      aria-labelledby="services-title"
    >
      <header className="sheet-head">
        <h3 id="services-title">{text.title}</h3>
        {doubtful.length > 0 ? (
          <span className="amber-tag">{text.doubtful(count(questions.length))}</span>
        ) : (
          <span className="quiet">{reading.recognised.length > 0 ? text.settled : text.none}</span>
        )}
        <label className="file-fact push">
          {text.fallback}
          <select
            className="pick"
            data-testid="service-fallback"
            value={decisions.services?.fallback ?? ""}
            onChange={(event) => {
              const fallback = SERVICES.find((one) => one === event.target.value);
              decide((now) => {
                const { fallback: _, ...rest } = now.services ?? {};
                return { ...now, services: { ...rest, ...(fallback && { fallback }) } };
              });
            }}
          >
            <option value="">{text.noFallback}</option>
            {SERVICES.map((service) => (
              <option key={service} value={service}>
                {words.service[service]}
              </option>
            ))}
          </select>
        </label>
      </header>
      {reading.recognised.length > 0 && (
        <ul className="recognised" aria-label={text.recognised}>
          {reading.recognised.map(({ service, rows, by }) => (
            <li key={`${service} ${by}`}>
              <Glyph service={service} />
              {words.service[service]} <b>{words.data.file.rows(count(rows))}</b>
              <span className="quiet">{text.by[by]}</span>
            </li>
          ))}
        </ul>
      )}
      {doubtful.length > 0 && (
        <>
          <p className="quiet">{text.doubtfulNote}</p>
          <ul className="doubts" data-testid="doubts">
            {questions.slice(0, SHOWN).map((question) => (
              <QuestionRow
                key={question.keys[0]}
                question={question}
                onSettle={(services) => decide((now) => giveServices(now, question.keys, services))}
              />
            ))}
          </ul>
          <p className="card-end">
            {questions.length > SHOWN && (
              <span className="quiet">{text.more(count(questions.length - SHOWN))}</span>
            )}
            <button
              type="button"
              className="button"
              onClick={() =>
                decide((now) =>
                  giveServices(
                    now,
                    doubtful.map(({ key }) => key),
                    [],
                  ),
                )
              }
            >
              {text.restOut}
            </button>
          </p>
        </>
      )}
      {decided.length > 0 && (
        <details className="decided">
          <summary>{text.decided(count(decided.length))}</summary>
          <ul>
            {decided.map(([key, services]) => (
              <li key={key}>
                <span>
                  {key.replace(/^row:(\d+)$/, (_, row: string) => words.data.picture.row(row))}
                </span>
                <b>
                  {services.length === 0
                    ? text.leftOut
                    : words.list(services.map((service) => words.service[service]))}
                </b>
                <button
                  type="button"
                  className="linklike"
                  onClick={() =>
                    decide((now) => {
                      const { [key]: _, ...byKey } = now.services?.byKey ?? {};
                      return { ...now, services: { ...now.services, byKey } };
                    })
                  }
                >
                  {text.undo}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function QuestionRow(props: {
  readonly question: Question;
  readonly onSettle: (services: readonly Service[]) => void;
}) {
  const { words } = useSpeech();
  const doubt = props.question;
  const text = words.data.services;
  const [chosen, setChosen] = useState<readonly Service[]>([]);
  const others = SERVICES.filter((service) => !doubt.candidates.includes(service));
  return (
    <li>
      <span className="doubt-text">
        <b>{doubt.text}</b>
        <span className="quiet">{text.rows(count(doubt.rows), String(doubt.first))}</span>
      </span>
      <span className="doubt-choices" role="group" aria-label={doubt.text}>
        {[...doubt.candidates, ...others].map((service) => (
          <button
            key={service}
            type="button"
            className="chip"
            data-likely={doubt.candidates.includes(service)}
            aria-pressed={chosen.includes(service)}
            onClick={() =>
              setChosen((now) =>
                now.includes(service) ? now.filter((one) => one !== service) : [...now, service],
              )
            }
          >
            {words.service[service]}
          </button>
        ))}
      </span>
      <span className="doubt-acts">
        <button
          type="button"
          className="button primary"
          disabled={chosen.length === 0}
          onClick={() => props.onSettle(chosen)}
        >
          {text.apply}
        </button>
        <button type="button" className="button" onClick={() => props.onSettle([])}>
          {text.leaveOut}
        </button>
      </span>
    </li>
  );
}
