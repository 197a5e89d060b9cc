import { Fragment, memo, useDeferredValue } from "react";
import type { Tally } from "#contract/coverage.ts";
import type { Study } from "#contract/study.ts";
import { SERVICES, WALKERS, type Service } from "#contract/vocabulary.ts";
import type { Question } from "../plan/question.ts";
import type { Ground } from "../plan/tally.ts";
import { ask } from "../plan/view.ts";
import {
  count,
  MISSING,
  people,
  peopleCount,
  peopleShortCount,
  share,
  speed,
  wholeMinutes,
} from "../text/numbers.ts";
import { ageGroup } from "../text/words.ts";
import { StackBar, type BarPart } from "../ui/StackBar.tsx";
import { Glyph } from "./Glyph.tsx";
import { SpatialLink } from "./spatial/SpatialLink.tsx";
import { useSession, useSpeech, useView } from "./session.tsx";
import { useCoverage } from "./shown.ts";

/** Every service side by side: within a walk, in gaps, unknown. Our measurement, never judged. */
export const SpatialPanel = memo(function SpatialPanel(props: {
  readonly study: Study;
  readonly service: Service;
  readonly question: Question;
  /** What each service stands on; undefined while it is computed. */
  readonly grounds: Readonly<Partial<Record<Service, Ground | "failed" | undefined>>>;
}) {
  const { language, words } = useSpeech();
  const { study, question, grounds } = props;
  const limit = useDeferredValue(useView((it) => it.limitMinutes));
  const unknown = study.units.filter(({ withoutPeople }) => withoutPeople).length;
  const inView = groundIn(grounds[props.service]);
  const offered = (service: Service) =>
    study.services.some((one) => one.service === service && one.facilities > 0);
  return (
    <section className="block" aria-labelledby="spatial-title">
      <header className="family family-spatial">
        <h2 id="spatial-title">{words.spatial.title}</h2>
        <span className="quiet">{words.spatial.disclaimer}</span>
        <SpatialLink study={study} short />
      </header>
      <p className="asked">
        {words.join([
          people(study.people.total, language),
          ...(unknown > 0 ? [words.units.notCounted(count(unknown))] : []),
          words.spatial.walk(wholeMinutes(limit, language)),
          `${words.profile[question.profile]} ${speed(WALKERS[question.profile].speed, language)}`,
          words.direction[question.direction],
        ])}
      </p>
      <table className="tallies">
        <thead>
          <tr>
            <th scope="col">{words.spatial.columns.service}</th>
            <th scope="col">
              <span className="bar-head">{words.spatial.columns.bar}</span>
            </th>
            <th scope="col" className="end">
              {words.spatial.columns.share}
            </th>
            <th scope="col" className="end">
              {words.spatial.columns.gap}
            </th>
          </tr>
        </thead>
        <tbody>
          {SERVICES.map((service) => (
            <ServiceRow
              key={service}
              service={service}
              chosen={service === props.service}
              offered={offered(service)}
              ground={grounds[service]}
              limitMinutes={limit}
            />
          ))}
        </tbody>
        {study.groups.length > 0 && inView !== undefined && (
          <GroupRows study={study} service={props.service} ground={inView} limitMinutes={limit} />
        )}
      </table>
    </section>
  );
});

const ServiceRow = memo(function ServiceRow(props: {
  readonly service: Service;
  readonly chosen: boolean;
  readonly offered: boolean;
  readonly ground: Ground | "failed" | undefined;
  readonly limitMinutes: number;
}) {
  const { words } = useSpeech();
  const { view } = useSession();
  const { service, chosen, offered } = props;
  const all = useCoverage(groundIn(props.ground), props.limitMinutes)?.all;
  if (!offered) {
    return (
      <tr className="absent">
        <th scope="row">
          <span className="service-cell">
            <Glyph service={service} />
            {words.service[service]}
          </span>
        </th>
        <td colSpan={3}>
          {MISSING} {words.spatial.noFacilities}
        </td>
      </tr>
    );
  }
  const choose = () => view.set((it) => ask(it, { service }));
  return (
    <tr data-chosen={chosen} data-testid={`tally-${service}`} onClick={choose}>
      <th scope="row">
        <button
          type="button"
          className="service-cell"
          aria-pressed={chosen}
          onClick={(event) => {
            event.stopPropagation();
            choose();
          }}
        >
          <Glyph service={service} />
          {words.service[service]}
        </button>
      </th>
      <TallyCells tally={all} failed={props.ground === "failed"} />
    </tr>
  );
});

function groundIn(ground: Ground | "failed" | undefined): Ground | undefined {
  return ground === "failed" ? undefined : ground;
}

/** The age groups of the service in view, in the columns of the services. */
function GroupRows(props: {
  readonly study: Study;
  readonly service: Service;
  readonly ground: Ground;
  readonly limitMinutes: number;
}) {
  const { words } = useSpeech();
  const groups = useCoverage(props.ground, props.limitMinutes)?.groups ?? {};
  const lacking = (group: string) =>
    props.study.units.filter((unit) => unit.withoutPeople || unit.withoutGroups?.includes(group))
      .length;
  return (
    <tbody className="groups">
      <tr>
        <th scope="rowgroup" colSpan={4}>
          {words.spatial.groups(words.service[props.service])}
        </th>
      </tr>
      {Object.entries(groups).map(([name, tally]) => (
        <Fragment key={name}>
          <tr>
            <th scope="row">{ageGroup(name, words)}</th>
            <TallyCells tally={tally} />
          </tr>
          {lacking(name) > 0 && (
            <tr>
              <td colSpan={4} className="quiet">
                {words.units.groupLacking(ageGroup(name, words), count(lacking(name)))}
              </td>
            </tr>
          )}
        </Fragment>
      ))}
    </tbody>
  );
}

/** Bar, share and people in gaps: the same three cells for a service and for an age group. */
function TallyCells(props: { readonly tally: Tally | undefined; readonly failed?: boolean }) {
  const { tally } = props;
  const { language, words } = useSpeech();
  if (tally === undefined) {
    return (
      <td colSpan={3} className="quiet">
        {MISSING} {props.failed ? words.spatial.failed : words.spatial.waiting}
      </td>
    );
  }
  const [covered, gap, unknown] = [tally.covered, tally.gap, tally.unknown].map(peopleCount);
  return (
    <>
      <td>
        <StackBar
          parts={barParts(tally)}
          label={words.spatial.bar(covered ?? "", gap ?? "", unknown ?? "")}
        />
      </td>
      <td className="end strong">{share(tally.share)}</td>
      <td className="end lacking">{peopleShortCount(tally.gap, language)}</td>
    </>
  );
}

/** The three states of a tally as the parts of a bar. */
export function barParts({ covered, gap, unknown }: Tally): readonly BarPart[] {
  return [
    { tone: "reach", value: covered },
    { tone: "gap", value: gap },
    { tone: "hatch", value: unknown },
  ];
}
