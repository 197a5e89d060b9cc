/** Row numbers as runs, ascending: 41, 42, 43, 50 → 41–43, 50. */
export function runsOf(rows: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const row of [...new Set(rows)].toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.[1] === row - 1) last[1] = row;
    else runs.push([row, row]);
  }
  return runs;
}

/** Runs as text, the first few of them: `41–43、50`. */
export function runsText(runs: readonly (readonly [number, number])[], between: string): string {
  return runs
    .map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`))
    .join(between);
}
