import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Worker } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { DatabaseError, DatabaseFull, explainEmbedded } from "./database-error.ts";
import { isNoRoom } from "../no-room.ts";
import { lockFolder } from "./folder-lock.ts";
import { runWithin, type Database, type Sql } from "./sql.ts";
import { READERS, written } from "./values.ts";

/** Opens the embedded database in a folder, and makes it where there is none. Throws `DatabaseError`. */
export async function openPglite(folder: string): Promise<Database> {
  const place = `The database in ${folder}`;
  let unlock = (): void => {};
  let pglite: PGlite;
  try {
    await mkdir(dirname(folder), { recursive: true });
    unlock = lockFolder(folder, place);
    if (!(await isThere(folder))) await make(folder);
    pglite = await PGlite.create(folder, { parsers: READERS, startParams: SETTINGS });
  } catch (error) {
    unlock();
    throw error instanceof DatabaseError ? error : unusable(place, await causeOf(error, folder));
  }
  const on =
    (runner: Pick<PGlite, "query">): Sql["query"] =>
    async <Row>(statement: string, values = NONE) => {
      try {
        return (await runner.query<Row>(statement, values.map(written))).rows;
      } catch (error) {
        throw explainEmbedded(error, place) ?? error;
      }
    };
  return {
    kind: "pglite",
    query: on(pglite),
    transaction: (work) =>
      pglite
        .transaction((begun) => runWithin(on(begun), work))
        .catch((error: unknown) => {
          throw explainEmbedded(error, place) ?? error;
        }),
    // It has been since it was opened.
    claim: async () => {},
    async close() {
      await pglite.close();
      unlock();
    },
  };
}

/** For a few thousand rows on a laptop: PostgreSQL's own would take 128 MB of memory and up to 1 GB of disk. */
const SETTINGS = [
  ...PGlite.defaultStartParams,
  ...["shared_buffers=16MB", "min_wal_size=32MB", "max_wal_size=64MB"].flatMap((one) => [
    "-c",
    one,
  ]),
];

const NONE: Parameters<Sql["query"]>[1] & object = [];

async function isThere(folder: string): Promise<boolean> {
  const names = await namesIn(folder);
  if (names.length === 0 || names.includes("PG_VERSION")) return names.length > 0;
  throw new DatabaseError(
    `${folder} holds other files (${names.slice(0, 3).join(", ")}), not a database.`,
    "Move them away, or choose another folder with YIKEZHONG_HOME.",
  );
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/**
 * Makes an empty database beside its place and puts it there when it is complete: what an interrupted first
 * start leaves is never opened. In a thread of its own, because it keeps one busy for seconds.
 */
async function make(folder: string): Promise<void> {
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await new Promise<void>((resolve, reject) => {
    new Worker(new URL("./make-pglite.ts", import.meta.url), { workerData: part })
      .on("error", reject)
      .on("exit", (code) =>
        code === 0 ? resolve() : reject(new Error(`making it ended with code ${code}`)),
      );
  });
  await rename(part, folder);
}

/** PGlite does not say why it gave up: whether there is room, and leave to write, is tried out beside the folder. */
async function causeOf(error: unknown, folder: string): Promise<unknown> {
  const probe = `${folder}.probe`;
  try {
    await writeFile(probe, new Uint8Array(PROBE_BYTES));
    return error;
  } catch (cause) {
    return cause;
  } finally {
    await rm(probe, { force: true }).catch(() => {});
  }
}

/** What opening a database writes, or so. */
const PROBE_BYTES = 4 * 1024 * 1024;

function unusable(place: string, error: unknown): DatabaseError {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const reason = error instanceof Error ? error.message : JSON.stringify(error);
  if (UNUSABLE_PLACES.has(code))
    return new DatabaseError(
      `${place} cannot be written to: ${reason}.`,
      "Choose a folder that can be written to with YIKEZHONG_HOME.",
      error,
    );
  if (isNoRoom(error))
    return new DatabaseFull(
      `${place} has no room left on its disk.`,
      "Make room there, or choose another folder with YIKEZHONG_HOME.",
      error,
    );
  return new DatabaseError(
    `${place} cannot be opened: ${reason}.`,
    "Bring the folder back from a copy, or move it away to begin with an empty database.",
    error,
  );
}

const UNUSABLE_PLACES: ReadonlySet<unknown> = new Set([
  "EACCES",
  "EPERM",
  "EROFS",
  // Part of the path is a file.
  "ENOTDIR",
  "EEXIST",
]);
