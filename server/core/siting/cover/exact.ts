import { believedBound } from "../believed.ts";
import type { Solved } from "../problem.ts";
import type { Instance } from "./instance.ts";
import { columnsFor, layoutOf } from "./layout.ts";
import { coverModel, type Question } from "./model.ts";
import type { Search } from "./search.ts";

/** Past so many pairs of site and demand the solver would not get through its first step in time. */
const MOST_PAIRS = 400_000;
/** Choices that miss what was asked by the solver's rounding are told to it one by one, so often at most. */
const MOST_CUTS = 20;
/** Seconds at most for choosing among equals. */
const PREFERENCE_SECONDS = 10;

/**
 * Lets the solver look for a better choice, or prove that there is none. Its choices and bounds are taken only as
 * far as the problem's own data bear them out.
 */
export function askSolver(search: Search): "infeasible" | "done" {
  const { instance } = search;
  if (search.tools.solver === undefined || instance.demandOf.items.length > MOST_PAIRS)
    return "done";
  const { sense, before } = search.scale;
  const cuts: (readonly number[])[] = [];
  while (cuts.length <= MOST_CUTS && !search.tools.ended()) {
    const { solved, own } = ask(search, instance, { best: "goal", cuts }, search.tools.left());
    if (solved.status === "infeasible")
      return search.best().judgement.allowed ? "done" : "infeasible";
    const judged = own === undefined ? undefined : search.propose(instance, own);
    const short =
      solved.status === "optimal" && own !== undefined && judged?.keeps === true && !judged.allowed;
    if (short && !cuts.some((cut) => own.every((site) => cut.includes(site)))) {
      cuts.push(own);
      continue;
    }
    const actual = judged === undefined ? undefined : judged.allowed ? judged.value - before : NaN;
    const value = search.value();
    const none = sense === "most" ? -Infinity : Infinity;
    const bound = believedBound(sense, solved, actual, Number.isNaN(value) ? none : value);
    search.learn(search.scale.bound(bound));
    return "done";
  }
  return "done";
}

/**
 * Among choices as good as the best: fewest sites that are not preferred, then most people. Only what the solver is
 * done with counts.
 */
export function preferOfEquals(search: Search): void {
  const { instance, tools, best, propose } = search;
  if (tools.solver === undefined || instance.demandOf.items.length > MOST_PAIRS) return;
  const questions: Question["best"][] = [];
  if (instance.preferred.includes(1)) questions.push("fewest-others");
  if (!instance.everything && instance.goal.kind !== "most-people") questions.push("most-people");
  for (const question of questions) {
    if (tools.ended()) return;
    const others = search
      .own(instance, best())
      .filter((site) => instance.preferred[site] === 0).length;
    const asked: Question = {
      best: question,
      keep: search.value() * (search.scale.sense === "least" ? 1 + 1e-9 : 1),
      ...(question === "most-people" ? { others } : {}),
      cuts: [],
    };
    const { solved, own } = ask(
      search,
      instance,
      asked,
      Math.min(PREFERENCE_SECONDS, tools.left()),
    );
    if (solved.status === "optimal" && own !== undefined) propose(instance, own);
  }
}

function ask(
  search: Search,
  instance: Instance,
  question: Question,
  seconds: number,
): { readonly solved: Solved; readonly own: readonly number[] | undefined } {
  const { tools, scale } = search;
  const layout = layoutOf(instance);
  const known = search.best();
  const solved: Solved = tools.solver?.solve(coverModel(instance, layout, question), {
    ended: tools.ended,
    seconds,
    seed: tools.seed,
    near: 0,
    ...(known.judgement.allowed
      ? { start: columnsFor(instance, layout, search.own(instance, known)) }
      : {}),
    onProgress: (_, bound) => {
      if (question.best === "goal" && bound !== null) search.hint(scale.bound(bound));
    },
  }) ?? { status: "failed", columns: undefined, value: NaN, bound: NaN };
  const { columns } = solved;
  return {
    solved,
    own:
      columns === undefined
        ? undefined
        : Array.from(instance.origin, (_, site) => site).filter((site) => columns[site]! > 0.5),
  };
}
