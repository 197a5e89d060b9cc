/** The titles as they name columns: a blank one gives way to the column's letter, a second of a name gets " (2)". */
export function columnTitles(titles: readonly string[]): string[] {
  const seen = new Set<string>();
  const columns: string[] = [];
  for (const [i, title] of titles.entries()) {
    const base = title === "" ? columnLetter(i) : title;
    let name = base;
    for (let n = 2; seen.has(name); n += 1) name = `${base} (${n})`;
    seen.add(name);
    columns.push(name);
  }
  return columns;
}

/** A to Z, AA and so on, as spreadsheets call the column; 0 is A. */
export function columnLetter(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last;
}

/** A title on one line, without the spaces that stretch Chinese titles to the width of their column. */
export function tidyTitle(title: string): string {
  return title
    .replaceAll(/(?<=[^\u0020-\u02ff\s])\s+(?=[^\u0020-\u02ff\s])/g, "")
    .replaceAll(/\s+/g, " ");
}

/** A value without what surrounds it unseen: blanks of any width, byte order marks, the marks that keep digits text. */
export function tidyValue(value: string): string {
  const trimmed = UNSEEN.test(value) ? value.replaceAll(EVERY_UNSEEN, "").trim() : value.trim();
  const first = trimmed.codePointAt(0);
  if (first === EQUALS) return /^="([^"]*)"$/.exec(trimmed)?.[1]?.trim() ?? trimmed;
  if (first === APOSTROPHE && /^'[\d.+-]+$/.test(trimmed)) return trimmed.slice(1);
  return trimmed;
}

const EQUALS = 0x3d;
const APOSTROPHE = 0x27;
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u200b\u200e\u200f\u2060\ufeff]|\r\n/;
// eslint-disable-next-line no-control-regex
const EVERY_UNSEEN = /[\u0000-\u0008\u200b\u200e\u200f\u2060\ufeff]|\r(?=\n)/g;
