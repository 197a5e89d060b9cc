import { memo, useEffect, useRef } from "react";
import type { GapList, GapView } from "#contract/coverage.ts";
import type { FacilityList } from "#contract/study.ts";
import { answers, type GapAnswer } from "../api/queries.ts";
import type { ProblemError } from "../api/request.ts";
import type { Question } from "../plan/question.ts";
import type { Ground } from "../plan/tally.ts";
import {
  area,
  count,
  minutes,
  minutesInFull,
  people,
  peopleShort,
  wholeMinutes,
} from "../text/numbers.ts";
import { ageGroup } from "../text/words.ts";
import { ProblemBand } from "./ProblemBand.tsx";
import { ResultDownloads } from "./ResultDownloads.tsx";
import { useSpeech, useView } from "./session.tsx";
import { useCoverage } from "./shown.ts";

/** The gaps of the service in view, most people first; a row flies the map there. */
export const GapPanel = memo(function GapPanel(props: {
  /** The question on screen. */
  readonly question: Question;
  readonly ground: Ground;
  /** The last list there is, of whatever question and limit; undefined before the first. */
  readonly answer: GapAnswer | undefined;
  readonly error: ProblemError | null;
  readonly onRetry: () => unknown;
  readonly facilities: FacilityList;
  readonly onChoose: (gap: GapView) => void;
  /** To the page of scenarios, with this gap in view. */
  readonly onPlan: (gap: GapView) => void;
}) {
  const { language, words } = useSpeech();
  const limitMinutes = useView((it) => it.limitMinutes);
  const question = { ...props.question, limitMinutes };
  const gaps = props.answer?.gaps;
  const current = answers(props.answer, question);
  const all = useCoverage(props.ground, limitMinutes)?.all;
  const limit = wholeMinutes(limitMinutes, language);
  return (
    <section className="block gaps" aria-labelledby="gaps-title">
      <header className="block-head">
        <h3 id="gaps-title">{words.gaps.title(words.service[question.service])}</h3>
        {gaps && (
          <span className="quiet gap-total" aria-busy={!current}>
            {words.gaps.total(count(gaps.length))}
          </span>
        )}
      </header>
      {all && all.gap > 0 && (
        <p className="gaps-lead">
          <b>{peopleShort(all.gap, language)}</b>{" "}
          {words.gaps.lead(limit, words.place[question.service])}
        </p>
      )}
      {props.error ? (
        <ProblemBand
          title={words.problem.gaps}
          error={props.error}
          onRetry={() => void props.onRetry()}
        />
      ) : (
        <GapRows
          gaps={gaps}
          current={current}
          facilities={props.facilities}
          onChoose={props.onChoose}
        />
      )}
      {all && all.gap === 0 && current && (
        <p className="all-well" data-testid="no-gaps">
          {noGaps(all.covered, all.unknown)}
        </p>
      )}
      <div className="downloads">
        {current && gaps && <PlanButton gaps={gaps} onPlan={props.onPlan} />}
        <ResultDownloads question={question} />
      </div>
    </section>
  );

  function noGaps(covered: number, unknown: number): string {
    if (covered === 0) return words.gaps.nobody;
    return unknown > 0 ? words.gaps.noneKnown : words.gaps.none(limit);
  }
});

/** New sites for the selected gap, else for the largest. */
function PlanButton(props: { readonly gaps: GapList; readonly onPlan: (gap: GapView) => void }) {
  const { words } = useSpeech();
  const selected = useView((it) => (it.selection.kind === "gap" ? it.selection.rank : 1));
  const gap = props.gaps.find(({ rank }) => rank === selected) ?? props.gaps[0];
  if (gap === undefined) return null;
  return (
    <button
      type="button"
      className="button primary"
      data-testid="plan-gap"
      onClick={() => props.onPlan(gap)}
    >
      {words.gaps.plan(String(gap.rank))}
    </button>
  );
}

function GapRows(props: {
  readonly gaps: GapList | undefined;
  readonly current: boolean;
  readonly facilities: FacilityList;
  readonly onChoose: (gap: GapView) => void;
}) {
  const { words } = useSpeech();
  const selected = useView((it) => (it.selection.kind === "gap" ? it.selection.rank : undefined));
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (selected === undefined) return;
    list.current?.querySelector("[data-chosen=true]")?.scrollIntoView({ block: "nearest" });
  }, [selected, props.gaps]);
  return (
    <ol
      ref={list}
      className="gap-list"
      data-testid="gap-list"
      aria-label={words.gaps.list}
      aria-busy={!props.current}
    >
      {props.gaps?.map((gap) => (
        <GapRow
          key={gap.rank}
          gap={gap}
          chosen={props.current && gap.rank === selected}
          nearest={gap.nearest && props.facilities[gap.nearest.facility]?.name}
          onChoose={props.onChoose}
        />
      ))}
    </ol>
  );
}

const GapRow = memo(function GapRow(props: {
  readonly gap: GapView;
  readonly chosen: boolean;
  readonly nearest: string | null | undefined;
  readonly onChoose: (gap: GapView) => void;
}) {
  const { language, words } = useSpeech();
  const { gap, chosen, nearest } = props;
  const away = words.gaps.nearest(minutes(secondsAway(gap), language));
  return (
    <li data-chosen={chosen} data-testid={`gap-row-${gap.rank}`}>
      <button type="button" aria-pressed={chosen} onClick={() => props.onChoose(gap)}>
        <span className="rank">{gap.rank}</span>
        <span className="gap-name">{gap.name}</span>
        <span className="gap-people">{people(gap.people, language)}</span>
        <span className="gap-note" title={nearest ?? undefined}>
          {words.join([area(gap.areaKm2, language), away, ...(nearest ? [nearest] : [])])}
        </span>
      </button>
      {chosen && (
        <dl className="facts gap-facts">
          {gap.nearest && nearest && (
            <div>
              <dt>{nearest}</dt>
              <dd>{minutesInFull(secondsAway(gap), language)}</dd>
            </div>
          )}
          {gap.nearest === null && (
            <div>
              <dt>{words.gaps.nowhere}</dt>
            </div>
          )}
          {Object.entries(gap.groups).map(([name, value]) => (
            <div key={name}>
              <dt>{ageGroup(name, words)}</dt>
              <dd>{people(value, language)}</dd>
            </div>
          ))}
          <div>
            <dt>{area(gap.areaKm2, language)}</dt>
            <dd>{words.gaps.cells(count(gap.cells.length))}</dd>
          </div>
        </dl>
      )}
    </li>
  );
});

/** Null when no way leads to any facility. */
function secondsAway({ nearest }: GapView): number | null {
  return nearest === null || nearest.minutes === null ? null : nearest.minutes * 60;
}
