import { DatabaseSync } from "node:sqlite";
import { DatabaseError, DatabaseInUse } from "./database-error.ts";

/**
 * Makes a folder, which a message calls `what`, this process's own until the function it gives is called or the
 * process ends, however it ends. PGlite itself would let two processes write one folder and ruin it. The lock is
 * the operating system's, taken by SQLite on a file beside the folder: it holds across containers, and there is
 * never a stale one to clear away. Throws `DatabaseError`.
 */
export function lockFolder(folder: string, what: string): () => void {
  const file = `${folder}.lock`;
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(file, { timeout: 0 });
    lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    lock?.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY)
      throw new DatabaseInUse(
        `${what} is in use by another 一刻钟 on this machine.`,
        "Stop that one first, or choose another folder with YIKEZHONG_HOME.",
        error,
      );
    throw new DatabaseError(
      `The file ${file} cannot be locked: ${error instanceof Error ? error.message : String(error)}.`,
      "Choose a folder on a local disk that can be written to with YIKEZHONG_HOME.",
      error,
    );
  }
  const taken = lock;
  return () => taken.close();
}

const SQLITE_BUSY = 5;
