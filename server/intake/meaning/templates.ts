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

/**
 * The template made for these titles, in whatever order; else the one that shares most with them, if hardly a column
 * came or went: the next year's table has one more. The newest of equals; undefined where none is near.
 */
export function matchTemplate(
  titles: readonly string[],
  templates: readonly Template[],
): Template | undefined {
  const wanted = new Set(titles);
  const [best] = templates
    .map((template) => ({ template, alike: likeness(wanted, new Set(template.titles)) }))
    .filter(({ alike }) => alike >= NEAR)
    .toSorted((a, b) => b.alike - a.alike || b.template.created.localeCompare(a.template.created));
  return best?.template;
}

const NEAR = 0.8;

/** Of all titles in either, the share that is in both. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((title) => b.has(title)).length;
  return shared / Math.max(1, a.size + b.size - shared);
}
