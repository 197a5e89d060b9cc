/**
 * Just enough of the Protocol Buffers wire format to frame the blocks of a PBF file and to look at what a
 * block holds before it is decoded. Every length is checked against the bytes there are.
 */

/**
 * Calls `visit` for each field of the message between `start` and `end`. A length-delimited field gives its
 * byte range; a varint gives its value (exact up to 2⁵³) and an empty range. Throws on malformed bytes.
 */
export function eachField(
  bytes: Uint8Array,
  start: number,
  end: number,
  visit: (field: number, from: number, to: number, value: number) => void,
): void {
  let position = start;
  const varint = (): number => {
    let value = 0;
    let scale = 1;
    for (let length = 0; length < 10 && position < end; length++) {
      const byte = bytes[position++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new Error(`a number at byte ${position} of the block does not end`);
  };
  while (position < end) {
    const key = varint();
    const field = Math.floor(key / 8);
    const type = key % 8;
    if (type === 0) {
      visit(field, position, position, varint());
      continue;
    }
    const length = type === 2 ? varint() : type === 1 ? 8 : type === 5 ? 4 : NaN;
    if (field === 0 || !(position + length <= end))
      throw new Error(`field ${field} at byte ${position} of the block does not fit into it`);
    visit(field, position, position + length, 0);
    position += length;
  }
}

/** A zigzag-coded number, as read by `eachField`. */
export function zigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
