import { randomBytes } from "node:crypto";
import type { Template } from "#contract/layers.ts";
import type { Sql } from "./database/sql.ts";

export interface Templates {
  /** In place of an older one of the same name. */
  readonly save: (template: Omit<Template, "id" | "created">) => Promise<Template>;
  /** Newest first. */
  readonly list: () => Promise<Template[]>;
  readonly find: (id: string) => Promise<Template | undefined>;
  /** False when there is none of this id. */
  readonly remove: (id: string) => Promise<boolean>;
}

const COLUMNS = "id, name, titles, mapping, created";

export function templatesOf(database: Sql): Templates {
  return {
    async save({ name, titles, mapping }) {
      const [saved] = await database.query<Template>(
        `insert into template (id, name, titles, mapping) values ($1, $2, $3, $4)
         on conflict (name) do update
           set titles = excluded.titles, mapping = excluded.mapping, created = clock_timestamp()
         returning ${COLUMNS}`,
        [`t${randomBytes(5).toString("hex")}`, name, titles, mapping],
      );
      if (saved === undefined) throw new Error(`The template "${name}" was not saved.`);
      return saved;
    },
    list: () => database.query(`select ${COLUMNS} from template order by created desc, id`),
    async find(id) {
      const [found] = await database.query<Template>(
        `select ${COLUMNS} from template where id = $1`,
        [id],
      );
      return found;
    },
    async remove(id) {
      const removed = await database.query("delete from template where id = $1 returning id", [id]);
      return removed.length > 0;
    },
  };
}
