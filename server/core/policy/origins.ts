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

/** Those of one kind and name as one: what each of many units was told by. */
export function together(origins: readonly Origin[]): Origin[] {
  const found = new Map<string, Origin>();
  for (const origin of origins) {
    const key = `${origin.kind} ${origin.said.zh}`;
    const before = found.get(key);
    if (before === undefined) found.set(key, origin);
    else
      found.set(key, {
        ...before,
        date: spanOf([before.date, origin.date]),
        versions: [...new Set([...before.versions, ...origin.versions])],
        used: before.used + origin.used,
        lacking: [...before.lacking, ...origin.lacking],
      });
  }
  return [...found.values()];
}

function spanOf(dates: readonly (string | null)[]): string | null {
  const ends = dates.flatMap((date) => date?.split("–") ?? []).sort((a, b) => (a < b ? -1 : 1));
  const [first, last] = [ends[0], ends.at(-1)];
  if (first === undefined || last === undefined) return null;
  return first === last ? first : `${first}–${last}`;
}

/** "2025", "2023–2025", or null for none. */
function span(years: readonly number[]): string | null {
  const first = years.reduce((least, year) => Math.min(least, year), Infinity);
  const last = years.reduce((most, year) => Math.max(most, year), -Infinity);
  if (years.length === 0) return null;
  return first === last ? String(first) : `${first}–${last}`;
}

/** Numbers in order, those that follow one another as one run: "3", "7–12". */
function runs(numbers: readonly number[]): string[] {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const found: [number, number][] = [];
  for (const each of sorted) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === each - 1) last[1] = each;
    else found.push([each, each]);
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
}
