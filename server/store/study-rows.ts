import { randomBytes } from "node:crypto";
import { recordAct } from "./audit.ts";
import type { Sql } from "./database/sql.ts";

/** A study as the database knows it: what layers, edits and results belong to. */
export interface StudyRow {
  readonly id: string;
  readonly name: string;
  /** Invented data. */
  readonly synthetic: boolean;
  readonly resolution: number;
  /** In metres. */
  readonly snapCap: number;
  readonly created: string;
}

export type NewStudy = Omit<StudyRow, "id" | "created"> & {
  /** A new one when left out. */
  readonly id?: string;
};

/** What a removed study leaves behind on disk. */
export interface Removed {
  /** Ids of its results, which are the names of their folders. */
  readonly results: readonly string[];
  /** Checksums of artifacts that nothing of any other study is kept in. */
  readonly artifacts: readonly string[];
  /** The files its imports came from, which may be gone already. */
  readonly uploads: readonly string[];
}

export interface StudyRows {
  readonly create: (study: NewStudy) => Promise<StudyRow>;
  /** Synthetic studies first, then the newest. */
  readonly list: () => Promise<StudyRow[]>;
  readonly find: (id: string) => Promise<StudyRow | undefined>;
  readonly rename: (id: string, name: string) => Promise<StudyRow | undefined>;
  /** With everything that belongs to it; undefined when there is no such study. */
  readonly remove: (id: string) => Promise<Removed | undefined>;
}

/** There is no study of this id. */
export class NoSuchStudy extends Error {
  override readonly name = "NoSuchStudy";

  constructor(id: string) {
    super(`There is no study "${id}".`);
  }
}

const COLUMNS = `id, name, synthetic, resolution, snap_cap as "snapCap", created`;

/** Everything of studies that is kept in artifacts. */
const KEPT_IN = ["layer_version", "attestation", "snapshot", "report", "siting_plan"]
  .map((table) => `select study, sha256 from ${table} where sha256 is not null`)
  .join(" union all ");

export function studyRows(database: Sql): StudyRows {
  return {
    create: ({ id = `s${randomBytes(5).toString("hex")}`, name, synthetic, resolution, snapCap }) =>
      database.transaction(async (sql) => {
        const [made] = await sql.query<StudyRow>(
          `insert into study (id, name, synthetic, resolution, snap_cap)
           values ($1, $2, $3, $4, $5) returning ${COLUMNS}`,
          [id, name, synthetic, resolution, snapCap],
        );
        if (made === undefined) throw new Error(`Study "${id}" was not made.`);
        await recordAct(sql, id, "study-created", { name });
        return made;
      }),
    list: () =>
      database.query(`select ${COLUMNS} from study order by synthetic desc, created desc, id`),
    async find(id) {
      const [found] = await database.query<StudyRow>(`select ${COLUMNS} from study where id = $1`, [
        id,
      ]);
      return found;
    },
    rename: (id, name) =>
      database.transaction(async (sql) => {
        const [renamed] = await sql.query<StudyRow>(
          `update study set name = $2 where id = $1 returning ${COLUMNS}`,
          [id, name],
        );
        if (renamed !== undefined) await recordAct(sql, id, "study-renamed", { name });
        return renamed;
      }),
    remove: (id) =>
      database.transaction(async (sql) => {
        const [found] = await sql.query("select 1 from study where id = $1 for update", [id]);
        if (found === undefined) return undefined;
        const results = await sql.query<{ id: string }>(
          "select id from result where study = $1 order by seq",
          [id],
        );
        const artifacts = await sql.query<{ sha256: string }>(
          `with kept as (${KEPT_IN})
           select distinct sha256 from kept
           where study = $1 and sha256 not in (select sha256 from kept where study <> $1)`,
          [id],
        );
        const uploads = await sql.query<{ upload: string }>(
          "select upload from import where study = $1",
          [id],
        );
        await sql.query("delete from study where id = $1", [id]);
        await recordAct(sql, id, "study-removed", {});
        return {
          results: results.map((result) => result.id),
          artifacts: artifacts.map(({ sha256 }) => sha256),
          uploads: uploads.map(({ upload }) => upload),
        };
      }),
  };
}

/**
 * Makes changes to one study wait for each other until the transaction ends, so that the next number can be
 * taken from what is there. Throws `NoSuchStudy`.
 */
export async function lockStudy(sql: Sql, id: string): Promise<void> {
  const found = await sql.query("select 1 from study where id = $1 for update", [id]);
  if (found.length === 0) throw new NoSuchStudy(id);
}
