import { useMemo } from "react";
import type { ScenarioQuestion, ScenarioState } from "#contract/scenario.ts";
import { useEvaluation, type EvaluationAnswer } from "../../api/scenarios.ts";
import { costsAfter, type Costs } from "../../plan/scenario/costs.ts";
import { outcomeOf, todayOf, type Outcome } from "../../plan/scenario/outcome.ts";

/** Today or a scenario, in figures and on the map. */
export interface Side {
  readonly name: string;
  readonly outcome: Outcome;
  readonly costs: Costs;
  /** Share covered at 1 … 30 minutes. */
  readonly curve: readonly (number | null)[];
}

/** What a scenario comes to and what it is held against, all under one question. */
export interface Sides {
  /** Always today, whatever is compared: a drag's figures are told from it. */
  readonly today: Side;
  readonly before: Side;
  readonly after: Side;
  readonly answer: EvaluationAnswer;
}

/** The two sides of the comparison; undefined until there is an answer that fits the costs of today. */
export function useSides(asked: {
  readonly study: string;
  readonly state: ScenarioState | undefined;
  readonly against: ScenarioState | undefined;
  readonly question: ScenarioQuestion | undefined;
  readonly today: Costs | undefined;
  /** Whose costs `today` are. */
  readonly todayOf: Omit<ScenarioQuestion, "limitMinutes"> | undefined;
  readonly names: { readonly today: string; readonly before: string; readonly after: string };
}) {
  const { study, state, against, question, today, names } = asked;
  const own = useEvaluation(study, state && question && { state, question });
  const other = useEvaluation(study, against && question && { state: against, question });
  const fits = (answer: EvaluationAnswer | undefined) =>
    answer !== undefined &&
    asked.todayOf !== undefined &&
    answer.question.service === asked.todayOf.service &&
    answer.question.profile === asked.todayOf.profile &&
    answer.question.direction === asked.todayOf.direction;
  const [answer, otherAnswer] = [own.data, other.data];
  const isFit = fits(answer) && (against === undefined || fits(otherAnswer));
  const sides = useMemo((): Sides | undefined => {
    if (!isFit || answer === undefined || today === undefined) return undefined;
    const now: Side = {
      name: names.today,
      outcome: todayOf(answer.evaluation),
      costs: today,
      curve: answer.evaluation.curve.before,
    };
    const before =
      against === undefined || otherAnswer === undefined
        ? now
        : sideOf(names.before, otherAnswer, today);
    return { today: now, before, after: sideOf(names.after, answer, today), answer };
  }, [isFit, answer, otherAnswer, against, today, names.today, names.before, names.after]);
  const isCurrent =
    sides !== undefined &&
    !own.isPlaceholderData &&
    (against === undefined || !other.isPlaceholderData);
  return { sides, isCurrent, error: own.error ?? other.error, retry: retryOf(own, other) };
}

function sideOf(name: string, { evaluation }: EvaluationAnswer, today: Costs): Side {
  const { changed, curve } = evaluation;
  return {
    name,
    outcome: outcomeOf(evaluation),
    costs: costsAfter(today, changed, evaluation),
    curve: curve.after,
  };
}

function retryOf(
  ...queries: readonly { readonly error: unknown; readonly refetch: () => unknown }[]
) {
  return () => {
    for (const query of queries) if (query.error) void query.refetch();
  };
}
