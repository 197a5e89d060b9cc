import type { FileHandle } from "node:fs/promises";

const WINDOW = 256 * 1024;

/** Reads a file from its start, in pieces of any size, holding one window of it. */
export interface ByteSource {
  /** Bytes handed out so far. */
  readonly position: number;
  /** The next `length` bytes, or as many as are left: a view that holds the whole window in memory. */
  take(length: number): Promise<Uint8Array>;
}

/** A source over an open file; `signal` stops it before the next read. */
export function byteSource(file: FileHandle, signal: AbortSignal | undefined): ByteSource {
  let window = Buffer.alloc(0);
  let start = 0;
  let position = 0;
  const fill = async (length: number): Promise<void> => {
    const held = window.length - start;
    const next = Buffer.allocUnsafe(Math.max(length, WINDOW));
    window.copy(next, 0, start);
    let size = held;
    while (size < length) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(next, size, next.length - size, null);
      if (bytesRead === 0) break;
      size += bytesRead;
    }
    window = next.subarray(0, size);
    start = 0;
  };
  return {
    get position() {
      return position;
    },
    async take(length) {
      signal?.throwIfAborted();
      if (window.length - start < length) await fill(length);
      const piece = window.subarray(start, start + length);
      start += piece.length;
      position += piece.length;
      return piece;
    },
  };
}
