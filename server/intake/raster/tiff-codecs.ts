import { inflateSync, zstdDecompressSync } from "node:zlib";

/** Whether a block compressed in this way (TIFF tag 259) is read. */
export function isKnownCompression(compression: number): boolean {
  return compression in DECODERS;
}

/**
 * The bytes of a compressed block, at most as many as asked for. Shorter when the block is; throws when it is broken.
 */
export function decompress(block: Buffer, compression: number, bytes: number): Buffer {
  const decode = DECODERS[compression];
  if (decode === undefined) throw new Error(`Compression ${compression} is not known.`);
  return decode(block, bytes);
}

/** Room beyond the asked for, for writers that pad their last rows. */
const PADDING = 1 << 16;

const inflated = (block: Buffer, bytes: number): Buffer =>
  inflateSync(block, { maxOutputLength: bytes + PADDING }).subarray(0, bytes);

const DECODERS: Readonly<Record<number, (block: Buffer, bytes: number) => Buffer>> = {
  1: (block, bytes) => block.subarray(0, bytes),
  5: unpackLzw,
  8: inflated,
  32946: inflated,
  32773: unpackBits,
  50000: (block, bytes) =>
    zstdDecompressSync(block, { maxOutputLength: bytes + PADDING }).subarray(0, bytes),
};

const CLEAR = 256;
const END = 257;
const FIRST_FREE = 258;
const MOST_CODES = 4096;

/** LZW as TIFF 6.0 has it (section 13): codes of 9 to 12 bits, high bits first, widened one code early. */
function unpackLzw(block: Buffer, bytes: number): Buffer {
  const out = Buffer.alloc(bytes);
  // Every string of the table was written to the output before: where it begins there, and how long it is.
  const starts = new Uint32Array(MOST_CODES);
  const lengths = new Uint32Array(MOST_CODES);
  let [next, width, bits, held, at, written] = [FIRST_FREE, 9, 0, 0, 0, 0];
  let previous = -1;
  let previousStart = 0;
  let previousLength = 0;
  while (written < bytes) {
    while (bits < width) {
      if (at >= block.length) return out.subarray(0, written);
      held = ((held << 8) | (block[at++] ?? 0)) & 0xffffff;
      bits += 8;
    }
    const code = (held >> (bits - width)) & ((1 << width) - 1);
    bits -= width;
    if (code === END) break;
    if (code === CLEAR) {
      [next, width, previous] = [FIRST_FREE, 9, -1];
      continue;
    }
    if (code > next || (code === next && previous < 0)) throw new Error("LZW code out of order");
    const start = written;
    if (code < CLEAR) {
      out[written++] = code;
    } else {
      // A string not yet in the table is the previous one and its first byte again: the copy overlaps itself.
      const from = code === next ? previousStart : (starts[code] ?? 0);
      const length = code === next ? previousLength + 1 : (lengths[code] ?? 0);
      const end = Math.min(bytes, written + length);
      for (let i = from; written < end; i++) out[written++] = out[i] ?? 0;
    }
    if (previous >= 0 && next < MOST_CODES) {
      // The previous string and the byte after it stand side by side in the output.
      starts[next] = previousStart;
      lengths[next] = previousLength + 1;
      next += 1;
    }
    if (next + 1 >= 1 << width && width < 12) width += 1;
    [previous, previousStart, previousLength] = [code, start, written - start];
  }
  return out.subarray(0, written);
}

/** PackBits (TIFF 6.0, section 9). */
function unpackBits(block: Buffer, bytes: number): Buffer {
  const out = Buffer.alloc(bytes);
  let [at, written] = [0, 0];
  while (at < block.length && written < bytes) {
    const count = block.readInt8(at++);
    if (count >= 0) {
      written += block.copy(out, written, at, Math.min(at + count + 1, block.length));
      at += count + 1;
    } else if (count > -128 && at < block.length) {
      const end = Math.min(bytes, written + 1 - count);
      out.fill(block[at++] ?? 0, written, end);
      written = end;
    }
  }
  return out.subarray(0, written);
}
