import type { SitingConflict } from "#core/siting/problem.ts";
import type { TableQuestion } from "./site-objective.ts";

/** What cannot be had, and what to give up for it. */
export function whyNot(conflict: SitingConflict, question: TableQuestion, total: number): string {
  const { objective, limit, share, count } = question;
  const within = limit === null ? "" : ` within ${limit}`;
  const most = (people: number) =>
    `${shortened(people)} of ${shortened(total)} (${((100 * people) / total).toFixed(2)}%)`;
  const asked = share === null ? "everybody" : `--share ${share}`;
  switch (conflict.kind) {
    case "beyond-reach":
      return (
        `Infeasible: all sites together reach at most ${most(conflict.most)}${within}; ${asked} was asked for. ` +
        `Ask for at most --share ${floored(conflict.most / total)}, raise --limit or add sites.`
      );
    case "capacity":
      return (
        `Infeasible: all sites together can take at most ${most(conflict.most)}${within}; ${asked} was asked for. ` +
        `Ask for at most --share ${floored(conflict.most / total)}, or add capacity or sites.`
      );
    case "too-few-sites":
      return count !== null && question.require.length > count
        ? `Infeasible: ${question.require.length} sites are required and --count is ${count}. Raise --count or require fewer.`
        : `Infeasible: ${objective} takes at least ${conflict.count} sites${within}; --count is ${count}. Raise --count${limit === null ? "" : " or --limit"}.`;
    case "apart":
    case "budget":
    case "floor":
      return `Infeasible: the rules of kind "${conflict.kind}" cannot be kept.`;
  }
}

/** Cut to what is surely not above it. */
function floored(share: number): number {
  return Math.floor(share * 10_000) / 10_000;
}

/** A number as it is read. */
export function shortened(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 2 });
}
