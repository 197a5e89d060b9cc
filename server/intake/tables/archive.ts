import { isUtf8 } from "node:buffer";
import { crc32 } from "node:zlib";
import { openPromise, validateFileName, type Entry, type ZipFile } from "yauzl";
import type { Reason } from "#contract/reasons/reasons.ts";
import { printable } from "../account.ts";
import { RefusedFile } from "../refused-file.ts";
import { TABLE_LIMITS, type ArchiveLimits } from "./limits.ts";

/** A zip archive whose directory was read and found harmless. Nothing of it is ever written to disk. */
export interface Archive extends AsyncDisposable {
  /** Files in the order of the archive; folders, and what macOS adds, are left out. */
  readonly entries: readonly ArchiveEntry[];
  /** The whole of one file. Throws `RefusedFile` when it is damaged or not as long as declared. */
  read(entry: ArchiveEntry): Promise<Buffer>;
  /** The same in pieces, for what need not be held. */
  chunks(entry: ArchiveEntry): AsyncIterable<Buffer>;
}

export interface ArchiveEntry {
  /** With "/" between folders. */
  readonly name: string;
  readonly bytes: number;
}

/**
 * Opens a zip archive. Throws `RefusedFile` for one that is damaged or encrypted, whose names lead outside it or stand
 * in it twice, and for one that would inflate beyond the limits.
 */
export async function openArchive(
  path: string,
  context: { readonly name: string; readonly signal?: AbortSignal | undefined },
  limits: ArchiveLimits = TABLE_LIMITS.archive,
): Promise<Archive> {
  const refuse = (reason: Reason): RefusedFile => new RefusedFile(context.name, reason);
  const zip = await openPromise(path, {
    autoClose: false,
    decodeStrings: false,
    validateEntrySizes: true,
  }).catch(() => {
    throw refuse({ code: "archive-damaged" });
  });
  try {
    const directory = await readDirectory(zip, limits, refuse);
    const find = (entry: ArchiveEntry): Entry => {
      const found = directory.get(entry.name);
      if (found === undefined) throw new Error(`${entry.name} is not of this archive.`);
      return found;
    };
    const chunks = (entry: ArchiveEntry): AsyncGenerator<Buffer> =>
      inflate(zip, find(entry), refuse, context.signal);
    return {
      entries: Array.from(directory, ([name, entry]) => ({ name, bytes: entry.uncompressedSize })),
      chunks,
      read: async (entry) => {
        const pieces: Buffer[] = [];
        for await (const piece of chunks(entry)) pieces.push(piece);
        return Buffer.concat(pieces);
      },
      [Symbol.asyncDispose]: () => {
        zip.close();
        return Promise.resolve();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

type Refuse = (reason: Reason) => RefusedFile;

async function readDirectory(
  zip: ZipFile,
  limits: ArchiveLimits,
  refuse: Refuse,
): Promise<Map<string, Entry>> {
  const directory = new Map<string, Entry>();
  const seen = new Set<string>();
  let inflated = 0;
  if (zip.entryCount > limits.entries) {
    throw refuse({
      code: "archive-entries",
      values: { entries: zip.entryCount, limit: limits.entries },
    });
  }
  for await (const entry of eachEntry(zip, refuse)) {
    const name = nameOf(entry);
    const shown = { entry: printable(name, 60) };
    if (isTrick(name)) throw refuse({ code: "archive-path", values: shown });
    const folded = name.normalize("NFC").toLowerCase();
    if (seen.has(folded)) throw refuse({ code: "archive-twice", values: shown });
    seen.add(folded);
    if (name.endsWith("/") || /(^|\/)(__MACOSX\/|\.DS_Store$|\._)/.test(name)) continue;
    if (entry.isEncrypted()) throw refuse({ code: "archive-encrypted" });
    inflated += entry.uncompressedSize;
    if (inflated > limits.inflatedBytes) throw refuse(tooLarge(limits));
    if (
      entry.uncompressedSize > SMALL &&
      entry.uncompressedSize > entry.compressedSize * limits.ratio
    ) {
      throw refuse({ code: "archive-bomb", values: { ...shown, ratio: limits.ratio } });
    }
    directory.set(name, entry);
  }
  return directory;
}

const SMALL = 1024 * 1024;

function tooLarge(limits: ArchiveLimits): Reason {
  return {
    code: "archive-too-large",
    values: { limit: Math.round(limits.inflatedBytes / 1024 / 1024) },
  };
}

async function* eachEntry(zip: ZipFile, refuse: Refuse): AsyncGenerator<Entry> {
  const entries = zip.eachEntry();
  for (;;) {
    // Errors of the library are refusals; those of whoever takes the entries are theirs.
    const next = await entries.next().catch(() => {
      throw refuse({ code: "archive-damaged" });
    });
    if (next.done === true) return;
    yield next.value;
  }
}

async function* inflate(
  zip: ZipFile,
  entry: Entry,
  refuse: Refuse,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  if (!entry.canDecodeFileData()) throw refuse({ code: "archive-method" });
  try {
    const stream = await zip.openReadStreamPromise(entry);
    let sum = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      sum = crc32(chunk, sum);
      yield chunk;
    }
    if (sum !== entry.crc32) throw refuse({ code: "archive-damaged" });
  } catch (error) {
    if (signal?.aborted === true || error instanceof RefusedFile) throw error;
    throw refuse({ code: "archive-damaged" });
  }
}

const UTF8_FLAG = 1 << 11;

/** Zips of Chinese Windows hold GBK without saying so, those of macOS hold UTF-8 without saying so. */
function nameOf(entry: Entry): string {
  const bytes = entry.fileNameRaw;
  if ((entry.generalPurposeBitFlag & UTF8_FLAG) !== 0 || isUtf8(bytes)) {
    return bytes.toString("utf8");
  }
  try {
    return new TextDecoder("gb18030", { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString("latin1");
  }
}

function isTrick(name: string): boolean {
  return (
    name === "" ||
    name.includes("\0") ||
    /^[A-Za-z]:/.test(name) ||
    name.split("/").includes("..") ||
    validateFileName(name) !== null
  );
}
