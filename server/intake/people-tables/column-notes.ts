import type { RowNote } from "#contract/import.ts";
import type { Reason } from "#contract/reasons/reasons.ts";
import { agesOf } from "#core/demand/groups.ts";
import { agesInWords } from "./ages.ts";
import type { CountColumns } from "./count-columns.ts";
import { rowNote } from "./row-note.ts";

/**
 * How the columns of counts were taken, said once, at the titles: units, sums of columns, and a group that is
 * missing.
 */
export function columnNotes(headerRow: number, columns: CountColumns): RowNote[] {
  const { people, groups, sums, whole } = columns;
  const said = (reason: Reason, at = {}) => rowNote(headerRow, "noted", reason, at);
  const words = (parts: readonly string[]) => parts.map(agesInWords).join(" + ");
  const inTenThousands = [...people, ...groups.flatMap((group) => group.columns)]
    .filter(({ unit }) => unit !== 1)
    .map(({ title: column }) =>
      said({ code: "column-unit", values: { column, unit: "万人", factor: 10_000 } }, { column }),
    );
  const [men, women] = people;
  return [
    ...inTenThousands,
    ...(men && women
      ? [said({ code: "people-of-sexes", values: { men: men.title, women: women.title } })]
      : []),
    ...(whole.length > 0 ? [said({ code: "people-summed", values: { parts: words(whole) } })] : []),
    ...groups.flatMap(({ group, columns: [first, second] }) => {
      if (!first || !second) return [];
      const values = { ages: agesInWords(group), men: first.title, women: second.title };
      return [said({ code: "group-of-sexes", values })];
    }),
    ...sums.map(({ group, parts }) =>
      said({ code: "group-summed", values: { ages: agesInWords(group), parts: words(parts) } }),
    ),
    ...youngest(columns).map((given) =>
      said({ code: "group-young-missing", values: { ages: agesInWords(given) } }),
    ),
  ];
}

/** Under three years is what childcare asks for; the group that begins there and ends elsewhere, where that is all. */
function youngest({ groups, sums }: CountColumns): string[] {
  const known = [...groups, ...sums].map(({ group }) => group);
  if (known.includes("0_2")) return [];
  return known.filter((group) => agesOf(group).from === 0 && agesOf(group).to < 7).slice(0, 1);
}
