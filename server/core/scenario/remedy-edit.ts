import type { Explanation } from "#contract/scenario.ts";

/** An edit that would cover a place, with words for it. */
export type Remedy = NonNullable<Explanation["remedy"]>;

/** The stem, or the stem with the first number that is free. */
export function freeId(taken: Readonly<Record<string, unknown>>, stem: string): string {
  let id = stem;
  for (let n = 2; Object.hasOwn(taken, id); n++) id = `${stem}-${n}`;
  return id;
}
