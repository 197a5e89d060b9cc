import type { Sql } from "./database/sql.ts";

/** What an office found a value of a standard to be, and where. */
export interface StandardEdit {
  readonly value: string;
  readonly source: string;
  readonly date: string;
}

export interface StandardEdits {
  /** Those in force, by the value's id. */
  readonly list: () => Promise<ReadonlyMap<string, StandardEdit>>;
  /** In place of the one before, which is kept; null takes it back. */
  readonly put: (value: string, edit: StandardEdit | null) => Promise<void>;
}

export function standardEditsOf(database: Sql): StandardEdits {
  return {
    async list() {
      const rows = await database.query<{ value: string; edit: StandardEdit | null }>(
        "select distinct on (value) value, edit from standard_edit order by value, seq desc",
      );
      return new Map(rows.flatMap(({ value, edit }) => (edit === null ? [] : [[value, edit]])));
    },
    async put(value, edit) {
      await database.query("insert into standard_edit (value, edit) values ($1, $2)", [
        value,
        edit,
      ]);
    },
  };
}
