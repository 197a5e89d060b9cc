import { randomBytes } from "node:crypto";
import type { Decisions, Import } from "#contract/import.ts";
import type { Sql, Value } from "./database/sql.ts";
import { lockStudy } from "./study-rows.ts";

/** An import as it is kept. How far it has come is known only while the server works on it. */
export type ImportRow = Omit<Import, "progress"> & {
  /** Where the file that came in lies, below the state folder. */
  readonly upload: string;
};

type State = Import["state"];
type Changes = Partial<Pick<ImportRow, "state" | "decisions" | "proposal" | "error" | "became">>;

export interface Imports {
  /** Begins one in the state "reading". Throws `NoSuchStudy`. */
  readonly create: (
    made: Pick<ImportRow, "study" | "file" | "upload"> & { readonly decisions?: Decisions },
  ) => Promise<ImportRow>;
  readonly find: (id: string) => Promise<ImportRow | undefined>;
  /** Those of a study that have not ended, oldest first; of all studies when none is named. */
  readonly open: (study?: string) => Promise<ImportRow[]>;
  /** All of a study, oldest first. */
  readonly list: (study: string) => Promise<ImportRow[]>;
  /**
   * Changes an import that is in one of the states `from`; undefined when it is not, and then nothing is changed:
   * of two who confirm, or confirm and cancel, one comes first and the other learns it.
   */
  readonly change: (
    id: string,
    from: readonly State[],
    changes: Changes,
  ) => Promise<ImportRow | undefined>;
  /** At start: what was being read or stored when the server stopped is "interrupted". Gives those. */
  readonly interrupt: () => Promise<ImportRow[]>;
}

const COLUMNS = "id, study, file, upload, state, created, decisions, proposal, error, became";

export function importsOf(database: Sql): Imports {
  const change: Imports["change"] = async (id, from, changes) => {
    const values: Value[] = [id, from];
    const sets = CHANGEABLE.flatMap((column) => {
      const value = changes[column];
      return value === undefined ? [] : [`${column} = $${values.push(value)}`];
    });
    const [changed] = await database.query<ImportRow>(
      `update import set ${["id = id", ...sets].join(", ")}
       where id = $1 and state in (select json_array_elements_text($2)) returning ${COLUMNS}`,
      values,
    );
    return changed;
  };

  return {
    create: ({ study, file, upload, decisions = {} }) =>
      database.transaction(async (sql) => {
        await lockStudy(sql, study);
        const [made] = await sql.query<ImportRow>(
          `insert into import (id, study, file, upload, state, decisions)
           values ($1, $2, $3, $4, 'reading', $5) returning ${COLUMNS}`,
          [`i${randomBytes(8).toString("hex")}`, study, file, upload, decisions],
        );
        if (made === undefined) throw new Error("The import was not stored.");
        return made;
      }),
    async find(id) {
      const [found] = await database.query<ImportRow>(
        `select ${COLUMNS} from import where id = $1`,
        [id],
      );
      return found;
    },
    open: (study) =>
      database.query(
        `select ${COLUMNS} from import
         where state in ('reading', 'waiting', 'storing') and ($1::text is null or study = $1) order by seq`,
        [study ?? null],
      ),
    list: (study) =>
      database.query(`select ${COLUMNS} from import where study = $1 order by seq`, [study]),
    change,
    interrupt: () =>
      database.query(
        `update import set state = 'interrupted' where state in ('reading', 'storing') returning ${COLUMNS}`,
      ),
  };
}

const CHANGEABLE = ["state", "decisions", "proposal", "error", "became"] as const;
