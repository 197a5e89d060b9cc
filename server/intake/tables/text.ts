import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { RefusedFile } from "../refused-file.ts";
import { bytesOfMark } from "../utf8.ts";
import type { TableContext } from "./raw-table.ts";

/**
 * The encoding of a text file: what the context says, else the byte order mark, else UTF-8 where the whole file is,
 * else UTF-16 by its zero bytes, else whichever of UTF-8 and GB18030 explains nearly all of what is not ASCII, so that
 * a stray byte does not spoil a file. Gives the name of the encoding; throws `RefusedFile` where none fits.
 */
export async function detectEncoding(path: string, context: TableContext): Promise<string> {
  if (context.encoding !== undefined) return chosen(context.encoding, context.name);
  const head = await readHead(path);
  if (bytesOfMark(head) > 0) return "UTF-8";
  if (head[0] === 0xff && head[1] === 0xfe) return "UTF-16LE";
  if (head[0] === 0xfe && head[1] === 0xff) return "UTF-16BE";
  if (head.includes(0)) {
    const wide = WIDE.find((encoding) => isPlausible(decodeText(head, encoding)));
    if (wide !== undefined) return wide;
    if (zerosIn(head) > head.length * MOST_ZEROS) {
      throw new RefusedFile(context.name, { code: "file-binary" });
    }
  }
  return narrowEncoding(path, context);
}

/** The text of a file as UTF-8 in pieces, without byte order mark; what cannot be decoded becomes U+FFFD. */
export async function* utf8Chunks(
  path: string,
  encoding: string,
  context: TableContext,
): AsyncGenerator<Buffer> {
  const { size: total } = await statOf(path);
  const decoder = encoding === "UTF-8" ? undefined : new TextDecoder(encoding);
  let done = 0;
  for await (const chunk of rawChunks(path)) {
    context.signal?.throwIfAborted();
    yield decoder
      ? Buffer.from(decoder.decode(chunk, { stream: true }))
      : chunk.subarray(done === 0 ? bytesOfMark(chunk) : 0);
    done += chunk.length;
    context.onProgress?.(done, total, "bytes");
  }
  if (decoder) yield Buffer.from(decoder.decode());
}

/** Some bytes as text, cut characters at the end left out. */
export function decodeText(bytes: Buffer, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

const HEAD_BYTES = 64 * 1024;
const CHUNK_BYTES = 256 * 1024;
const WIDE = ["UTF-16LE", "UTF-16BE"] as const;
const MOST_ZEROS = 0.01;

/** The beginning of a file, as much as is looked at to tell what it is. */
export async function readHead(path: string): Promise<Buffer> {
  await using handle = await open(path);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}

async function statOf(path: string): Promise<{ size: number }> {
  await using handle = await open(path);
  return handle.stat();
}

function rawChunks(path: string): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: CHUNK_BYTES });
}

function chosen(label: string, name: string): string {
  try {
    const { encoding } = new TextDecoder(label);
    // GB18030 holds all of GBK and GB 2312.
    return encoding === "gbk" ? "GB18030" : encoding.toUpperCase();
  } catch {
    throw new RefusedFile(name, { code: "encoding-unknown", values: { encoding: label } });
  }
}

/** Nearly all of it is what stands in tables of Chinese or western offices. */
function isPlausible(text: string): boolean {
  const usual =
    text.match(
      /[\t\r\n\u0020-\u007e\u00a0-\u017f\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/g,
    )?.length ?? 0;
  return usual >= text.length * 0.9;
}

function zerosIn(bytes: Buffer): number {
  return bytes.reduce((zeros, byte) => zeros + (byte === 0 ? 1 : 0), 0);
}

/** UTF-8 or GB18030, judged by the whole file: the first Chinese character may stand in its last line. */
async function narrowEncoding(path: string, context: TableContext): Promise<"UTF-8" | "GB18030"> {
  let utf8 = true;
  for await (const block of wholeLines(path, context)) {
    utf8 = isUtf8(block);
    if (!utf8) break;
  }
  if (utf8) return "UTF-8";
  const tally: Tally = {
    bytes: 0,
    controls: 0,
    utf8: { good: 0, bad: 0 },
    gb: { good: 0, bad: 0, common: 0 },
  };
  for await (const block of wholeLines(path, context)) {
    tally.bytes += block.length;
    countControls(block, tally);
    countUtf8(block, tally.utf8);
    countGb(block, tally.gb);
  }
  const encoding = judge(tally);
  if (encoding !== undefined) return encoding;
  throw new RefusedFile(context.name, {
    code: tally.controls > tally.bytes * MOST_CONTROLS ? "file-binary" : "encoding-unclear",
  });
}

interface Tally {
  bytes: number;
  controls: number;
  readonly utf8: { good: number; bad: number };
  /** Common: of the 3,755 everyday characters, or Chinese punctuation and full-width signs. */
  readonly gb: { good: number; bad: number; common: number };
}

const MOST_CONTROLS = 0.005;

/**
 * GBK read as UTF-8 is broken in more than half of its characters, and UTF-8 read as GBK has few everyday characters, so
 * a fifth of bad sequences tells them apart with room on both sides. Where hardly anything is not ASCII, it is damage.
 */
function judge({ bytes, controls, utf8, gb }: Tally): "UTF-8" | "GB18030" | undefined {
  if (controls > bytes * MOST_CONTROLS) return undefined;
  if (utf8.bad * 4 <= utf8.good) return "UTF-8";
  if (gb.bad * 4 <= gb.good && gb.common * 3 >= gb.good) return "GB18030";
  return utf8.bad <= bytes * 0.001 ? "UTF-8" : undefined;
}

function countControls(block: Buffer, tally: Tally): void {
  // Tab, line ends and the end mark of DOS are text.
  for (const byte of block) {
    if (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1a) tally.controls += 1;
  }
}

function countUtf8(block: Buffer, tally: Tally["utf8"]): void {
  for (let i = 0; i < block.length;) {
    const lead = block[i] ?? 0;
    const more = lead < 0x80 ? 0 : lead < 0xc2 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    let length = 1;
    while (length <= more && ((block[i + length] ?? 0) & 0xc0) === 0x80) length += 1;
    if (more !== 0) {
      if (length === more + 1 && lead < 0xf5) tally.good += 1;
      else tally.bad += 1;
    }
    i += length;
  }
}

function countGb(block: Buffer, tally: Tally["gb"]): void {
  for (let i = 0; i < block.length; i += 1) {
    const lead = block[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = block[i + 1] ?? 0;
    if (lead === 0x80 || lead === 0xff) {
      tally.bad += 1;
    } else if (trail >= 0x40 && trail !== 0x7f && trail !== 0xff) {
      tally.good += 1;
      if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3))) {
        tally.common += 1;
      }
      i += 1;
    } else if (trail >= 0x30 && trail <= 0x39 && (block[i + 2] ?? 0) >= 0x81) {
      tally.good += 1;
      i += 3;
    } else {
      tally.bad += 1;
    }
  }
}

const LONGEST_LINE = 4 * 1024 * 1024;
const LINE_FEED = 0x0a;

/** A line feed is never part of a longer character in either encoding. */
async function* wholeLines(path: string, { signal }: TableContext): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of rawChunks(path)) {
    signal?.throwIfAborted();
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end =
      bytes.lastIndexOf(LINE_FEED) + 1 || (bytes.length > LONGEST_LINE ? bytes.length : 0);
    if (end > 0) yield bytes.subarray(0, end);
    rest = bytes.subarray(end);
  }
  if (rest.length > 0) yield rest;
}
