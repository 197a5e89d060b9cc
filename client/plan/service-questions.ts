import type { Proposal } from "#contract/import.ts";
import type { Service } from "#contract/vocabulary.ts";

type Doubt = NonNullable<Proposal["services"]>["doubtful"][number];

/** A word or name whose service is in doubt, for all rows that have it. */
export interface Question {
  readonly text: string;
  /** What its rows are decided under. */
  readonly keys: readonly string[];
  readonly rows: number;
  /** The first row that has it. */
  readonly first: number;
  readonly candidates: readonly Service[];
}

/** The same word of several rows is asked once; the order stays that of the doubts. */
export function questionsIn(doubts: readonly Doubt[]): Question[] {
  return [...Map.groupBy(doubts, ({ text }) => text)].map(([text, same]) => ({
    text,
    keys: same.map(({ key }) => key),
    rows: same.reduce((sum, { rows }) => sum + rows, 0),
    first: Math.min(...same.map(({ first }) => first)),
    candidates: [...new Set(same.flatMap(({ candidates }) => candidates))],
  }));
}
