import type { RawTable } from "../../../../server/intake/tables/raw-table.ts";

/** A table as a reader gives it: titles in row 1, data from row 2 on. */
export function tableOf(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): RawTable {
  return {
    name: "",
    headerRow: 1,
    columns,
    rows: rows.map((values, i) => ({ number: i + 2, values })),
    declaredCrs: null,
    unread: [],
  };
}
