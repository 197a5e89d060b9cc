import { createHash } from "node:crypto";
import { DatabaseError } from "./database-error.ts";
import type { Database, Sql } from "./sql.ts";

/** One step of the tables' history. Once released it never changes: what is to be different is a new step. */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}

/** Two servers that start at once on one database take turns under this number: the letters "YKZ". */
const TURN = 0x59_4b_5a;

/**
 * Applies what is missing, each migration in a transaction of its own; they are numbered from 1 in their order.
 * Throws `DatabaseError` for a database that is newer than the program or was made by another one.
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<void> {
  while (await database.transaction((sql) => applyNext(sql, migrations)));
}

async function applyNext(sql: Sql, migrations: readonly Migration[]): Promise<boolean> {
  await sql.query(`select pg_advisory_xact_lock(${TURN})`);
  const applied = await appliedTo(sql);
  for (const [i, { checksum, name }] of applied.entries()) {
    const known = migrations[i];
    if (known === undefined)
      throw new DatabaseError(
        `The database was used by a newer version of 一刻钟 (its step ${i + 1} is "${name}"; this version knows ${migrations.length}).`,
        "Start the newer version, or choose another database.",
      );
    if (checksum !== checksumOf(known))
      throw new DatabaseError(
        `The tables of the database were made by another build of 一刻钟 (step ${i + 1}, "${name}", is not the one known here).`,
        "Start that build, or choose another database.",
      );
  }
  const next = migrations[applied.length];
  if (next === undefined) return false;
  for (const statement of next.statements) await sql.query(statement);
  await sql.query("insert into schema_migration (number, name, checksum) values ($1, $2, $3)", [
    applied.length + 1,
    next.name,
    checksumOf(next),
  ]);
  return true;
}

async function appliedTo(sql: Sql): Promise<{ name: string; checksum: string }[]> {
  const [found] = await sql.query<{ there: boolean }>(
    "select to_regclass('schema_migration') is not null as there",
  );
  if (found?.there !== true)
    await sql.query(
      `create table schema_migration (
         number integer primary key,
         name text not null,
         checksum text not null,
         applied timestamptz not null default now()
       )`,
    );
  return sql.query("select name, checksum from schema_migration order by number");
}

function checksumOf({ statements }: Migration): string {
  return createHash("sha256").update(JSON.stringify(statements)).digest("hex");
}
