import type { Role } from "#contract/import.ts";
import type { ResultSummary } from "#contract/layers.ts";
import { recordAct } from "./audit.ts";
import type { Sql } from "./database/sql.ts";
import { layersOf } from "./layers.ts";
import { editsOf } from "./network-edits.ts";
import { lockStudy, NoSuchStudy } from "./study-rows.ts";

/** A result by what it was computed from. Its id is the name of the folder its files are in. */
export interface ResultRow {
  readonly id: string;
  readonly study: string;
  readonly created: string;
  readonly uses: ResultSummary["uses"];
  /** Ids of the network repairs in force. */
  readonly repairs: readonly number[];
}

export interface Results {
  /** An id for a result about to be computed, "<study>-r<number>", never given twice. Throws `NoSuchStudy`. */
  readonly nextId: (study: string) => Promise<string>;
  /** Writes down a result whose files are kept. Throws `NoSuchStudy`, also when it was removed meanwhile. */
  readonly add: (result: Omit<ResultRow, "created">) => Promise<ResultRow>;
  readonly find: (id: string) => Promise<ResultRow | undefined>;
  /** Newest first: the first is the one to show. */
  readonly list: (study: string) => Promise<ResultSummary[]>;
  /** Of all studies; folders of results that are not among them were never finished. */
  readonly ids: () => Promise<ReadonlySet<string>>;
}

const COLUMNS = "id, study, created, uses, repairs";

export function resultsOf(database: Sql): Results {
  return {
    async nextId(study) {
      const [begun] = await database.query<{ number: number }>(
        `update study set results_begun = results_begun + 1 where id = $1
         returning results_begun as number`,
        [study],
      );
      if (begun === undefined) throw new NoSuchStudy(study);
      return `${study}-r${begun.number}`;
    },
    add: ({ id, study, uses, repairs }) =>
      database.transaction(async (sql) => {
        await lockStudy(sql, study);
        const [added] = await sql.query<ResultRow>(
          `insert into result (id, study, uses, repairs) values ($1, $2, $3, $4) returning ${COLUMNS}`,
          [id, study, uses, repairs],
        );
        if (added === undefined) throw new Error(`The result "${id}" was not written down.`);
        await recordAct(sql, study, "result-kept", { id });
        return added;
      }),
    async find(id) {
      const [found] = await database.query<ResultRow>(
        `select ${COLUMNS} from result where id = $1`,
        [id],
      );
      return found;
    },
    async list(study) {
      const rows = await database.query<ResultRow>(
        `select ${COLUMNS} from result where study = $1 order by seq desc`,
        [study],
      );
      const newest = (await layersOf(database).newest(study)).filter(isUsed);
      const { inForce } = await editsOf(database).list(study);
      const now = basis(
        newest,
        inForce.map(({ id }) => id),
      );
      return rows.map(({ id, created, uses, repairs }) => ({
        id,
        created,
        uses,
        repairs: repairs.length,
        stale: basis(uses, repairs) !== now,
      }));
    },
    async ids() {
      const rows = await database.query<{ id: string }>("select id from result");
      return new Set(rows.map(({ id }) => id));
    },
  };
}

/** Idle premises serve nobody: a result is the same with them and without, and does not grow old by them. */
export function isUsed({ role }: { readonly role: Role }): boolean {
  return role !== "premises";
}

/** What a result is computed from, as a text that is the same for the same versions and repairs. */
function basis(
  layers: readonly { readonly layer: string; readonly version: number }[],
  repairs: readonly number[],
): string {
  const versions = layers.map(({ layer, version }) => `${layer} v${version}`).sort();
  return JSON.stringify([versions, [...repairs].sort((a, b) => a - b)]);
}
