import { useEffect, useRef, useState } from "react";
import type { Explanation, ScenarioQuestion, ScenarioState } from "#contract/scenario.ts";
import type { FacilityList, FacilityView, Study } from "#contract/study.ts";
import type { Service } from "#contract/vocabulary.ts";
import { useExplanation } from "../../api/scenarios.ts";
import type { MapTool, SiteMark } from "../../map/picture.ts";
import { facilityOfSite } from "../../plan/scenario/drawing.ts";
import { changeFacility, own, remove, renameArea } from "../../plan/scenario/edits.ts";
import { deselect, type Selection } from "../../plan/view.ts";
import { metres, minutesInFull, people } from "../../text/numbers.ts";
import { TextBox } from "../../ui/TextBox.tsx";
import { Card, Fact } from "../Card.tsx";
import { ProblemBand } from "../ProblemBand.tsx";
import { reasonOf } from "../refusal.ts";
import { useSession, useSpeech, useView } from "../session.tsx";
import { NumberBox, SiteCard } from "./SiteCard.tsx";
import type { Sides } from "./sides.ts";
import type { Working } from "./working.ts";
import { usePlanWords } from "./words.ts";

interface CardProps {
  readonly study: Study;
  readonly facilities: FacilityList;
  readonly services: readonly Service[];
  readonly question: ScenarioQuestion;
  readonly state: ScenarioState;
  readonly sides: Sides | undefined;
  readonly working: Working;
  /** Sites of the siting plan in view that the scenario does not have. */
  readonly proposals: readonly SiteMark[];
  readonly onTool: (tool: MapTool) => void;
  readonly onRoute: (route: Route | undefined) => void;
}

const NO_ROUTES: Explanation["routes"] = [];

export type Route = Explanation["routes"][number]["line"];

/** What is selected on the map, and what can be done to it. */
export function PlanCards(props: CardProps) {
  const { view } = useSession();
  const selection = useView((it) => it.selection);
  const close = () => view.set(deselect);
  const box = useRef<HTMLDivElement>(null);
  const chosen = selection.kind === "point" ? `${selection.lng} ${selection.lat}` : idOf(selection);
  useEffect(() => {
    box.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const card = cardOf(props, selection, close);
  return (
    card && (
      <div className="cards plan-cards" ref={box}>
        {card}
      </div>
    )
  );
}

function idOf(selection: Selection): string {
  return "id" in selection ? `${selection.kind} ${selection.id}` : selection.kind;
}

function cardOf(props: CardProps, selection: Selection, close: () => void) {
  const { state, facilities, sides } = props;
  const answers = sides?.answer.evaluation.sites;
  const facilityId =
    selection.kind === "facility"
      ? selection.id
      : selection.kind === "site"
        ? facilityOfSite(selection.id)
        : undefined;
  if (facilityId !== undefined) {
    const facility = facilities.find(({ id }) => id === facilityId);
    return (
      facility && (
        <PlannedFacility key={facilityId} {...props} facility={facility} onClose={close} />
      )
    );
  }
  switch (selection.kind) {
    case "site":
      return (
        <SiteCard
          key={selection.id}
          study={props.study}
          id={selection.id}
          site={own(state.sites, selection.id)}
          proposed={props.proposals.find(({ id }) => id === selection.id)?.name}
          answer={answers?.find(({ of, id }) => of === "site" && id === selection.id)}
          state={state}
          working={props.working}
          services={props.services}
          onClose={close}
        />
      );
    case "area":
    case "street":
      return <Drawn key={selection.id} {...props} selection={selection} onClose={close} />;
    case "point":
      return (
        <Explained
          key={`${selection.lng} ${selection.lat}`}
          {...props}
          lng={selection.lng}
          lat={selection.lat}
          onClose={close}
        />
      );
    case "none":
    case "facility":
    case "gap":
    case "unit":
      return undefined;
  }
}

/** An existing facility: closing, moving, and what it takes. */
function PlannedFacility(
  props: CardProps & { readonly facility: FacilityView; readonly onClose: () => void },
) {
  const { words } = useSpeech();
  const plan = usePlanWords();
  const text = plan.facility;
  const { facility, state, working } = props;
  const change = own(state.facilities, facility.id);
  const services = change?.services ?? facility.services;
  const capacities = { ...facility.capacities, ...change?.capacities };
  const set = (wanted: Parameters<typeof changeFacility>[2]) =>
    working.act([changeFacility(state, facility.id, wanted)]);
  const closed = change?.closed === true;
  return (
    <Card testId="plan-facility-card" kind={text.kind} name={facility.name} onClose={props.onClose}>
      {closed && <p className="card-note">{text.closed}</p>}
      {change?.to && <p className="card-note">{text.moved}</p>}
      {working.number === 0 && <p className="quiet">{text.needScenario}</p>}
      <dl className="facts">
        <Fact name={words.card.services}>
          {words.list(services.map((service) => words.service[service]))}
        </Fact>
        {services.map((service) => (
          <Fact
            key={service}
            name={`${plan.site.capacityFor(words.service[service])} ${plan.capacityUnit[service]}`}
          >
            <NumberBox
              label={plan.site.capacityFor(words.service[service])}
              value={capacities[service]}
              testId={`facility-capacity-${service}`}
              onValue={(value) => {
                if (value !== null) set({ capacities: { ...capacities, [service]: value } });
              }}
            />
          </Fact>
        ))}
      </dl>
      <div className="card-tools">
        <button
          type="button"
          className={closed ? "button" : "button danger"}
          data-testid="facility-close"
          onClick={() => set({ closed: !closed })}
        >
          {closed ? text.reopen : text.close}
        </button>
        {!closed && (
          <button
            type="button"
            className="button"
            data-testid="facility-move"
            onClick={() => props.onTool("move")}
          >
            {text.move}
          </button>
        )}
        {change?.to && (
          <button type="button" className="button" onClick={() => set({ to: null })}>
            {text.moveBack}
          </button>
        )}
      </div>
    </Card>
  );
}

/** An area or a street change of the scenario. */
function Drawn(
  props: CardProps & {
    readonly selection: { readonly kind: "area" | "street"; readonly id: string };
    readonly onClose: () => void;
  },
) {
  const plan = usePlanWords();
  const { state, working, sides } = props;
  const { kind, id } = props.selection;
  const area = kind === "area" ? own(state.areas, id) : undefined;
  const street = kind === "street" ? own(state.streets, id) : undefined;
  const thing = area ?? street;
  if (thing === undefined) return null;
  const why = sides?.answer.evaluation.failed.find((one) => one.id === id)?.why;
  return (
    <Card
      testId={`${kind}-card`}
      kind={area ? plan.area.kind[area.role] : street ? plan.streetKind[street.kind] : ""}
      name={thing.name}
      onClose={props.onClose}
    >
      {why !== undefined && (
        <div className="refused">
          <b>{plan.street.failed}</b>
          <span>{plan.street.why(plan.street.reasons[why] ?? why)}</span>
        </div>
      )}
      {area && (
        <dl className="facts">
          <Fact name={plan.area.name}>
            <TextBox
              label={plan.area.name}
              value={area.name}
              maxLength={120}
              testId="area-name"
              onChange={(name) => working.act([renameArea(state, id, name)])}
            />
          </Fact>
        </dl>
      )}
      {area && <p className="quiet">{plan.area.corners}</p>}
      <button
        type="button"
        className="button danger"
        data-testid={`${kind}-remove`}
        onClick={() => working.act([remove(state, kind, id)])}
      >
        {plan.area.remove}
      </button>
    </Card>
  );
}

/** Why a place is as it is: the ways from it street by street, and what would help. */
function Explained(
  props: CardProps & { readonly lng: number; readonly lat: number; readonly onClose: () => void },
) {
  const { language, words } = useSpeech();
  const plan = usePlanWords();
  const text = plan.explain;
  const { state, question, working, onRoute } = props;
  const answer = useExplanation(props.study.id, { state, question }, props);
  const [open, setOpen] = useState(0);
  const it = answer.data;
  const isReached = it?.cell
    ? it.cell.state === "covered"
    : (it?.routes[0]?.seconds ?? Infinity) <= question.limitMinutes * 60;
  const routes = it?.routes ?? NO_ROUTES;
  const shown = routes[open]?.line;
  useEffect(() => {
    onRoute(shown);
    return () => onRoute(undefined);
  }, [shown, onRoute]);
  return (
    <Card testId="explain-card" kind={text.title} busy={answer.isPending} onClose={props.onClose}>
      {answer.error && (
        <ProblemBand
          title={text.failed}
          error={answer.error}
          onRetry={() => void answer.refetch()}
        />
      )}
      {answer.isPending && <p className="quiet">{text.ask}</p>}
      {it && (
        <>
          <p className="explain-state">
            {it.cell ? (
              <>
                <i className={`state-mark state-${it.cell.state}`} aria-hidden="true" />
                <b>{text[it.cell.state]}</b>
                <span className="quiet">{text.people(people(it.cell.people, language))}</span>
              </>
            ) : (
              <b>{text.nobody}</b>
            )}
          </p>
          <p>{it.why[language]}</p>
          {it.refused && (
            <p className="refused">{reasonOf(it.refused, props.study.snapCap, language, words)}</p>
          )}
          {!isReached && (
            <>
              <h4>{text.remedy}</h4>
              {it.remedy === null ? (
                <p className="quiet">{text.none}</p>
              ) : (
                <div className="explain-remedy">
                  <span>{it.remedy.said[language]}</span>
                  {it.remedy.edit && (
                    <button
                      type="button"
                      className="button primary"
                      data-testid="accept-remedy"
                      onClick={() => it.remedy?.edit && working.act([it.remedy.edit])}
                    >
                      {text.accept}
                    </button>
                  )}
                </div>
              )}
            </>
          )}
          <h4>{text.routes}</h4>
          {routes.length === 0 && <p className="quiet">{text.noRoute}</p>}
          <ol className="explain-routes">
            {routes.map((route, i) => (
              <li key={`${route.facility ?? ""} ${route.site ?? ""}`}>
                <button
                  type="button"
                  aria-expanded={open === i}
                  data-testid={`route-${i}`}
                  onClick={() => setOpen(i)}
                >
                  <span>{route.name || text.planned}</span>
                  <b>{minutesInFull(route.seconds, language)}</b>
                  <small>
                    {text.detour(metres(route.metres, language), metres(route.straight, language))}
                  </small>
                </button>
                {open === i && (
                  <ol className="explain-legs">
                    {route.legs.map((leg, n) => (
                      // The legs of a way have no other name than their place in it.
                      // oxlint-disable-next-line react/no-array-index-key
                      <li key={n}>
                        <span>{leg.name || text.legs[leg.kind]}</span>
                        <span>{metres(leg.metres, language)}</span>
                      </li>
                    ))}
                  </ol>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </Card>
  );
}
