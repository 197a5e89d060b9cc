import type { Origin } from "#contract/policy/compliance.ts";
import type { KeptFigure } from "#contract/policy/stock.ts";
import type { Said } from "../vocabulary.ts";
import type { Ground } from "./ground.ts";

export function stockOrigin(
  said: Said,
  figures: readonly KeptFigure[],
  lacking: readonly number[],
  ground: Ground,
): Origin {
  return {
    kind: "stock",
    said,
    date: span(figures.map(({ year }) => year)),
    versions: runs(figures.map(({ seq }) => seq)),
    used: figures.length,
    lacking: namesOf(lacking, ground),
  };
}

export function namesOf(
  places: readonly number[],
  { divisions }: Ground,
): { code: string; name: string }[] {
  return places.map((place) => {
    const { code, name } = divisions[place]!;
    return { code, name };
  });
}

/** "2025", "2023–2025", or null for none. */
export function span(years: readonly number[]): string | null {
  const first = years.reduce((least, year) => Math.min(least, year), Infinity);
  const last = years.reduce((most, year) => Math.max(most, year), -Infinity);
  if (years.length === 0) return null;
  return first === last ? String(first) : `${first}–${last}`;
}

/** Numbers in order, those that follow one another as one run: "3", "7–12". */
export function runs(numbers: readonly number[]): string[] {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const found: [number, number][] = [];
  for (const each of sorted) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === each - 1) last[1] = each;
    else found.push([each, each]);
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
}
