import type { ScenarioState } from "#contract/scenario.ts";
import type { PlanSite, SitingPlan } from "#contract/siting.ts";
import type { Study } from "#contract/study.ts";
import { isAccepted } from "../../../plan/siting/accept.ts";
import { count, metres, MISSING, peopleCount } from "../../../text/numbers.ts";
import { useSpeech } from "../../session.tsx";
import { useSitingWords } from "./words.ts";

/** The sites of a plan in their order: what each brings, where it could move in, who is concerned. */
export function PlanSites(props: {
  readonly plan: SitingPlan;
  readonly study: Study;
  readonly state: ScenarioState;
  /** The sites ticked, by id; undefined where all are taken together. */
  readonly chosen: ReadonlySet<string> | undefined;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
  readonly onShow: (at: { readonly lng: number; readonly lat: number }) => void;
}) {
  const { language } = useSpeech();
  const text = useSitingWords();
  const { plan, study, state, chosen } = props;
  const { columns } = text;
  const has = {
    cost: plan.sites.some(({ cost }) => cost > 0),
    capacity: plan.sites.some(({ capacity, assigned }) => capacity !== null || assigned !== null),
    year: plan.sites.some(({ year }) => year !== null),
  };
  const names = new Map(study.units.map(({ id, name }) => [id, name]));
  const filings = [...new Set(plan.sites.flatMap(({ filing }) => filing?.[language] ?? []))];
  const departments = new Map(
    plan.sites.flatMap((site) => site.departments.map(({ name, stated }) => [name, stated])),
  );
  return (
    <>
      <div className="plan-sites">
        <table className="dense" data-testid="plan-sites-table">
          <thead>
            <tr>
              {chosen && <th>{columns.choose}</th>}
              <th aria-hidden="true" />
              <th>{columns.site}</th>
              <th className="end">{columns.gained}</th>
              <th>{columns.units}</th>
              {has.capacity && <th className="end">{columns.capacity}</th>}
              {has.cost && <th className="end">{columns.cost}</th>}
              {has.year && <th className="end">{columns.year}</th>}
            </tr>
          </thead>
          <tbody>
            {plan.sites.map((site, i) => (
              <tr key={site.id} data-accepted={isAccepted(site, state)}>
                {chosen && (
                  <td>
                    <input
                      type="checkbox"
                      aria-label={site.name}
                      checked={chosen.has(site.id)}
                      disabled={isAccepted(site, state)}
                      onChange={({ target: { checked } }) => {
                        const next = new Set(chosen);
                        if (checked) next.add(site.id);
                        else next.delete(site.id);
                        props.onChosen(next);
                      }}
                    />
                  </td>
                )}
                <td>
                  <span className="plan-number">{i + 1}</span>
                </td>
                <th scope="row">
                  <button type="button" className="linklike" onClick={() => props.onShow(site)}>
                    {site.name}
                  </button>
                  {site.required && <small className="quiet"> {text.required}</small>}
                  {site.premises && <small className="plan-premises">{premisesOf(site)}</small>}
                </th>
                <td className="end" title={`${columns.alone} ${peopleCount(site.alone)}`}>
                  <b>{peopleCount(site.gained)}</b>
                </td>
                <td>{site.units.map((unit) => names.get(unit) ?? unit).join("、") || MISSING}</td>
                {has.capacity && (
                  <td className="end">
                    {site.capacity === null ? MISSING : count(site.capacity)}
                    {site.assigned !== null && ` / ${peopleCount(site.assigned)}`}
                  </td>
                )}
                {has.cost && <td className="end">{count(site.cost)}</td>}
                {has.year && <td className="end">{site.year ?? MISSING}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {plan.cost > 0 && (
        <p className="quiet">
          {text.cost(count(plan.cost))}
          {plan.separateCost !== null && ` · ${text.separate(count(plan.separateCost))}`}
        </p>
      )}
      {filings.map((filing) => (
        <p key={filing} className="quiet">
          {filing}
        </p>
      ))}
      {departments.size > 0 && (
        <p className="quiet">
          {text.departments(
            [...departments].map(([name, stated]) => (stated ? name : `${name}*`)).join("、"),
          )}
        </p>
      )}
    </>
  );

  function premisesOf({ premises }: PlanSite): string {
    if (premises === null) return "";
    const { name, floorArea } = premises;
    const room = floorArea === null ? name : `${name} ${count(floorArea)}㎡`;
    return premises.metres < 1
      ? text.premisesIn(room)
      : text.premisesNear(room, metres(premises.metres, language));
  }
}
