import type { Trend } from "#contract/policy/compliance.ts";

/** A number to be reached by a year, and every document that sets it. */
export interface Plan {
  readonly documents: readonly string[];
  readonly year: number;
  readonly value: number;
}

/** The years a trend tells of, in order. */
export function yearsOf({ plan, actual }: Trend): number[] {
  return [...new Set([...plan, ...actual].map(({ year }) => year))].toSorted((a, b) => a - b);
}

/** The targets that have a number; documents that set the same for the same year share one. */
export function plansOf({ plan }: Trend): Plan[] {
  const plans: Plan[] = [];
  for (const { document, year, value } of plan) {
    if (value === null) continue;
    const at = plans.findIndex((one) => one.year === year && one.value === value);
    const same = plans[at];
    if (same === undefined) plans.push({ documents: [document], year, value });
    else if (!same.documents.includes(document))
      plans[at] = { ...same, documents: [...same.documents, document] };
  }
  return plans;
}

/** What was reached in each of the years; null is a year without a value, a gap in the line. */
export function actualOf({ actual }: Trend, years: readonly number[]): (number | null)[] {
  return years.map((year) => actual.findLast((one) => one.year === year)?.value ?? null);
}

/**
 * Where labels go that want to stand at these heights: moved apart until neighbours are `gap` from each other, in the
 * order they have, and together no farther than they must.
 */
export function spreadOut(heights: readonly number[], gap: number): number[] {
  const order = heights.map((_, i) => i).toSorted((a, b) => at(heights, a) - at(heights, b));
  // Labels that would touch make a block, placed about the middle of where its labels want to be.
  const blocks: { labels: number[]; top: number }[] = [];
  for (const label of order) {
    let block = { labels: [label], top: at(heights, label) };
    let above = blocks.at(-1);
    while (above !== undefined && above.top + above.labels.length * gap > block.top) {
      const labels = [...above.labels, ...block.labels];
      const tops = labels.map((one, i) => at(heights, one) - i * gap);
      block = { labels, top: tops.reduce((sum, top) => sum + top, 0) / tops.length };
      blocks.pop();
      above = blocks.at(-1);
    }
    blocks.push(block);
  }
  const placed = [...heights];
  for (const { labels, top } of blocks) {
    for (const [i, label] of labels.entries()) placed[label] = top + i * gap;
  }
  return placed;
}

function at(heights: readonly number[], i: number): number {
  return heights[i] ?? 0;
}
