import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sql } from "./database/sql.ts";

const FILE = "store-id";

/**
 * Whether a state folder belongs to a database, which it does from the first time they are used together. What a
 * database does not know may only be cleared away from a folder of its own: another database knows nothing of it.
 */
export async function belongTogether(home: string, database: Sql): Promise<boolean> {
  const [row] = await database.query<{ id: string }>("select id from store");
  const path = join(home, FILE);
  const kept = await readFile(path, "utf8").catch(() => undefined);
  if (kept !== undefined) return kept.trim() === row?.id;
  await writeFile(path, `${row?.id ?? ""}\n`);
  return true;
}
