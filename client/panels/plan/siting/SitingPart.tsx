import { useEffect, useMemo, useState } from "react";
import type { Indicator } from "#contract/policy/compliance.ts";
import type { Edit, ScenarioState } from "#contract/scenario.ts";
import type { SitingPlan, SitingRequest } from "#contract/siting.ts";
import type { FacilityList, Study } from "#contract/study.ts";
import { useCompliance } from "../../../api/policy.ts";
import { useJob } from "../../../api/queries.ts";
import {
  useRenewPlans,
  useSitingPlan,
  useSitingPlans,
  useStartSiting,
} from "../../../api/siting.ts";
import type { SiteMark } from "../../../map/picture.ts";
import type { CellColumns } from "../../../plan/columns.ts";
import { acceptedEdits, isAccepted } from "../../../plan/siting/accept.ts";
import {
  firstForm,
  gapsOf,
  MOST_SECONDS,
  requestOf,
  type SitingQuestion,
} from "../../../plan/siting/form.ts";
import { dateTime } from "../../../text/dates.ts";
import { ProblemBand } from "../../ProblemBand.tsx";
import { useSpeech } from "../../session.tsx";
import { LONGER_SECONDS, PlanResult } from "./PlanResult.tsx";
import { Searching } from "./Searching.tsx";
import { SitingForm } from "./SitingForm.tsx";
import { useSitingWords } from "./words.ts";
import "./siting.css";

const NO_MARKS: readonly SiteMark[] = [];

/** Right, below: asking for new sites, watching the search, and taking its sites into the scenario. */
export function SitingPart(props: {
  readonly study: Study;
  readonly cells: CellColumns | undefined;
  readonly facilities: FacilityList;
  readonly question: SitingQuestion;
  readonly state: ScenarioState;
  /** Name of the scenario; undefined where there is none yet. */
  readonly scenario: string | undefined;
  /** The indicator carried in from the compliance page. */
  readonly indicator: Indicator | undefined;
  /** The plan in view, by number; the newest where undefined. */
  readonly plan: number | undefined;
  readonly onPlan: (number: number | undefined) => void;
  /** Makes one step of some edits, in a new scenario where there is none. */
  readonly accept: (edits: readonly Edit[]) => void;
  /** What the plan in view puts on the map, as long as it is not accepted. */
  readonly onMarks: (marks: readonly SiteMark[]) => void;
  readonly onShow: (at: { readonly lng: number; readonly lat: number }) => void;
}) {
  const { study, question, state, indicator, onMarks, onPlan } = props;
  const { language } = useSpeech();
  const text = useSitingWords();
  const [form, setForm] = useState(() => firstForm(indicator?.id));
  const [job, setJob] = useState<{ id: string; asked: SitingRequest }>();
  const plans = useSitingPlans(study.study);
  const start = useStartSiting(study.study);
  const renew = useRenewPlans(study.study);
  const followed = useJob(job?.id);
  const running = job !== undefined && (followed.data?.state ?? "running") === "running";
  const number = props.plan ?? plans.data?.[0]?.number;
  const plan = useSitingPlan(study.study, number);
  const met = plan.data?.request.indicator ?? undefined;
  const assessed = useCompliance(study.study, undefined, met !== undefined);
  const gaps = gapsOf(form, state);

  const ended = followed.data?.state;
  const made = followed.data?.plan;
  useEffect(() => {
    if (ended !== "done") return;
    void renew();
    if (made !== undefined) onPlan(made);
    setJob(undefined);
    // What the answers are given to is made anew at every drawing and does the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ended, made]);

  const isOfService = plan.data?.request.services[0]?.service === question.service;
  const shown = running || !isOfService ? undefined : plan.data;
  const marks = useMemo(() => (shown ? marksOf(shown, state) : NO_MARKS), [shown, state]);
  useEffect(() => {
    onMarks(marks);
    return () => onMarks(NO_MARKS);
  }, [marks, onMarks]);

  const ask = (asked: SitingRequest) =>
    start.mutate(asked, { onSuccess: ({ id }) => setJob({ id, asked }) });
  return (
    <section className="siting" aria-label={text.title} data-testid="siting">
      {running && job ? (
        <Searching
          job={job.id}
          asked={job.asked}
          answer={followed.data}
          error={followed.error}
          onAgain={() => ask(job.asked)}
        />
      ) : (
        <>
          {job && followed.data && followed.data.state !== "done" && (
            <Searching
              job={job.id}
              asked={job.asked}
              answer={followed.data}
              error={followed.error}
              onAgain={() => ask(job.asked)}
            />
          )}
          {plan.data && (
            <PlanResult
              key={plan.data.number}
              plan={plan.data}
              study={study}
              cells={props.cells}
              state={state}
              scenario={props.scenario}
              indicator={assessed.data?.indicators.find(({ id }) => id === met)?.name[language]}
              onAccept={(chosen) => {
                const edits = acceptedEdits(plan.data, chosen, state, props.facilities);
                if (edits.length > 0) props.accept(edits);
              }}
              onLonger={() =>
                ask({
                  ...plan.data.request,
                  state,
                  timeLimit: Math.min(MOST_SECONDS, plan.data.request.timeLimit + LONGER_SECONDS),
                })
              }
              onShow={props.onShow}
            />
          )}
          {plan.error && <ProblemBand error={plan.error} onRetry={() => void plan.refetch()} />}
          <details className="siting-ask" open={number === undefined || indicator !== undefined}>
            <summary>{number === undefined ? text.title : text.again}</summary>
            <SitingForm
              form={form}
              onForm={setForm}
              question={question}
              state={state}
              indicator={indicator}
              gaps={gaps}
              isBusy={start.isPending}
              onStart={() => ask(requestOf(form, question, state, indicator?.id))}
            />
            {start.error && <ProblemBand error={start.error} />}
          </details>
          {plans.error && <ProblemBand error={plans.error} onRetry={() => void plans.refetch()} />}
          {plans.data?.length === 0 && <p className="quiet">{text.noneYet}</p>}
          {(plans.data?.length ?? 0) > 1 && (
            <label className="siting-earlier">
              <span className="field-label">{text.earlier}</span>
              <select
                className="pick"
                value={number}
                data-testid="earlier-plans"
                onChange={(event) => onPlan(Number(event.target.value))}
              >
                {plans.data?.map((one) => (
                  <option key={one.number} value={one.number}>
                    {text.earlierOne(
                      dateTime(one.created),
                      text.objectives[one.objective],
                      one.sites,
                    )}
                  </option>
                ))}
              </select>
            </label>
          )}
        </>
      )}
    </section>
  );
}

/** The sites of a plan that are not in the scenario yet, numbered in their order. */
function marksOf(plan: SitingPlan, state: ScenarioState): readonly SiteMark[] {
  return plan.sites.flatMap((site, i): SiteMark[] =>
    isAccepted(site, state)
      ? []
      : [
          {
            id: site.id,
            name: site.name,
            lng: site.lng,
            lat: site.lat,
            glyph: site.services[0] ?? "clinic",
            look: site.from === "upgrade" ? "upgrade" : "proposed",
            number: i + 1,
            note: undefined,
            selected: false,
          },
        ],
  );
}
