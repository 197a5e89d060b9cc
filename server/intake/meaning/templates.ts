import type { Template } from "#contract/layers.ts";
import type { ColumnGuess } from "./guess-mapping.ts";

/** What is kept of a mapping to be applied to the next file with the same titles. Personal columns are never in it. */
export function templateOf(columns: readonly ColumnGuess[]): Pick<Template, "titles" | "mapping"> {
  return {
    titles: columns.map(({ title }) => title),
    mapping: Object.fromEntries(
      columns.flatMap(({ title, field, personal }) =>
        personal === null ? [[title, field ?? ""]] : [],
      ),
    ),
  };
}

/** The newest template made for exactly these titles, in whatever order; undefined where there is none. */
export function matchTemplate(
  titles: readonly string[],
  templates: readonly Template[],
): Template | undefined {
  const wanted = new Set(titles);
  return templates
    .filter((template) => isSame(wanted, new Set(template.titles)))
    .toSorted((a, b) => b.created.localeCompare(a.created))[0];
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((title) => b.has(title));
}
