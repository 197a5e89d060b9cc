import type { PlannedSite, ScenarioState, SiteAnswer } from "#contract/scenario.ts";
import type { Study } from "#contract/study.ts";
import { usePremises } from "../../api/premises.ts";
import type { Service } from "#contract/vocabulary.ts";
import { changeSite, remove } from "../../plan/scenario/edits.ts";
import { metres, people } from "../../text/numbers.ts";
import { TextBox } from "../../ui/TextBox.tsx";
import { Card, Fact } from "../Card.tsx";
import { Glyph } from "../Glyph.tsx";
import { reasonOf } from "../refusal.ts";
import { useSpeech } from "../session.tsx";
import type { Working } from "./working.ts";
import { usePlanWords } from "./words.ts";

/** A site of the scenario: what it is called, what it offers, whether siting must or may use it, and what it does. */
export function SiteCard(props: {
  readonly study: Study;
  readonly id: string;
  readonly site: PlannedSite | undefined;
  /** Its name, where a siting plan proposes it and the scenario does not have it. */
  readonly proposed: string | undefined;
  readonly answer: SiteAnswer | undefined;
  readonly state: ScenarioState;
  readonly working: Working;
  readonly services: readonly Service[];
  readonly onClose: () => void;
}) {
  const { language, words } = useSpeech();
  const text = usePlanWords().site;
  const plan = usePlanWords();
  const premises = usePremises(props.study.study);
  const { id, site, answer, state, working } = props;
  if (site === undefined && props.proposed !== undefined) {
    return (
      <Card testId="site-card" kind={text.proposed} name={props.proposed} onClose={props.onClose}>
        <p className="quiet">{text.proposedHow}</p>
      </Card>
    );
  }
  if (site === undefined) {
    return (
      <Card testId="site-card" kind={text.kind} onClose={props.onClose}>
        <p className="quiet">{text.gone}</p>
      </Card>
    );
  }
  const set = (change: Partial<PlannedSite>) => working.act([changeSite(state, id, change)]);
  const offer = (service: Service, on: boolean) => {
    const services = on
      ? props.services.filter((one) => one === service || site.services.includes(one))
      : site.services.filter((one) => one !== service);
    const capacities = Object.fromEntries(
      Object.entries(site.capacities).filter(([one]) => services.some((it) => it === one)),
    );
    if (services.length > 0) set({ services, capacities });
  };
  return (
    <Card testId="site-card" kind={text.kind} name={site.name} onClose={props.onClose}>
      {answer?.refused && (
        <div className="refused">
          <b>
            {text.refused} {reasonOf(answer.refused, props.study.snapCap, language, words)}
          </b>
        </div>
      )}
      <dl className="facts">
        <Fact name={text.name}>
          <TextBox
            label={text.name}
            value={site.name}
            maxLength={120}
            testId="site-name"
            onChange={(name) => set({ name })}
          />
        </Fact>
        <Fact name={text.services}>
          <span className="site-services">
            {props.services.map((service) => {
              const on = site.services.includes(service);
              return (
                <button
                  key={service}
                  type="button"
                  className="site-service"
                  aria-pressed={on}
                  aria-label={words.service[service]}
                  title={on ? words.service[service] : text.add(words.service[service])}
                  disabled={on && site.services.length === 1}
                  onClick={() => offer(service, !on)}
                >
                  <Glyph service={service} />
                </button>
              );
            })}
          </span>
        </Fact>
        {site.services.map((service) => (
          <Fact
            key={service}
            name={`${text.capacityFor(words.service[service])} ${plan.capacityUnit[service]}`}
          >
            <NumberBox
              label={text.capacityFor(words.service[service])}
              value={site.capacities[service]}
              testId={`site-capacity-${service}`}
              onValue={(value) => {
                const { [service]: _, ...others } = site.capacities;
                set({ capacities: value === null ? others : { ...others, [service]: value } });
              }}
            />
          </Fact>
        ))}
        <Fact name={text.premises}>
          <select
            className="pick"
            aria-label={text.premises}
            title={text.premisesHint}
            data-testid="site-premises"
            value={site.premises ?? ""}
            onChange={({ target }) => {
              const found = premises.data?.premises.find((one) => one.id === target.value);
              set({
                premises: target.value === "" ? null : target.value,
                ...(typeof found?.floorArea === "number" && { floorArea: found.floorArea }),
              });
            }}
          >
            <option value="">{text.newPlace}</option>
            {site.premises !== null &&
              premises.data?.premises.every((one) => one.id !== site.premises) !== false && (
                <option value={site.premises}>{site.premises}</option>
              )}
            {premises.data?.premises.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </Fact>
        <Fact name={text.floorArea}>
          <NumberBox
            label={text.floorArea}
            value={site.floorArea ?? undefined}
            onValue={(floorArea) => set({ floorArea })}
          />
        </Fact>
        <Fact name={text.cost}>
          <NumberBox
            label={text.cost}
            value={site.cost ?? undefined}
            onValue={(cost) => set({ cost })}
          />
        </Fact>
        {answer?.snap && (
          <Fact name={text.snapped}>
            {words.card.snap(
              answer.snap.street || words.card.unnamed,
              metres(answer.snap.metres, language),
            )}
          </Fact>
        )}
        {answer && !answer.refused && !site.candidate && (
          <>
            <Fact name={text.alone}>{people(answer.alone, language)}</Fact>
            <Fact name={text.within}>{people(answer.within, language)}</Fact>
          </>
        )}
      </dl>
      <label className="check-row">
        <input
          type="checkbox"
          checked={site.candidate}
          data-testid="site-candidate"
          onChange={({ target }) => set({ candidate: target.checked })}
        />
        {text.candidate}
      </label>
      <label className="check-row">
        <input
          type="checkbox"
          checked={site.required}
          data-testid="site-required"
          onChange={({ target }) => set({ required: target.checked })}
        />
        {text.required}
      </label>
      <button
        type="button"
        className="button danger"
        data-testid="site-remove"
        onClick={() => working.act([remove(state, "site", id)])}
      >
        {text.remove}
      </button>
    </Card>
  );
}

/** A number of nought or more; null for an empty field. */
export function NumberBox(props: {
  readonly label: string;
  readonly value: number | undefined;
  readonly testId?: string;
  readonly onValue: (value: number | null) => void;
}) {
  return (
    <TextBox
      label={props.label}
      className="text-box number-box"
      type="number"
      min={0}
      value={props.value === undefined ? "" : String(props.value)}
      {...(props.testId !== undefined && { testId: props.testId })}
      onChange={(typed) => {
        const value = Number(typed);
        if (typed.trim() === "") props.onValue(null);
        else if (value >= 0 && value <= 1e9) props.onValue(value);
      }}
    />
  );
}
