import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** An output place that cannot be used. The message says what, where and what to do. */
export class OutputError extends Error {
  override name = "OutputError";
}

/** Content of one file: text or bytes, whole or in pieces. */
export type Content = string | Uint8Array | Iterable<string>;

/**
 * Writes a folder of files so that it is there whole or not at all: into a hidden neighbour first, then by
 * renaming. An existing folder is replaced only when it is empty or holds nothing but files of these names,
 * `seal` among them; `seal` is written last, so a folder without it is not a finished one.
 */
export async function writeFolder(
  folder: string,
  seal: string,
  known: readonly string[],
  fill: (write: (name: string, content: Content) => Promise<void>) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const replaced = await checkReplaceable(folder, seal, known);
  const draft = join(dirname(folder), `.${basename(folder)}.${randomUUID().slice(0, 8)}.part`);
  const old = `${draft}.old`;
  try {
    await mkdir(dirname(folder), { recursive: true });
    await mkdir(draft);
  } catch (error) {
    throw new OutputError(
      `Cannot write into ${dirname(folder)}: ${reasonOf(error)}. Choose another --out.`,
    );
  }
  try {
    await fill((name, content) => writeContent(join(draft, name), content, signal));
    signal?.throwIfAborted();
    if (replaced) await rename(folder, old);
    await rename(draft, folder);
  } catch (error) {
    if (replaced && !(await exists(folder)) && (await exists(old))) await rename(old, folder);
    await rm(draft, { recursive: true, force: true });
    if (isSystemError(error)) throw new OutputError(`Cannot write ${folder}: ${reasonOf(error)}.`);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

/** Writes one file so that it is there whole or not at all. */
export async function writeWhole(
  path: string,
  content: Content,
  signal?: AbortSignal,
): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.part`);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeContent(draft, content, signal);
    signal?.throwIfAborted();
    await rename(draft, path);
  } catch (error) {
    // There is nothing to take away where part of the path is a file.
    await rm(draft, { force: true }).catch(() => {});
    if (isSystemError(error))
      throw new OutputError(`Cannot write ${path}: ${reasonOf(error)}. Choose another --out.`);
    throw error;
  }
}

async function checkReplaceable(
  folder: string,
  seal: string,
  known: readonly string[],
): Promise<boolean> {
  let names: string[];
  try {
    if (!(await stat(folder)).isDirectory())
      throw new OutputError(`${folder} is a file; --out names a folder. Choose another name.`);
    names = await readdir(folder);
  } catch (error) {
    if (error instanceof OutputError) throw error;
    if (isSystemError(error) && error.code === "ENOENT") return false;
    throw new OutputError(`Cannot look into ${folder}: ${reasonOf(error)}. Choose another --out.`);
  }
  const foreign = names.filter((name) => !known.includes(name));
  if (foreign.length > 0)
    throw new OutputError(
      `${folder} holds other files (${foreign.slice(0, 3).join(", ")}${foreign.length > 3 ? ", …" : ""}); they would be lost. Choose an empty or new folder.`,
    );
  if (names.length > 0 && !names.includes(seal))
    throw new OutputError(
      `${folder} holds an unfinished result (no ${seal}). Delete it or choose another folder.`,
    );
  return true;
}

async function writeContent(path: string, content: Content, signal?: AbortSignal): Promise<void> {
  if (typeof content === "string" || content instanceof Uint8Array) {
    const handle = await open(path, "wx");
    try {
      await handle.writeFile(content);
    } finally {
      await handle.close();
    }
    return;
  }
  await pipeline(
    Readable.from(inBlocks(content)),
    createWriteStream(path, { flags: "wx" }),
    signal === undefined ? {} : { signal },
  );
}

/** Joins small pieces into blocks of about 64 KiB, so that a file of a million rows is not a million writes. */
export function* inBlocks(pieces: Iterable<string>): Generator<string> {
  let block: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    block.push(piece);
    length += piece.length;
    if (length < 65_536) continue;
    yield block.join("");
    block = [];
    length = 0;
  }
  if (length > 0) yield block.join("");
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && "syscall" in error;
}

function reasonOf(error: unknown): string {
  if (!isSystemError(error)) return error instanceof Error ? error.message : String(error);
  return REASONS.get(error.code) ?? error.message;
}

const REASONS: ReadonlyMap<string | undefined, string> = new Map([
  ["EACCES", "no permission"],
  ["EPERM", "no permission"],
  ["EROFS", "the disk is read-only"],
  ["ENOSPC", "the disk is full"],
  ["ENOTDIR", "part of the path is a file"],
]);
