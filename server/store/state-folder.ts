import { randomBytes } from "node:crypto";
import { access, constants, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { lockFolder } from "./database/folder-lock.ts";

/** The one folder all state lives in. */
export interface StateFolder {
  readonly studies: string;
  readonly drafts: string;
}

/** A private folder for one study in the making. Nothing in it counts until the study is kept. */
export interface Draft {
  /** Where files that come in are put. */
  readonly uploads: string;
  /** Where the finished study is written; not yet there. */
  readonly study: string;
  readonly discard: () => Promise<void>;
}

/** The state folder cannot be used. The message says what, where and what to do. */
export class StateFolderError extends Error {
  override readonly name = "StateFolderError";
}

/** Opens, and where needed makes, the state folder, and clears away what interrupted work left behind. */
export async function openStateFolder(root: string): Promise<StateFolder> {
  const state = { studies: resolve(root, "studies"), drafts: resolve(root, "drafts") };
  try {
    await mkdir(state.studies, { recursive: true });
    await mkdir(state.drafts, { recursive: true });
    for (const name of await readdir(state.drafts))
      if (isAbandoned(name)) await rm(join(state.drafts, name), { recursive: true, force: true });
  } catch (error) {
    throw unusable(root, error);
  }
  return state;
}

/**
 * Makes the state folder this process's own until the function it gives is called or the process ends: whoever
 * starts on it clears away what others would still be writing. Throws `StateFolderError`, `DatabaseInUse`.
 */
export async function claimStateFolder(root: string): Promise<() => void> {
  const home = resolve(root);
  try {
    await mkdir(home, { recursive: true });
    await access(home, constants.W_OK);
  } catch (error) {
    throw unusable(home, error);
  }
  return lockFolder(join(home, "service"), `The state folder ${home}`);
}

function unusable(root: string, error: unknown): StateFolderError {
  return new StateFolderError(
    `The state folder ${resolve(root)} cannot be used: ${error instanceof Error ? error.message : String(error)}. ` +
      "Choose a folder that can be written to with YIKEZHONG_HOME.",
  );
}

export async function newDraft({ drafts }: StateFolder): Promise<Draft> {
  const folder = join(drafts, draftName());
  const uploads = join(folder, "uploads");
  await mkdir(uploads, { recursive: true });
  return {
    uploads,
    study: join(folder, "study"),
    discard: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Takes a folder away at once, by renaming it, and then deletes it at leisure. */
export async function takeAway({ drafts }: StateFolder, folder: string): Promise<void> {
  const away = join(drafts, draftName());
  await rename(folder, away);
  await rm(away, { recursive: true, force: true, maxRetries: 3 });
}

function draftName(): string {
  return `${process.pid}-${randomBytes(6).toString("hex")}`;
}

/** Drafts carry the number of the process that works on them, so that two servers leave each other's alone. */
function isAbandoned(name: string): boolean {
  const owner = Number.parseInt(name, 10);
  if (!Number.isInteger(owner) || owner <= 0 || owner === process.pid) return true;
  try {
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "EPERM");
  }
}
