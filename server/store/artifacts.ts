import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, open, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/**
 * Files that never change, each under the checksum of its content: the normalised files of layers. What is
 * there is whole; the same content is kept once.
 */
export interface Artifacts {
  /** Keeps bytes, or the file at a path, which is moved. */
  readonly keep: (content: Uint8Array | string) => Promise<Artifact>;
  /** Where the artifact of a checksum is, if it is kept. Throws for what is no checksum. */
  readonly pathOf: (sha256: string) => string;
  /** Whether the artifact is there and as it was written. */
  readonly verify: (sha256: string) => Promise<boolean>;
  /**
   * Deletes those of these checksums that were last kept longer ago than `age`, in milliseconds: nothing refers to
   * them any more, but what has just been kept again is on its way to being written down.
   */
  readonly discard: (checksums: readonly string[], age: number) => Promise<void>;
  /**
   * Deletes what nothing refers to, and what interrupted work left behind, both only when it was last kept longer
   * ago than `age`, in milliseconds: what has just been kept may not be written down yet. Gives how many were deleted.
   */
  readonly sweep: (referenced: ReadonlySet<string>, age: number) => Promise<number>;
}

export interface Artifact {
  /** In lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** The artifacts in the state folder `home`. */
export async function openArtifacts(home: string): Promise<Artifacts> {
  const root = resolve(home, "artifacts");
  const drafts = join(root, DRAFTS);
  await mkdir(drafts, { recursive: true });
  const pathOf = (sha256: string): string => {
    if (!SHA256.test(sha256)) throw new Error(`"${sha256}" is no checksum of an artifact.`);
    return join(root, sha256.slice(0, 2), sha256);
  };

  return {
    pathOf,
    async keep(content) {
      const draft = join(drafts, randomBytes(8).toString("hex"));
      try {
        await put(content, draft);
        const artifact = await measure(draft);
        const path = pathOf(artifact.sha256);
        if (await isKept(path, artifact.bytes)) return artifact;
        await mkdir(dirname(path), { recursive: true });
        await rename(draft, path);
        await settle(dirname(path));
        return artifact;
      } finally {
        await rm(draft, { force: true });
      }
    },
    async verify(sha256) {
      const path = pathOf(sha256);
      try {
        return (await measure(path)).sha256 === sha256;
      } catch (error) {
        unlessMissing(error);
        return false;
      }
    },
    async discard(checksums, age) {
      for (const sha256 of checksums) await removeOlder(pathOf(sha256), Date.now() - age);
    },
    async sweep(referenced, age) {
      const before = Date.now() - age;
      let swept = 0;
      for (const folder of await readdir(root))
        for (const name of await readdir(join(root, folder)))
          if (!referenced.has(name) && (await removeOlder(join(root, folder, name), before)))
            swept++;
      return swept;
    },
  };
}

const DRAFTS = "drafts";
const SHA256 = /^[0-9a-f]{64}$/;

/** Puts the content at `draft`, safe from a loss of power. */
async function put(content: Uint8Array | string, draft: string): Promise<void> {
  if (typeof content === "string") await move(content, draft);
  const handle = await open(draft, typeof content === "string" ? "r+" : "wx");
  try {
    if (typeof content !== "string") await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    await copyFile(from, to);
    await rm(from);
  }
}

async function measure(path: string): Promise<Artifact> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const block of createReadStream(path)) {
    hash.update(block);
    bytes += block.length;
  }
  return { sha256: hash.digest("hex"), bytes };
}

/** Whether the content is kept already; then it counts as kept just now, so that no sweep takes it. */
async function isKept(path: string, bytes: number): Promise<boolean> {
  try {
    const now = new Date();
    await utimes(path, now, now);
    return (await stat(path)).size === bytes;
  } catch (error) {
    unlessMissing(error);
    return false;
  }
}

/** Deletes a file that was last kept before a time; false where it is newer, or not there. */
async function removeOlder(path: string, before: number): Promise<boolean> {
  const kept = (await stat(path).catch(unlessMissing))?.mtimeMs ?? Infinity;
  if (kept > before) return false;
  await rm(path, { force: true });
  return true;
}

/** Makes a new name in a folder outlast a loss of power. Windows knows no such thing for folders. */
async function settle(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}
