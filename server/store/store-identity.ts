import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { StateFolderError } from "./state-folder.ts";
import type { Database } from "./database/sql.ts";

const FILE = "store-id";

/**
 * Whether a state folder belongs to a database, which it does from the first time they are used together. What a
 * database does not know may only be cleared away from a folder of its own: another database knows nothing of it.
 * Throws `StateFolderError` where the folder is new and a database on a server has been used with another, which
 * has the contents of its layers; those of the study `remade` are made again when they are missing.
 */
export async function belongTogether(
  home: string,
  database: Database,
  remade: string,
): Promise<boolean> {
  const [row] = await database.query<{ id: string }>("select id from store");
  const path = join(home, FILE);
  const kept = await readFile(path, "utf8").catch(() => undefined);
  if (kept !== undefined) return kept.trim() === row?.id;
  // The embedded one lies in the folder itself.
  const [used] =
    database.kind === "pglite"
      ? []
      : await database.query<{ name: string }>(
          `select name from study where id <> $1 and id in (select study from layer_version) limit 1`,
          [remade],
        );
  if (used !== undefined)
    throw new StateFolderError(
      `The database holds studies (such as "${used.name}") whose files are not in ${resolve(home)}: it was used with another state folder. ` +
        "Set YIKEZHONG_HOME to that folder or to a copy of it, or give this one an empty database with DATABASE_URL.",
    );
  await writeFile(path, `${row?.id ?? ""}\n`);
  return true;
}
