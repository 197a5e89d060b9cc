import type { WalkAnswer } from "../api/queries.ts";
import type { ProblemError } from "../api/request.ts";
import type { FacilityList, Study } from "#contract/study.ts";
import { SERVICES, type Direction, type Service } from "#contract/vocabulary.ts";
import { answerFor, type CellAnswer, type Ground } from "../plan/tally.ts";
import { metres, minutesInFull, people, wholeMinutes } from "../text/numbers.ts";
import type { Language } from "../text/language.ts";
import type { Words } from "../text/zh.ts";
import { ageGroup } from "../text/words.ts";
import { Card, Fact } from "./Card.tsx";
import { Glyph } from "./Glyph.tsx";
import { ProblemBand } from "./ProblemBand.tsx";
import { reasonOf } from "./refusal.ts";
import { useSpeech } from "./session.tsx";
import { servicesOf } from "./shown.ts";

/** What one cell counts as, for how many people, and why. */
export function CellCard(props: {
  readonly study: Study;
  readonly ground: Ground;
  readonly service: Service;
  readonly facilities: FacilityList;
  readonly index: number;
  readonly limitMinutes: number;
  readonly onFacility: (index: number) => void;
  readonly onClose: () => void;
}) {
  const { language, words } = useSpeech();
  const { study, ground, index } = props;
  const { cells, surface } = ground;
  const answer = answerFor(ground, props.limitMinutes * 60, index);
  const at = surface.facility[index] ?? -1;
  const nearest = props.facilities[at];
  const unit = study.units[cells.unit[index] ?? -1];
  return (
    <Card
      testId="cell-card"
      kind={words.card.cell}
      {...(unit && { name: unit.name })}
      onClose={props.onClose}
    >
      <p className="card-figure">
        {"seconds" in answer && <b>{minutesInFull(answer.seconds, language)}</b>}
        <span className="state-tag">
          <i className={`state-mark state-${answer.state}`} aria-hidden="true" />
          {words.state[answer.state]}
        </span>
      </p>
      <p className="card-why" data-testid="cell-why">
        {why(answer, props.limitMinutes, study, language, words)}
      </p>
      <dl className="facts">
        {nearest && (
          <Fact name={words.card.nearest(words.place[props.service])}>
            <button type="button" className="linklike" onClick={() => props.onFacility(at)}>
              {nearest.name}
            </button>
          </Fact>
        )}
        <Fact name={words.card.people}>{people(cells.people[index], language)}</Fact>
        {cells.groups.map((group) => (
          <Fact key={group.name} name={ageGroup(group.name, words)}>
            {people(group.people[index], language)}
          </Fact>
        ))}
        {!Number.isNaN(cells.leg[index]) && (
          <Fact name={words.card.leg}>{metres(cells.leg[index], language)}</Fact>
        )}
      </dl>
    </Card>
  );
}

/** Why a cell counts as it does, as a sentence with the difference to the limit. */
function why(
  answer: CellAnswer,
  limitMinutes: number,
  study: Study,
  language: Language,
  words: Words,
): string {
  const limit = limitMinutes * 60;
  switch (answer.state) {
    case "covered": {
      const spare = Math.floor(limit - answer.seconds);
      return spare === 0 ? words.card.onLimit : words.card.covered(minutesInFull(spare, language));
    }
    case "gap":
      return Number.isFinite(answer.seconds)
        ? words.card.beyond(minutesInFull(answer.seconds - limit, language))
        : words.card.farBeyond;
    case "unknown":
      return answer.why === "no-network"
        ? words.card.noNetwork(metres(study.snapCap, language))
        : words.card.nearEdge(
            metres(answer.edgeMetres, language),
            wholeMinutes(limitMinutes, language),
          );
  }
}

/** What a person standing at a point reaches, and the nearest place of each service. */
export function WalkCard(props: {
  readonly study: Study;
  readonly facilities: FacilityList;
  readonly direction: Direction;
  readonly answer: WalkAnswer | undefined;
  readonly current: boolean;
  readonly error: ProblemError | null;
  readonly onRetry: () => void;
  readonly onFacility: (index: number) => void;
  readonly onClose?: () => void;
}) {
  const { language, words } = useSpeech();
  const { study, answer } = props;
  const walk = answer?.walk;
  const limit = wholeMinutes(answer?.question.limitMinutes ?? 0, language);
  const offered = servicesOf(study);
  return (
    <Card
      testId="walk-card"
      kind={words.card.here[props.direction]}
      busy={!props.current}
      {...(props.onClose && { onClose: props.onClose })}
    >
      {props.error && (
        <ProblemBand title={words.problem.walk} error={props.error} onRetry={props.onRetry} />
      )}
      {!walk && !props.error && <p className="quiet">{words.card.working}</p>}
      {walk?.refused && (
        <div className="refused">
          <b>{reasonOf(walk.refused, study.snapCap, language, words)}</b>
          <span>{words.card.refusedPoint}</span>
        </div>
      )}
      {answer && walk?.reach && (
        <p className="card-figure">
          <b>{people(walk.reach.people, language)}</b>
          <span className="quiet">{words.card.reach[answer.question.direction](limit)}</span>
        </p>
      )}
      {walk && !walk.refused && (
        <table className="nearest" aria-label={words.card.facilities}>
          <tbody>
            {SERVICES.filter((service) => offered.includes(service)).map((service) => {
              const first = walk.nearest.find((one) => one.service === service);
              const facility = first && props.facilities[first.facility];
              return (
                <tr key={service}>
                  <th scope="row" title={words.service[service]}>
                    <Glyph service={service} />
                    <span className="visually-hidden">{words.service[service]}</span>
                  </th>
                  <td>
                    {first && facility ? (
                      <button
                        type="button"
                        className="linklike"
                        title={facility.name}
                        onClick={() => props.onFacility(first.facility)}
                      >
                        {facility.name}
                      </button>
                    ) : (
                      <span className="quiet">{words.card.noneWithin}</span>
                    )}
                  </td>
                  <td className="end">{first && minutesInFull(first.cost, language)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {walk?.snap && (
        <p className="quiet card-note">
          {words.card.snapped}{" "}
          {words.card.snap(
            walk.snap.street || words.card.unnamed,
            metres(walk.snap.metres, language),
          )}
        </p>
      )}
    </Card>
  );
}
