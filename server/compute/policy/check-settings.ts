import type { PolicySettings } from "#contract/policy/stock.ts";
import type { DocumentInForce } from "#core/policy/input.ts";
import type { Fault } from "./unacceptable.ts";

/** What settings name that there is not. */
export function checkSettings(
  { documents, calibers, combine }: PolicySettings,
  all: readonly DocumentInForce[],
): Fault[] {
  const ids = new Set(all.map(({ id }) => id));
  const entries = new Set(all.flatMap((document) => document.entries.map(({ id }) => id)));
  const unknownEntries = (
    field: "calibers" | "combine",
    chosen: Readonly<Record<string, unknown>>,
  ) =>
    Object.keys(chosen)
      .filter((entry) => !entries.has(entry))
      .map((entry) => ({
        code: "unknown-entry",
        path: `${field}/${entry}`,
        zh: `没有“${entry.slice(0, 80)}”这一条指标。请从政策文件的条目中选择。`,
        en: `There is no entry "${entry.slice(0, 80)}". Choose one from the documents.`,
      }));
  return [
    ...(documents ?? []).flatMap((id, i) =>
      ids.has(id)
        ? []
        : [
            {
              code: "unknown-document",
              path: `documents/${i}`,
              zh: `没有“${id.slice(0, 80)}”这份政策文件。现有：${[...ids].join("、")}。`,
              en: `There is no document "${id.slice(0, 80)}". Known: ${[...ids].join(", ")}.`,
            },
          ],
    ),
    ...unknownEntries("calibers", calibers),
    ...unknownEntries("combine", combine),
  ];
}
