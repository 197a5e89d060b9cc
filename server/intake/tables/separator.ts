import { parse } from "csv-parse/sync";
import { extent } from "./grid-row.ts";

const SEPARATORS = ["\t", ",", ";", "|"] as const;
const LOOKED_AT = 50;

/**
 * The separator of a table in text, told by its first rows: the one that parts most of them into the same number of
 * values, and into more values where several do. A comma where none parts anything.
 */
export function separatorOf(text: string): string {
  const said = /^\ufeff?sep=([^\r\n])/i.exec(text)?.[1];
  if (said !== undefined) return said;
  const scored = SEPARATORS.map((separator) => ({ separator, ...consistency(text, separator) }));
  const most = Math.max(...scored.map(({ share }) => share));
  const [best] = scored
    .filter(({ share, values }) => values > 1 && share >= most - 0.15)
    .toSorted((a, b) => b.values - a.values || b.share - a.share);
  if (best !== undefined) return best.separator;
  const { share, values } = consistency(text, FULL_WIDTH);
  return share >= 0.95 && values > 2 ? FULL_WIDTH : ",";
}

/** Typed by hand under a Chinese keyboard; in a single column of Chinese text commas do not part every row alike. */
const FULL_WIDTH = "，";

/** The number of values most rows have, and the share of the rows that have it. */
function consistency(text: string, separator: string): { values: number; share: number } {
  const counts = new Map<number, number>();
  const rows = records(text, separator).filter((row) => extent(row.map((v) => v.trim())) > 0);
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [usual] = [...counts].toSorted(([a, m], [b, n]) => n - m || b - a);
  return usual === undefined
    ? { values: 1, share: 0 }
    : { values: usual[0], share: usual[1] / rows.length };
}

function records(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  try {
    parse(text, {
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      ltrim: true,
      to: LOOKED_AT,
      on_record: (record: string[]) => {
        rows.push(record);
        return null;
      },
    });
  } catch {
    // The text is cut, perhaps within quotation marks: what was parted until there serves.
  }
  return rows;
}
