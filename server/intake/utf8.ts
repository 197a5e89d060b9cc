import { isUtf8 } from "node:buffer";
import { InputError } from "./account.ts";
import { notUtf8, type IntakeContext, type Source } from "./source.ts";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const LONGEST_LINE = 1 << 20;

/**
 * The bytes of a text file in blocks of whole lines, without the byte order mark, each checked to be UTF-8. Tells
 * the progress, and stops when asked to.
 */
export async function* wholeLines(
  source: Source,
  chunks: AsyncIterable<Buffer>,
  context: IntakeContext,
): AsyncGenerator<Buffer, undefined> {
  let line = 1;
  let done = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    context.signal?.throwIfAborted();
    const start = done === 0 ? bytesOfMark(chunk) : 0;
    const bytes = Buffer.concat([rest, chunk.subarray(start)]);
    const end = endOfLastLine(bytes);
    rest = bytes.subarray(end);
    if (rest.length > LONGEST_LINE) throw endlessLine(source.name, line);
    const block = bytes.subarray(0, end);
    checkUtf8(block, line, source.name);
    line += linesIn(block);
    if (block.length > 0) yield block;
    done += chunk.length;
    context.onProgress?.(done, source.bytes);
  }
  checkUtf8(rest, line, source.name);
  if (rest.length > 0) yield rest;
  return undefined;
}

/** Length of the byte order mark at the start of a file, 0 without one. */
export function bytesOfMark(start: Buffer): number {
  return start.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)
    ? BYTE_ORDER_MARK.length
    : 0;
}

/** Throws `InputError` with the row when whole lines are not UTF-8; `line` is the number of their first. */
export function checkUtf8(block: Buffer, line: number, name: string): void {
  if (isUtf8(block)) return;
  let [from, row] = [0, line];
  for (;;) {
    const feed = block.indexOf(LINE_FEED, from);
    const to = feed < 0 ? block.length : feed + 1;
    if (feed < 0 || !isUtf8(block.subarray(from, to))) throw notUtf8(name, row);
    [from, row] = [to, row + 1];
  }
}

function endOfLastLine(bytes: Buffer): number {
  const feed = bytes.lastIndexOf(LINE_FEED);
  return 1 + (feed < 0 ? bytes.lastIndexOf(CARRIAGE_RETURN) : feed);
}

function linesIn(block: Buffer): number {
  let lines = 0;
  for (let at = block.indexOf(LINE_FEED); at >= 0; at = block.indexOf(LINE_FEED, at + 1))
    lines += 1;
  return lines;
}

function endlessLine(name: string, row: number): InputError {
  return new InputError(
    `${name}, row ${row} is longer than ${LONGEST_LINE.toLocaleString("en")} bytes.`,
    "A table in CSV has one line per row: check that this is the file you meant.",
    { file: name, row },
  );
}
