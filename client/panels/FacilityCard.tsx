import type { CatchmentAnswer } from "../api/queries.ts";
import type { ProblemError } from "../api/request.ts";
import type { FacilityView, Study } from "#contract/study.ts";
import { WALKERS } from "#contract/vocabulary.ts";
import { count, metres, people, speed, wholeMinutes } from "../text/numbers.ts";
import { ageGroup } from "../text/words.ts";
import { Card, Fact } from "./Card.tsx";
import { Glyph } from "./Glyph.tsx";
import { ProblemBand } from "./ProblemBand.tsx";
import { reasonOf } from "./refusal.ts";
import { useSpeech } from "./session.tsx";

/** One facility: what it offers, how it joins the network, and whom it reaches, or why it has no catchment. */
export function FacilityCard(props: {
  readonly study: Study;
  readonly facility: FacilityView;
  readonly answer: CatchmentAnswer | undefined;
  readonly current: boolean;
  readonly error: ProblemError | null;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}) {
  const { language, words } = useSpeech();
  const { study, facility, answer } = props;
  const reach = answer?.catchment.reach;
  const { refused, snap } = facility;
  return (
    <Card
      testId="facility-card"
      kind={words.card.facility}
      name={facility.name}
      busy={!props.current}
      onClose={props.onClose}
    >
      {props.error && (
        <ProblemBand title={words.problem.catchment} error={props.error} onRetry={props.onRetry} />
      )}
      {refused && (
        <div className="refused">
          <b>
            {words.card.refused} {reasonOf(refused, study.snapCap, language, words)}
          </b>
          <span>{words.card.refusedRemedy}</span>
        </div>
      )}
      {!refused && !answer && !props.error && <p className="quiet">{words.card.working}</p>}
      {reach && answer && (
        <p className="card-figure">
          <b data-testid="catchment-people">{people(reach.people, language)}</b>
          <span className="quiet">
            {words.card.catchment(wholeMinutes(answer.question.limitMinutes, language))}
          </span>
        </p>
      )}
      <dl className="facts">
        {reach &&
          Object.entries(reach.groups).map(([name, value]) => (
            <Fact key={name} name={ageGroup(name, words)}>
              {people(value, language)}
            </Fact>
          ))}
        {reach && answer && (
          <Fact
            name={words.card.catchmentOf(
              words.direction[answer.question.direction],
              speed(WALKERS[answer.question.profile].speed, language),
            )}
          >
            {words.card.reached(count(reach.cells.length))}
          </Fact>
        )}
        <Fact name={words.card.services}>
          <span className="service-tags">
            {facility.services.map((service) => (
              <span key={service}>
                <Glyph service={service} />
                {words.service[service]}
              </span>
            ))}
          </span>
        </Fact>
        <Fact name={words.card.capacity}>
          {facility.capacity === null ? words.card.noCapacity : count(facility.capacity)}
        </Fact>
        {snap && (
          <Fact name={words.card.snapped}>
            {words.card.snap(snap.street || words.card.unnamed, metres(snap.metres, language))}
          </Fact>
        )}
      </dl>
    </Card>
  );
}
