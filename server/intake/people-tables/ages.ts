import { agesOf } from "#core/demand/groups.ts";

/** An age group in figures that need no translation: "0–2", "60+". */
export function agesInWords(group: string): string {
  const { from, to } = agesOf(group);
  if (to === Number.MAX_SAFE_INTEGER) return `${from}+`;
  return from === to ? String(from) : `${from}–${to}`;
}
