import { migrate } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/migrations.ts";
import { openPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";
import type { Database } from "./sql.ts";

/**
 * Opens the database and brings its tables up to date: the PostgreSQL server at `url`, or else the embedded
 * one in `folder`, which is made where it is missing (some seconds, in a thread of its own) and belongs to one
 * process at a time. Throws `DatabaseError`.
 */
export async function openDatabase(place: {
  readonly url: string | undefined;
  readonly folder: string;
}): Promise<Database> {
  const { url, folder } = place;
  const database = await (url === undefined ? openPglite(folder) : openPostgres(url));
  try {
    await migrate(database, MIGRATIONS);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}
