/** One sentence in both languages; `{name}` stands for a value of the reason. */
export interface Wording {
  readonly zh: string;
  readonly en: string;
}

/** What was wrong (or done), and what to do about it. */
export interface ReasonWords {
  readonly what: Wording;
  readonly remedy: Wording;
}

/** The sentence with its values put in. A value that is missing leaves its name in braces, so that it is seen. */
export function fill(
  wording: Wording,
  language: keyof Wording,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return wording[language].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}
