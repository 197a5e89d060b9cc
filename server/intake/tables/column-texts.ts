const MOST_TEXTS = 4096;

/**
 * Keeps one copy of each text of a column as long as texts recur in it: of streets and kinds a table of 200,000 rows
 * has a few hundred, of names as many as rows, and those are not looked up further.
 */
export class ColumnTexts {
  readonly #texts = new Map<string, string>();
  #full = false;

  keep(text: string): string {
    if (this.#full || text === "") return text;
    const kept = this.#texts.get(text);
    if (kept !== undefined) return kept;
    if (this.#texts.size === MOST_TEXTS) {
      this.#texts.clear();
      this.#full = true;
    } else {
      this.#texts.set(text, text);
    }
    return text;
  }
}
